"""Finding places while somebody types: exact names first, then beginnings, then any word; each with what it lies in."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_places
from incidents.answers.places import Step, chains, said_in_chain
from incidents.base.languages import _
from incidents.base.text import bare, without_nul
from incidents.records import Place, PlaceName
from incidents.records.place import name_words
from incidents.vocabularies import label, vocabulary

MOST_WORDS = 8
LONGEST = 200
LAST_SIGN = "\U0010ffff"  # after every letter, so that a range takes all that begins with a text
MOST_ASKED = 6


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that could be meant, told apart from its namesakes by what it lies in."""

    id: int
    code: str
    name: str
    level: str | None
    pcode: str | None
    chain: tuple[Step, ...]

    @property
    def label(self) -> str:
        """The name, what it lies in, its level and its place code."""
        parts = [said_in_chain(self.name, self.chain)]
        if self.chain or self.pcode:
            parts += [label("place_level", self.level)] if self.level else []
            parts += [self.pcode] if self.pcode else []
        return " · ".join(parts)


def suggest_places(session: Session, viewer: Viewer, typed: str, limit: int = 12) -> list[FoundPlace]:
    """The places that the typed letters could mean, the likeliest first; nothing for signs alone."""
    words = name_words(typed[:LONGEST])[:MOST_WORDS]
    if not words or len(typed) > LONGEST:
        return []
    postgres = session.get_bind().dialect.name == "postgresql"
    found: dict[int, Any] = {}
    for condition in _closer_and_closer(typed, words, postgres):
        if len(found) < limit:
            rows = session.execute(_matching(viewer, condition, limit + len(found))).all()
            found |= {row[0]: row for row in rows if row[0] not in found}
    return _told(session, viewer, list(found.values())[:limit])


def places_named(session: Session, viewer: Viewer, typed: str, limit: int = MOST_ASKED) -> list[FoundPlace]:
    """The places that bear exactly this name or place code; several when it alone does not tell which is meant."""
    words = name_words(typed[:LONGEST])
    if not words:
        return []
    rows = session.execute(_matching(viewer, _has_code(typed), limit)).all()
    rows = rows or session.execute(_matching(viewer, PlaceName.sought == _sought(words), limit)).all()
    return _told(session, viewer, rows)


def places_numbered(session: Session, viewer: Viewer, numbers: Collection[int]) -> list[FoundPlace]:
    """The places with these numbers, of those that the viewer may see."""
    columns = (Place.id, Place.code, Place.level, Place.pcode, Place.parent_id)
    return _told(session, viewer, session.execute(select(*columns).where(Place.id.in_(numbers))).all())


def ask_which(found: Iterable[FoundPlace]) -> str:
    """The question which of several places of one name is meant, with each of them."""
    # Each place keeps its own direction, or codes and names of two scripts run into each other.
    told = _("; ").join(f"\u2068{place.code} · {place.label}\u2069" for place in found)
    return _("Several places bear this name. Choose one, or enter its code: %(places)s", places=told)


def _sought(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def every_word(words: list[str]) -> ColumnElement[bool]:
    """Hold for names in which each of the words begins a word."""
    return and_(*(or_(*(PlaceName.sought.like(f"% {form}%") for form in _forms(word))) for word in words))


def _has_code(typed: str) -> ColumnElement[bool]:
    return func.upper(Place.pcode) == without_nul(typed).strip().upper()


def _closer_and_closer(typed: str, words: list[str], postgres: bool) -> Iterator[ColumnElement[bool]]:
    """What a place must have, the strictest first; each next one costs more and is asked only when few were found."""
    if len(typed.strip()) == 2 or any(sign.isdigit() for sign in typed):
        yield _has_code(typed)
    starts = [[first, *words[1:]] for first in _forms(words[0])]
    yield PlaceName.sought.in_([_sought(start) for start in starts])
    yield or_(*(_begins(" " + " ".join(start), postgres) for start in starts))
    if sum(map(len, words)) > 1:
        yield every_word(words)


def _forms(word: str) -> list[str]:
    """A word as typed, and with or without its Arabic article."""
    return [word] if word.isascii() else [form for form in (word, bare(word), "ال" + word) if form]


def _begins(text: str, postgres: bool) -> ColumnElement[bool]:
    # Each engine has its own way to find a beginning by the index; words hold letters and digits only.
    if postgres:
        return PlaceName.sought.like(f"{text}%")
    return and_(PlaceName.sought >= text, PlaceName.sought < text + LAST_SIGN)


def _matching(viewer: Viewer, condition: ColumnElement[bool], limit: int) -> Select[Any]:
    levels = {term.code: term.order for term in vocabulary("place_level")}
    rank = case(levels, value=Place.level, else_=len(levels) + 1)
    shortest = func.min(func.length(PlaceName.sought))
    columns = (Place.id, Place.code, Place.level, Place.pcode, Place.parent_id)
    statement: Any = select(*columns).join(PlaceName, PlaceName.place_id == Place.id)
    statement = statement.where(condition, Place.withdrawn_at.is_(None), visible_places(viewer))
    ordered: Select[Any] = statement.group_by(Place.id).order_by(rank, shortest, Place.id).limit(limit)
    return ordered


def _told(session: Session, viewer: Viewer, rows: Collection[Any]) -> list[FoundPlace]:
    steps = chains(session, viewer, [row[0] for row in rows])
    return [
        FoundPlace(number, code, steps[number][0].name, level, pcode, tuple(steps[number][1:]))
        for number, code, level, pcode, _parent in rows
        if steps.get(number)
    ]
