"""The places that cases name, with their names in two languages and the districts they lie in, each read once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_places
from incidents.exports.among import among
from incidents.exports.references import MOST_KEPT, Names, best_names
from incidents.records import ExternalId, Place, PlaceName

# What systems of external ids call the three-letter codes of countries.
COUNTRY_CODES = frozenset({"iso 3166-1 alpha-3", "iso3166-1 alpha-3", "iso3"})
DEEPEST = 12  # steps up a chain of places; a circle in the data must not hang an export


@dataclass(slots=True)
class KnownPlace:
    """A place of the gazetteer with the places that it lies in, by their level; itself is among them."""

    code: str | None = None
    level: str | None = None
    parent_id: int | None = None
    pcode: str | None = None
    pcode_edition: date | None = None
    lat: float | None = None
    lon: float | None = None
    names: Names = field(default_factory=Names)
    iso3: str | None = None
    levels: dict[str, "KnownPlace"] = field(default_factory=dict)

    @property
    def adm1(self) -> "KnownPlace":
        """The province, or `UNKNOWN`."""
        return self.levels.get("adm1", UNKNOWN)

    @property
    def adm2(self) -> "KnownPlace":
        """The district, or `UNKNOWN`."""
        return self.levels.get("adm2", UNKNOWN)

    @property
    def adm3(self) -> "KnownPlace":
        """The sub-district, or `UNKNOWN`."""
        return self.levels.get("adm3", UNKNOWN)

    @property
    def edition(self) -> date | None:
        """The edition of the codes: that of the smallest place with one."""
        return next((place.pcode_edition for place in self.levels.values() if place.pcode_edition), None)

    @property
    def country(self) -> str | None:
        """The three letters of the country, where the gazetteer has them."""
        found = self.levels.get("adm0")
        if found is None:
            return None
        own = found.pcode if found.pcode and len(found.pcode) == 3 and found.pcode.isalpha() else None
        return found.iso3 or own


UNKNOWN = KnownPlace()
"""No place at all, so that one can ask it for anything and be told nothing."""


class Gazetteer:
    """Reads places as they are asked for; what the viewer may not see is not there."""

    def __init__(self, session: Session, viewer: Viewer) -> None:
        self._session, self._viewer = session, viewer
        self._known: dict[int, KnownPlace | None] = {}

    def learn(self, numbers: Iterable[int | None]) -> None:
        """Read these places, and all that they lie in, unless they are known already."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        wanted, fresh = {number for number in numbers if number is not None} - self._known.keys(), []
        while wanted:
            fresh += self._read(sorted(wanted))
            above = {place.parent_id for place in map(self._known.get, wanted) if place and place.parent_id}
            wanted = {number for number in above if number not in self._known}
        for place in fresh:
            self._climb(place)

    def place(self, number: int | None) -> KnownPlace:
        """A place that was learnt; `UNKNOWN` for none and for one that the viewer may not see."""
        return (self._known.get(number) if number is not None else None) or UNKNOWN

    def _climb(self, place: KnownPlace) -> None:
        step = place
        for _step in range(DEEPEST):
            if step is UNKNOWN:
                break
            place.levels.setdefault(step.level or "other", step)
            step = self.place(step.parent_id)

    def _read(self, wanted: list[int]) -> list[KnownPlace]:
        self._known |= dict.fromkeys(wanted)
        columns = (Place.code, Place.level, Place.parent_id, Place.pcode, Place.pcode_edition, Place.lat, Place.lon)
        seen = among(self._session, Place.id, wanted), visible_places(self._viewer)
        rows: Any = self._session.execute(select(Place.id, *columns).where(*seen))
        found = {number: KnownPlace(*values) for number, *values in rows}
        self._known |= found
        names = select(PlaceName.place_id, PlaceName.lang, PlaceName.kind, PlaceName.text)
        names = names.where(among(self._session, PlaceName.place_id, found)).order_by(PlaceName.id)
        for number, its_names in best_names(self._session.execute(names)).items():
            found[number].names = its_names
        countries = [number for number, place in found.items() if place.level == "adm0"]
        ids = select(ExternalId.place_id, ExternalId.system, ExternalId.value)
        ids = ids.where(among(self._session, ExternalId.place_id, countries))
        for country, system, value in self._session.execute(ids) if countries else ():
            if system.casefold() in COUNTRY_CODES:
                found[country or 0].iso3 = value
        return list(found.values())
