"""Single cells of a UCDP row as values: numbers that are written with a decimal point, and text that can be kept."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from incidents.base.text import clean, fold
from incidents.imports.report import Doubt

MOST = 2_000_000_000
_WHOLE = re.compile(r"([0-9]{1,12})(?:\.0*)?", re.ASCII)
_FRACTION = re.compile(r"[0-9]{0,12}\.[0-9]*[1-9][0-9]*", re.ASCII)
_NEGATIVE = re.compile(r"-[0-9]{1,12}(?:\.0*)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]*)?", re.ASCII)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ID_AS_DECIMAL = re.compile(r"([0-9]+)\.0+", re.ASCII)


@dataclass(slots=True)
class Cells:
    """The cells of one row by column, and what was found to be wrong with them."""

    values: dict[str, str]
    doubts: list[Doubt] = field(default_factory=list)

    def text(self, column: str) -> str:
        """A cell as text that may be kept: blanks gathered, and no character that breaks a database or a page."""
        value = self.values.get(column, "")
        if value.isascii() and value.isprintable():
            return value.strip()
        if _UNFIT.search(value):
            self.doubt("encoding", column, value, "control characters were left out")
        return tidied(value)

    def code(self, column: str) -> str:
        """A code that the file may write as a decimal number: ``1.0`` is ``1``."""
        value = self.values.get(column, "").strip()
        return value[:-2] if value.endswith(".0") else value

    def count(self, column: str) -> int | None:
        """A number of people; empty is None, and so is what can be no such number, which is then doubted."""
        value = self.values.get(column, "").strip()
        if not value:
            return None
        if whole := _WHOLE.fullmatch(value):
            number = int(whole[1])
            if number <= MOST:
                return number
        if _FRACTION.fullmatch(value):
            self.doubt("fractional_count", column, value, "part of a person cannot be counted; no number was stored")
        elif _NEGATIVE.fullmatch(value):
            self.doubt("unknown_code", column, value, "a number below zero stands for unknown; no number was stored")
        else:
            self.doubt("unknown_code", column, value, "is no number of people; no number was stored")
        return None

    def degrees(self, column: str, most: float) -> float | None:
        """A latitude or longitude; outside of the globe it is doubted and not used."""
        value = self.values.get(column, "").strip()
        if not value:
            return None
        number = float(value) if _DECIMAL.fullmatch(value) else None
        if number is None or abs(number) > most:
            self.doubt("coordinate_out_of_range", column, value, "is no place on the globe; the point is not used")
            return None
        return number

    def doubt(self, code: str, column: str, value: str, message: str) -> None:
        """Note that something in this row looks wrong."""
        self.doubts.append(Doubt(code, column, tidied(value), message, *_about(column)))


_FIGURES = {"low", "best", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"}
_PLACES = {"latitude", "longitude", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2"}


def _about(column: str) -> tuple[str, str]:
    if column in _FIGURES:
        return "figure", "total" if column in ("low", "best", "high") else column
    return ("incident_place", "") if column in _PLACES else ("", "")


def tidied(text: str) -> str:
    """Text without control characters, with single blanks where there were tabs, line breaks and rows of blanks."""
    return " ".join(clean(_UNFIT.sub("", text)).split())


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A name as it is compared; the same few names stand in very many rows."""
    return fold(text)


def identifier(text: str) -> str:
    """An identifier as it is compared: ``242363.0`` is ``242363``; leading zeros and letters stay."""
    value = tidied(text)
    found = _ID_AS_DECIMAL.fullmatch(value)
    return found[1] if found else value
