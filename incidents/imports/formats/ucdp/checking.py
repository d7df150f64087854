"""The first look at a UCDP file: each event is read, and held against what earlier imports brought of it."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from incidents.access.permissions import may
from incidents.access.viewer import Viewer
from incidents.base.languages import _
from incidents.imports.formats.ucdp.columns import SYSTEM
from incidents.imports.formats.ucdp.event import Event, read_event, row_identifier
from incidents.imports.formats.ucdp.release import steps_for
from incidents.imports.formats.ucdp.revising import Step
from incidents.imports.plan import KEPT_IN_MEMORY, Plan, earlier_rows, fingerprint_of, overlaid, raw_text, sort_out
from incidents.imports.reading import Advance, Row, TableFile, rows_of
from incidents.imports.report import Doubt, Report
from incidents.records import Actor, Attribution, ImportRow, Incident

AT_A_TIME = 500


def check_file(session: Session, viewer: Viewer, file: TableFile, plan: Plan, report: Report, advance: Advance) -> None:
    """Read the whole file, decide on every row and count it."""
    differing: list[Row] = []
    relids: dict[str, str] = {}
    began = False
    for row in rows_of(file, advance):
        if sort_out(row, report, began):
            continue
        began = True
        if _is_to_be_compared(row, plan, report, relids):
            differing.append(row)
            if len(differing) >= AT_A_TIME:
                _compare(session, viewer, differing, plan, report)
                differing = []
    _compare(session, viewer, differing, plan, report)
    report.not_in_this_file = len(plan.known.keys() - plan.seen.keys())


def _is_to_be_compared(row: Row, plan: Plan, report: Report, relids: dict[str, str]) -> bool:
    """Count a row unless its event is here already with other content: then its case must be looked at first."""
    identifier = row_identifier(row.cells)
    if not identifier:
        message = _("a row without an id cannot be found again")
        report.count("refused", row.line, "", [Doubt("no_id", "id", "", message)])
        return False
    fingerprint = fingerprint_of(raw_text(row.cells))
    if plan.repeats(identifier, fingerprint):
        report.count("skipped", row.line, identifier)
        return False
    outcome, held = plan.place(row, identifier, fingerprint)
    if held:
        report.count(outcome, row.line, identifier, [held])
    elif outcome != "differs":
        event = read_event(row.cells)
        if outcome == "new" and len(plan.read) < KEPT_IN_MEMORY:
            plan.read[row.line] = event
        report.count(outcome, row.line, identifier, event.doubts)
        if event.relid and relids.setdefault(event.relid, identifier) != identifier:
            report.note_doubt(repeated_relid(event.relid), row.line, identifier)
            plan.repeated_codes.add(event.relid)
    return outcome == "differs"


def repeated_relid(relid: str) -> Doubt:
    """The doubt about a second event under the same public code of UCDP."""
    return Doubt("duplicate_public_code", "relid", relid, "stands on another event too; both were stored")


def events_with_cases(session: Session, rows: list[Row]) -> Iterator[tuple[Row, Event, Event, Incident]]:
    """Rows of events that are here, each with what was known of the event, what is known now, and its case."""
    identifiers = {row.line: row_identifier(row.cells) for row in rows}
    earlier = earlier_rows(session, SYSTEM, identifiers.values())
    cases = _cases(session, list(earlier))
    for row in rows:
        before = earlier[identifiers[row.line]]
        yield row, read_event(before), read_event(overlaid(before, row.cells)), cases[identifiers[row.line]]


def _compare(session: Session, viewer: Viewer, rows: list[Row], plan: Plan, report: Report) -> None:
    for row, before, now, incident in events_with_cases(session, rows):
        steps = list(steps_for(incident, before, now))
        refusal = _may_not_change(viewer, incident) if steps else None
        if refusal:
            report.count("held", row.line, now.identifier, [refusal])
        elif not steps:
            report.count("unchanged", row.line, now.identifier, now.doubts)
        else:
            plan.changed.add(row.line)
            report.count("changed", row.line, now.identifier, now.doubts)
            count_steps(report, steps)
    session.expire_all()


def count_steps(report: Report, steps: list[Step]) -> None:
    """Count what a later release changes in one case, and what it may not change because people did."""
    report.aspects.update({step.aspect for step in steps if step.kept is None})
    report.kept_against_the_file += sum(1 for step in steps if step.kept is not None)


def _may_not_change(viewer: Viewer, incident: Incident) -> Doubt | None:
    if incident.withdrawn_at is not None:
        return Doubt("withdrawn_here", "id", incident.code, _("the case was withdrawn and stays as it is"))
    if not may(viewer, "case.revise", incident):
        return Doubt("not_yours", "id", "", _("the case is not yours to change"))
    return None


def _cases(session: Session, identifiers: list[str]) -> dict[str, Incident]:
    pairs = session.execute(
        select(ImportRow.external_value, ImportRow.incident_id).where(
            ImportRow.system == SYSTEM, ImportRow.external_value.in_(identifiers)
        )
    ).all()
    options = [
        selectinload(part)
        for part in (
            Incident.places,
            Incident.violations,
            Incident.citations,
            Incident.figures,
            Incident.assessments,
            Incident.teams,
            Incident.readers,
            Incident.external_ids,
            Incident.quality_issues,
        )
    ]
    options.append(selectinload(Incident.attributions).joinedload(Attribution.actor).selectinload(Actor.names))
    statement = select(Incident).where(Incident.id.in_({number for _value, number in pairs})).options(*options)
    cases = {incident.id: incident for incident in session.scalars(statement)}
    return {value: cases[number] for value, number in pairs}
