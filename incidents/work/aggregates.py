"""The verbs of an aggregate statement: record, revise and withdraw a body's count over many events.

Nothing here touches a case: a case that may fall inside a count is pointed at and never changed, and no total
over cases reads what a body counted.
"""

from typing import Any

from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.access.visible import visible_ids
from incidents.base.clock import now
from incidents.base.errors import Invalid, Problem
from incidents.base.languages import _
from incidents.ledger.trace import act
from incidents.records import Actor, AggregateStatement, Incident, Place, Source
from incidents.records.picture import Picture, drawn, picture
from incidents.work.applying import apply_picture
from incidents.work.checks.aggregates import check_aggregate
from incidents.work.checks.keys import check_keys
from incidents.work.finding import compare_version, find, free_code
from incidents.work.reasons import read_reason

TABLE = "aggregate_statement"
LINKS: tuple[tuple[type[Any], str, str], ...] = (
    (Source, TABLE, "source_id"),
    (Place, TABLE, "place_id"),
    (Actor, "aggregate_count", "actor_id"),
    (Incident, "aggregate_case", "incident_id"),
)
"""What a statement refers to, and where."""


def record_aggregate(session: Session, viewer: Viewer, drawing: Picture) -> AggregateStatement:
    """Store a new statement; raises `Invalid` with every problem at its place."""
    require(viewer, "aggregate.record")
    if problems := check_entry(session, viewer, drawing, {}):
        raise Invalid(problems)
    with act(session, viewer, "recorded"):
        statement = AggregateStatement(code=free_code(session, AggregateStatement, AggregateStatement.code_prefix))
        apply_picture(session, statement, drawing)
    return statement


def revise_aggregate(
    session: Session, viewer: Viewer, code: str, version: int, drawing: Picture, reason: str | None = None
) -> AggregateStatement:
    """Change a statement from the version the editor saw; cases that the editor cannot see stay linked."""
    require(viewer, "aggregate.record")
    statement = find(session, viewer, AggregateStatement, code, for_change=True)
    compare_version(session, statement, version)
    reason = read_reason(reason)
    keep_unseen_cases(session, viewer, statement, drawing)
    if problems := check_entry(session, viewer, drawing, picture(statement)):
        raise Invalid(problems)
    with act(session, viewer, "revised", reason):
        apply_picture(session, statement, drawing)
    return statement


def withdraw_aggregate(session: Session, viewer: Viewer, code: str, version: int, reason: str) -> AggregateStatement:
    """Take a statement out of the lists, with a reason; it can still be read."""
    require(viewer, "aggregate.withdraw")
    statement = find(session, viewer, AggregateStatement, code, for_change=True)
    compare_version(session, statement, version)
    reason = read_reason(reason, needed=_("Give the reason for withdrawing the statement.")) or ""
    with act(session, viewer, "withdrawn", reason):
        statement.withdrawn_at = now()
        statement.withdrawn_reason = reason
    return statement


def check_entry(session: Session, viewer: Viewer, drawing: Picture, before: Picture) -> list[Problem]:
    """Every problem of a statement with what it refers to, which has to be there for this editor."""
    found = check_keys(session, AggregateStatement, drawing, before) + check_aggregate(drawing, before)
    for kind, table, name in LINKS:
        known = {values.get(name) for values in _rows(before, table)}
        asked = {values[name] for values in _rows(drawing, table) if values.get(name)} - known
        seen = set(session.scalars(visible_ids(kind, viewer).where(kind.id.in_(asked)))) if asked else set()
        for values in _rows(drawing, table):
            if values.get(name) in asked - seen:
                path = name if table == TABLE else f"{table}.{values.get('id')}.{name}"
                found.append(Problem(path, _("There is no such record."), "link"))
    return found


def _rows(drawing: Picture, table: str) -> list[dict[str, Any]]:
    rows = drawing.get(table, [])
    return [rows] if isinstance(rows, dict) else rows


def keep_unseen_cases(session: Session, viewer: Viewer, statement: AggregateStatement, drawing: Picture) -> None:
    """Put back the links to cases that the editor may not see, whatever was sent about them."""
    if "aggregate_case" not in drawing:
        return
    unseen = unseen_cases(session, viewer, {case.incident_id for case in statement.cases})
    kept = [case for case in statement.cases if case.incident_id in unseen]
    numbers = {case.id for case in kept}
    listed = [values for values in drawing["aggregate_case"] if values.get("id") not in numbers]
    drawing["aggregate_case"] = listed + [{"id": case.id, **drawn(case)} for case in kept]


def unseen_cases(session: Session, viewer: Viewer, numbers: set[int]) -> set[int]:
    """Those of these cases that the viewer may not see."""
    if not numbers or viewer.sees_all:
        return set()
    return numbers - set(session.scalars(visible_ids(Incident, viewer).where(Incident.id.in_(numbers))))
