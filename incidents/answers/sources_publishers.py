"""A publisher with its sources: the letters they have had, year by year, and how often they are cited."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.sources_list import cited_numbers, counted_cases, standing_sources
from incidents.answers.sources_page import letters_over_time
from incidents.answers.suggestions import in_language
from incidents.base.errors import NotFound
from incidents.records import Citation, Incident, Source

MOST = 500


@dataclass(frozen=True, slots=True)
class PublishedSource:
    """One source of a publisher with its letters in the order in which it got them."""

    code: str
    title: str
    published: Any
    letters: list[str | None]
    cases: int


@dataclass(frozen=True, slots=True)
class PublisherYear:
    """The sources of one year (None is without a date), by the letter they have now."""

    year: int | None
    letters: dict[str | None, int]
    total: int


@dataclass(frozen=True, slots=True)
class PublisherPage:
    """What the page of a publisher shows; ``rows`` are the latest of all ``total``."""

    name: str
    rows: list[PublishedSource]
    years: list[PublisherYear]
    letters: dict[str | None, int]
    total: int
    cases: int


def publisher_page(session: Session, viewer: Viewer, name: str) -> PublisherPage:
    """A publisher by its name as it is written; raises `NotFound` when no source shows it to this viewer."""
    conditions = (standing_sources(viewer), Source.publisher == name)
    latest: Any = Source.published_latest  # type: ignore[attr-defined]
    spread = select(Source.default_reliability, latest).where(*conditions)
    years: dict[int | None, dict[str | None, int]] = {}
    letters: dict[str | None, int] = {}
    for letter, day in session.execute(spread):
        counted = years.setdefault(day.year if day else None, {})
        counted[letter] = counted.get(letter, 0) + 1
        letters[letter] = letters.get(letter, 0) + 1
    if not letters:
        raise NotFound()
    listed = select(Source).where(*conditions).order_by(latest.desc().nulls_last(), Source.id.desc()).limit(MOST)
    sources = session.scalars(listed).all()
    numbers = [source.id for source in sources]
    cases = counted_cases(session, viewer, numbers)
    over_time = letters_over_time(session, numbers)
    used = cited_numbers(viewer).with_only_columns(func.count(func.distinct(Incident.id)))
    in_cases = session.scalar(used.where(Citation.source_id.in_(select(Source.id).where(*conditions)))) or 0
    return PublisherPage(
        name,
        [
            PublishedSource(
                one.code,
                in_language(one.title),
                one.published,
                over_time.get(one.id) or [one.default_reliability],
                cases.get(one.id, 0),
            )
            for one in sources
        ],
        [
            PublisherYear(year, found, sum(found.values()))
            for year, found in sorted(years.items(), key=lambda item: (item[0] is None, -(item[0] or 0)))
        ],
        letters,
        sum(letters.values()),
        in_cases,
    )
