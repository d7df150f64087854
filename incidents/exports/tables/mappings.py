"""The table `mappings`: what each grade of another scheme suggests on our ladder, and what that loses."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made
from incidents.exports.reading import Reading
from incidents.exports.tables.table import Table
from incidents.vocabularies.mappings import Suggestion, suggestions


class MappingLine(NamedTuple):
    """A value of a scheme; one that suggests nothing is only kept as it came."""

    suggestion: Suggestion

    @property
    def label_en(self) -> str:
        """What the value is called in English."""
        return self.suggestion.label("en")

    @property
    def label_ar(self) -> str:
        """What the value is called in Arabic."""
        return self.suggestion.label("ar")

    @property
    def suggests(self) -> list[str]:
        """The grades as question, vocabulary and value; "any" where it goes to whichever question it was about."""
        return [f"{grade.axis or 'any'}:{grade.vocabulary}:{grade.value}" for grade in self.suggestion.grades]

    @property
    def loss_en(self) -> str | None:
        """What is lost, in English."""
        return self.suggestion.loss("en") or None

    @property
    def loss_ar(self) -> str | None:
        """What is lost, in Arabic."""
        return self.suggestion.loss("ar") or None


COLUMNS: tuple[Column, ...] = (
    made("scheme", "suggestion.scheme", N_("Grading scheme"), kind=Kind.CODE, vocabulary="scheme"),
    made("native_value", "suggestion.native_value", N_("Grade in that scheme")),
    made("label_en", "label_en", N_("Label in English")),
    made("label_ar", "label_ar", N_("Label in Arabic")),
    made("suggests", "suggests", N_("Suggests, as question:vocabulary:value"), kind=Kind.LINES),
    made("contested", "suggestion.contested", N_("Contested"), kind=Kind.FLAG),
    made("loss_en", "loss_en", N_("What the mapping loses, in English"), kind=Kind.PROSE),
    made("loss_ar", "loss_ar", N_("What the mapping loses, in Arabic"), kind=Kind.PROSE),
    made("source", "suggestion.source", N_("Where the scheme is described")),
    made("version", "suggestion.version", N_("Version")),
)


def _lines(_reading: Reading) -> Iterator[MappingLine]:
    return map(MappingLine, suggestions())


TABLE = Table("mappings", N_("Mappings of native grades"), COLUMNS, _lines)
