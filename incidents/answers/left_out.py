"""How many cases a question leaves out only because a value is missing: not dated, or of unknown number.

An unknown never passes a test, so whoever reads an answer must be told how many cases it could not decide on.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.search.criteria import ANY, NONE, Criteria, Node, Test, Value
from incidents.search.filters import FILTERS
from incidents.search.filters.dates import DateFilter
from incidents.search.filters.numbers import STATES, FigureFilter
from incidents.search.query import count
from incidents.search.sentence import say


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Cases that fit all of a question but one clause, for which they have no value: how many, and their question."""

    text: str
    n: int
    question: Criteria


def left_out(session: Session, criteria: Criteria, viewer: Viewer) -> list[LeftOut]:
    """Return what each clause about a date or a number leaves out for want of a value; nothing for no cases."""
    found = []
    for clause in criteria.clauses:
        missing = _without_value(clause)
        if missing is not None:
            question = criteria.with_clause(missing, instead_of=clause)
            n = count(session, question, viewer)
            if n:
                found.append(LeftOut(say(missing), n, question))
    return found


def _without_value(clause: Node) -> Test | None:
    if not isinstance(clause, Test) or not isinstance(FILTERS[clause.key], DateFilter | FigureFilter):
        return None
    if any(value.operator in (NONE, ANY) or value.text in STATES for value in clause.values):
        return None
    return Test(clause.key, (Value(operator=NONE),), "", clause.part)
