"""What an exported table is: a name, its columns, and the lines that answer a question."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from incidents.db.base import Record
from incidents.db.fields import Kind
from incidents.exports.columns import Column, leaving, of
from incidents.exports.reading import Reading

Line: TypeAlias = Any
"""Whatever a table's columns read their values from."""

@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export."""

    name: str
    label: str
    declared: tuple[Column, ...]
    lines: Callable[[Reading], Iterator[Line]]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that may leave, in their order."""
        return leaving(self.declared)


def in_languages(record: type[Record], field: str, labels: Mapping[str, str]) -> list[Column]:
    """A column a language for a field of texts; the lines of the table have them as ``field_language``."""
    names = {language: f"{field}_{language}" for language in labels}
    return [of(record, field, name, name, kind=Kind.PROSE, label=labels[language]) for language, name in names.items()]
