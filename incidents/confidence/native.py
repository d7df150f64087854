"""Grades of other schemes as they came: what each suggests here, and which only stand beside the team's judgment."""

from dataclasses import dataclass

from incidents.vocabularies import label
from incidents.vocabularies.mappings import holds_several, suggest


@dataclass(frozen=True, slots=True)
class NativeGrade:
    """A native value, letter by letter, with what the mapping makes of it on one question.

    ``suggests`` is a level or None; ``loss`` is what the mapping cannot carry over. ``is_known`` tells whether the
    scheme has the value, ``holds_several`` whether the cell holds more than one.
    """

    scheme: str
    value: str
    label: str
    suggests: str | None
    contested: bool
    loss: str
    source: str
    is_known: bool
    holds_several: bool

    @property
    def scheme_label(self) -> str:
        """Whose grade it is."""
        return label("scheme", self.scheme)


def read_native(scheme: str, value: str, axis: str) -> NativeGrade:
    """What a native value says on one question; it is never rewritten."""
    found = suggest(scheme, value)
    if found is None:
        return NativeGrade(scheme, value, value, None, False, "", "", False, holds_several(scheme, value))
    level = found.confidence_on(axis)
    return NativeGrade(scheme, value, found.label(), level, found.contested, found.loss(), found.source, True, False)


def is_native_only(scheme: str | None, native_value: str | None, mapped_value: str | None) -> bool:
    """Whether a judgment only keeps the grade of another scheme, which nobody has placed on our ladder."""
    return bool(scheme and native_value) and (mapped_value or "not_assessed") == "not_assessed"
