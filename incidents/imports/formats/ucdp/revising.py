"""A later release of an event, brought into the case that an earlier one made, step by step.

A value is changed only where the case still has what the earlier release gave. What people have edited stays, and a
question is opened that says what the release has instead. Figures are never overwritten: the new one replaces the old
one in its series, and both can be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from incidents.imports.formats.ucdp.building import (
    COMPILES,
    SAME_PUBLISHER,
    SCHEME,
    Setting,
    dataset_citation,
    harm_reported,
    issue_of,
    native_grades,
    place_of,
    source_of,
    violations_of,
)
from incidents.imports.formats.ucdp.event import Event, Spot
from incidents.imports.formats.ucdp.values import folded
from incidents.imports.report import Doubt
from incidents.imports.shelf import Shelf
from incidents.records import Assessment, Citation, Incident, IncidentPlace, IncidentViolation, QualityIssue

LATER_RELEASE = "A later release of the same data set."
NO_LONGER = "A later release does not have this any more."


@dataclass(slots=True)
class Hand:
    """What a step needs to change a case: the case, the import, and the citation of its release."""

    incident: Incident
    event: Event
    setting: Setting
    shelf: Shelf

    def citation(self) -> Citation:
        """The case's citation of the data set in this release; made when it is first needed."""
        known = next((c for c in self.incident.citations if c.source_id == self.setting.dataset_id), None)
        if known is None:
            known = Citation(**dataset_citation(self.event, self.setting, self.shelf))
            known.independent, known.independent_reason = "no", COMPILES if self.event.articles else LATER_RELEASE
            self.incident.citations.append(known)
        return known


class Change(Protocol):
    """The doing of a step."""

    def __call__(self, hand: Hand, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a later release changes in a case; ``kept`` says why it is not done."""

    aspect: str
    change: Change
    kept: Doubt | None = None


def kept(column: str, theirs: str) -> Doubt:
    """The doubt about a value that people edited here and that the publisher changed as well."""
    return Doubt(
        "changed_upstream", column, theirs, "a later release has this; the case was edited here and keeps its own"
    )


def value_steps(incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """The steps for what stands in the case itself: title, date, whether harm to civilians is reported."""
    if folded(before.title) != folded(now.title):
        mine = incident.title.get("en") == before.title
        yield Step("title", _set_title, None if mine else kept("title", now.title))
    if before.when != now.when:
        yield Step(
            "date", _set_date, None if incident.occurred == before.when else kept("date_start", now.when.text or "")
        )
    if harm_reported(before) != harm_reported(now) and incident.harm_reported == harm_reported(before):
        yield Step("figures", _set_harm)


def _set_title(hand: Hand) -> None:
    hand.incident.title = {**hand.incident.title, "en": hand.event.title}


def _set_date(hand: Hand) -> None:
    hand.incident.occurred = hand.event.when


def _set_harm(hand: Hand) -> None:
    hand.incident.harm_reported = harm_reported(hand.event)


def place_steps(incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """The step for where it happened."""
    if _folded(before.spot) == _folded(now.spot):
        return
    mine = next((place for place in incident.places if _is_from(place, before.spot)), None)

    def move(hand: Hand) -> None:
        assert mine is not None
        spot = hand.event.spot
        mine.verbatim, mine.lat, mine.lon, mine.precision = spot.verbatim or None, spot.lat, spot.lon, spot.precision
        mine.place_id = place_of(spot, hand.shelf)

    yield Step("place", move, None if mine else kept("where_coordinates", now.spot.verbatim))


def _folded(spot: Spot) -> tuple[object, ...]:
    return tuple(folded(value) if isinstance(value, str) else value for value in spot)


def _is_from(place: IncidentPlace, spot: Spot) -> bool:
    same_point = (place.lat, place.lon, place.precision) == (spot.lat, spot.lon, spot.precision)
    return same_point and folded(place.verbatim or "") == folded(spot.verbatim)


def violation_steps(incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """The steps for the violations that follow from UCDP's type."""
    had, has = (tuple(values["violation"] for values in violations_of(event)) for event in (before, now))
    if had == has:
        return
    untouched = {row.violation: row for row in incident.violations if row.status is None and row.note is None}

    def replace(hand: Hand) -> None:
        for violation in had:
            if violation not in has and violation in untouched:
                hand.incident.violations.remove(untouched[violation])
        here = {row.violation for row in hand.incident.violations}
        for values in violations_of(hand.event):
            if values["violation"] not in here:
                hand.incident.violations.append(IncidentViolation(**values))

    touched = [violation for violation in had if violation not in has and violation not in untouched]
    yield Step("violations", replace, kept("type_of_violence", str(now.type)) if touched else None)


def source_steps(_incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """The step for articles that are listed now and were not before; those no longer listed remain cited."""
    added = [article for article in now.articles if article not in before.articles]
    if not added:
        return

    def cite(hand: Hand) -> None:
        cited = {citation.source_id for citation in hand.incident.citations}
        publishers = {folded(article.office) for article in before.articles if article.office}
        for article in added:
            number = source_of(article, hand.shelf)
            again = folded(article.office) in publishers
            publishers.add(folded(article.office))
            if number not in cited:
                reason = SAME_PUBLISHER if again else None
                independent = "no" if again else None
                made = Citation(source_id=number, independent=independent, independent_reason=reason)
                made.id = hand.shelf.numbers.next(Citation)
                hand.incident.citations.append(made)

    yield Step("sources", cite)


def native_steps(_incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """The step for UCDP's own codes, which stand in its words beside the citation."""
    had, has = (dict(line.split(": ", 1) for line in event.native.split("\n") if line) for event in (before, now))
    if any(had[name] != has.get(name) for name in had):

        def quote(hand: Hand) -> None:
            citation = hand.citation()
            if citation.excerpt in (None, before.native):
                citation.excerpt = hand.event.native
            if before.clarity != hand.event.clarity:
                _grade_anew(hand, before, citation.id)

        yield Step("native", quote)


def _grade_anew(hand: Hand, before: Event, citation_id: int) -> None:
    """Set UCDP's own grade aside for the new one, as judgments are; one that people placed on our ladder stays."""
    untouched = [
        row
        for row in hand.incident.assessments
        if (row.state, row.scheme, row.native_value, row.mapped_value)
        == ("current", SCHEME, before.clarity, "not_assessed")
    ]
    for row in untouched:
        row.state = "superseded"
    if untouched or before.clarity is None:
        hand.incident.assessments += [Assessment(**values) for values in native_grades(hand.event, citation_id)]


def question_steps(incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """The step for what looked wrong and does no longer."""
    gone = {(doubt.code, doubt.value) for doubt in before.doubts} - {(doubt.code, doubt.value) for doubt in now.doubts}
    open_ones = [
        issue
        for issue in incident.quality_issues
        if issue.state == "open" and issue.import_run_id is not None and (issue.code, issue.raw_value) in gone
    ]

    def settle(_hand: Hand) -> None:
        for issue in open_ones:
            issue.state, issue.resolution = "fixed", NO_LONGER

    if open_ones:
        yield Step("questions", settle)


def issue_for(doubt: Doubt, hand: Hand) -> QualityIssue:
    """The question that is opened about a value of a later release."""
    return QualityIssue(**issue_of(doubt, hand.setting, {}))
