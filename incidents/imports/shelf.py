"""The places, actors and sources that cases share: found if they are here, made once if they are not.

They are found by the whole of what a list says of them: a place by its name under the names of all that it lies in,
an actor by its name, a source by its publisher, date and title. Never by less: names repeat.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_ids
from incidents.base.dates.uncertain import UncertainDate
from incidents.base.text import fold
from incidents.ledger.bulk import Numbers
from incidents.ledger.making import made
from incidents.records import Actor, ActorName, Place, PlaceName, Source
from incidents.records.root import Root

_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class SourceKey:
    """What a source is found by."""

    publisher: str
    date: str
    title: str


Make = Callable[..., Any]


def ordinary(kind: Callable[..., Any], /, **values: Any) -> Any:
    """A new object for the session, where few are made; `made` is for very many."""
    return kind(**values)


@dataclass(slots=True)
class Shelf:
    """What is here already, by what it is found by; new records wait in ``fresh`` until they are stored."""

    numbers: Numbers
    places: dict[tuple[int | None, str], int] = field(default_factory=dict)
    actors: dict[str, int] = field(default_factory=dict)
    sources: dict[SourceKey, int] = field(default_factory=dict)
    fresh: list[Root] = field(default_factory=list)
    make: Make = made

    def taken(self) -> list[Root]:
        """The new records since the last call, each after those that it points to."""
        found, self.fresh = self.fresh, []
        return found

    def place(self, parent: int | None, name: str, **values: Any) -> int:
        """The number of a place under another, or under none."""
        key = parent, _folded(name)
        number = self.places.get(key)
        if number is None:
            number = self.places[key] = self.numbers.next(Place)
            names = [self.make(PlaceName, text=name, lang=_language(name), kind="romanised")]
            self._shelve(self.make(Place, id=number, parent_id=parent, visibility="public", names=names, **values))
        return number

    def actor(self, name: str, **values: Any) -> int:
        """The number of the actor who bears a name."""
        key = _folded(name)
        number = self.actors.get(key)
        if number is None:
            number = self.actors[key] = self.numbers.next(Actor)
            names = [self.make(ActorName, text=name, lang=_language(name), kind="alias")]
            self._shelve(self.make(Actor, id=number, visibility="public", names=names, **values))
        return number

    def source(self, key: SourceKey, published: UncertainDate, **values: Any) -> int:
        """The number of the source with this publisher, date and title."""
        number = self.sources.get(key)
        if number is None:
            number = self.sources[key] = self.numbers.next(Source)
            title, publisher = {_language(key.title): key.title}, key.publisher or None
            self._shelve(self.make(Source, id=number, title=title, publisher=publisher, published=published, **values))
        return number

    def _shelve(self, record: Root) -> None:
        self.fresh.append(record)


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    return fold(name)


def _language(text: str) -> str:
    """English or Arabic, by the letters: the lists that we read are written in these."""
    return "ar" if _ARABIC.search(text) else "en"


def read_shelf(session: Session, viewer: Viewer) -> Shelf:
    """Read what is here that the viewer may see and that was not withdrawn."""
    shelf = Shelf(Numbers(session))
    seen = select(visible_ids(Place, viewer).where(Place.withdrawn_at.is_(None)).subquery().c.id)
    names = select(Place.parent_id, PlaceName.folded, Place.id).join(PlaceName, PlaceName.place_id == Place.id)
    for parent, name, number in session.execute(names.where(Place.id.in_(seen)).order_by(Place.id.desc())):
        shelf.places[parent, name] = number
    seen = select(visible_ids(Actor, viewer).where(Actor.withdrawn_at.is_(None)).subquery().c.id)
    called = select(ActorName.folded, ActorName.actor_id).where(ActorName.actor_id.in_(seen))
    for name, number in session.execute(called.order_by(ActorName.actor_id.desc())):
        shelf.actors[name] = number
    seen = select(visible_ids(Source, viewer).where(Source.withdrawn_at.is_(None)).subquery().c.id)
    columns = select(Source.publisher, Source.published_text, Source.title, Source.id)  # type: ignore[attr-defined]
    for publisher, date, title, number in session.execute(
        columns.where(Source.id.in_(seen)).order_by(Source.id.desc())
    ):
        for said in (title or {}).values():
            shelf.sources[SourceKey(publisher or "", date or "", said)] = number
    return shelf
