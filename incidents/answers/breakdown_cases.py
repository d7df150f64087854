"""The cases that a total counts: those that answer the question, each with its grade on whether it happened.

Every statement about totals starts from here, so a case that must not be counted twice is left out in this one place.
"""

from sqlalchemy import CTE, Select, func, select

from incidents.access.viewer import Viewer
from incidents.answers.totals import found_cases, latest_judgments
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


def graded_cases(criteria: Criteria, viewer: Viewer) -> CTE:
    """The cases found, each with its grade; whoever has no judgment is not assessed."""
    found = found_cases(criteria, viewer)
    judged = (
        select(Assessment.incident_id, Assessment.mapped_value)
        .where(Assessment.id.in_(latest_judgments(select(found.c.id))))
        .subquery()
    )
    grade = func.coalesce(judged.c.mapped_value, NOT_ASSESSED).label("grade")
    joined = select(found.c.id, grade).outerjoin(judged, judged.c.incident_id == found.c.id)
    return joined.cte("graded").prefix_with("MATERIALIZED")


def counted_cases(graded: CTE, rule: str) -> Select[int]:
    """The numbers of those cases that a rule counts."""
    counted = select(graded.c.id)
    return counted if rule == EVERY_CASE else counted.where(graded.c.grade.in_(grades_of(rule)))
