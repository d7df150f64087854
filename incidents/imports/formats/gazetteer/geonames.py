"""GeoNames: the dump of a country with its nineteen columns, or a table of its towns; one row, one place.

GeoNames does not say which of OCHA's units a place lies in, so its point does.
"""

from collections.abc import Iterator, Mapping

from incidents.imports.formats.gazetteer.cells import cell_of, country_in, is_name, language_in, point_of
from incidents.imports.formats.gazetteer.entry import Entry, GivenName, identifier
from incidents.records.place import name_words

SYSTEM = "geonames"
COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code",
    "countrycode", "cc2", "admin1code", "admin2code", "admin3code", "admin4code", "population", "elevation", "dem",
    "timezone", "modification date",
)  # fmt: skip
# What GeoNames' classes are to us. Streams, mountains, roads and woods are not where cases are placed.
LEVEL_OF_CLASS = {"P": "adm4", "S": "poi", "L": "other", "": "adm4"}
ADMINISTRATIVE = {"PCLI": "adm0", "ADM1": "adm1", "ADM2": "adm2", "ADM3": "adm3", "ADM4": "adm4"}
MOST_NAMES = 60


def place_in_row(cells: Mapping[str, str], file: str, line: int) -> Iterator[Entry]:
    """The place of a row; nothing where it is of a kind that no case is placed by."""
    kind, code = cell_of(cells, "feature class", "featureclass"), cell_of(cells, "feature code", "featurecode")
    level = ADMINISTRATIVE.get(code) if kind == "A" else LEVEL_OF_CLASS.get(kind)
    number, name = cell_of(cells, "geonameid"), cell_of(cells, "name")
    if level is None or not number.isascii() or not number.isdigit() or not is_name(name):
        return
    if code == "PPLX":
        level = "neighbourhood"
    country = country_in(cell_of(cells, "countrycode", "country code"))
    entry = Entry(identifier(SYSTEM, number), level, file, line, country, by_point=level != "adm0")
    if level == "adm0" and country:
        entry.key = entry.pcode = country  # a country is one, whoever lists it
    elif country:
        entry.parents = (country,)
    entry.external = {SYSTEM: number}
    entry.lat, entry.lon, doubts = point_of(cell_of(cells, "latitude"), cell_of(cells, "longitude"))
    entry.doubts += doubts
    entry.names = list(_names(name, cell_of(cells, "alternatenames"), country))
    yield entry


def _names(name: str, others: str, country: str | None) -> Iterator[GivenName]:
    """The main name, and the other spellings as aliases; spellings that readers take for the same are kept once."""
    met = {tuple(name_words(name))}
    yield GivenName(name, language_in(name, country), "official" if language_in(name, country) else "romanised")
    for text in others.split("|" if "|" in others else ",")[: MOST_NAMES * 2]:
        words = tuple(name_words(text))
        if words and words not in met and len(met) < MOST_NAMES and is_name(text.strip()):
            met.add(words)
            yield GivenName(text.strip()[:500], language_in(text, country), "alias")
