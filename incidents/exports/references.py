"""The actors and sources that cases name: their public codes and names, as far as the viewer may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_actors, visible_sources
from incidents.db.types import Texts
from incidents.exports.among import among
from incidents.exports.text import WITHHELD
from incidents.records import Actor, ActorName, Source

# How many names are kept between pieces; when there are more they are read again.
MOST_KEPT = 20_000
# The name that a record is called by comes before the spellings that it is also found under.
_KINDS = ("official", "romanised", "alias", "former")


@dataclass(slots=True)
class Names:
    """The names of a place or an actor that are exported."""

    en: str | None = None
    ar: str | None = None
    other: str | None = None

    @property
    def any(self) -> str | None:
        """A name in whatever language there is one, English before Arabic before others."""
        return self.en or self.ar or self.other


def best_names(rows: Iterable[tuple[int, str | None, str, str]]) -> dict[int, Names]:
    """Choose each record's names from rows of its number, the language, the kind and the text, in their order."""
    ranked: dict[tuple[int, str], tuple[int, str]] = {}
    for number, language, kind, text in rows:
        slot = language if language in ("en", "ar") else "other"
        rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
        if (number, slot) not in ranked or rank < ranked[number, slot][0]:
            ranked[number, slot] = rank, text
    found: dict[int, Names] = {}
    for (number, slot), (_rank, text) in ranked.items():
        setattr(found.setdefault(number, Names()), slot, text)
    return found


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor by its public code, its kind and its names."""

    code: str
    kind: str | None = None
    names: Names = field(default_factory=Names)

    @property
    def called(self) -> str:
        """What it is called: a name, or else its code."""
        return self.names.any or self.code


HIDDEN_ACTOR = KnownActor(WITHHELD)


class Actors:
    """Reads actors as they are asked for; what the viewer may not see is not there."""

    def __init__(self, session: Session, viewer: Viewer) -> None:
        self._session, self._viewer = session, viewer
        self._known: dict[int, KnownActor | None] = {}

    def learn(self, numbers: Iterable[int | None]) -> None:
        """Read these actors unless they are known already."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        wanted = sorted({number for number in numbers if number is not None} - self._known.keys())
        if not wanted:
            return
        self._known |= dict.fromkeys(wanted)
        statement = select(Actor.id, Actor.code, Actor.kind)
        statement = statement.where(among(self._session, Actor.id, wanted), visible_actors(self._viewer))
        seen = self._session.execute(statement).all()
        names = select(ActorName.actor_id, ActorName.lang, ActorName.kind, ActorName.text)
        names = names.where(among(self._session, ActorName.actor_id, wanted)).order_by(ActorName.id)
        called = best_names(self._session.execute(names))
        self._known |= {number: KnownActor(code, kind, called.get(number, Names())) for number, code, kind in seen}

    def actor(self, number: int) -> KnownActor:
        """An actor that was learnt; `HIDDEN_ACTOR` for one that the viewer may not see."""
        return self._known.get(number) or HIDDEN_ACTOR


class KnownSource(NamedTuple):
    """A source by its public code and what it is called."""

    code: str
    title: Texts
    publisher: str | None

    @property
    def called(self) -> str | None:
        """Its publisher, or else its title."""
        return self.publisher or self.title.get("en") or next(iter(self.title.values()), None)


class Sources:
    """Reads sources as they are asked for, and knows which of them must be withheld from the viewer."""

    def __init__(self, session: Session, viewer: Viewer) -> None:
        self._session, self._viewer = session, viewer
        self._known: dict[int, KnownSource | None] = {}

    def learn(self, numbers: Iterable[int | None]) -> None:
        """Read these sources unless they are known already."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        wanted = sorted({number for number in numbers if number is not None} - self._known.keys())
        if not wanted:
            return
        self._known |= dict.fromkeys(wanted)
        statement = select(Source.id, Source.code, Source.title, Source.publisher)
        statement = statement.where(among(self._session, Source.id, wanted), visible_sources(self._viewer))
        rows = self._session.execute(statement)
        self._known |= {row.id: KnownSource(row.code, row.title, row.publisher) for row in rows}

    def source(self, number: int | None) -> KnownSource | None:
        """A source that was learnt; None for none and for one that the viewer may not see."""
        return None if number is None else self._known.get(number)

    def is_hidden(self, number: int | None) -> bool:
        """Whether there is a source but this viewer may not see it."""
        return number is not None and self._known.get(number) is None
