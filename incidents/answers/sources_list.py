"""The library of sources as a list that is narrowed by words, grades, dates and use, with its totals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible, visible_incidents, visible_sources
from incidents.answers.suggestions import in_language, not_merged
from incidents.base.addresses import canonical_url
from incidents.base.codes import read_code
from incidents.base.text import fold
from incidents.records import Citation, Incident, Source, SourceCapture

PAGE = 50
SORTS = ("title", "publisher", "published", "cases")
NOT_GRADED = "none"
"""What the filter calls a source without any letter, which is another answer than F."""


@dataclass(frozen=True, slots=True)
class WantedSources:
    """Which sources to list; what is empty does not narrow."""

    typed: str = ""
    kind: str = ""
    reliability: str = ""
    publisher: str = ""
    language: str = ""
    visibility: str = ""
    cited: str = ""
    captured: str = ""
    published_from: date | None = None
    published_to: date | None = None
    sort: str = "title"
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListedSource:
    """One source of the list, with the number of cases in which the viewer sees it cited."""

    code: str
    title: str
    publisher: str | None
    published: Any
    kind: str | None
    language: str | None
    reliability: str | None
    visibility: str
    captures: int
    cases: int


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """What the whole list adds up to: sources by letter (None is not graded at all), and how many are cited."""

    total: int = 0
    letters: dict[str | None, int] = field(default_factory=dict)
    cited: int = 0
    publishers: int = 0


@dataclass(frozen=True, slots=True)
class SourceList:
    """One page of the list."""

    rows: list[ListedSource]
    totals: SourceTotals
    page: int

    @property
    def total(self) -> int:
        """How many sources answer."""
        return self.totals.total

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0


def standing_sources(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on sources that the viewer may see and that were not merged into another."""
    return and_(visible_sources(viewer), not_merged())


def source_list(session: Session, viewer: Viewer, wanted: WantedSources) -> SourceList:
    """The sources that answer, in the order asked for, fifty at a time."""
    conditions = [standing_sources(viewer), *_conditions(viewer, wanted)]
    totals = _totals(session, viewer, conditions)
    page = max(1, min(wanted.page, -(-totals.total // PAGE) or 1))
    statement = _ordered(select(Source.id).where(*conditions), viewer, wanted.sort)
    numbers = session.scalars(statement.offset((page - 1) * PAGE).limit(PAGE)).all()
    return SourceList(_rows(session, viewer, numbers), totals, page)


def _conditions(viewer: Viewer, wanted: WantedSources) -> list[ColumnElement[bool]]:
    found = [_typed(wanted.typed)] if wanted.typed else []
    earliest: Any = Source.published_earliest  # type: ignore[attr-defined]
    latest: Any = Source.published_latest  # type: ignore[attr-defined]
    for column, value in (
        (Source.kind, wanted.kind), (Source.publisher, wanted.publisher), (Source.language, wanted.language),
        (Source.visibility, wanted.visibility),
    ):  # fmt: skip
        if value:
            found.append(column == value)
    if wanted.reliability == NOT_GRADED:
        found.append(Source.default_reliability.is_(None))
    elif wanted.reliability:
        found.append(Source.default_reliability == wanted.reliability)
    if wanted.cited:
        cited = Source.id.in_(cited_numbers(viewer))
        found.append(cited if wanted.cited == "yes" else ~cited)
    if wanted.captured:
        kept = or_(Source.id.in_(select(SourceCapture.source_id)), Source.archive_urls.is_not(None))
        found.append(kept if wanted.captured == "yes" else ~kept)
    if wanted.published_from:
        found.append(latest >= wanted.published_from)
    if wanted.published_to:
        found.append(earliest <= wanted.published_to)
    return found


def _typed(typed: str) -> ColumnElement[bool]:
    """Every word stands in title or publisher; a code or an address finds its source as well."""
    words = fold(typed[:200]).split()[:8]
    found = [and_(*(Source.folded.contains(word, autoescape=True) for word in words))] if words else []
    if (code := read_code(typed, Source.code_prefix)) is not None:
        found.append(Source.code == code)
    if typed.lower().startswith(("http://", "https://")):
        found.append(Source.canonical_url == canonical_url(typed))
    return or_(*found) if found else Source.id < 0


def cited_numbers(viewer: Viewer) -> Select[int]:
    """The numbers of the sources that some case cites which the viewer may see and which still stands."""
    return (
        select(Citation.source_id)
        .join(Incident, Incident.id == Citation.incident_id)
        .where(visible_incidents(viewer), Incident.withdrawn_at.is_(None))
    )


def _ordered(statement: Select[Any], viewer: Viewer, sort: str) -> Select[Any]:
    latest: Any = Source.published_latest  # type: ignore[attr-defined]
    if sort == "publisher":
        return statement.order_by(Source.publisher.is_(None), Source.publisher, Source.sorted_as, Source.id)
    if sort == "published":
        return statement.order_by(latest.desc().nulls_last(), Source.id.desc())
    if sort == "cases":
        # Counted once for all sources; asking source by source would read the citations anew for each.
        counts = cases_by_source(viewer).subquery()
        joined = statement.outerjoin(counts, counts.c.source_id == Source.id)
        return joined.order_by(func.coalesce(counts.c.cases, 0).desc(), Source.sorted_as, Source.id)
    return statement.order_by(Source.sorted_as, Source.id)


def cases_by_source(viewer: Viewer) -> Select[Any]:
    """How many standing cases that the viewer may see cite each source."""
    counted: Any = select(Citation.source_id, func.count(func.distinct(Citation.incident_id)).label("cases"))
    joined: Select[Any] = (
        counted.join(Incident, Incident.id == Citation.incident_id)
        .where(visible_incidents(viewer), Incident.withdrawn_at.is_(None))
        .group_by(Citation.source_id)
    )
    return joined


def counted_cases(session: Session, viewer: Viewer, numbers: Sequence[int]) -> dict[int, int]:
    """The number of cases for each of these sources that is cited at all."""
    statement = cases_by_source(viewer).where(Citation.source_id.in_(numbers))
    return {row[0]: row[1] for row in session.execute(statement)}


def _totals(session: Session, viewer: Viewer, conditions: list[ColumnElement[bool]]) -> SourceTotals:
    """Everything in one reading of the list, so that its numbers agree with one another."""
    cited = cited_numbers(viewer).distinct().subquery()
    listed = (
        select(Source.default_reliability.label("letter"), Source.publisher, cited.c.source_id.label("cited"))
        .outerjoin(cited, cited.c.source_id == Source.id)
        .where(*conditions)
        .cte()
    )
    counted = select(listed.c.letter, func.count(), func.count(listed.c.cited)).group_by(listed.c.letter)
    letters: dict[str | None, int] = {}
    total = used = 0
    for letter, number, in_cases in session.execute(counted):
        letters[letter], total, used = number, total + number, used + in_cases
    publishers = session.scalar(select(func.count(func.distinct(listed.c.publisher)))) or 0
    return SourceTotals(total, letters, used, publishers)


def _rows(session: Session, viewer: Viewer, numbers: Sequence[int]) -> list[ListedSource]:
    sources = {one.id: one for one in session.scalars(visible(Source, viewer).where(Source.id.in_(numbers)))}
    cases = counted_cases(session, viewer, numbers)
    captured = (
        select(SourceCapture.source_id, func.count())
        .where(SourceCapture.source_id.in_(numbers))
        .group_by(SourceCapture.source_id)
    )
    captures = {row[0]: row[1] for row in session.execute(captured)}
    return [
        ListedSource(
            one.code,
            in_language(one.title),
            one.publisher,
            one.published,
            one.kind,
            one.language,
            one.default_reliability,
            one.visibility,
            captures.get(one.id, 0) + len(one.archive_urls or ()),
            cases.get(one.id, 0),
        )
        for one in (sources[number] for number in numbers)
    ]


def languages_used(session: Session, viewer: Viewer) -> list[str]:
    """The languages that the sources are in, those that the viewer may see."""
    statement = select(Source.language).where(standing_sources(viewer), Source.language.is_not(None)).distinct()
    return sorted(language for language in session.scalars(statement) if language)
