"""A row as the checks see it: what was entered, what is stored already, and both laid over one another.

What is absent stays, so a rule is asked of the whole row. What is stored is not held against whoever corrects
something else: imports keep contradictions as they came and open a question about them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from incidents.db.base import Record
from incidents.records.picture import Picture, parts_of

EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Row:
    """The record itself or one of its parts; ``path`` leads to its fields, ``stored`` is None for a new row."""

    record: type[Record]
    path: str
    values: dict[str, Any]
    stored: dict[str, Any] | None = None

    @property
    def table(self) -> str:
        """The table that the row belongs to."""
        return str(self.record.__tablename__)

    @property
    def is_new(self) -> bool:
        """Whether nothing of it is stored yet."""
        return self.stored is None

    @property
    def whole(self) -> dict[str, Any]:
        """The row as it will be: what is entered over what is stored."""
        return {**(self.stored or {}), **self.values}

    def changes(self, name: str) -> bool:
        """Whether a column is entered otherwise than it is stored."""
        if name not in self.values:
            return False
        entered, stored = self.values[name], (self.stored or {}).get(name)
        return not (entered == stored or (entered in EMPTY and stored in EMPTY))

    @property
    def is_changed(self) -> bool:
        """Whether the row is new or anything in it is entered otherwise than it is stored."""
        return self.is_new or any(self.changes(name) for name in self.values if name != "id")


def rows_of(root: type[Record], drawing: Picture, before: Picture) -> Iterator[Row]:
    """The record and every listed part of a picture, each with what is stored of it."""
    table = root.__tablename__
    yield Row(root, "", drawing.get(table, {}), before.get(table))
    for part_table, (_attribute, kind) in parts_of(root).items():
        stored = {values["id"]: values for values in before.get(part_table, [])}
        for values in drawing.get(part_table, []):
            key = values.get("id")
            yield Row(kind, f"{part_table}.{key}.", values, stored.get(key))
