"""The table `places`: every place of every case with its role, in the source's words and on the gazetteer."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.base.languages import N_
from incidents.exports.columns import Column, made, of
from incidents.exports.gazetteer import KnownPlace
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.tables.table import Table
from incidents.records import IncidentPlace, Place, PlaceName


class PlaceLine(NamedTuple):
    """A place of a case, and the gazetteer's place, which may be unknown."""

    code: str
    row: AnyRow
    known: KnownPlace


def _name(name: str, path: str, label: str) -> Column:
    return made(name, path, label, of=[(PlaceName, "text")])


COLUMNS: tuple[Column, ...] = (
    of(IncidentPlace, "id", "incident_place_id", label=N_("Place of a case")),
    made("code", "code", N_("Case")),
    of(IncidentPlace, "role"),
    of(IncidentPlace, "is_primary"),
    of(IncidentPlace, "verbatim"),
    of(IncidentPlace, "verbatim_lang"),
    of(Place, "code", "place_id", "known.code", label=N_("Code of the gazetteer's place")),
    _name("place_name_en", "known.names.en", N_("Place in English")),
    _name("place_name_ar", "known.names.ar", N_("Place in Arabic")),
    of(Place, "level", path="known.level"),
    made("country_iso3", "known.country", N_("Country"), of=[(Place, "pcode")]),
    _name("adm1_name_en", "known.adm1.names.en", N_("Province in English")),
    _name("adm1_name_ar", "known.adm1.names.ar", N_("Province in Arabic")),
    of(Place, "pcode", "adm1_pcode", "known.adm1.pcode", label=N_("P-code of the province")),
    of(Place, "pcode", "adm2_pcode", "known.adm2.pcode", label=N_("P-code of the district")),
    of(Place, "pcode", "adm3_pcode", "known.adm3.pcode", label=N_("P-code of the sub-district")),
    of(Place, "pcode", path="known.pcode"),
    of(Place, "pcode_edition", path="known.edition"),
    of(Place, "lat", "place_lat", "known.lat", label=N_("Latitude in the gazetteer")),
    of(Place, "lon", "place_lon", "known.lon", label=N_("Longitude in the gazetteer")),
    *(of(IncidentPlace, field) for field in ("lat", "lon", "precision", "radius_m", "area", "method", "note")),
)


def _lines(reading: Reading) -> Iterator[PlaceLine]:
    columns = stored(IncidentPlace, COLUMNS, "place_id")
    for piece in reading.pieces():
        parts = reading.parts(piece, IncidentPlace, columns)
        reading.gazetteer.learn(row.place_id for row in parts)
        for row in parts:
            yield PlaceLine(row.incident_code, row, reading.gazetteer.place(row.place_id))


TABLE = Table("places", N_("Places"), COLUMNS, _lines)
