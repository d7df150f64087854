"""What the search page shows of an answer: its totals and one page of its cases, for which the cases are found once."""

from dataclasses import dataclass

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.listing import Listing, listing, rows_of
from incidents.answers.totals import EMPTY, Totals, found_cases, sums_over, totals_of
from incidents.records import Incident
from incidents.search.criteria import Criteria
from incidents.search.order import ordered


@dataclass(frozen=True, slots=True)
class Answer:
    """The totals of an answer, and one page of its cases."""

    totals: Totals
    listing: Listing


def answer(session: Session, criteria: Criteria, viewer: Viewer, page: int = 1, size: int = 25) -> Answer:
    """Return what one page of the answer shows; a page beyond the last is the last."""
    page = max(1, page)
    found = found_cases(criteria, viewer)
    # The sum keeps SQLite from looking up every case found by its number: read in their order, it can stop early.
    shown = ordered(select(Incident.id).where((Incident.id + 0).in_(select(found.c.id))), criteria)
    sorted_numbers = shown.limit(size).offset((page - 1) * size).subquery("shown")
    numbers = select(literal("shown"), literal(""), sorted_numbers.c.id, *EMPTY)
    rows = session.execute(union_all(*sums_over(found), numbers)).all()
    totals = totals_of(rows)
    on_page = [row[2] for row in rows if row[0] == "shown"]
    if not on_page:
        return Answer(totals, listing(session, criteria, viewer, page, size, count=totals.incidents))
    # Neither engine mixes the rows of one part of a union, so they come in their order.
    return Answer(totals, Listing(tuple(rows_of(session, on_page, viewer)), totals.incidents, page, size))
