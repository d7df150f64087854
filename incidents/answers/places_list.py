"""The gazetteer as a tree of levels, and as a list that is narrowed by words, level, place, outlines and questions."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible, visible_incidents
from incidents.answers.places import chains, names_of_places, said_in_chain
from incidents.answers.places_found import every_word
from incidents.base.text import without_nul
from incidents.records import Incident, IncidentPlace, Place, PlaceName, QualityIssue
from incidents.records.place import name_words
from incidents.search.filters.places import places_in
from incidents.vocabularies import vocabulary

PAGE = 50
TREE_LEVELS = ("adm0", "adm1", "adm2", "adm3")


@dataclass(frozen=True, slots=True)
class WantedPlaces:
    """Which places to list; what is empty does not narrow."""

    typed: str = ""
    level: str = ""
    inside: str = ""
    outline: str = ""
    questions: bool = False
    loose: bool = False
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for, so that a list and not the tree is shown."""
        return bool(self.typed or self.level or self.inside or self.outline or self.questions or self.loose)


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """One place of the list, with the number of cases that the viewer sees at it."""

    code: str
    name: str
    chain: str
    level: str | None
    pcode: str | None
    edition: Any
    has_outline: bool
    questions: int
    cases: int


@dataclass(frozen=True, slots=True)
class PlaceList:
    """One page of the list."""

    rows: list[ListedPlace]
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


@dataclass(slots=True)
class Branch:
    """One place of the tree with those right below it that the tree shows, and how many lie in it altogether."""

    code: str
    name: str
    level: str | None
    pcode: str | None
    below: int = 0
    branches: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """The countries with their units, and how many places hang on none of them."""

    roots: list[Branch]
    total: int
    loose: int


def place_tree(session: Session, viewer: Viewer) -> Tree:
    """The tree of administrative units that the viewer may see; smaller places are counted."""
    statement = visible(Place, viewer).where(Place.withdrawn_at.is_(None))
    rows: Any = session.execute(
        statement.with_only_columns(Place.id, Place.code, Place.level, Place.parent_id, Place.pcode)
    ).all()
    parents = {row[0]: row[3] for row in rows}
    below: Counter[int] = Counter()
    for number in parents:
        met, step = {number}, parents[number]
        while step in parents and step not in met:
            below[step] += 1
            met.add(step)
            step = parents[step]
    shown = {row[0]: row for row in rows if row[2] in TREE_LEVELS}
    names = names_of_places(session, shown)
    branches = {n: Branch(row[1], names.get(n, row[1]), row[2], row[4], below[n]) for n, row in shown.items()}
    children: defaultdict[int | None, list[Branch]] = defaultdict(list)
    for number, row in shown.items():
        children[row[3] if row[3] in branches else None].append(branches[number])
    for parent, found in children.items():
        found.sort(key=lambda branch: (branch.level or "", branch.name.casefold()))
        if parent is not None:
            branches[parent].branches = found
    roots = [branch for branch in children[None] if branch.level == "adm0" or branch.branches]
    loose = sum(1 for row in rows if row[3] not in parents and row[2] != "adm0")
    return Tree(roots, len(rows), loose)


def place_list(session: Session, viewer: Viewer, wanted: WantedPlaces) -> PlaceList:
    """The places that answer, larger ones first, then by name."""
    statement = visible(Place, viewer).where(*_conditions(wanted))
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = max(1, min(wanted.page, -(-total // PAGE) or 1))
    levels = {term.code: term.order for term in vocabulary("place_level")}
    name = select(func.min(PlaceName.sought)).where(PlaceName.place_id == Place.id).correlate(Place).scalar_subquery()
    columns: Any = statement.with_only_columns(
        Place.id, Place.code, Place.level, Place.pcode, Place.pcode_edition, Place.geometry.is_not(None)
    )
    ordered = columns.order_by(case(levels, value=Place.level, else_=len(levels) + 1), name, Place.id)
    rows = session.execute(ordered.offset((page - 1) * PAGE).limit(PAGE)).all()
    numbers = [row[0] for row in rows]
    steps, cases, asked = chains(session, viewer, numbers), _cases(session, viewer, numbers), _asked(session, numbers)
    return PlaceList(
        [
            ListedPlace(
                code,
                steps[number][0].name if steps[number] else code,
                said_in_chain(steps[number][1].name, steps[number][2:]) if len(steps[number]) > 1 else "",
                level,
                pcode,
                edition,
                bool(outline),
                asked.get(number, 0),
                cases.get(number, 0),
            )
            for number, code, level, pcode, edition, outline in rows
        ],
        total,
        page,
    )


def _conditions(wanted: WantedPlaces) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Place.withdrawn_at.is_(None)]
    words = name_words(wanted.typed)[:8]
    if wanted.typed:
        named = Place.id.in_(select(PlaceName.place_id).where(every_word(words))) if words else Place.id < 0
        code = without_nul(wanted.typed).strip().upper()
        found.append(or_(named, func.upper(Place.pcode) == code, Place.code == code))
    if wanted.level:
        found.append(Place.level == wanted.level)
    if wanted.inside:
        found.append(Place.id.in_(select(places_in(wanted.inside).c.id)) if name_words(wanted.inside) else Place.id < 0)
    if wanted.outline:
        found.append(Place.geometry.is_not(None) if wanted.outline == "yes" else Place.geometry.is_(None))
    if wanted.questions:
        found.append(exists().where(QualityIssue.place_id == Place.id, QualityIssue.state == "open"))
    if wanted.loose:
        found += [Place.parent_id.is_(None), or_(Place.level.is_(None), Place.level != "adm0")]
    return found


def _cases(session: Session, viewer: Viewer, numbers: list[int]) -> dict[int, int]:
    counted: Any = (
        select(IncidentPlace.place_id, func.count(func.distinct(IncidentPlace.incident_id)))
        .join(Incident, Incident.id == IncidentPlace.incident_id)
        .where(IncidentPlace.place_id.in_(numbers), visible_incidents(viewer), Incident.withdrawn_at.is_(None))
        .group_by(IncidentPlace.place_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def _asked(session: Session, numbers: list[int]) -> dict[int, int]:
    counted: Any = (
        select(QualityIssue.place_id, func.count())
        .where(QualityIssue.place_id.in_(numbers), QualityIssue.state == "open")
        .group_by(QualityIssue.place_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}
