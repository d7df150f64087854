"""Totals over any search: for each outcome, group and unit what is counted, by grade, and what stands apart."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, distinct, func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.breakdown_cases import EVERY_CASE, counted_cases, graded_cases, grades_of, parts_among
from incidents.answers.breakdown_subject import Subject
from incidents.answers.totals import OutcomeTotal, Parts, columns_of, together, total_of
from incidents.base.clock import now
from incidents.ledger.replay import position
from incidents.records import Citation, EffectiveFigure, Figure, Incident
from incidents.search.criteria import Criteria
from incidents.search.effective import CURRENT, HAPPENS_ONCE
from incidents.vocabularies import vocabulary


@dataclass(frozen=True, slots=True)
class SubjectTotal:
    """The total of one subject: what the rule counts, what it leaves out by grade, and all of it grade by grade."""

    subject: Subject
    counted: OutcomeTotal
    by_grade: dict[str, OutcomeTotal]
    apart: dict[str, OutcomeTotal]
    n_estimated: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """The totals of an answer by an inclusion rule, as of a moment and a place in the ledger.

    ``by_grade`` counts all cases of the answer, ``incidents`` those that the rule counts. ``n_sources`` sources are
    cited in them; ``independent`` counts the cases by how many independent sources they have: none, one, more.
    """

    rule: str
    incidents: int
    by_grade: dict[str, int]
    lines: tuple[SubjectTotal, ...]
    n_sources: int
    independent: tuple[int, int, int]
    ledger: int
    parts: Parts = field(default_factory=Parts)
    as_of: datetime = field(default_factory=now)

    @property
    def grades(self) -> dict[str, int]:
        """The grades that are counted, with their cases."""
        counted = grades_of(self.rule)
        return {grade: number for grade, number in self.by_grade.items() if grade in counted}

    @property
    def grades_apart(self) -> dict[str, int]:
        """The grades that the rule leaves out and the answer has, with their cases."""
        counted = grades_of(self.rule)
        return {grade: number for grade, number in self.by_grade.items() if grade not in counted}

    def line(self, subject: Subject) -> SubjectTotal:
        """The total of a subject; one that no case has a number of is not recorded anywhere."""
        found = next((line for line in self.lines if line.subject == subject), None)
        return found or _line(subject, {}, self.by_grade, self.rule, 0)


def overview(session: Session, criteria: Criteria, viewer: Viewer, rule: str = EVERY_CASE) -> Overview:
    """Sum what the cases that answer the question hold, subject by subject and grade by grade."""
    graded = graded_cases(criteria, viewer, rule)
    counted = counted_cases(graded, rule)
    by_grade = _cases_by_grade(session, graded)
    sums = _sums_by_grade(session, graded, by_grade)
    estimated = _estimated(session, counted)
    subjects = sorted({*sums, *estimated}, key=lambda subject: subject.rank)
    lines = (_line(one, sums.get(one, {}), by_grade, rule, estimated.get(one, 0)) for one in subjects)
    return Overview(
        rule,
        sum(number for grade, number in by_grade.items() if grade in grades_of(rule)),
        by_grade,
        tuple(lines),
        session.scalar(
            select(func.count(distinct(Citation.source_id))).where(Citation.incident_id.in_(counted))
        ) or 0,
        _independent(session, counted),
        position(session),
        parts_among(session, criteria, viewer, rule),
    )  # fmt: skip


def _cases_by_grade(session: Session, graded: CTE) -> dict[str, int]:
    rows: Any = session.execute(select(graded.c.grade, func.count()).group_by(graded.c.grade))
    found: dict[str, int] = dict(rows.all())
    return {code: found[code] for code in vocabulary("confidence").codes if code in found}


def _sums_by_grade(session: Session, graded: CTE, by_grade: dict[str, int]) -> dict[Subject, dict[str, OutcomeTotal]]:
    figure = EffectiveFigure
    keys: tuple[Any, ...] = (figure.outcome, figure.group, figure.unit, figure.kind, graded.c.grade)
    statement = select(*keys, *columns_of(figure)).join(graded, graded.c.id == figure.incident_id).group_by(*keys)
    found: dict[Subject, dict[str, OutcomeTotal]] = {}
    for outcome, group, unit, kind, grade, *numbers in session.execute(statement):
        by_subject = found.setdefault(Subject(outcome, group, unit, kind), {})
        by_subject[grade] = total_of(outcome, by_grade[grade], numbers)
    return found


def _line(
    subject: Subject, sums: dict[str, OutcomeTotal], by_grade: dict[str, int], rule: str, n_estimated: int
) -> SubjectTotal:
    counted = grades_of(rule)
    full = {grade: sums.get(grade) or OutcomeTotal(subject.outcome, number) for grade, number in by_grade.items()}
    return SubjectTotal(
        subject,
        together(subject.outcome, (total for grade, total in full.items() if grade in counted)),
        full,
        {grade: total for grade, total in full.items() if grade not in counted},
        n_estimated,
    )


def _estimated(session: Session, counted: Any) -> dict[Subject, int]:
    """The cases with a statistical estimate, which no total holds."""
    figure = Figure
    keys: tuple[Any, ...] = (figure.outcome, figure.group, figure.unit, figure.kind)
    statement = (
        select(*keys, figure.incident_id)
        .where(figure.record_kind == "statistical_estimate", figure.role != "check", figure.incident_id.in_(counted))
        .where(figure.series_state.is_(None) | figure.series_state.in_([one for one in CURRENT if one]))
        .distinct()
    )
    found: dict[Subject, set[int]] = {}
    rows: Any = session.execute(statement)
    for outcome, group, unit, kind, case in rows:
        kept = "" if outcome in HAPPENS_ONCE else kind or ""
        found.setdefault(Subject(outcome, group, unit, kept), set()).add(case)
    return {subject: len(cases) for subject, cases in found.items()}


def _independent(session: Session, counted: Any) -> tuple[int, int, int]:
    number = Incident.n_independent
    statement = select(number, func.count()).where(Incident.id.in_(counted)).group_by(number)
    held = {int(independent): int(cases) for independent, cases in session.execute(statement)}
    return held.get(0, 0), held.get(1, 0), sum(cases for independent, cases in held.items() if independent > 1)
