"""The verbs of what cases refer to: record and correct a source, an actor or a place of the gazetteer."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.base.errors import Invalid, Problem
from incidents.base.languages import _
from incidents.ledger.trace import act
from incidents.records import Actor, Place, Source, SourceDerivation, SourceReader, TeamMember
from incidents.records.picture import Picture, picture
from incidents.search.derived import refresh_users
from incidents.work.applying import apply_picture
from incidents.work.checks.keys import check_keys
from incidents.work.checks.references import ReferenceKind, check_reference
from incidents.work.finding import compare_version, find, free_code
from incidents.work.reasons import read_reason
from incidents.work.staleness import outdating_users

Referred = Source | Actor | Place
WRITING: dict[ReferenceKind, str] = {Source: "source.record", Actor: "actor.record", Place: "place.record"}
"""The permission that it takes to write one."""


def store_reference(
    session: Session, viewer: Viewer, kind: ReferenceKind, drawing: Picture, record: Referred | None = None
) -> Referred:
    """Write a source, actor or place inside a running act."""
    if record is None:
        record = kind(code=free_code(session, kind, kind.code_prefix))
    apply_picture(session, record, drawing)
    if isinstance(record, Source):
        _name_the_editor(session, viewer, record, drawing.get("source", {}))
    return record


def _name_the_editor(session: Session, viewer: Viewer, source: Source, entered: dict[str, Any]) -> None:
    """Whoever closes a source, or writes down what its speaker agreed to, must not close it to themselves."""
    agreed = entered.get("consent_scope") or entered.get("consent_expires")
    if (agreed or entered.get("visibility") == "confidential") and not source.readers and viewer.account_id is not None:
        source.readers.append(SourceReader(account_id=viewer.account_id))
        session.flush()


def may_name_readers(viewer: Viewer, source: Source) -> bool:
    """Whether somebody may choose who reads a source: where it has readers or a consent, only a named reader may."""
    guarded = source.readers or source.consent_scope or source.consent_expires or source.visibility == "confidential"
    named = any(reader.account_id == viewer.account_id for reader in source.readers)
    return viewer.sees_all or named or not guarded


def record_reference(session: Session, viewer: Viewer, kind: ReferenceKind, drawing: Picture) -> Referred:
    """Store a new source, actor or place; raises `Invalid` with every problem at its place."""
    require(viewer, WRITING[kind])
    problems = _problems(session, viewer, kind, drawing, {})
    if kind is Source:
        problems += _check_readers(session, viewer, None, drawing)
    if problems:
        raise Invalid(problems)
    with act(session, viewer, "recorded"):
        return store_reference(session, viewer, kind, drawing)


def revise_reference(
    session: Session,
    viewer: Viewer,
    kind: ReferenceKind,
    code: str,
    version: int,
    drawing: Picture,
    reason: str | None = None,
) -> Referred:
    """Change one from the version the editor saw; the cases that refer to it are found by its new words at once."""
    require(viewer, WRITING[kind])
    record = find(session, viewer, kind, code, for_change=True)
    compare_version(session, record, version)
    reason = read_reason(reason)
    problems = _problems(session, viewer, kind, drawing, picture(record))
    if isinstance(record, Source):
        problems += _check_readers(session, viewer, record, drawing)
    if problems:
        raise Invalid(problems)
    changed = [record.id] if isinstance(record, Source) else []
    with outdating_users(session, viewer, changed), act(session, viewer, "revised", reason):
        store_reference(session, viewer, kind, drawing, record)
        refresh_users(session, record)
    return record


def _check_readers(session: Session, viewer: Viewer, source: Source | None, drawing: Picture) -> list[Problem]:
    """Only colleagues become readers, and only a reader of a closed source chooses who else is one."""
    if "source_reader" not in drawing or viewer.sees_all:
        return []
    stored = {reader.account_id for reader in source.readers} if source is not None else set[int]()
    asked = {values.get("account_id") for values in drawing["source_reader"]}
    if source is not None and asked != stored and not may_name_readers(viewer, source):
        message = _("Only a named reader of this source can choose its readers.")
        return [Problem("source_reader", message, "link")]
    teams = select(TeamMember.account_id).where(TeamMember.team_id.in_(sorted(viewer.teams)))
    known = stored | {viewer.account_id}
    asked -= known
    if asked - set(session.scalars(teams.where(TeamMember.account_id.in_(sorted(n for n in asked if n))))):
        return [Problem("source_reader", _("You can name only colleagues from your own teams."), "link")]
    return []


def _problems(
    session: Session, viewer: Viewer, kind: ReferenceKind, drawing: Picture, before: Picture
) -> list[Problem]:
    found = check_keys(session, kind, drawing, before) + check_reference(kind, drawing, before)
    return found + _own_ancestor(session, viewer, kind, drawing, before)


def _own_ancestor(
    session: Session, viewer: Viewer, kind: ReferenceKind, drawing: Picture, before: Picture
) -> list[Problem]:
    """Nothing lies in itself, belongs to itself or repeats itself, however many steps lie between."""
    number = before.get(kind.__tablename__, {}).get("id")
    if number is None:
        return []
    found, message = [], _("This leads back to the record itself.")
    if kind is Source:
        parents = select(SourceDerivation.source_id, SourceDerivation.parent_id)
        for values in drawing.get("source_derivation", []):
            if _leads_to(session, parents, values.get("parent_id"), number):
                way = _circle(session, viewer, values["parent_id"], number)
                found.append(Problem(f"source_derivation.{values.get('id')}.parent", way, "link"))
    else:
        parent = drawing.get(kind.__tablename__, {}).get("parent_id")
        if _leads_to(session, select(kind.id, kind.parent_id), parent, number):  # type: ignore[union-attr]
            found.append(Problem("parent", message, "link"))
    return found


def _leads_to(session: Session, parents: Any, start: int | None, number: int) -> bool:
    child, parent = parents.selected_columns
    wanted, met = {start} - {None}, set[Any]()
    while wanted and number not in wanted:
        met |= wanted
        wanted = set(session.scalars(select(parent).where(child.in_(wanted), parent.is_not(None)))) - met
    return number in wanted


def _circle(session: Session, viewer: Viewer, start: int, number: int) -> str:
    """The shortest way from what a source is to repeat back to the source itself, by the codes of its steps."""
    ways, waiting = {start: [start]}, [start]
    while waiting and number not in ways:
        here = waiting.pop(0)
        parents = select(SourceDerivation.parent_id).where(SourceDerivation.source_id == here)
        for parent in session.scalars(parents.order_by(SourceDerivation.id)):
            if parent not in ways:
                ways[parent] = [*ways[here], parent]
                waiting.append(parent)
    steps = [number, *ways[number]] if start != number else [number, number]
    seen = visible(Source, viewer).where(Source.id.in_(steps))
    codes = {source.id: source.code for source in session.scalars(seen)}
    way = " → ".join(codes.get(one, "…") for one in steps)
    return _("This closes a circle of sources that repeat one another: %(way)s.", way=way)
