"""What cases refer to, with the cases that the viewer may see; sources and places have lists of their own."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, selectinload

from incidents.access.viewer import Viewer
from incidents.access.visible import visible, visible_incidents
from incidents.answers.suggestions import ReferenceKind, in_language, label_of
from incidents.base.errors import NotFound
from incidents.base.text import fold
from incidents.records import Actor, ActorName, Attribution, Citation, Incident, IncidentPlace, Place, Source

PAGE = 50
USES: dict[ReferenceKind, tuple[Any, Any]] = {
    Source: (Citation.source_id, Citation.incident_id),
    Actor: (Attribution.actor_id, Attribution.incident_id),
    Place: (IncidentPlace.place_id, IncidentPlace.incident_id),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One actor in a list, with the number of cases that the viewer sees it in."""

    code: str
    title: str
    record: Actor
    cases: int


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """A page of a list: which rows of how many."""

    rows: list[Listed]
    total: int
    page: int

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in which a record is used."""

    code: str
    title: str
    when: Any


def actor_list(session: Session, viewer: Viewer, typed: str, page: int) -> ReferenceList:
    """The actors that hold all the typed words, in the order of their names."""
    statement = visible(Actor, viewer)
    for word in fold(typed[:200]).split()[:8]:
        holding = ActorName.actor_id == Actor.id, ActorName.folded.contains(word, autoescape=True)
        statement = statement.where(exists().where(*holding))
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = max(1, min(page, -(-total // PAGE) or 1))
    first = select(func.min(ActorName.folded)).where(ActorName.actor_id == Actor.id).correlate(Actor)
    ordered = statement.order_by(first.scalar_subquery(), Actor.id).offset((page - 1) * PAGE).limit(PAGE)
    actors = session.scalars(ordered.options(selectinload(Actor.names))).all()
    cases = _cases(session, viewer, [actor.id for actor in actors])
    rows = [Listed(actor.code, label_of(actor), actor, cases.get(actor.id, 0)) for actor in actors]
    return ReferenceList(rows, total, page)


def _cases(session: Session, viewer: Viewer, numbers: list[int]) -> dict[int, int]:
    counted = (
        select(Attribution.actor_id, func.count(func.distinct(Attribution.incident_id)))
        .join(Incident, Incident.id == Attribution.incident_id)
        .where(Attribution.actor_id.in_(numbers), visible_incidents(viewer), Incident.withdrawn_at.is_(None))
        .group_by(Attribution.actor_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def _with_names(kind: ReferenceKind) -> list[Any]:
    return [] if kind is Source else [selectinload(Actor.names if kind is Actor else Place.names)]


def find_reference(session: Session, viewer: Viewer, kind: ReferenceKind, code: str) -> Any:
    """A source, actor or place by its code; raises `NotFound` for what the viewer may not see."""
    statement: Select[Any] = visible(kind, viewer).where(kind.code == code)
    record = session.scalars(statement.options(*_with_names(kind))).one_or_none()
    if record is None:
        raise NotFound()
    return record


def cases_of(session: Session, viewer: Viewer, kind: ReferenceKind, number: int, most: int = 100) -> list[CaseLine]:
    """The cases that use a record, among those the viewer may see; the latest first."""
    key, case = USES[kind]
    latest: Any = Incident.occurred_latest  # type: ignore[attr-defined]
    statement = (
        visible(Incident, viewer)
        .where(Incident.id.in_(select(case).where(key == number)), Incident.withdrawn_at.is_(None))
        .order_by(latest.desc().nulls_last(), Incident.id.desc())
        .limit(most)
    )
    return [CaseLine(i.code, in_language(i.title), i.occurred) for i in session.scalars(statement)]
