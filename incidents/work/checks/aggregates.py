"""What an aggregate statement must hold: who counts, numbers in order, and parts that lie in a whole."""

from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import AggregateStatement
from incidents.records.picture import Picture
from incidents.work.checks.dates import check_dates
from incidents.work.checks.declared import check_declared
from incidents.work.checks.figures import check_order
from incidents.work.checks.findings import UNNAMED
from incidents.work.checks.rows import Row, rows_of

NUMBERS = ("low", "best", "high")


def check_aggregate(drawing: Picture, before: Picture | None = None) -> list[Problem]:
    """Every problem of a statement as it was entered; what is entered just as it is stored is not checked again."""
    before = before or {}
    found = check_declared(AggregateStatement, drawing, before) + check_dates(AggregateStatement, drawing, before)
    for row in rows_of(AggregateStatement, drawing, before):
        if row.table == "aggregate_statement":
            found += _of_statement(row)
        elif row.table == "aggregate_count" and row.is_changed:
            found += _of_count(row)
    return found + list(_circles(drawing)) + list(_twice(drawing))


def _of_statement(row: Row) -> Iterator[Problem]:
    values = row.whole
    if not row.is_changed:
        return
    if not values.get("body") and not values.get("body_text"):
        yield Problem("body", _("Say which body counted."), "needed")
    elif values.get("body") in UNNAMED and not values.get("body_text"):
        yield Problem("body_text", _("Name the body: there is more than one of this kind."), "needed")


def _of_count(row: Row) -> Iterator[Problem]:
    values, path = row.whole, row.path
    low, best, high = (values.get(name) for name in NUMBERS)
    yield from check_order(path, low, best, high)
    stated, state = any(number is not None for number in (low, best, high)), values.get("value_state")
    if stated and state not in (None, "known"):
        yield Problem(
            path + "value_state", _("A number is given, so it is known. Empty the number or change this answer.")
        )
    elif not stated and state == "known":
        yield Problem(path + "best", _("It is said to be known, so give the number; 0 is a number too."))
    elif not stated and state is None and not values.get("as_stated"):
        yield Problem(path + "best", _("Give a number, the source's words, or say that it is not known."))


def _circles(drawing: Picture) -> Iterator[Problem]:
    """No number lies in itself, however many steps lie between."""
    counts: list[dict[str, Any]] = drawing.get("aggregate_count", [])
    above = {values.get("id"): values.get("within_count_id") for values in counts}
    for key in above:
        met, at = {key}, above.get(key)
        while at is not None and at in above and at not in met:
            met.add(at)
            at = above[at]
        if at is not None and at not in above:
            message = _("What this refers to is no longer part of the statement.")
            yield Problem(f"aggregate_count.{key}.within_count_id", message, "link")
        elif at == key:
            yield Problem(f"aggregate_count.{key}.within_count_id", _("This leads back to the number itself."), "link")


def _twice(drawing: Picture) -> Iterator[Problem]:
    met: set[Any] = set()
    for values in drawing.get("aggregate_case", []):
        case = values.get("incident_id")
        if case is not None and case in met:
            yield Problem(f"aggregate_case.{values.get('id')}.incident_id", _("This case is listed already."), "taken")
        met.add(case)
