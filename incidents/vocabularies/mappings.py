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

from incidents.base.languages import DEFAULT, current_language
from incidents.vocabularies.reading import texts, vocabulary

TABLE = Path(__file__).resolve().parent / "mappings.json"


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
    grades: tuple[SuggestedGrade, ...]
    contested: bool
    losses: Mapping[str, str]
    version: str

    def confidence_on(self, axis: str) -> str | None:
        """Return the confidence suggested for one question, or None where the value says nothing about it."""
        fitting = [g.value for g in self.grades if g.vocabulary == "confidence" and g.axis in (axis, None)]
        return fitting[0] if fitting else None

    def loss(self, language: str | None = None) -> str:
        """Return what the mapping cannot carry over, in words for the interface; empty where nothing is lost."""
        return self.losses.get(language or current_language().code) or self.losses.get(DEFAULT, "")


def suggest(scheme: str, native_value: str) -> Suggestion | None:
    """Return what a native value suggests, or None for a value that the scheme does not have.

    A scheme that we do not know raises ``UnknownTerm``. A cell with several values suggests nothing.
    """
    return _table().get((vocabulary("scheme").term(scheme).code, _plain(native_value)))


def version() -> str:
    """Return the version of the mapping table, which is stored beside every mapped grade."""
    return str(_content()["version"])


def suggestions() -> tuple[Suggestion, ...]:
    """Return the whole table in its order, for the codebook."""
    return tuple(dict.fromkeys(_table().values()))


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = orjson.loads(TABLE.read_bytes())
    return content


@cache
def _table() -> Mapping[tuple[str, str], Suggestion]:
    """Read the table; a value that is written in several ways has a key for each."""
    table: dict[tuple[str, str], Suggestion] = {}
    for row in _content()["mappings"]:
        suggestion = Suggestion(
            scheme=row["scheme"],
            native_value=row["native_value"],
            grades=tuple(SuggestedGrade(**grade) for grade in row["suggests"]),
            contested=row.get("contested", False),
            losses=texts(dict(row), "loss_"),
            version=version(),
        )
        for written in (row["native_value"], *row.get("also", ())):
            table[row["scheme"], _plain(written)] = suggestion
    return table


def _plain(native_value: str) -> str:
    """Return a native value without the accidents of writing: case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "_", native_value.strip().casefold())
