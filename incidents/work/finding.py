"""Finding the record a verb is about, locked for change; what one may not see is not there."""

from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.base.codes import new_code
from incidents.base.errors import Conflict, NotFound
from incidents.ledger.replay import picture_at
from incidents.records import Actor, AggregateStatement, Incident, LegalInstrument, Place, Source
from incidents.records.picture import Picture, picture
from incidents.records.root import Root

Found = TypeVar("Found")
Rooted = TypeVar("Rooted", bound=Incident | Source | Actor | Place | AggregateStatement | LegalInstrument)


class EditedMeanwhile(Conflict):
    """Two people changed one record: ``base`` is where this editor started, ``now`` what the record is now."""

    def __init__(self, record: Root, base: Picture, now: Picture) -> None:
        super().__init__(record)
        self.record = record
        self.base = base
        self.now = now


def find(session: Session, viewer: Viewer, kind: type[Rooted], code: str, *, for_change: bool = False) -> Rooted:
    """The record with a code, if the viewer may see it; raises `NotFound` for both other cases alike."""
    statement = visible(kind, viewer).where(kind.code == code)
    if for_change:
        # Whatever was read before the lock is held may have been changed since, so all of it is read again.
        session.execute(select(kind.id).where(kind.code == code).with_for_update())
        session.expire_all()
    record: Rooted | None = session.scalars(statement).one_or_none()
    if record is None:
        raise NotFound()
    return record


def locked(statement: Select[Found]) -> Select[Found]:
    """The statement with its rows locked for change, and read anew where the session has seen them before."""
    return statement.with_for_update().execution_options(populate_existing=True)


def compare_version(
    session: Session, record: Incident | Source | Actor | Place | AggregateStatement | LegalInstrument, version: int
) -> None:
    """Raise `EditedMeanwhile` unless the editor started from the version that the record still has."""
    if record.row_version != version:
        base = picture_at(session, record.__tablename__, record.id, version=version)
        raise EditedMeanwhile(record, base, picture(record))


def free_code(session: Session, kind: type[Root], prefix: str) -> str:
    """A public code that no record of the kind has or had."""
    while True:
        code = new_code(prefix)
        if session.scalars(select(kind.id).where(kind.code == code)).one_or_none() is None:
            return code
