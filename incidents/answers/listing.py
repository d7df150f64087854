"""The table of cases that answer a question: one page of rows with all that the table shows, in a few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.row_parts import (
    Claim,
    ShownAttribution,
    ShownPlace,
    attributions_of,
    claims_of,
    occurrence_of,
    places_of,
    violations_of,
)
from incidents.base.dates.uncertain import UncertainDate
from incidents.db.types import Texts
from incidents.records import EffectiveFigure, Incident
from incidents.search.criteria import Criteria
from incidents.search.effective import Effective
from incidents.search.order import ordered
from incidents.search.query import count as count_of
from incidents.search.query import matching

MOST_ON_A_PAGE = 200
AS_STORED = (
    "id", "code", "title", "temporal_type", "occurred", "time_text", "time_from", "time_to", "time_word",
    "n_sources", "n_independent", "n_open_issues", "visibility", "graphic",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the result table shows it.

    ``killed`` is its effective figure, or None when nothing is recorded; ``claims`` are the reported numbers
    behind it. ``occurrence`` is the team's grade, ``attributions`` who is named and how surely.
    """

    id: int
    code: str
    title: Texts
    temporal_type: str
    occurred: UncertainDate
    time_text: str | None
    time_from: str | None
    time_to: str | None
    time_word: str | None
    place: ShownPlace | None
    n_places: int
    violations: tuple[str, ...]
    killed: Effective | None
    claims: tuple[Claim, ...]
    n_sources: int
    n_independent: int
    n_open_issues: int
    occurrence: str
    attributions: tuple[ShownAttribution, ...]
    status: str
    visibility: str
    graphic: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the answer, and how many cases there are in all."""

    rows: tuple[Row, ...]
    count: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        """The number of pages; an empty answer has one."""
        return max(1, -(-self.count // self.size))

    @property
    def first(self) -> int:
        """The number of the first case shown, 0 when there is none."""
        return (self.page - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last case shown."""
        return (self.page - 1) * self.size + len(self.rows)


def listing(
    session: Session, criteria: Criteria, viewer: Viewer, page: int = 1, size: int = 25, count: int | None = None
) -> Listing:
    """Return one page of the answer; a page beyond the last is the last.

    ``count`` is how many cases there are, for a caller that has counted them already.
    """
    count = count_of(session, criteria, viewer) if count is None else count
    size = min(max(1, size), MOST_ON_A_PAGE)
    page = min(max(1, page), max(1, -(-count // size)))
    numbers = ordered(matching(criteria, viewer), criteria).limit(size).offset((page - 1) * size)
    return Listing(tuple(rows_of(session, session.scalars(numbers).all(), viewer)), count, page, size)


def rows_of(session: Session, numbers: Sequence[int], viewer: Viewer) -> list[Row]:
    """Return the rows for cases that the viewer was found to see, in the order of their numbers given."""
    if not numbers:
        return []
    cases = {case.id: case for case in session.execute(_cases(numbers))}
    places, violations = places_of(session, numbers), violations_of(session, numbers)
    killed, claims = _killed(session, numbers), claims_of(session, numbers, viewer)
    occurrence, attributions = occurrence_of(session, numbers), attributions_of(session, numbers)
    return [
        Row(
            **{name: getattr(cases[number], name) for name in AS_STORED},
            place=places[number][0] if number in places else None,
            n_places=len(places.get(number, ())),
            violations=tuple(violations.get(number, ())),
            killed=killed.get(number),
            claims=tuple(claims.get(number, ())),
            occurrence=occurrence.get(number, "not_assessed"),
            attributions=tuple(attributions.get(number, ())),
            status=cases[number].workflow_status,
            withdrawn=cases[number].withdrawn_at is not None,
        )
        for number in numbers
        if number in cases
    ]


def _cases(numbers: Sequence[int]) -> Any:
    columns = [getattr(Incident, name) for name in (*AS_STORED, "workflow_status", "withdrawn_at")]
    return select(*columns).where(Incident.id.in_(numbers))


def _killed(session: Session, numbers: Sequence[int]) -> dict[int, Effective]:
    figure = EffectiveFigure
    names = (
        "outcome",
        "group",
        "unit",
        "kind",
        "low",
        "best",
        "high",
        "open_above",
        "assessed",
        "value_state",
        "imputed",
    )
    # Asked for "killed" as well, SQLite reads all that were ever killed instead of these few cases.
    statement = select(figure.incident_id, *(getattr(figure, name) for name in names))
    rows: Any = session.execute(statement.where(figure.incident_id.in_(numbers)))
    return {case: _held(held) for case, *held in rows if held[:4] == ["killed", "total", "person", ""]}


def _held(held: list[Any]) -> Effective:
    *numbers, imputed = held
    found = Effective(*numbers)
    # What a convention supplies for "dozens" is no number of the case.
    return replace(found, low=None, supplied=found.low) if imputed else found
