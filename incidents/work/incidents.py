"""The verbs of a case: record, revise, withdraw, restore; each leaves one change in the ledger."""

from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.errors import Invalid, Problem, Refused
from incidents.base.languages import _
from incidents.ledger.replay import picture_at
from incidents.ledger.trace import act
from incidents.records import Actor, Incident, Source
from incidents.records.picture import Picture, picture
from incidents.search.derived import refresh
from incidents.work.applying import apply_picture, completed
from incidents.work.checks.case import check_case
from incidents.work.checks.keys import check_keys
from incidents.work.checks.law import ask_about_law
from incidents.work.checks.references import check_reference
from incidents.work.claims import date_claims
from incidents.work.companions import check_links, keep_unseen
from incidents.work.entry import LINKS_TO_ACTORS, LINKS_TO_SOURCES, CaseEntry, replace_keys
from incidents.work.finding import compare_version, find, free_code
from incidents.work.judgments import (
    keep_earlier_assessments,
    keep_earlier_figures,
    sign_assessed_figures,
    sign_settled_questions,
)
from incidents.work.linking import check_case_links
from incidents.work.reasons import read_reason
from incidents.work.references import store_reference
from incidents.work.staleness import mark_again, mark_outdated, mark_typed, outdated_since, standing_of

TABLE = "incident"


def record_incident(session: Session, viewer: Viewer, entry: CaseEntry, *, prefix: str = "INC") -> Incident:
    """Store a new case with its parts and companions; raises `Invalid` with every problem at its place."""
    require(viewer, "case.record")
    _refuse_problems(check_entry(session, viewer, entry))
    with act(session, viewer, "recorded"):
        incident = Incident(code=free_code(session, Incident, prefix))
        _store(session, viewer, incident, entry, before={})
    return incident


def revise_incident(
    session: Session, viewer: Viewer, code: str, version: int, entry: CaseEntry, reason: str | None = None
) -> Incident:
    """Change a case from the version the editor saw; raises `EditedMeanwhile` when it is no longer that one."""
    incident = find(session, viewer, Incident, code, for_change=True)
    require(viewer, "case.revise", incident)
    compare_version(session, incident, version)
    reason = read_reason(reason)
    _refuse_problems(check_entry(session, viewer, entry, incident))
    before, rested = picture(incident), standing_of(session, incident)
    with act(session, viewer, "revised", reason):
        _store(session, viewer, incident, entry, before)
        mark_outdated(session, incident, rested)
    return incident


def check_entry(session: Session, viewer: Viewer, entry: CaseEntry, incident: Incident | None = None) -> list[Problem]:
    """Every problem of a case and of what is entered beside it; forms show them before anything is stored.

    With ``incident`` the entry corrects that case: what the editor cannot see of it is listed again first.
    """
    before: Picture = {}
    if incident is not None:
        keep_unseen(session, viewer, incident, entry)
        before = picture(incident)
        keep_earlier_figures(before, entry.case)
    found = check_keys(session, Incident, entry.case, before) + check_case(entry.case, before)
    for key, drawing in entry.sources.items():
        found += [Problem(f"sources.{key}.{p.path}", p.message, p.code) for p in check_reference(Source, drawing)]
    for key, drawing in entry.actors.items():
        found += [Problem(f"actors.{key}.{p.path}", p.message, p.code) for p in check_reference(Actor, drawing)]
    found += check_case_links(session, viewer, entry, before, incident)
    return found + check_links(session, viewer, entry, before)


def _refuse_problems(problems: list[Problem]) -> None:
    if problems:
        raise Invalid(problems)


def _store(session: Session, viewer: Viewer, incident: Incident, entry: CaseEntry, before: Picture) -> None:
    sources = {key: store_reference(session, viewer, Source, drawing).id for key, drawing in entry.sources.items()}
    actors = {key: store_reference(session, viewer, Actor, drawing).id for key, drawing in entry.actors.items()}
    replace_keys(entry, LINKS_TO_SOURCES, sources)
    replace_keys(entry, LINKS_TO_ACTORS, actors)
    date_claims(session, entry, before)
    keep_earlier_assessments(before, entry.case, viewer)
    sign_assessed_figures(before, entry.case, viewer)
    sign_settled_questions(before, entry.case, viewer)
    apply_picture(session, incident, entry.case)
    mark_typed(session, incident, before)
    ask_about_law(incident, viewer)
    refresh(session, [incident])


def withdraw_incident(session: Session, viewer: Viewer, code: str, version: int, reason: str) -> Incident:
    """Take a case out of every search and total, with a reason; it can still be read and restored."""
    incident = find(session, viewer, Incident, code, for_change=True)
    require(viewer, "case.withdraw", incident)
    compare_version(session, incident, version)
    reason = read_reason(reason, needed=_("Give the reason for withdrawing the case.")) or ""
    with act(session, viewer, "withdrawn", reason):
        incident.withdrawn_at = now()
        incident.withdrawn_reason = reason
        incident.workflow_status = "withdrawn"
    return incident


def restore_incident(
    session: Session, viewer: Viewer, code: str, version: int, *, to_version: int, reason: str
) -> Incident:
    """Bring a case back to what it was at an earlier version, as a new change that says why."""
    incident = find(session, viewer, Incident, code, for_change=True)
    require(viewer, "case.restore", incident)
    compare_version(session, incident, version)
    if not 1 <= to_version < version:
        raise Refused(_("There is no earlier version %(version)s of this case.", version=to_version))
    reason = read_reason(reason, needed=_("Give the reason for restoring the case.")) or ""
    earlier = picture_at(session, TABLE, incident.id, version=to_version)
    if earlier[TABLE]["workflow_status"] == "approved":
        require(viewer, "case.review", incident)  # to bring an approved state back is to approve it
    # Who may see a case is decided today, not by whom it was shared with then.
    today = picture(incident)
    earlier[TABLE]["visibility"] = today[TABLE]["visibility"]
    drawing = completed(Incident, earlier)
    for table in ("incident_team", "incident_reader"):
        drawing.pop(table)
    outdated = outdated_since(session, incident, to_version)
    with act(session, viewer, "restored", reason):
        apply_picture(session, incident, drawing)
        mark_again(incident, outdated)
        ask_about_law(incident, viewer)
        refresh(session, [incident])
    return incident
