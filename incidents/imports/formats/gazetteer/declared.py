"""A table that says what it holds: code, level, parent, lat, lon, and a name in each language it has."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from incidents.base.languages import _
from incidents.imports.formats.gazetteer.cells import cell_of, country_in, day_of, is_name, point_of
from incidents.imports.formats.gazetteer.entry import LEVELS, Entry, GivenName
from incidents.imports.report import Doubt

_NAME = re.compile(r"name_([a-z]{2,3})")


def place_in_row(cells: Mapping[str, str], file: str, line: int, edition: date | None) -> Iterator[Entry]:
    """The place of a row; nothing where it has no code."""
    code, level = cell_of(cells, "code", "pcode"), cell_of(cells, "level").lower()
    if not code:
        return
    parent, country = cell_of(cells, "parent", "parent_code"), country_in(code)
    valid = edition or day_of(cell_of(cells, "edition", "valid_on"))
    entry = Entry(code.upper(), level if level in LEVELS else None, file, line, country, code, valid)
    entry.parents = (parent,) if parent else ()
    entry.previous = cell_of(cells, "previous_code", "previous_pcode") or None
    entry.names = [
        GivenName(text[:500], match[1])
        for name in cells
        if (match := _NAME.fullmatch(name)) and is_name(text := cell_of(cells, name))
    ]
    entry.lat, entry.lon, doubts = point_of(cell_of(cells, "lat", "latitude"), cell_of(cells, "lon", "longitude"))
    entry.doubts += doubts
    if level and entry.level is None:
        known = ", ".join(LEVELS)
        entry.doubts.append(Doubt("unknown_code", "level", level, _("is no level; they are %(known)s", known=known)))
    yield entry
