"""The tables `aggregates` and `aggregate_counts`: what bodies counted over many events, apart from every case.

They hold every statement that the viewer may see, whatever was asked of the cases: a count over many events
answers no question about single ones, and adds nothing to any.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import select

from incidents.access.visible import visible_aggregates, visible_incidents, visible_places
from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, by_code, stored, text_in
from incidents.exports.rows import NOT_RECORDED
from incidents.exports.tables.table import Table, in_languages
from incidents.exports.text import WITHHELD
from incidents.records import Actor, AggregateCase, AggregateCount, AggregateStatement, Incident, Place, Source


class StatementLine(NamedTuple):
    """A statement with the codes of what it refers to, as far as the viewer may see that."""

    row: AnyRow
    source_code: str | None
    place_code: str | None
    known_cases: tuple[str, ...]

    @property
    def title_en(self) -> str | None:
        """The title in English."""
        return text_in(self.row.title, "en")

    @property
    def title_ar(self) -> str | None:
        """The title in Arabic."""
        return text_in(self.row.title, "ar")


class CountLine(NamedTuple):
    """One number of a statement."""

    row: AnyRow
    actor_code: str | None

    @property
    def state(self) -> str:
        """Whether the number is known, or why there is none."""
        stated = any(number is not None for number in (self.row.low, self.row.best, self.row.high))
        return self.row.value_state or ("known" if stated else NOT_RECORDED)


STATEMENTS: tuple[Column, ...] = (
    of(AggregateStatement, "code", "aggregate_id"),
    *in_languages(AggregateStatement, "title", {"en": N_("Title in English"), "ar": N_("Title in Arabic")}),
    *(of(AggregateStatement, field) for field in ("body", "body_text", "subject", "violation")),
    made("place_id", "place_code", N_("Code of the place"), of=[(Place, "code")]),
    of(AggregateStatement, "period_text"),
    of(AggregateStatement, "period_edtf", label=N_("Period counted (EDTF)")),
    of(AggregateStatement, "unit"),
    of(AggregateStatement, "as_of_text"),
    of(AggregateStatement, "as_of_edtf", label=N_("As of (EDTF)")),
    made("source_id", "source_code", N_("Code of the source"), of=[(Source, "code")]),
    *(of(AggregateStatement, field) for field in ("locator", "excerpt", "note", "visibility")),
    made("known_cases", "known_cases", N_("Cases that may fall inside"),
         of=[(AggregateCase, "incident_id"), (Incident, "code")], kind=Kind.LINES),
)  # fmt: skip
COUNTS: tuple[Column, ...] = (
    of(AggregateCount, "id", "count_id", label=N_("Count")),
    of(AggregateStatement, "code", "aggregate_id", "row.statement_code", label=N_("Code of the statement")),
    of(AggregateCount, "label"),
    made("actor_id", "actor_code", N_("Code of the actor it is attributed to"), of=[(Actor, "code")]),
    *(of(AggregateCount, field) for field in ("low", "best", "high", "qualifier", "as_stated")),
    of(AggregateCount, "value_state", path="state"),
    of(AggregateCount, "within_count_id", "within_count", kind=Kind.WHOLE),
)


def _statements(reading: Reading) -> Iterator[StatementLine]:
    columns = stored(AggregateStatement, STATEMENTS, "source_id", "place_id")
    seen = visible_aggregates(reading.viewer), AggregateStatement.withdrawn_at.is_(None)
    ordered = select(AggregateStatement.id, *columns).where(*seen)
    rows = reading.rows(ordered.order_by(by_code(reading.session, AggregateStatement.code)))
    reading.sources.learn(row.source_id for row in rows)
    places, cases = _places(reading, (row.place_id for row in rows)), _cases(reading)
    for row in rows:
        source = reading.sources.source(row.source_id)
        hidden = reading.sources.is_hidden(row.source_id)
        place = None if row.place_id is None else places.get(row.place_id, WITHHELD)
        yield StatementLine(row, WITHHELD if hidden else source and source.code, place, tuple(cases[row.id]))


def _places(reading: Reading, numbers: Iterable[int | None]) -> dict[int, str]:
    wanted = {number for number in numbers if number is not None}
    statement = select(Place.id, Place.code).where(reading.among(Place.id, wanted), visible_places(reading.viewer))
    return {row.id: row.code for row in reading.rows(statement)}


def _cases(reading: Reading) -> dict[int, list[str]]:
    """The codes of the cases that may fall inside each statement; those hidden from the viewer are not counted even."""
    statement = select(AggregateCase.aggregate_statement_id, Incident.code)
    statement = statement.join(Incident, Incident.id == AggregateCase.incident_id).where(
        visible_incidents(reading.viewer), Incident.withdrawn_at.is_(None)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for number, code in reading.tuples(statement.order_by(by_code(reading.session, Incident.code))):
        found[number].append(code)
    return found


def _counts(reading: Reading) -> Iterator[CountLine]:
    columns = stored(AggregateCount, COUNTS, "actor_id")
    named = select(AggregateCount.id, AggregateStatement.code.label("statement_code"), *columns)
    statement = named.join(AggregateStatement, AggregateStatement.id == AggregateCount.aggregate_statement_id)
    statement = statement.where(visible_aggregates(reading.viewer), AggregateStatement.withdrawn_at.is_(None))
    rows = reading.rows(statement.order_by(by_code(reading.session, AggregateStatement.code), AggregateCount.id))
    reading.actors.learn(row.actor_id for row in rows)
    for row in rows:
        actor = None if row.actor_id is None else reading.actors.actor(row.actor_id).code
        yield CountLine(row, actor)


TABLES = (
    Table("aggregates", N_("Counts of bodies over many events"), STATEMENTS, _statements),
    Table("aggregate_counts", N_("Numbers of those counts"), COUNTS, _counts),
)
