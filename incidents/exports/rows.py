"""The one flat picture of an incident: everything that a single row can say about it, whatever the format.

`flat_incidents` reads the cases of an export piece by piece in a handful of statements a piece. What a
case has several of stands here as far as one row can hold it: its main place, its effective figures,
its current grades. The long tables hold all of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select

from incidents.base.ranges import Count
from incidents.exports.gazetteer import UNKNOWN, KnownPlace
from incidents.exports.reading import AnyRow, Reading, text_in
from incidents.records import (
    Assessment,
    Attribution,
    EffectiveFigure,
    ExternalId,
    Figure,
    Incident,
    IncidentPlace,
    IncidentViolation,
)
from incidents.search.effective import CURRENT
from incidents.vocabularies import vocabulary

NOT_RECORDED = "not_recorded"
NOT_ASSESSED = ("not_assessed",)
REPORTED_RANGE = "reported_range"


class Number(NamedTuple):
    """What counts for one outcome and group, and the word for whether it is known."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    open_above: bool | None = None
    state: str = NOT_RECORDED
    assessed: bool = False

    @property
    def bounds(self) -> Count:
        """The number with its doubt, as pages show it."""
        return Count(self.low, self.best, self.high, bool(self.open_above))


NOTHING = Number()
# Where a flat picture keeps the effective figures that have columns of their own.
KEPT = {
    ("killed", "total"): "killed",
    ("killed", "civilian"): "killed_civilian",
    ("killed", "status_unknown"): "killed_status_unknown",
    ("killed", "children"): "killed_children",
    ("injured", "total"): "injured",
    ("displaced", "total"): "displaced",
}


# Of several numbers of displaced people a row shows a known one, and of these how many left before how many are away.
KINDS = ("", "stock", "flow")


class Located(NamedTuple):
    """The main place of a case: in the source's words, on the gazetteer, and as a point that says how exact it is."""

    verbatim: str | None = None
    known: KnownPlace = UNKNOWN
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    radius_m: int | None = None


NOWHERE = Located()


@dataclass(slots=True)
class Flat:
    """One incident with what belongs into its row."""

    row: AnyRow
    url: str | None = None
    licence: str | None = None
    release: str | None = None
    place: Located = NOWHERE
    violations: tuple[str, ...] = ()
    killed: Number = NOTHING
    killed_civilian: Number = NOTHING
    killed_status_unknown: Number = NOTHING
    killed_children: Number = NOTHING
    injured: Number = NOTHING
    displaced: Number = NOTHING
    displaced_kind: str | None = None
    killed_rule: str | None = None
    actors: tuple[str, ...] = ()
    occurrence: tuple[str, ...] = NOT_ASSESSED
    attribution: tuple[str, ...] = NOT_ASSESSED
    external_ids: tuple[str, ...] = ()

    @property
    def title_en(self) -> str | None:
        """The title in English."""
        return text_in(self.row.title, "en")

    @property
    def title_ar(self) -> str | None:
        """The title in Arabic."""
        return text_in(self.row.title, "ar")

    @property
    def public_summary_en(self) -> str | None:
        """The public summary in English."""
        return text_in(self.row.public_summary, "en")

    @property
    def public_summary_ar(self) -> str | None:
        """The public summary in Arabic."""
        return text_in(self.row.public_summary, "ar")

    @property
    def violation_labels_en(self) -> tuple[str, ...]:
        """The violations in English."""
        return _labels(self.violations, "en")

    @property
    def violation_labels_ar(self) -> tuple[str, ...]:
        """The violations in Arabic."""
        return _labels(self.violations, "ar")


def flat_incidents(reading: Reading, columns: Sequence[Any]) -> Iterator[Flat]:
    """The incidents of an export in the order of their codes, with these columns of their own rows."""
    licence, address = reading.settings.licence or None, reading.settings.address.rstrip("/")
    for piece in reading.pieces():
        rows = reading.rows(select(Incident.id, *columns).where(reading.among(Incident.id, piece)))
        flats = {row.id: Flat(row, f"{address}/cases/{row.code}" if address else None, licence) for row in rows}
        _places(reading, piece, flats)
        _violations(reading, piece, flats)
        _numbers(reading, piece, flats)
        _killed_rules(reading, flats)
        _actors(reading, piece, flats)
        _grades(reading, piece, flats)
        _external_ids(reading, piece, flats)
        yield from (flats[number] for number in piece)


def _places(reading: Reading, piece: list[int], flats: dict[int, Flat]) -> None:
    place = IncidentPlace
    columns = (place.role, place.is_primary, place.verbatim, place.place_id, place.lat, place.lon, place.precision)
    statement = select(place.incident_id, place.id, *columns, place.radius_m)
    rows = reading.rows(statement.where(reading.among(place.incident_id, piece)))
    reading.gazetteer.learn(row.place_id for row in rows)
    # The last one written stays: the main place, and of several the one where it happened and that was entered first.
    for row in sorted(rows, key=lambda row: (row.is_primary, row.role == "occurred", -row.id)):
        flats[row.incident_id].place = _located(row, reading.gazetteer.place(row.place_id))


def _located(row: AnyRow, known: KnownPlace) -> Located:
    lat, lon, radius = row.lat, row.lon, row.radius_m
    # The gazetteer's point stands for the case's own only where the case says how exact that is.
    if lat is None and lon is None and row.precision is not None:
        lat, lon = known.lat, known.lon
    if radius is None and row.precision is not None:
        radius = _usual_radii().get(row.precision)
    return Located(row.verbatim, known, lat, lon, row.precision, radius)


def _violations(reading: Reading, piece: list[int], flats: dict[int, Flat]) -> None:
    statement = select(IncidentViolation.incident_id, IncidentViolation.violation)
    statement = statement.where(reading.among(IncidentViolation.incident_id, piece))
    for incident, violation in reading.tuples(
        statement.order_by(IncidentViolation.is_primary.desc(), IncidentViolation.id)
    ):
        if violation not in flats[incident].violations:
            flats[incident].violations += (violation,)


def _numbers(reading: Reading, piece: list[int], flats: dict[int, Flat]) -> None:
    figure = EffectiveFigure
    keys, bounds = (figure.incident_id, figure.outcome, figure.group), (figure.low, figure.best, figure.high)
    told = (figure.open_above, figure.value_state, figure.assessed, figure.imputed)
    statement = select(*keys, figure.kind, *bounds, *told)
    statement = statement.where(reading.among(figure.incident_id, piece), figure.unit == "person")
    for row in reading.tuples(statement):
        incident, outcome, group, kind, low, best, high, open_above, state, assessed, imputed = row
        name = KEPT.get((outcome, group))
        if name is None:
            continue
        # What a convention supplies for "dozens" is no number: such a row tells its state alone.
        known = not imputed and not (low is None and best is None and high is None)
        state = state or ("known" if known else "unknown")
        number = (
            Number(low, best, high, open_above, state, assessed) if known else Number(state=state, assessed=assessed)
        )
        if name == "displaced":
            _displaced(flats[incident], kind, number)
        else:
            setattr(flats[incident], name, number)


def _displaced(flat: Flat, kind: str, number: Number) -> None:
    """Keep one number of displaced people: a row has room for one kind, and kinds are never mixed."""
    held = (
        (flat.displaced.state == "known", KINDS.index(flat.displaced_kind or ""))
        if flat.displaced is not NOTHING
        else None
    )
    if held is None or (number.state == "known", KINDS.index(kind)) > held:
        flat.displaced, flat.displaced_kind = number, kind or None


def _killed_rules(reading: Reading, flats: dict[int, Flat]) -> None:
    assessed = []
    for number, flat in flats.items():
        if flat.killed.assessed:
            assessed.append(number)
        elif flat.killed.state == "known":
            flat.killed_rule = REPORTED_RANGE
    if not assessed:
        return
    wanted = Figure.role == "assessed", Figure.outcome == "killed", Figure.group == "total", Figure.unit == "person"
    statement = select(Figure.incident_id, Figure.rule, Figure.series_state).where(*wanted)
    statement = statement.where(reading.among(Figure.incident_id, assessed))
    # The rule of the figure that counts: of several, the one decided last.
    for incident, rule, state in reading.tuples(statement.order_by(Figure.decided_at.nulls_first(), Figure.id)):
        if state in CURRENT:
            flats[incident].killed_rule = rule


def _actors(reading: Reading, piece: list[int], flats: dict[int, Flat]) -> None:
    statement = select(Attribution.incident_id, Attribution.role, Attribution.actor_id)
    statement = statement.where(reading.among(Attribution.incident_id, piece)).order_by(Attribution.id)
    rows = reading.tuples(statement)
    reading.actors.learn(number for _incident, _role, number in rows)
    for incident, role, number in rows:
        named = f"{role}:{reading.actors.actor(number).called}"
        if named not in flats[incident].actors:
            flats[incident].actors += (named,)


def _grades(reading: Reading, piece: list[int], flats: dict[int, Flat]) -> None:
    statement = select(Assessment.incident_id, Assessment.axis, Assessment.mapped_value)
    axes = Assessment.axis.in_(("occurrence", "attribution"))
    # A native grade that nobody placed stands beside the judgment; without any judgment the case is not assessed.
    judged = Assessment.state == "current", Assessment.mapped_value != NOT_ASSESSED[0]
    statement = statement.where(reading.among(Assessment.incident_id, piece), axes, *judged)
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    for incident, axis, grade in reading.tuples(statement):
        found[incident, axis].add(grade)
    strongest_first = vocabulary("confidence").codes
    for (incident, axis), grades in found.items():
        setattr(flats[incident], axis, tuple(grade for grade in strongest_first if grade in grades))


def _external_ids(reading: Reading, piece: list[int], flats: dict[int, Flat]) -> None:
    statement = select(ExternalId.incident_id, ExternalId.system, ExternalId.value)
    statement = statement.where(reading.among(ExternalId.incident_id, piece)).order_by(ExternalId.id)
    for incident, system, value in reading.tuples(statement):
        flats[incident].external_ids += (f"{system}:{value}",)


@cache
def _labels(violations: tuple[str, ...], language: str) -> tuple[str, ...]:
    terms = vocabulary("violation_type")
    return tuple(terms.label(code, language) if code in terms else code for code in violations)


@cache
def _usual_radii() -> dict[str, int]:
    terms = vocabulary("place_precision")
    return {term.code: int(str(term.extra["radius_m"])) for term in terms if term.extra.get("radius_m")}
