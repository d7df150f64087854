"""Where to where: the movements of the cases that answer a question, by where people set out and where they arrived.

Only flows are added, one number a movement; how many were away on a day stands apart, in no sum. A total takes one
category. Which of several origins led to which of several destinations is not known unless the places on the way
carry numbers of their own: then the number stays with "several", and is never split.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.flow_ends import LEVELS, End, Ends
from incidents.answers.movement_numbers import Adding, Counted, Sum, counted
from incidents.records import Figure, Incident, IncidentPlace
from incidents.records.displacement import Displacement
from incidents.records.displacement_leg import DisplacementLeg
from incidents.search.criteria import Criteria
from incidents.search.linked import parts_and_wholes
from incidents.search.query import matching
from incidents.vocabularies import label, vocabulary

__all__ = ["LEVELS", "Flows", "OneMovement", "Piece", "Route", "Section", "flows", "movements"]


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a movement that stands in one row: both ends as places of the case, and its number."""

    origins: tuple[int, ...]
    destinations: tuple[int, ...]
    number: Counted


@dataclass(frozen=True, slots=True)
class OneMovement:
    """A movement as it is recorded, with its one number, or with the numbers of its ends where each has one."""

    id: int
    incident_id: int
    kind: str | None
    category: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """One row: from where to where, how many persons and households, in how many movements of how many cases."""

    origin: End
    destination: End
    persons: Sum
    households: Sum
    movements: int
    unknown: int
    cases: frozenset[int]
    workings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one category of flow and their sums, which are over its movements."""

    category: str | None
    words: str
    routes: list[Route]
    persons: Sum
    households: Sum
    movements: int
    unknown: int
    cases: int


@dataclass(frozen=True, slots=True)
class Flows:
    """The answer: sections of flows, and what stands apart from them."""

    level: str
    sections: list[Section]
    stocks: int = 0
    unsaid: int = 0
    skipped: int = 0
    overlapping: int = 0
    cases: int = 0
    cases_with: int = 0


def flows(session: Session, criteria: Criteria, viewer: Viewer, level: str = "recorded") -> Flows:
    """The movements of the cases that the viewer may see and that answer the question, in rows of this level."""
    cases = set(session.scalars(matching(criteria, viewer)))
    read = movements(session, criteria, viewer)
    inside, doubtful = _parts(session, {one.incident_id for one in read if one.kind == "flow"})
    flowing = [one for one in read if one.kind == "flow" and one.incident_id not in inside]
    numbers = {key for one in flowing for piece in one.pieces for key in (*piece.origins, *piece.destinations)}
    ends = Ends.read(session, viewer, numbers, level)
    by_category: dict[str | None, list[OneMovement]] = {}
    for one in flowing:
        by_category.setdefault(one.category, []).append(one)
    order = list(vocabulary("displacement_category").codes)
    sections = [
        _section(category, by_category[category], ends)
        for category in sorted(by_category, key=lambda code: order.index(code) if code in order else len(order))
    ]
    return Flows(
        level,
        sections,
        stocks=sum(one.kind == "stock" for one in read),
        unsaid=sum(one.kind is None for one in read),
        skipped=sum(one.kind == "flow" and one.incident_id in inside for one in read),
        overlapping=len(doubtful),
        cases=len(cases),
        cases_with=len({one.incident_id for one in flowing}),
    )


def movements(session: Session, criteria: Criteria, viewer: Viewer) -> list[OneMovement]:
    """Every movement and count of a day in the cases that answer the question, each with its number."""
    found = matching(criteria, viewer)
    listed = select(Displacement).where(Displacement.incident_id.in_(found)).order_by(Displacement.id)
    rows = list(session.scalars(listed))
    if not rows:
        return []
    owners = select(Displacement.incident_id).where(Displacement.incident_id.in_(found))
    legs: dict[int, list[DisplacementLeg]] = {}
    for leg in session.scalars(select(DisplacementLeg).where(DisplacementLeg.incident_id.in_(owners))):
        if leg.displacement_id is not None:
            legs.setdefault(leg.displacement_id, []).append(leg)
    figures = {one.id: one for one in session.scalars(select(Figure).where(Figure.incident_id.in_(owners)))}
    placed = select(IncidentPlace.id, IncidentPlace.role).where(IncidentPlace.incident_id.in_(owners))
    roles: dict[int, str] = dict(session.execute(placed).all())
    return [_movement(row, legs.get(row.id, []), figures, roles) for row in rows]


def _movement(
    row: Displacement, legs: Iterable[DisplacementLeg], figures: Mapping[int, Figure], roles: Mapping[int, str]
) -> OneMovement:
    def number(listed: Iterable[int] | None) -> Counted:
        return counted((figures[key] for key in listed or () if key in figures), row.kind, row.category)

    ends: dict[str, dict[int, list[int]]] = {"origin": {}, "destination": {}}
    for leg in legs:
        place = leg.incident_place_id
        if place is not None and roles.get(place) in ends:
            ends[roles[place]].setdefault(place, []).extend(leg.figures or ())
    numbers = {role: {place: number(listed) for place, listed in ends[role].items()} for role in ends}
    pieces = _pieces(number(row.figures), numbers["origin"], numbers["destination"])
    return OneMovement(row.id, row.incident_id, row.kind, row.category, pieces)


def _pieces(own: Counted, origins: dict[int, Counted], destinations: dict[int, Counted]) -> tuple[Piece, ...]:
    """Split a movement by the end whose every place has a number of its own; else its own number stays whole."""
    both = tuple(origins), tuple(destinations)

    def by(side: int, numbers: dict[int, Counted]) -> tuple[Piece, ...]:
        other = both[1 - side]
        if side == 0:
            return tuple(Piece((key,), other, one) for key, one in numbers.items())
        return tuple(Piece(other, (key,), one) for key, one in numbers.items())

    sides = ((1, destinations), (0, origins))
    for side, numbers in sides:
        if len(numbers) > 1 and all(one.is_known for one in numbers.values()):
            return by(side, numbers)
    if not own.is_known:
        for side, numbers in sides:
            if any(one.is_known for one in numbers.values()):
                return by(side, numbers)
    return (Piece(*both, own),)


def _parts(session: Session, cases: Collection[int]) -> tuple[set[int], set[int]]:
    """The cases whose whole counts them already, and those of which nobody has said whether it does."""
    pairs = [(part, whole) for part, whole in session.execute(parts_and_wholes()) if {part, whole} <= set(cases)]
    wholes = {whole for _part, whole in pairs}
    said = dict(session.execute(select(Incident.id, Incident.includes_parts).where(Incident.id.in_(wholes))).all())
    inside = {part for part, whole in pairs if said.get(whole) == "yes"}
    return inside, {part for part, whole in pairs if said.get(whole) not in ("yes", "no")} - inside


def _section(category: str | None, found: list[OneMovement], ends: Ends) -> Section:
    rows: dict[tuple[str, str], _Row] = {}
    for one in found:
        touched = []
        for piece in one.pieces:
            origin, destination = ends.of(piece.origins), ends.of(piece.destinations)
            row = rows.setdefault((origin.key, destination.key), _Row(origin, destination))
            row.take(piece.number)
            touched.append(row)
        for row in {id(row): row for row in touched}.values():
            row.movements.append(one)
            row.unknown += not any(piece.number.is_known for piece in one.pieces)
    total = _Row(ends.of(()), ends.of(()))
    for one in found:
        for piece in one.pieces:
            total.take(piece.number)
    routes = sorted((row.done() for row in rows.values()), key=_most_first)
    words = label("displacement_category", category) if category else ""
    whole = total.done()
    unknown = sum(not any(piece.number.is_known for piece in one.pieces) for one in found)
    cases = len({one.incident_id for one in found})
    return Section(category, words, routes, whole.persons, whole.households, len(found), unknown, cases)


def _most_first(route: Route) -> tuple[int, str, str]:
    return -(route.persons.high or 0), route.origin.words, route.destination.words


class _Row:
    """A row in the making."""

    def __init__(self, origin: End, destination: End) -> None:
        self.origin, self.destination = origin, destination
        self.persons, self.households = Adding(), Adding()
        self.movements: list[OneMovement] = []
        self.unknown = 0
        self.workings: list[str] = []

    def take(self, number: Counted) -> None:
        """Take the number of a piece in; a count of households makes no number of persons unknown, and so around."""
        if number.persons is not None or number.households is None:
            self.persons.add(number.persons)
        if number.households is not None:
            self.households.add(number.households)
        self.workings += number.workings

    def done(self) -> Route:
        """The row as it is read."""
        cases = frozenset(one.incident_id for one in self.movements)
        sums = self.persons.sum, self.households.sum
        return Route(
            self.origin, self.destination, *sums, len(self.movements), self.unknown, cases, tuple(self.workings)
        )
