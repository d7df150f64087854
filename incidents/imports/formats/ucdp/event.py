"""One row of a UCDP GED file as plain values: everything that a case is made of, and everything that looks wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from incidents.base.dates.uncertain import UncertainDate
from incidents.imports.formats.ucdp.articles import Article, read_articles
from incidents.imports.formats.ucdp.columns import (
    NATIVE,
    NOT_RECORDED,
    ONE_SIDED,
    TYPES_IN_WORDS,
    precision_of_place,
)
from incidents.imports.formats.ucdp.titles import title_of
from incidents.imports.formats.ucdp.values import Cells, folded, identifier, tidied
from incidents.imports.formats.ucdp.when import read_when
from incidents.imports.report import Doubt

CIVILIANS = "civilians"
BREAKDOWN = ("deaths_civilians", "deaths_unknown", "deaths_a", "deaths_b")
LONGEST_LINE = 500

_POINT = re.compile(r"POINT ?\((-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)\)", re.ASCII)
_BETWEEN_GROUPS = re.compile(r",\s*(?![^()]*\))")


class Spot(NamedTuple):
    """Where an event happened, as far as the row tells."""

    verbatim: str
    name: str
    adm_2: str
    adm_1: str
    country: str
    lat: float | None
    lon: float | None
    precision: str | None


class Total(NamedTuple):
    """The three numbers that UCDP gives for all deaths of an event, whatever their order."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def is_exact(self) -> bool:
        """Whether all three are the same number."""
        return self.best is not None and self.low == self.best == self.high


@dataclass(frozen=True, slots=True)
class Event:
    """One event of UCDP GED."""

    identifier: str
    title: str
    type: int | None
    side_a: str
    side_b: str
    when: UncertainDate
    spot: Spot
    total: Total
    breakdown: Mapping[str, int]
    articles: tuple[Article, ...]
    native: str
    relid: str
    doubts: tuple[Doubt, ...]

    @property
    def is_one_sided(self) -> bool:
        """Whether UCDP holds that side A attacked civilians."""
        return self.type == ONE_SIDED

    @property
    def clarity(self) -> str | None:
        """UCDP's code for how clearly the event is identified, as it stands in the file."""
        found = (line.partition(": ")[2] for line in self.native.split("\n") if line.startswith("event_clarity: "))
        return next(found, None)

    def groups(self, side: str) -> tuple[str, ...]:
        """The groups of one side, "a" or "b"; civilians are no group, and UCDP joins allies by commas."""
        return _groups_in(self.side_a if side == "a" else self.side_b)


@lru_cache(maxsize=4096)
def _groups_in(text: str) -> tuple[str, ...]:
    names = (name.strip() for name in _BETWEEN_GROUPS.split(text))
    return tuple(dict.fromkeys(name for name in names if name and folded(name) != CIVILIANS))


def read_event(row: Mapping[str, str]) -> Event:
    """The values of one row."""
    cells = Cells(dict(row))
    side_a, side_b = cells.text("side_a"), cells.text("side_b")
    when, fault = read_when(cells.text("date_start"), cells.text("date_end"), cells.code("date_prec"))
    if fault:
        cells.doubt(fault, "date_start", when.text or "", _DATES[fault])
    spot = _spot(cells)
    total = _total(cells)
    breakdown = {name: count for name in BREAKDOWN if (count := cells.count(name)) is not None}
    _compare(cells, total, breakdown)
    articles = _articles(cells)
    return Event(
        identifier=identifier(row.get("id", "")),
        title=title_of(spot.name, spot.adm_1, spot.country, side_a, side_b, when),
        type=_type(cells),
        side_a=side_a,
        side_b=side_b,
        when=when,
        spot=spot,
        total=total,
        breakdown=breakdown,
        articles=articles,
        native=_native(cells),
        relid=cells.text("relid"),
        doubts=tuple(cells.doubts),
    )


_DATES = {
    "date_unparsed": "cannot be read as a date; the words were kept",
    "ambiguous_day_month": "may put the day or the month first; the words were kept",
    "epoch_date": "is what a computer writes for no date",
    "unknown_code": "has a precision that UCDP does not define; the days were taken as they are",
}


def _type(cells: Cells) -> int | None:
    code = cells.code("type_of_violence")
    if code in ("1", "2", "3"):
        return int(code)
    known = TYPES_IN_WORDS.get(code.casefold())
    if known is None:
        cells.doubt("unknown_code", "type_of_violence", code, "is none of UCDP's three types")
    return known


def _spot(cells: Cells) -> Spot:
    name, description = cells.text("where_coordinates"), cells.text("where_description")
    lat, lon = cells.degrees("latitude", 90), cells.degrees("longitude", 180)
    if lat is None or lon is None:
        lat = lon = None
    elif _is_swapped(cells.values.get("geom_wkt", ""), lat, lon):
        cells.doubt("swapped_lat_lon", "latitude", f"{lat} {lon}", "geom_wkt has these two the other way round")
    code = cells.code("where_prec")
    precision = precision_of_place(code)
    if code and precision is None:
        cells.doubt("unknown_code", "where_prec", code, "is none of UCDP's seven precisions of a place")
    if lat is not None and precision is None:
        precision = "unknown"
        if "where_prec" in cells.values:
            cells.doubt("point_without_precision", "where_prec", code, "how exact the point is was not told")
    verbatim = f"{name}; {description}" if description and folded(description) != folded(name) else name
    if len(verbatim) > LONGEST_LINE:
        verbatim = verbatim[: LONGEST_LINE - 1] + "…"
    return Spot(verbatim, name, cells.text("adm_2"), cells.text("adm_1"), cells.text("country"), lat, lon, precision)


def _is_swapped(written: str, lat: float, lon: float) -> bool:
    """Whether the point that is written as text has longitude and latitude the other way round."""
    point = _POINT.fullmatch(written.strip())
    return point is not None and lat != lon and (float(point[1]), float(point[2])) == (lat, lon)


def _total(cells: Cells) -> Total:
    return Total(cells.count("low"), cells.count("best"), cells.count("high"))


def _compare(cells: Cells, total: Total, breakdown: Mapping[str, int]) -> None:
    """Note what contradicts itself; the numbers stay as they are."""
    low, best, high = total
    raw = ", ".join(f"{name} {cells.values[name].strip()}" for name in ("low", "best", "high") if name in cells.values)
    for code, less, more, message in (
        ("low_gt_best", low, best, "the lowest number is above the best one"),
        ("best_gt_high", best, high, "the best number is above the highest one"),
        ("low_gt_high", low, high, "the lowest number is above the highest one"),
    ):
        if less is not None and more is not None and less > more:
            cells.doubt(code, "best" if code == "best_gt_high" else "low", raw, message)
    most = max((number for number in total if number is not None), default=None)
    for name, count in breakdown.items():
        if most is not None and count > most:
            cells.doubt("subgroup_gt_total", name, f"{count} of {most}", "a part is larger than the whole")


def _articles(cells: Cells) -> tuple[Article, ...]:
    articles = read_articles(cells.values.get("source_article", ""))
    for article in articles:
        if not article.is_whole:
            cells.doubt(
                "multi_valued_cell", "source_article", article.headline, "could not be taken apart and was kept"
            )
        elif article.published.text and not article.published.is_dated:
            cells.doubt("date_unparsed", "source_article", article.date, "the date of a source is no date in figures")
        elif article.may_name_somebody:
            cells.doubt("personal_data_in_text", "source_article", article.office, "a headline may name who was killed")
    return articles


def _native(cells: Cells) -> str:
    found = ((name, cells.code(name) if name in _CODES else cells.text(name)) for name in NATIVE)
    return "\n".join(f"{name}: {value}" for name, value in found if value and value != NOT_RECORDED)


_CODES = {"type_of_violence", "event_clarity", "number_of_sources", "where_prec", "date_prec"}


def row_identifier(row: Mapping[str, str]) -> str:
    """The identifier in a row that nobody has read yet; empty when there is none."""
    return tidied(identifier(row.get("id", "")))
