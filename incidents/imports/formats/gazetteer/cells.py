"""Cells of gazetteer files read: codes, days, degrees and names, with a doubt for what cannot be what it should be."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache

from babel.core import get_global
from babel.languages import get_official_languages

from incidents.base.languages import _
from incidents.base.text import clean, forbidden_character, western_digits
from incidents.imports.formats.gazetteer.entry import GivenName
from incidents.imports.report import Doubt

_UNIT = re.compile(r"adm(?:in)?[_ ]?([0-4])[_ ]?(pcode|code|p code)")
_NAME = re.compile(r"adm(?:in)?[_ ]?([0-4])(?:[_ ]?name)?[_ ]?(en|ar)")
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,20})?", re.ASCII)
# Letters that Persian, Kurdish, Urdu and others write and Arabic does not.
_NOT_ARABIC = re.compile("[\u0671-\u06d3\u06ee-\u06ff\u0750-\u077f]")
_ARABIC = re.compile("[\u0621-\u064a]")
LONGEST_NAME = 500


def cell_of(cells: Mapping[str, str], *names: str) -> str:
    """The first filled cell among these columns, cleaned, or nothing."""
    return next((text for name in names if (text := clean(cells.get(name) or ""))), "")


def units_of(cells: Mapping[str, str]) -> dict[int, str]:
    """The codes of the administrative units that a row names, by their level, however the columns are called."""
    found = {}
    for name, cell in cells.items():
        match = _UNIT.fullmatch(name.lower())
        if match and clean(cell or ""):
            found[int(match[1])] = clean(cell)
    return found


def unit_names(cells: Mapping[str, str], level: int) -> list[GivenName]:
    """The names that a row gives to its unit of a level, in English and Arabic."""
    found = {}
    for name, cell in cells.items():
        match = _NAME.fullmatch(name.lower())
        if match and int(match[1]) == level and clean(cell or ""):
            found[match[2]] = clean(cell)
    return names_of(found.get("en", ""), found.get("ar", ""))


def names_of(english: str, arabic: str) -> list[GivenName]:
    """The official names in two languages, of those that are given."""
    pairs = ((english, "en"), (arabic, "ar"))
    return [GivenName(text[:LONGEST_NAME], lang) for text, lang in pairs if is_name(text)]


def is_name(text: str) -> bool:
    """Whether a text can be a name: it has a letter or digit, and nothing that must not be kept."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in text) and forbidden_character(text) is None


def day_of(text: str) -> date | None:
    """A day written as OCHA writes it: 2020-12-17, with or without a time behind it, or 2020/12/17."""
    match = re.match(r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?:\D|$)", western_digits(text), re.ASCII)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def point_of(lat: str, lon: str) -> tuple[float | None, float | None, list[Doubt]]:
    """Latitude and longitude where both are degrees; what is not is left out and kept in a doubt."""
    if not lat and not lon:
        return None, None, []
    raw, column = f"{lat}, {lon}", "lat"
    said = [western_digits(text).replace("\u2212", "-").replace("٫", ".") for text in (lat, lon)]
    if not all(_NUMBER.fullmatch(text) for text in said):
        message = _("is no latitude and longitude in degrees; the point was left out")
        return None, None, [Doubt("coordinate_out_of_range", column, raw, message)]
    north, east = float(said[0]), float(said[1])
    if abs(north) > 90 or abs(east) > 180:
        message = _("lies outside the earth's latitudes and longitudes; the point was left out")
        return None, None, [Doubt("coordinate_out_of_range", column, raw, message)]
    if north == 0 and east == 0:
        message = _("is the point 0, 0, which stands for a missing one; it was left out")
        return None, None, [Doubt("coordinate_out_of_range", column, raw, message)]
    return north, east, []


def country_in(code: str) -> str | None:
    """The country that a place code begins with, where it begins with one: SY0702 is in SY."""
    start = code[:2].upper()
    return start if start in _territories() and (len(code) == 2 or code[2].isdigit()) else None


@cache
def three_letters(country: str) -> str | None:
    """The three-letter code of a country."""
    return next((code for code, short in _aliases().items() if country in short), None)


@cache
def _territories() -> frozenset[str]:
    # AA, QM to QZ, XA to XZ and ZZ are left to whoever needs a code of their own; Kosovo's is in general use.
    short = frozenset(short for found in _aliases().values() for short in found)
    return frozenset(code for code in short if code == "XK" or not re.fullmatch("AA|Q[M-Z]|X[A-Z]|ZZ", code))


@cache
def _aliases() -> dict[str, list[str]]:
    # Babel's list of other codes for countries has every three-letter one.
    found = get_global("territory_aliases").items()
    return {code: short for code, short in found if len(code) == 3 and code.isalpha() and len(short) == 1}


def language_in(text: str, country: str | None) -> str | None:
    """Arabic, where a name is written in the letters of Arabic alone and the country speaks it; else not known."""
    if not _ARABIC.search(text) or _NOT_ARABIC.search(text) or country is None:
        return None
    return "ar" if "ar" in get_official_languages(country, de_facto=True) else None
