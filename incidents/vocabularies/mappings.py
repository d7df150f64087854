"""What the grades of other schemes suggest on the ladders of this one, and what is lost on the way.

A mapping only suggests, and a person decides; the native value is kept beside it. The table knows a scheme and a
value and nothing else: no actor and no country is graded differently from another.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from incidents.base.languages import DEFAULT, LANGUAGES, current_language
from incidents.vocabularies.reading import texts, vocabulary

TABLE = Path(__file__).resolve().parent / "mappings.json"
SEVERAL = re.compile(r"[,;/|+،؛\n]")
KEYS = frozenset(
    {"scheme", "native_value", "en", "ar", "also", "suggests", "contested", "loss_en", "loss_ar", "source"}
)


class FaultyMapping(ValueError):
    """The table of mappings says something that it cannot mean; that is a fault of the program."""


@dataclass(frozen=True)
class SuggestedGrade:
    """One grade that a native value suggests; without an axis it goes to whichever question the value was about."""

    axis: str | None
    vocabulary: str
    value: str


@dataclass(frozen=True, eq=False)
class Suggestion:
    """What the table says about a native value; without any grade the value is only kept as it is."""

    scheme: str
    native_value: str
    labels: Mapping[str, str]
    grades: tuple[SuggestedGrade, ...]
    contested: bool
    losses: Mapping[str, str]
    source: str
    version: str

    def confidence_on(self, axis: str) -> str | None:
        """Return the confidence suggested for one question, or None where the value says nothing about it."""
        fitting = [g.value for g in self.grades if g.vocabulary == "confidence" and g.axis in (axis, None)]
        return fitting[0] if fitting else None

    def label(self, language: str | None = None) -> str:
        """Return what the value is called, in the language given or the current one."""
        return _said(self.labels, language)

    def loss(self, language: str | None = None) -> str:
        """Return what the mapping cannot carry over, in words for the interface; empty where nothing is lost."""
        return _said(self.losses, language)


def suggest(scheme: str, native_value: str) -> Suggestion | None:
    """Return what a native value suggests, or None for a value that the scheme does not have.

    A scheme that we do not know raises ``UnknownTerm``. A cell with several values suggests nothing.
    """
    return _table().get((vocabulary("scheme").term(scheme).code, _plain(native_value)))


def holds_several(scheme: str, native_value: str) -> bool:
    """Tell whether a cell holds several values of its scheme: such a cell is kept, suggests nothing and is flagged.

    ``Contested, Discounted`` does, and so does ``134`` where the values of a scheme are single digits.
    """
    if suggest(scheme, native_value) is not None:
        return False
    if len([piece for piece in SEVERAL.split(native_value) if piece.strip()]) > 1:
        return True
    known = {native for of, native in _table() if of == scheme}
    digits = [native for native in known if len(native) == 1]
    return len(native_value.strip()) > 1 and bool(digits) and set(native_value.strip()) <= set(digits)


def version() -> str:
    """Return the version of the mapping table, which is stored beside every mapped grade."""
    return str(_content()["version"])


def suggestions(scheme: str | None = None) -> tuple[Suggestion, ...]:
    """Return the whole table in its order, or the part of one scheme, for the codebook and for pages."""
    return tuple(found for found in dict.fromkeys(_table().values()) if scheme in (None, found.scheme))


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = orjson.loads(TABLE.read_bytes())
    return content


@cache
def _table() -> Mapping[tuple[str, str], Suggestion]:
    return read_table(_content())


def read_table(content: Mapping[str, Any]) -> Mapping[tuple[str, str], Suggestion]:
    """Read a table strictly; a value that is written in several ways has a key for each.

    Raises ``FaultyMapping`` for a row with an unknown key or term, without its words, or that another row repeats.
    """
    table: dict[tuple[str, str], Suggestion] = {}
    for row in content["mappings"]:
        if unknown := set(row) - KEYS:
            raise FaultyMapping(f"A mapping has the unknown keys {sorted(unknown)}: {row}")
        suggestion = _suggestion(row, str(content["version"]))
        for written in (row["native_value"], *row.get("also", ())):
            if (key := (suggestion.scheme, _plain(written))) in table:
                raise FaultyMapping(f"Two mappings are about {key}.")
            table[key] = suggestion
    return table


def _suggestion(row: Mapping[str, Any], edition: str) -> Suggestion:
    try:
        grades = tuple(SuggestedGrade(**grade) for grade in row["suggests"])
        suggestion = Suggestion(
            scheme=vocabulary("scheme").term(row["scheme"]).code,
            native_value=row["native_value"],
            labels=texts(dict(row), ""),
            grades=grades,
            contested=row.get("contested", False),
            losses=texts(dict(row), "loss_"),
            source=row["source"],
            version=edition,
        )
        for grade in grades:
            vocabulary(grade.vocabulary).term(grade.value)
            if grade.axis is not None:
                vocabulary("axis").term(grade.axis)
    except (KeyError, TypeError) as fault:
        raise FaultyMapping(f"A mapping cannot be read: {row}: {fault}") from fault
    if set(suggestion.labels) != set(LANGUAGES) or set(suggestion.losses) not in (set(), set(LANGUAGES)):
        raise FaultyMapping(f"A mapping lacks its words in a language: {row}")
    return suggestion


def _said(words: Mapping[str, str], language: str | None) -> str:
    return words.get(language or current_language().code) or words.get(DEFAULT, "")


def _plain(native_value: str) -> str:
    """Return a native value without the accidents of writing: case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "_", native_value.strip().casefold())
