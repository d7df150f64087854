"""The table `codebook`: every term of every vocabulary, so that a file can be read without the program."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made
from incidents.exports.reading import Reading
from incidents.exports.tables.table import Table
from incidents.vocabularies import Term, Vocabulary, names, vocabulary


class TermLine(NamedTuple):
    """A term in its vocabulary."""

    vocabulary: Vocabulary
    term: Term

    @property
    def label_en(self) -> str | None:
        """The label in English."""
        return self.term.labels.get("en")

    @property
    def label_ar(self) -> str | None:
        """The label in Arabic."""
        return self.term.labels.get("ar")

    @property
    def definition(self) -> str | None:
        """The definition in English."""
        return self.term.definitions.get("en")


COLUMNS: tuple[Column, ...] = (
    made("vocabulary", "vocabulary.name", N_("Vocabulary")),
    made("code", "term.code", N_("Code")),
    made("label_en", "label_en", N_("Label in English")),
    made("label_ar", "label_ar", N_("Label in Arabic")),
    made("definition", "definition", N_("Definition")),
    made("cross_references", "term.references", N_("Stands for, elsewhere"), kind=Kind.LINES),
    made("version", "vocabulary.version", N_("Version")),
)


def _lines(_reading: Reading) -> Iterator[TermLine]:
    for name in names():
        for term in vocabulary(name):
            yield TermLine(vocabulary(name), term)


TABLE = Table("codebook", N_("Codebook"), COLUMNS, _lines)
