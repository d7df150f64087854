"""The page of a source: its grade over time, the cases that cite it with what they take from it, copies and care."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible, visible_incidents
from incidents.answers.history import HistoryEntry, history_of
from incidents.answers.saying import names_of
from incidents.answers.sources_origins import Origins, origins_of
from incidents.answers.suggestions import in_language, label_of
from incidents.base.clock import today
from incidents.base.codes import read_code
from incidents.base.languages import say_moment
from incidents.ledger.replay import history as past_of
from incidents.records import Change, Citation, Figure, Incident, QualityIssue, Source, SourceCapture
from incidents.search.effective import CURRENT, is_open_above
from incidents.vocabularies import label

MOST_CITATIONS = 100
STANCES = ("occurrence", "attribution", "quantity", "legal")


@dataclass(frozen=True, slots=True)
class LetterChange:
    """One time that somebody gave a source another letter; a letter of None is "not graded"."""

    at: datetime
    who: str
    before: str | None
    after: str | None
    reason: str | None

    @property
    def when(self) -> str:
        """The moment in words."""
        return say_moment(self.at)


@dataclass(frozen=True, slots=True)
class Taken:
    """One number that a case takes from the source."""

    heading: str
    low: int | None
    best: int | None
    high: int | None
    open_above: bool
    state: str | None
    past: str | None


@dataclass(slots=True)
class CitedIn:
    """One citation of the source in a case that the viewer may see."""

    code: str
    title: str
    when: Any
    reliability: str | None
    overridden: bool
    credibility: str | None
    locator: str | None
    stances: list[tuple[str, str]]
    numbers: list[Taken] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything that the page of a source shows beside its facts."""

    source: Source
    title: str
    letters: list[LetterChange]
    citations: list[CitedIn]
    n_citations: int
    n_cases: int
    origins: Origins
    captures: list[SourceCapture]
    questions: list[QualityIssue]
    history: list[HistoryEntry]
    readers: list[str]
    reads_consent: bool
    merged_from: list[tuple[str, datetime | None]]
    consent_ended: date | None
    kept_too_long: date | None


def source_page(session: Session, viewer: Viewer, source: Source) -> SourcePage:
    """What the page of a source shows this viewer, who may see the source."""
    citations, count, cases = _citations(session, viewer, source)
    told, ended, kept = reads_consent(viewer, source), source.consent_expires, source.retention_until
    named = [reader.account_id for reader in source.readers]
    return SourcePage(
        source,
        label_of(source),
        letters_of(session, source),
        citations,
        count,
        cases,
        origins_of(session, viewer, source),
        list(source.captures),
        [issue for issue in source.quality_issues if issue.state == "open"],
        history_of(session, viewer, "source", source.id),
        list(names_of(session, viewer, (("account", number) for number in named)).values()),
        told,
        _merged_from(session, source),
        ended if told and ended is not None and ended < today() else None,
        kept if kept is not None and kept < today() else None,
    )


def reads_consent(viewer: Viewer, source: Source) -> bool:
    """Whether the viewer may read what the speaker of a source agreed to: its named readers may."""
    return viewer.sees_all or any(reader.account_id == viewer.account_id for reader in source.readers)


def _merged_from(session: Session, source: Source) -> list[tuple[str, datetime | None]]:
    """The codes of the records that were merged into this one, which their old addresses still know."""
    gone = select(Source.code, Source.withdrawn_at).where(Source.merged_into_id == source.id)
    return [(row[0], row[1]) for row in session.execute(gone.order_by(Source.withdrawn_at, Source.id))]


def letters_of(session: Session, source: Source) -> list[LetterChange]:
    """When, by whom and why a source got its letters, from the ledger; the latest first."""
    found = [
        LetterChange(change.at, change.account_name, before, after, change.reason)
        for change in past_of(session, "source", source.id)
        for difference in change.differences
        if difference["part"] == "source"
        for before, after in _letter_ends(difference)
    ]
    return found[::-1]


def _letter_ends(difference: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    if difference["is"] == "added":
        letter = difference["values"].get("default_reliability")
        return [(None, letter)] if letter else []
    ends = difference.get("fields", {}).get("default_reliability")
    return [(ends["from"], ends["to"])] if ends else []


def letters_over_time(session: Session, numbers: list[int]) -> dict[int, list[str | None]]:
    """The letters that sources have had, the first first, read for all of them at once."""
    found: defaultdict[int, list[str | None]] = defaultdict(list)
    rows = select(Change.record_id, Change.differences).where(
        Change.record_type == "source",
        Change.record_id.in_(numbers),
        Change.differences.contains('"default_reliability"', autoescape=True),
    )
    for number, differences in session.execute(rows.order_by(Change.seq)):
        for difference in orjson.loads(differences):
            if difference["part"] == "source":
                found[number] += [after for _before, after in _letter_ends(difference)]
    return dict(found)


def _citations(session: Session, viewer: Viewer, source: Source) -> tuple[list[CitedIn], int, int]:
    latest: Any = Incident.occurred_latest  # type: ignore[attr-defined]
    conditions = (Citation.source_id == source.id, visible_incidents(viewer), Incident.withdrawn_at.is_(None))
    joined = select(Citation, Incident).join(Incident, Incident.id == Citation.incident_id).where(*conditions)
    counted = select(func.count(), func.count(func.distinct(Incident.id))).select_from(Citation)
    total, cases = session.execute(counted.join(Incident).where(*conditions)).one()
    found: dict[int, CitedIn] = {}
    ordered = joined.order_by(latest.desc().nulls_last(), Incident.id.desc(), Citation.id).limit(MOST_CITATIONS)
    for citation, incident in session.execute(ordered):
        found[citation.id] = CitedIn(
            incident.code,
            in_language(incident.title),
            incident.occurred,
            citation.reliability_override or source.default_reliability,
            citation.reliability_override is not None,
            citation.credibility,
            citation.locator,
            [(axis, stance) for axis in STANCES if (stance := getattr(citation, f"stance_{axis}")) is not None],
        )
    figures = select(Figure).where(Figure.citation_id.in_(list(found))).order_by(Figure.id)
    for figure in session.scalars(figures):
        if figure.citation_id in found:
            found[figure.citation_id].numbers.append(_taken(figure))
    return list(found.values()), total, cases


def _taken(figure: Figure) -> Taken:
    words = [label("outcome", figure.outcome), label("group", figure.group) if figure.group != "total" else ""]
    return Taken(
        ": ".join(word for word in words if word),
        figure.low,
        figure.best,
        figure.high,
        is_open_above(figure),
        figure.value_state,
        None if figure.series_state in CURRENT else label("series_state", figure.series_state),
    )


@dataclass(frozen=True, slots=True)
class MergedAway:
    """A record that was merged into another one: its code, and the one that stands now."""

    code: str
    standing: Source
    label: str
    mine: Source | None


def merged_away(session: Session, viewer: Viewer, code: str) -> MergedAway | None:
    """What the old address of a merged source leads to, for whoever may see the source that stands."""
    read = read_code(code, Source.code_prefix) or code
    gone = session.scalars(select(Source).where(Source.code == read, Source.merged_into_id.is_not(None))).one_or_none()
    if gone is None:
        return None
    met, step = {gone.id}, gone
    while step.merged_into_id is not None and step.merged_into_id not in met:
        met.add(step.merged_into_id)
        step = session.get_one(Source, step.merged_into_id)
    standing = session.scalars(visible(Source, viewer).where(Source.id == step.id)).one_or_none()
    mine = session.scalars(visible(Source, viewer).where(Source.id == gone.id)).one_or_none()
    return MergedAway(gone.code, standing, label_of(standing), mine) if standing is not None else None
