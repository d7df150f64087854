"""Which format a gazetteer file has, by its columns or its first letter, and its rows as entries."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.imports.formats.gazetteer import declared, features, geonames, ocha
from incidents.imports.formats.gazetteer.cells import units_of
from incidents.imports.formats.gazetteer.entry import Entry
from incidents.imports.reading import Advance, TableFile, look_at_file, rows_of

OCHA, GEONAMES, TABLE = "OCHA COD-AB", "GeoNames", "Table of places"
LICENCES = {
    OCHA: ("CC BY-IGO", "Boundaries and p-codes: UN OCHA, common operational datasets. They imply no endorsement."),
    GEONAMES: ("CC BY 4.0", "GeoNames (geonames.org)"),
    TABLE: (None, None),
}
FORMATS = ("auto", "ocha", "geonames", "table")
SYSTEMS = {"ocha": OCHA, "geonames": GEONAMES, "table": TABLE}

Read = Callable[[dict[str, str], int], Iterator[Entry]]
Found = Iterator[tuple[int, list[Entry], str]]
"""The rows of a file: the line, the entries it gives (none: nothing to store), and why it cannot be read."""


@dataclass(frozen=True, slots=True)
class PlacesFile:
    """A gazetteer file that was looked at: whose it is, its fingerprint, and how its rows are read."""

    path: Path
    system: str
    sha256: str
    rows: Callable[[Advance], Found]
    notes: tuple[str, ...] = ()


def look_at_places(
    path: Path, wanted: str = "auto", edition: date | None = None, country: str | None = None
) -> PlacesFile:
    """Find out what a file holds; refuses what is no gazetteer and says what it would take."""
    if not path.is_file():
        raise Refused(_("There is no file %(path)s.", path=path))
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _collection(path, wanted, edition)
    if _is_dump(start):
        return _dump(path, wanted, country)
    table = _table(path)
    read, system = _reading_of(table, edition)
    _check_wanted(path, wanted, system)
    return PlacesFile(path, system, table.sha256, lambda advance: _table_rows(table, read, advance))


def _table(path: Path) -> TableFile:
    """The table with the delimiter under which it has the columns of any format."""
    for required in (("geonameid",), ("adm1_pcode",), ("pcode",), ("code",), ("admin1pcode",)):
        with suppress(Refused):
            return look_at_file(path, required)
    return look_at_file(path, ())


def _reading_of(table: TableFile, edition: date | None) -> tuple[Read, str]:
    columns, name = set(table.columns), table.path.name
    units = units_of(dict.fromkeys(table.columns, "x"))
    if {"geonameid", "name", "latitude", "longitude"} <= columns:
        return lambda cells, line: geonames.place_in_row(cells, name, line), GEONAMES
    if "adm_p_lvl" in columns and units:
        return lambda cells, line: ocha.capital_in_row(cells, name, line, edition), OCHA
    if units:
        return lambda cells, line: ocha.units_in_row(cells, name, line, edition, None), OCHA
    if columns & {"code", "pcode"} and any(column.startswith("name_") for column in columns):
        return lambda cells, line: declared.place_in_row(cells, name, line, edition), TABLE
    raise Refused(
        _(
            "%(file)s is no table of places that is known here. Columns that would do: geonameid, name, latitude, "
            "longitude; or adm1_pcode, adm1_en and so on; or code, name_en, name_ar, level, parent, lat, lon. "
            "Its columns are: %(columns)s",
            file=name,
            columns=", ".join(table.columns)[:200],
        )
    )


def _check_wanted(path: Path, wanted: str, system: str) -> None:
    if wanted != "auto" and SYSTEMS[wanted] != system:
        raise Refused(
            _("%(file)s was said to be %(said)s, and it looks like %(system)s.",
              file=path.name, said=SYSTEMS[wanted], system=system)
        )  # fmt: skip


def _table_rows(table: TableFile, read: Read, advance: Advance) -> Found:
    began = False
    for row in rows_of(table, advance):
        if row.is_blank or (not began and row.is_tags):
            yield row.line, [], ""
            continue
        began = True
        yield row.line, [] if row.fault else list(read(row.cells, row.line)), row.fault


def _collection(path: Path, wanted: str, edition: date | None) -> PlacesFile:
    _check_wanted(path, wanted, OCHA)
    content = path.read_bytes()
    found = features.read_collection(path.name, content)

    def rows(advance: Advance) -> Found:
        for number, feature in enumerate(found.features, 1):
            yield number, *features.entries_of(feature, path.name, number, edition)
            advance(len(content) // max(1, len(found.features)))

    return PlacesFile(path, OCHA, hashlib.sha256(content).hexdigest(), rows, found.notes)


def _is_dump(start: bytes) -> bool:
    cells = start.partition(b"\n")[0].split(b"\t")
    return len(cells) == len(geonames.COLUMNS) and cells[0].isdigit()


def _dump(path: Path, wanted: str, country: str | None) -> PlacesFile:
    _check_wanted(path, wanted, GEONAMES)

    def rows(advance: Advance) -> Found:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                advance(len(line))
                try:
                    cells = line.decode("utf-8").rstrip("\r\n").split("\t")
                except UnicodeDecodeError:
                    yield number, [], _("is not written in UTF-8")
                    continue
                if len(cells) != len(geonames.COLUMNS):
                    fault = _("%(found)s cells stand under %(known)s columns", found=len(cells), known=19)
                    yield number, [], fault if any(cells) else ""
                elif country is None or cells[8] == country:
                    yield (
                        number,
                        list(geonames.place_in_row(dict(zip(geonames.COLUMNS, cells, strict=True)), path.name, number)),
                        "",
                    )

    with path.open("rb") as stream:
        return PlacesFile(path, GEONAMES, hashlib.file_digest(stream, "sha256").hexdigest(), rows)
