"""The verbs of what cases refer to: record and correct a source, an actor or a place of the gazetteer."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.errors import Invalid
from incidents.ledger.trace import act
from incidents.records import Actor, Attribution, Citation, Incident, IncidentPlace, Place, Source
from incidents.records.picture import Picture
from incidents.search.derived import refresh
from incidents.work.applying import apply_picture
from incidents.work.checks.references import ReferenceKind, check_reference
from incidents.work.finding import compare_version, find, free_code

Referred = Source | Actor | Place


@dataclass(frozen=True, slots=True)
class Reference:
    """How one kind is used: the permission to write it, and the parts of cases that refer to it."""

    permission: str
    part: Any
    column: Any

    def used_by(self, number: int) -> ColumnElement[bool]:
        """The condition on a case that refers to this record."""
        return Incident.id.in_(select(self.part.incident_id).where(self.column == number))


REFERENCES: dict[ReferenceKind, Reference] = {
    Source: Reference("source.record", Citation, Citation.source_id),
    Actor: Reference("actor.record", Attribution, Attribution.actor_id),
    Place: Reference("place.record", IncidentPlace, IncidentPlace.place_id),
}


def store_reference(
    session: Session, kind: ReferenceKind, drawing: Picture, record: Referred | None = None
) -> Referred:
    """Write a source, actor or place inside a running act."""
    if record is None:
        record = kind(code=free_code(session, kind, kind.code_prefix))
    apply_picture(session, record, drawing)
    return record


def record_reference(session: Session, viewer: Viewer, kind: ReferenceKind, drawing: Picture) -> Referred:
    """Store a new source, actor or place; raises `Invalid` with every problem at its place."""
    require(viewer, REFERENCES[kind].permission)
    if problems := check_reference(kind, drawing):
        raise Invalid(problems)
    with act(session, viewer, "recorded"):
        return store_reference(session, kind, drawing)


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
    reference = REFERENCES[kind]
    require(viewer, reference.permission)
    record = find(session, viewer, kind, code, for_change=True)
    compare_version(session, record, version)
    if problems := check_reference(kind, drawing):
        raise Invalid(problems)
    with act(session, viewer, "revised", reason):
        store_reference(session, kind, drawing, record)
        refresh(session, list(session.scalars(select(Incident).where(reference.used_by(record.id)))))
    return record
