"""The parts of a row in the table of cases, read for a whole page at once: places, violations, claims, judgments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.suggestions import in_language
from incidents.base.ranges import Count
from incidents.records import (
    ActorName,
    Assessment,
    Attribution,
    Citation,
    Figure,
    IncidentPlace,
    IncidentViolation,
    Place,
    PlaceName,
    Source,
)
from incidents.search.effective import CURRENT, is_open_above
from incidents.search.filters.people import readable
from incidents.vocabularies import vocabulary

TAKEN_BACK = ("withdrawn", "rejected")
# Where nobody has judged there is no row; a native grade beside the judgment is none.
_JUDGED = (Assessment.state == "current", Assessment.mapped_value != "not_assessed")


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place of a case: its name for the reader, the source's words, and how exactly it is known."""

    name: str | None
    verbatim: str | None
    role: str
    precision: str | None
    radius_m: int | None
    pcode: str | None
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that one speaker states; the speaker is None when it is a source that the reader may not know."""

    speaker: str | None
    count: Count
    current: bool

    @property
    def low(self) -> int | None:
        """The lower end as it was stated."""
        return self.count.low

    @property
    def best(self) -> int | None:
        """The single number that was stated."""
        return self.count.best

    @property
    def high(self) -> int | None:
        """The upper end as it was stated."""
        return self.count.high

    @property
    def open_above(self) -> bool:
        """Whether no upper end was stated."""
        return self.count.open_above


@dataclass(frozen=True, slots=True)
class ShownAttribution:
    """An actor named in a case, with the team's grade of that; the actor is None for a grade about no one actor."""

    actor: str | None
    role: str | None
    grade: str
    contested: bool = False


@dataclass(slots=True)
class Names:
    """Names in several languages, of which the reader's is taken."""

    texts: dict[int, dict[str, str]] = field(default_factory=dict)

    def add(self, number: int, lang: str | None, text: str) -> None:
        """Keep the first name of each language."""
        self.texts.setdefault(number, {}).setdefault(lang or "und", text)

    def get(self, number: int | None) -> str | None:
        """Return the name in the reader's language, else in another, or None when there is none."""
        return in_language(self.texts[number]) if number in self.texts else None


def _by_case(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _names(session: Session, record: type[PlaceName] | type[ActorName], owner: Any, numbers: set[int]) -> Names:
    names = Names()
    if numbers:
        # An official name goes before an alias, which is how the vocabulary orders the kinds.
        kinds = vocabulary("name_kind").codes
        rows = session.execute(select(owner, record.lang, record.text, record.kind).where(owner.in_(numbers)))
        for number, lang, text, _kind in sorted(rows, key=lambda row: kinds.index(row[3])):
            names.add(number, lang, text)
    return names


def places_of(session: Session, cases: Sequence[int]) -> dict[int, list[ShownPlace]]:
    """Return the places of cases, the main one first."""
    part = IncidentPlace
    columns = (part.incident_id, part.place_id, part.verbatim, part.role, part.precision, part.radius_m)
    rows = session.execute(
        select(*columns, Place.pcode, part.is_primary)
        .outerjoin(Place, Place.id == part.place_id)
        .where(part.incident_id.in_(cases))
        .order_by(part.is_primary.desc(), (part.role == "occurred").desc(), part.id)
    ).all()
    names = _names(session, PlaceName, PlaceName.place_id, {row[1] for row in rows if row[1] is not None})
    return {case: [ShownPlace(names.get(row[1]), *row[2:]) for row in found] for case, found in _by_case(rows).items()}


def violations_of(session: Session, cases: Sequence[int]) -> dict[int, list[str]]:
    """Return the violations of cases by code, the main one first."""
    part = IncidentViolation
    rows = session.execute(
        select(part.incident_id, part.violation)
        .where(part.incident_id.in_(cases))
        .order_by(part.is_primary.desc(), part.id)
    )
    return {case: [row[1] for row in found] for case, found in _by_case(rows).items()}


def occurrence_of(session: Session, cases: Sequence[int]) -> dict[int, str]:
    """Return the team's latest current grade on whether each case happened."""
    rows = session.execute(
        select(Assessment.incident_id, Assessment.mapped_value)
        .where(Assessment.incident_id.in_(cases), Assessment.axis == "occurrence", *_JUDGED)
        .order_by(Assessment.dated.asc().nulls_first(), Assessment.id)
    )
    return {row[0]: row[1] for row in rows}


def attributions_of(session: Session, cases: Sequence[int]) -> dict[int, list[ShownAttribution]]:
    """Return who is named in cases, with the current grade of each attribution."""
    rows = session.execute(
        select(Attribution.incident_id, Attribution.id, Attribution.actor_id, Attribution.role, Attribution.contested)
        .where(Attribution.incident_id.in_(cases))
        .order_by(Attribution.id)
    ).all()
    judged = session.execute(
        select(Assessment.incident_id, Assessment.about_attribution_id, Assessment.mapped_value)
        .where(Assessment.incident_id.in_(cases), Assessment.axis == "attribution", *_JUDGED)
        .order_by(Assessment.dated.asc().nulls_first(), Assessment.id)
    ).all()
    grades = {about: grade for _case, about, grade in judged if about is not None}
    names = _names(session, ActorName, ActorName.actor_id, {row[2] for row in rows})
    found: dict[int, list[ShownAttribution]] = {}
    for case, number, actor, role, contested in rows:
        shown = ShownAttribution(names.get(actor), role, grades.get(number, "not_assessed"), contested)
        found.setdefault(case, []).append(shown)
    for case, about, grade in judged:
        if about is None:
            found.setdefault(case, []).insert(0, ShownAttribution(None, None, grade))
    return found


def claims_of(session: Session, cases: Sequence[int], viewer: Viewer) -> dict[int, list[Claim]]:
    """Return the reported numbers of the killed, group total, for the strip; whose they are, as far as may be told."""
    figure = Figure
    rows = session.execute(
        select(
            figure.incident_id,
            figure.low,
            figure.best,
            figure.high,
            figure.qualifier,
            figure.series_state,
            figure.stated_by_text,
            figure.stated_by_actor_id,
            figure.stated_by_source_id,
            Citation.source_id,
        )
        .outerjoin(Citation, Citation.id == figure.citation_id)
        .where(
            figure.incident_id.in_(cases),
            figure.role == "reported",
            figure.outcome == "killed",
            figure.group == "total",
            figure.unit == "person",
            or_(figure.low.is_not(None), figure.best.is_not(None), figure.high.is_not(None)),
            or_(figure.series_state.is_(None), figure.series_state.not_in(TAKEN_BACK)),
        )
        .order_by(figure.id)
    ).all()
    actors = {row.stated_by_actor_id for row in rows if row.stated_by_actor_id is not None}
    names = _names(session, ActorName, ActorName.actor_id, actors)
    sources = _speakers(
        session, {one for row in rows for one in (row.stated_by_source_id, row.source_id) if one}, viewer
    )
    return {case: [_claim(row, names, sources) for row in found] for case, found in _by_case(rows).items()}


def _claim(row: Any, actors: Names, sources: dict[int, str]) -> Claim:
    speakers = (
        row.stated_by_text,
        actors.get(row.stated_by_actor_id),
        sources.get(row.stated_by_source_id),
        sources.get(row.source_id) if row.stated_by_source_id is None else None,
    )
    closed = row.source_id is not None and row.source_id not in sources
    speaker = None if closed else next((name for name in speakers if name), None)
    return Claim(speaker, Count(row.low, row.best, row.high, is_open_above(row)), row.series_state in CURRENT)


def _speakers(session: Session, sources: set[int], viewer: Viewer) -> dict[int, str]:
    """Return who speaks in sources, without those that the viewer may not read."""
    if not sources:
        return {}
    columns = select(Source.id, Source.publisher, Source.title)
    rows = session.execute(columns.where(Source.id.in_(sources), readable(viewer)))
    return {number: publisher or in_language(title) for number, publisher, title in rows}
