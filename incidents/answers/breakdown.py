"""One total broken down into the rows of a table: by month, year, place, actor, violation or grade.

Rows by month, year, place and grade share no case and add up to the total. By actor and violation a case stands in
every row that it belongs to, so these do not add up, and nobody should add them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.breakdown_cases import counted_cases, graded_cases
from incidents.answers.breakdown_overview import Overview
from incidents.answers.breakdown_rows import APART, COARSE, NONE, ROWS
from incidents.answers.breakdown_subject import Subject
from incidents.answers.places import chains, said_in_chain
from incidents.answers.suggestions import labels
from incidents.answers.totals import OutcomeTotal, columns_of, together, total_of
from incidents.base.dates import read_edtf, say_date
from incidents.base.languages import N_, _
from incidents.records import Actor, EffectiveFigure
from incidents.search.criteria import Criteria, Test, Value
from incidents.vocabularies import label, vocabulary

GRADE = "grade"
LABELS = {
    "month": N_("Month"),
    "year": N_("Year"),
    "adm1": N_("Province"),
    "adm2": N_("District"),
    "adm3": N_("Sub-district"),
    "actor": N_("Actor"),
    "violation": N_("Violation"),
    GRADE: N_("Grade"),
}
OVERLAPPING = frozenset({"actor", "violation"})
# Whoever compares these rows reads a pattern out of what happened to be reported.
COMPARED = frozenset({"month", "year", "adm1", "adm2", "adm3"})
PLACES = frozenset({"adm1", "adm2", "adm3"})
APART_WORDS = {
    ("month", "~several"): N_("spans several months, or an end is not known"),
    ("month", NONE): N_("undated"),
    ("year", "~several"): N_("spans several years, or an end is not known"),
    ("year", NONE): N_("undated"),
    ("place", "~several"): N_("in several of them"),
    ("place", COARSE): N_("not located that finely"),
    ("place", "~nowhere"): N_("no place of occurrence recorded"),
    ("actor", NONE): N_("names no actor"),
    ("violation", NONE): N_("no violation recorded"),
}


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One row: its key, its words, the heading that it stands under, and its total.

    ``code`` is the code of the place, actor, violation or grade; ``clause`` finds just these cases where a question
    can; ``apart`` marks the rows of what fits into no other.
    """

    key: str
    words: str
    total: OutcomeTotal
    heading: str | None = None
    code: str | None = None
    clause: Test | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table: what its rows are, whether they add up, and the total of all counted cases."""

    by: str
    subject: Subject
    rows: tuple[BreakdownRow, ...]
    total: OutcomeTotal

    @property
    def adds_up(self) -> bool:
        """Whether the rows share no case."""
        return self.by not in OVERLAPPING

    @property
    def is_compared(self) -> bool:
        """Whether the rows are months, years or places, which nobody drew at random."""
        return self.by in COMPARED


def breakdown(
    session: Session, criteria: Criteria, viewer: Viewer, found: Overview, by: str, subject: Subject
) -> Breakdown:
    """Break a subject's total down; ``found`` is the overview of the same question for the same viewer."""
    line = found.line(subject)
    if by == GRADE:
        graded = (_graded(grade, total) for grade, total in line.by_grade.items() if grade in found.grades)
        return Breakdown(by, subject, tuple(graded), line.counted)
    totals = _totals(session, criteria, viewer, found.rule, by, subject)
    rows = sorted(_rows(session, viewer, by, totals), key=lambda row: row[0])
    return Breakdown(by, subject, tuple(row for _order, row in rows), line.counted)


def _totals(
    session: Session, criteria: Criteria, viewer: Viewer, rule: str, by: str, subject: Subject
) -> dict[str, OutcomeTotal]:
    rows = ROWS[by](counted_cases(graded_cases(criteria, viewer, rule), rule)).cte("rows").prefix_with("MATERIALIZED")
    counted: Any = session.execute(select(rows.c.row, func.count()).group_by(rows.c.row))
    figure = EffectiveFigure
    statement = (
        select(rows.c.row, *columns_of(figure))
        .join(rows, rows.c.id == figure.incident_id)
        .where(figure.outcome == subject.outcome, figure.group == subject.group)
        .where(figure.unit == subject.unit, figure.kind == subject.kind)
        .group_by(rows.c.row)
    )
    sums = {key: numbers for key, *numbers in session.execute(statement)}
    return {
        key: total_of(subject.outcome, number, sums[key]) if key in sums else OutcomeTotal(subject.outcome, number)
        for key, number in counted
    }


Ordered = tuple[tuple[object, ...], BreakdownRow]


def _rows(session: Session, viewer: Viewer, by: str, totals: dict[str, OutcomeTotal]) -> Iterator[Ordered]:
    told = {key: total for key, total in totals.items() if key not in APART}
    if by in PLACES:
        yield from _of_places(session, viewer, told, totals)
    elif by == "actor":
        yield from _of_actors(session, viewer, told)
    elif by == "violation":
        yield from _of_violations(told)
    else:
        yield from _of_time(by, told)
    for key in APART:
        if key in totals:
            words = APART_WORDS["place" if by in PLACES else by, key]
            clause = Test(CLAUSE_KEYS[by], (Value(operator="none"),)) if key == NONE else None
            yield (2, APART.index(key)), BreakdownRow(key, _(words), totals[key], clause=clause, apart=True)


CLAUSE_KEYS = {"month": "date", "year": "date", "actor": "actor", "violation": "what"}


def _of_time(by: str, told: dict[str, OutcomeTotal]) -> Iterator[Ordered]:
    for key, total in told.items():
        year, month = (int(key), None) if by == "year" else divmod(int(key), 100)
        written = f"{year:04}" if month is None else f"{year:04}-{month:02}"
        clause = Test("within", (Value(written),))
        yield (1, int(key)), BreakdownRow(key, say_date(read_edtf(written)), total, code=written, clause=clause)


def _of_places(
    session: Session, viewer: Viewer, told: dict[str, OutcomeTotal], totals: dict[str, OutcomeTotal]
) -> Iterator[Ordered]:
    known = chains(session, viewer, map(int, told))
    for key, total in told.items():
        chain = known[int(key)]
        if not chain:
            # Its name is not for this reader, to whom the cases are then not located that finely.
            coarse = totals.get(COARSE, OutcomeTotal(total.outcome))
            totals[COARSE] = together(total.outcome, (coarse, total))
            continue
        words = said_in_chain(chain[0].name, chain[1:]) if len(chain) > 1 else chain[0].name
        yield (1, words), BreakdownRow(key, words, total, code=chain[0].code)


def _of_actors(session: Session, viewer: Viewer, told: dict[str, OutcomeTotal]) -> Iterator[Ordered]:
    split = {key: (key.partition(":")[0], int(key.partition(":")[2])) for key in told}
    known = labels(session, viewer, Actor, {number for _role, number in split.values()})
    roles = vocabulary("attribution_role").codes
    for key, (role, number) in split.items():
        actor = known[number]
        row = BreakdownRow(key, actor.label, told[key], label("attribution_role", role), actor.code)
        yield (1, roles.index(role), actor.label, number), row


def _of_violations(told: dict[str, OutcomeTotal]) -> Iterator[Ordered]:
    terms = vocabulary("violation_type")
    for key, total in told.items():
        known = key in terms
        parent = terms.term(key).parent if known else None
        heading = terms.label(parent) if parent else None
        clause = Test("what", (Value(key),)) if known else None
        order = terms.codes.index(key) if known else len(terms.codes)
        yield (1, order, key), BreakdownRow(key, terms.label(key) if known else key, total, heading, key, clause)


def _graded(grade: str, total: OutcomeTotal) -> BreakdownRow:
    return BreakdownRow(
        grade, label("confidence", grade), total, code=grade, clause=Test("occurrence", (Value(grade),))
    )
