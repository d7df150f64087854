"""What the gazetteer holds already, as plain rows: so that a second import of ten thousand places is a quick look."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_ids
from incidents.records import ExternalId, Place, PlaceName, QualityIssue

DEEPEST = 20  # steps up a chain of places; a circle in old data must not hang an import


@dataclass(slots=True)
class StoredName:
    """One name of a recorded place."""

    id: int
    text: str
    lang: str | None
    kind: str
    sought: str


@dataclass(slots=True)
class Stored:
    """A recorded place with what an import compares."""

    id: int
    code: str
    level: str | None
    parent_id: int | None
    pcode: str | None
    pcode_edition: date | None
    previous_pcode: str | None
    lat: float | None
    lon: float | None
    geometry: str | None
    withdrawn: bool
    seen: bool = False
    names: list[StoredName] = field(default_factory=list)
    external: set[tuple[str, str]] = field(default_factory=set)
    issues: set[tuple[str, str | None, str | None]] = field(default_factory=set)


class Ground:
    """Every recorded place, found by its number, its code, or its identifier in another list; never by a name."""

    def __init__(self, session: Session, viewer: Viewer) -> None:
        self.by_number: dict[int, Stored] = {}
        self.by_code: defaultdict[str, list[Stored]] = defaultdict(list)
        self.by_external: dict[tuple[str, str], Stored] = {}
        columns = select(
            Place.id, Place.code, Place.level, Place.parent_id, Place.pcode, Place.pcode_edition,
            Place.previous_pcode, Place.lat, Place.lon, Place.geometry, Place.withdrawn_at.is_not(None),
        )  # fmt: skip
        rows: Any = session.execute(columns.order_by(Place.id))
        for values in rows:
            stored = self.by_number[values[0]] = Stored(*values)
            if stored.pcode:
                self.by_code[stored.pcode.upper()].append(stored)
        for seen in session.scalars(visible_ids(Place, viewer)):
            self.by_number[seen].seen = True
        named = select(
            PlaceName.place_id, PlaceName.id, PlaceName.text, PlaceName.lang, PlaceName.kind, PlaceName.sought
        )
        for place, number, text, lang, kind, sought in session.execute(named.order_by(PlaceName.id)):
            self.by_number[place].names.append(StoredName(number, text, lang, kind, sought))
        known = select(ExternalId.place_id, ExternalId.system, ExternalId.value).where(ExternalId.place_id.is_not(None))
        for owner, system, value in session.execute(known):
            stored = self.by_number[owner or 0]
            stored.external.add((system, value))
            self.by_external[system, value] = stored
        asked = select(QualityIssue.place_id, QualityIssue.code, QualityIssue.field, QualityIssue.raw_value)
        for owner, code, column, raw in session.execute(asked.where(QualityIssue.place_id.is_not(None))):
            self.by_number[owner or 0].issues.add((code, column, raw))

    def above(self, stored: Stored) -> Iterator[Stored]:
        """The places that a place lies in, the nearest first."""
        step = stored
        for _step in range(DEEPEST):
            following = self.by_number.get(step.parent_id or 0)
            if following is None:
                return
            yield following
            step = following

    def country_of(self, stored: Stored) -> str | None:
        """The two letters of the country that a place lies in, as far as its chain tells."""
        for place in (stored, *self.above(stored)):
            if place.level == "adm0":
                known = next((value for system, value in place.external if system == "iso_3166_1"), None)
                return known or (place.pcode.upper() if place.pcode and len(place.pcode) == 2 else None)
        return None
