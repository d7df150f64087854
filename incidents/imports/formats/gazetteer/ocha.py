"""OCHA's common operational datasets: a row or feature is one unit, and names the units that it lies in."""

from collections.abc import Iterator, Mapping
from datetime import date

from incidents.imports.formats.gazetteer.cells import (
    cell_of,
    country_in,
    day_of,
    names_of,
    point_of,
    unit_names,
    units_of,
)
from incidents.imports.formats.gazetteer.entry import LEVELS, Entry, identifier

CAPITAL = "ocha_capital"
NEIGHBOURHOOD = LEVELS.index("neighbourhood")
LATITUDES = "point_lat", "center_lat", "centre_lat", "y_coord", "lat", "latitude"
LONGITUDES = "point_lon", "center_lon", "centre_lon", "x_coord", "lon", "longitude"

Cells = Mapping[str, str]


def units_in_row(cells: Cells, file: str, line: int, edition: date | None, geometry: str | None) -> Iterator[Entry]:
    """The unit of a row and those above it, the highest first; nothing where the row names no unit."""
    codes = units_of(cells)
    own = cell_of(cells, "pcode", "p_code")
    lowest = max(codes, default=-1) + (1 if own else 0)
    if own:
        codes[lowest] = own
    if not codes or lowest > NEIGHBOURHOOD:
        return
    country = codes.get(0) or next((found for code in codes.values() if (found := country_in(code))), None)
    if country:
        codes[0] = country
    valid = edition or day_of(cell_of(cells, "valid_on", "validon", "date"))
    for level, code in sorted(codes.items()):
        above = tuple(codes[upper] for upper in sorted(codes, reverse=True) if upper < level)
        entry = Entry(code.upper(), LEVELS[level], file, line, country, code, valid, parents=above)
        entry.names = unit_names(cells, level)
        if level == 0:
            entry.edition = None  # a country's code is no list's own
        if level == lowest:
            _complete(entry, cells, own, geometry)
            area = _area(cells, entry)
            if area is not None:
                yield area
        yield entry


def _complete(entry: Entry, cells: Cells, own: str, geometry: str | None) -> None:
    """What a row says of its own unit alone."""
    if own:
        entry.names = names_of(cell_of(cells, "name_en", "name"), cell_of(cells, "name_ar"))
    entry.previous = cell_of(cells, "previous_pcode", "previous_code") or None
    entry.lat, entry.lon, doubts = point_of(cell_of(cells, *LATITUDES), cell_of(cells, *LONGITUDES))
    entry.doubts += doubts
    entry.geometry = geometry


def _area(cells: Cells, entry: Entry) -> Entry | None:
    """The part of a city that holds several neighbourhoods, where the list knows one; it stands between the two."""
    code = cell_of(cells, "area_pcode")
    if not code or entry.level != "neighbourhood":
        return None
    names = names_of(cell_of(cells, "area_name_en"), cell_of(cells, "area_name_ar"))
    above = entry.parents
    entry.parents = (code, *above)
    return Entry(
        code.upper(),
        "neighbourhood",
        entry.file,
        entry.line,
        entry.country,
        code,
        entry.edition,
        names=names,
        parents=above,
    )


def capital_in_row(cells: Cells, file: str, line: int, edition: date | None) -> Iterator[Entry]:
    """The town from which a unit is run: a settlement inside it, known by the code of the unit."""
    codes = units_of(cells)
    if not codes:
        return
    lowest = max(codes)
    names = names_of(cell_of(cells, "name_en", "name"), cell_of(cells, "name_ar"))
    town = cell_of(cells, "loc_pcode")
    key = town.upper() if town else identifier(CAPITAL, codes[lowest])
    entry = Entry(key, "adm4", file, line, codes.get(0) or country_in(codes[lowest]), names=names)
    entry.parents = tuple(codes[level] for level in sorted(codes, reverse=True))
    entry.by_point = lowest < 3
    entry.external = {CAPITAL: codes[lowest]}
    if town:
        entry.pcode, entry.edition = town, edition or day_of(cell_of(cells, "valid_on"))
    entry.lat, entry.lon, doubts = point_of(cell_of(cells, *LATITUDES), cell_of(cells, *LONGITUDES))
    entry.doubts += doubts
    yield entry
