"""The cases that a total counts: those that answer the question, each with its grade on whether it happened.

Every statement about totals starts from here, so a case that must not be counted twice is left out in this one place.
"""

from typing import Any

from sqlalchemy import CTE, Select, func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.totals import Parts, found_cases, latest_judgments, parts_of, skipped_parts
from incidents.records import Assessment
from incidents.search.criteria import Criteria, Test, Value
from incidents.vocabularies import vocabulary

RULES = "inclusion_rule"
EVERY_CASE = "all"
NOT_ASSESSED = "not_assessed"


def grades_of(rule: str) -> tuple[str, ...]:
    """The grades that an inclusion rule counts, strongest first."""
    held = vocabulary(RULES).term(rule).extra["grades"]
    assert isinstance(held, tuple)
    return tuple(code for code in vocabulary("confidence").codes if code in held)


def clause_of(rule: str) -> Test | None:
    """What a question needs besides to find just the cases that a rule counts; None where it counts them all."""
    if rule == EVERY_CASE:
        return None
    return Test("occurrence", tuple(Value(code) for code in grades_of(rule)))


def graded_cases(criteria: Criteria, viewer: Viewer, rule: str = EVERY_CASE) -> CTE:
    """The cases found, each with its grade; whoever has no judgment is not assessed.

    A part of another case is left out where the rule counts both and the figures of the other include it.
    """
    every = _every_case(criteria, viewer)
    kept = select(every).where(every.c.id.not_in(skipped_parts(counted_cases(every, rule).subquery("whole"))))
    return kept.cte("graded").prefix_with("MATERIALIZED")


def _every_case(criteria: Criteria, viewer: Viewer) -> CTE:
    found = found_cases(criteria, viewer)
    judged = (
        select(Assessment.incident_id, Assessment.mapped_value)
        .where(Assessment.id.in_(latest_judgments(select(found.c.id))))
        .subquery()
    )
    grade = func.coalesce(judged.c.mapped_value, NOT_ASSESSED).label("grade")
    joined = select(found.c.id, grade).outerjoin(judged, judged.c.incident_id == found.c.id)
    return joined.cte("every_case").prefix_with("MATERIALIZED")


def parts_among(session: Session, criteria: Criteria, viewer: Viewer, rule: str) -> Parts:
    """How many cases that the rule counts are skipped as parts of others, and of how many that is unclear."""
    counted = counted_cases(_every_case(criteria, viewer), rule).subquery("whole")
    rows: Any = session.execute(parts_of(counted))
    return Parts(**{word: int(number) for word, number in rows})


def counted_cases(graded: CTE, rule: str) -> Select[int]:
    """The numbers of those cases that a rule counts."""
    counted = select(graded.c.id)
    return counted if rule == EVERY_CASE else counted.where(graded.c.grade.in_(grades_of(rule)))
