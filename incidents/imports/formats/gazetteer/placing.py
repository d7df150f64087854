"""Which recorded place each place of an import is, and what it lies in: by codes, else by its point."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import orjson

from incidents.base.languages import _
from incidents.base.shapes import Atlas, NoShape, Shape, read_shape
from incidents.imports.formats.gazetteer.entry import LEVELS, Entry
from incidents.imports.formats.gazetteer.ground import DEEPEST, Ground, Stored
from incidents.imports.report import Doubt

ALONG_THE_BORDER = 0.02  # degrees, some two kilometres: coasts and borders are drawn coarsely
STILL_INSIDE = 0.01


@dataclass(eq=False)
class Placed:
    """A place on the ground: what the import says of it, what is recorded of it, or both; and what it lies in."""

    entry: Entry | None
    stored: Stored | None
    parent: "Placed | None" = None
    doubts: list[Doubt] = field(default_factory=list)
    held: Doubt | None = None
    number: int | None = None  # of a new place, once it is stored

    @property
    def level(self) -> str | None:
        """Its level, as recorded or as given."""
        return (self.stored.level if self.stored else None) or (self.entry.level if self.entry else None)

    @property
    def title(self) -> str:
        """How a report names it."""
        if self.entry is not None and self.entry.names:
            return self.entry.title
        return self.stored.names[0].text if self.stored and self.stored.names else ""

    @property
    def is_known(self) -> bool:
        """Whether there is or will be such a place: a code that is only mentioned makes none."""
        return self.held is None and (self.stored is not None or bool(self.entry and self.entry.names))

    @property
    def point(self) -> tuple[float, float] | None:
        """Its point as given, else as recorded."""
        for one in (self.entry, self.stored):
            if one is not None and one.lat is not None and one.lon is not None:
                return one.lat, one.lon
        return None

    @cached_property
    def shape(self) -> Shape | None:
        """Its outline as given, else as recorded."""
        for one in (self.entry, self.stored):
            if one is not None and one.geometry:
                try:
                    return read_shape(orjson.loads(one.geometry))
                except (NoShape, orjson.JSONDecodeError):
                    continue  # people may have written another kind of geometry, or half of one
        return None

    def above(self) -> Iterator["Placed"]:
        """What it lies in, the nearest first."""
        step = self.parent
        for _step in range(DEEPEST):
            if step is None:
                return
            yield step
            step = step.parent


class Placing:
    """Finds for each entry of an import its recorded place and its parent."""

    def __init__(self, ground: Ground, entries: list[Entry]) -> None:
        self.ground = ground
        self._recorded: dict[int, Placed] = {}
        # The levels of each country of which units with place codes are here or in the files.
        self._coded = {(e.country, e.level) for e in entries if e.pcode}
        self._coded |= {(ground.country_of(s), s.level) for s in ground.by_number.values() if s.pcode}
        self.placed = [self._matched(entry) for entry in entries]
        self.by_key = {one.entry.key: one for one in self.placed if one.entry is not None}
        for one in self.placed:
            self._hold_back(one)
        for one in self.placed:
            if one.entry is not None and not one.entry.by_point:
                self._by_codes(one, one.entry)
            before = self.recorded(one.stored.parent_id) if one.stored is not None else None
            # A row that names the province alone does not say that the district is wrong.
            if before is not None and (one.parent is None or one.parent in before.above()):
                one.parent = before
        self._atlases: dict[tuple[str | None, str], Atlas[Placed]] = {}
        for one in self.placed:
            if one.entry is not None and one.entry.by_point:
                self._by_point(one, one.entry)
            if one.is_known:
                self._check_point(one)

    def recorded(self, number: int | None) -> Placed | None:
        """A recorded place that the import may say nothing of, with what it lies in."""
        stored = self.ground.by_number.get(number or 0)
        if stored is None or stored.withdrawn:
            return None
        if stored.id not in self._recorded:
            one = self._recorded[stored.id] = Placed(None, stored)
            one.parent = self.recorded(stored.parent_id) if stored.parent_id != stored.id else None
        return self._recorded[stored.id]

    def _matched(self, entry: Entry) -> Placed:
        found: dict[int, Stored] = {}
        if entry.pcode:
            for code in filter(None, (entry.pcode, entry.previous)):
                for stored in self.ground.by_code.get(code.upper(), ()):
                    if not stored.withdrawn and self._same_country(stored, entry):
                        found[stored.id] = stored
                if found:
                    break
        for pair in entry.external.items():
            if pair in self.ground.by_external:
                stored = self.ground.by_external[pair]
                found[stored.id] = stored
        one = Placed(entry, next(iter(found.values()), None))
        if len(found) > 1:
            codes = ", ".join(stored.code for stored in found.values() if stored.seen)
            message = _("several recorded places have this code: %(codes)s. Join them by hand.", codes=codes)
            one.held = Doubt("duplicate_public_code", "pcode", entry.key, message)
        elif one.stored is not None and one.stored.withdrawn:
            one.held = Doubt("withdrawn_here", "code", one.stored.code, _("the place was withdrawn and stays so"))
        elif one.stored is not None and not one.stored.seen:
            one.held = Doubt("not_yours", "pcode", "", _("the place is not yours to change"))
        if one.stored is not None and one.held is None:
            self._recorded[one.stored.id] = one
        return one

    def _same_country(self, stored: Stored, entry: Entry) -> bool:
        """Codes such as C1001 are a country's own; where one of the two countries is not known, they may agree."""
        country = self.ground.country_of(stored)
        return country is None or entry.country is None or country == entry.country

    def _hold_back(self, one: Placed) -> None:
        """Units that GeoNames knows too would be a second tree beside the one that has place codes."""
        entry = one.entry
        if entry is None or one.stored is not None or entry.pcode or entry.level not in ("adm1", "adm2", "adm3"):
            return
        if (entry.country, entry.level) in self._coded:
            message = _("the country has units of this level with place codes; it may be one of them")
            one.held = Doubt("possible_duplicate", "level", entry.title, message)

    def _node(self, code: str, entry: Entry) -> Placed | None:
        one = self.by_key.get(code.upper())
        if one is not None:
            return one if one.is_known and one.entry is not entry else None
        for stored in self.ground.by_code.get(code.upper(), ()):
            if stored.seen and not stored.withdrawn and self._same_country(stored, entry):
                return self.recorded(stored.id)
        return None

    def _by_codes(self, one: Placed, entry: Entry) -> None:
        for place, code in enumerate(entry.parents):
            found = self._node(code, entry)
            if found is not None and one not in (found, *found.above()):
                one.parent = found
                break
            if place == 0:
                message = _("the place that it lies in is neither in the file nor recorded")
                one.doubts.append(Doubt("parent_unknown", "parent_id", code, message))

    def _by_point(self, one: Placed, entry: Entry) -> None:
        point = one.point
        atlases = [
            atlas
            for level in ("adm3", "adm2", "adm1")
            if entry.level is None or LEVELS.index(entry.level) > LEVELS.index(level)
            if (atlas := self._atlas(entry.country, level)).size
        ]
        if point is not None:
            found = next((f for atlas in atlases if (f := atlas.around(*point, ALONG_THE_BORDER))), None)
            if found is not None and found is not one:
                one.parent = found
                return
        self._by_codes(one, entry)
        if point is None or not atlases:
            return
        raw = f"{point[0]}, {point[1]}"
        if any(atlas.around(point[1], point[0]) for atlas in atlases):
            message = _("lies in the country once latitude and longitude change places")
            one.doubts.append(Doubt("swapped_lat_lon", "lat", raw, message))
        else:
            message = _("lies outside the outlines of the country that the file names")
            one.doubts.append(Doubt("outside_country", "lat", raw, message))

    def _atlas(self, country: str | None, level: str) -> Atlas["Placed"]:
        if (country, level) not in self._atlases:
            stored = [s for s in self.ground.by_number.values() if s.level == level and s.geometry and s.seen]
            here = [self.recorded(s.id) for s in stored if self.ground.country_of(s) == country]
            given = [o for o in self.placed if o.level == level and o.entry and o.entry.country == country]
            every = {id(one): one for one in (*here, *given) if one is not None and one.is_known}
            self._atlases[country, level] = Atlas((one, one.shape) for one in every.values() if one.shape)
        return self._atlases[country, level]

    def _check_point(self, one: Placed) -> None:
        entry = one.entry
        if entry is None or entry.by_point or entry.lat is None or entry.lon is None:
            return
        around = next((above for above in one.above() if above.shape is not None), None)
        if around is None or around.shape is None or around.shape.near(entry.lat, entry.lon, STILL_INSIDE):
            return
        raw, name = f"{entry.lat}, {entry.lon}", around.title
        if abs(entry.lon) <= 90 and around.shape.near(entry.lon, entry.lat, STILL_INSIDE):
            message = _("lies in %(place)s once latitude and longitude change places", place=name)
            one.doubts.append(Doubt("swapped_lat_lon", "lat", raw, message))
        else:
            message = _("lies outside the outline of %(place)s", place=name)
            one.doubts.append(Doubt("outside_parent", "lat", raw, message))
