"""The words of the invented cases, in both languages, marked so that nobody takes them for facts."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from incidents.demo.files import NORTHMARCH, rows
from incidents.vocabularies import vocabulary

Picked = TypeVar("Picked")

WORDS: dict[str, Any] = json.loads((NORTHMARCH / "words.json").read_text(encoding="utf-8"))
TERMS = vocabulary("violation_type").selectable
PLACES = {row["key"]: row for row in rows(NORTHMARCH / "places.json")}
TOWNS: list[str] = [key for key in PLACES if key.startswith("T")]
# Terms that are no name of a deed by themselves.
UNNAMED = {
    "other": {"en": "A wrong of another kind", "ar": "انتهاك من نوع آخر"},
    "unknown": {"en": "An event of unknown kind", "ar": "حادثة غير معروفة النوع"},
}
MARKS = {"en": ("at", "(invented case)"), "ar": ("في", "(حالة مختلقة)")}
DISCLAIMERS = {
    "en": "This case is invented to show how the database works; place, people and event do not exist.",
    "ar": "هذه الحالة مختلقة لبيان عمل قاعدة البيانات، فلا وجود للمكان ولا للأشخاص ولا للحادثة.",
}


def pick(values: Sequence[Picked], number: int) -> Picked:
    """The value whose turn it is."""
    return values[number % len(values)]


def town_of(number: int) -> str:
    """The key of the town that a case is about."""
    return pick(TOWNS, number * 7 + number // len(TOWNS))


def name_of(key: str, language: str) -> str:
    """The first name of a place in a language."""
    name: str = next(text for lang, _kind, text in PLACES[key]["names"] if lang == language)
    return name


def title(number: int) -> dict[str, str]:
    """What happened and where, and that it did not."""
    term, town = pick(TERMS, number), town_of(number)
    found = {}
    for language, (at, mark) in MARKS.items():
        deed = UNNAMED[term.code][language] if term.code in UNNAMED else term.label(language)
        found[language] = f"{deed} {at} {name_of(town, language)} {mark}"
    return found


def stories(number: int) -> dict[str, str]:
    """A short narrative; every third case has one in English only."""
    term, town = pick(TERMS, number), town_of(number)
    sentences = pick(WORDS["stories"][term.parent or "none"], number)
    told = {
        language: f"{sentence.format(place=name_of(town, language))} {DISCLAIMERS[language]}"
        for language, sentence in zip(("en", "ar"), sentences, strict=True)
    }
    if number % 3 == 1:
        del told["ar"]
    return told
