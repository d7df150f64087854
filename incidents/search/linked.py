"""Links between cases as SQL: read from both sides, and only through cases that the viewer may see and that stand.

A case that is kept from somebody, or withdrawn, is neither found nor does it connect others; so nothing of it shows.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, case, literal, or_, select, union_all
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_ids
from incidents.records import Incident, IncidentLink
from incidents.vocabularies import vocabulary

STEPS = 4
"""How many links away a chain reaches."""

FORWARD = ("causes", "precedes", "part_of")
"""The kinds that make up a chain, in the direction in which it is drawn."""
BACKWARD = {"consequence_of": "causes", "follows": "precedes", "encompasses": "part_of"}
CHAIN = (*FORWARD, *BACKWARD)

Edge = tuple[str, int, int]
"""A kind of `FORWARD` or of no direction, and the two cases that it leads from and to."""


def edge_of(kind: str, case_id: int, other_id: int) -> Edge:
    """A link in its one written form: forward, and of two equal sides the lower number first."""
    if kind in BACKWARD:
        return BACKWARD[kind], other_id, case_id
    if kind in FORWARD:
        return kind, case_id, other_id
    return kind, *sorted((case_id, other_id))  # type: ignore[return-value]


def inverse(kind: str) -> str:
    """The kind of a link as it is read from the other side."""
    return vocabulary("link_kind").term(kind).inverse or kind


def standing_among(session: Session, viewer: Viewer, numbers: Collection[int]) -> set[int]:
    """Which of these cases the viewer may see and nobody has withdrawn."""
    if not numbers:
        return set()
    seen = visible_ids(Incident, viewer).where(Incident.id.in_(numbers), Incident.withdrawn_at.is_(None))
    return set(session.scalars(seen))


def links_at(session: Session, numbers: Iterable[int], kinds: Collection[str] | None = None) -> list[IncidentLink]:
    """The links that begin or end at one of these cases, whoever may see what they lead to."""
    wanted = sorted(numbers)
    touching = or_(IncidentLink.incident_id.in_(wanted), IncidentLink.other_id.in_(wanted))
    statement = select(IncidentLink).where(touching)
    if kinds is not None:
        statement = statement.where(IncidentLink.kind.in_(sorted(kinds)))
    return list(session.scalars(statement.order_by(IncidentLink.id)))


def stands(column: Any, viewer: Viewer, *more: ColumnElement[bool], correlate: Any = IncidentLink) -> Any:
    """The condition that a column of links leads to a case that the viewer may see and that stands."""
    seen = visible_ids(Incident, viewer).where(Incident.id == column, Incident.withdrawn_at.is_(None), *more)
    return seen.correlate(correlate).exists()


def is_linked(viewer: Viewer, kind: str = "", code: str = "") -> ColumnElement[bool]:
    """The condition on `Incident` that it is linked, in this way, to a case or to the one with this code."""
    more = [Incident.code == code] if code else []
    own = select(IncidentLink.incident_id).where(stands(IncidentLink.other_id, viewer, *more))
    read_back = select(IncidentLink.other_id).where(stands(IncidentLink.incident_id, viewer, *more))
    if kind:
        own = own.where(IncidentLink.kind == kind)
        read_back = read_back.where(IncidentLink.kind == inverse(kind))
    return or_(Incident.id.in_(own), Incident.id.in_(read_back))


def chain_ids(code: str, viewer: Viewer) -> Select[int]:
    """The numbers of the cases that hang together with the one of this code, up to so many links away."""
    there = IncidentLink.kind.in_(CHAIN)
    edges = union_all(
        select(IncidentLink.incident_id.label("a"), IncidentLink.other_id.label("b")).where(there),
        select(IncidentLink.other_id.label("a"), IncidentLink.incident_id.label("b")).where(there),
    ).subquery("edges")
    start = visible_ids(Incident, viewer).where(Incident.code == code)
    begun = select(start.correlate(None).subquery("start").c.id.label("id"), literal(0).label("depth"))
    walk = begun.cte("chain", recursive=True)
    onward = (
        select(edges.c.b, walk.c.depth + 1)
        .join(walk, walk.c.id == edges.c.a)
        .where(walk.c.depth < STEPS, stands(edges.c.b, viewer, correlate=edges))
    )
    walk = walk.union(onward)
    return select(walk.c.id)


def parts_and_wholes() -> Select[*tuple[Any, ...]]:
    """The pairs of a case that is part of another and that other, from whichever side they were entered."""
    own = IncidentLink.kind == "part_of"
    part = case((own, IncidentLink.incident_id), else_=IncidentLink.other_id).label("part")
    whole = case((own, IncidentLink.other_id), else_=IncidentLink.incident_id).label("whole")
    return select(part, whole).where(IncidentLink.kind.in_(("part_of", "encompasses")))
