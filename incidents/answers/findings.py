"""What bodies found about a case, question by question, in their own terms; the team's judgments stand elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.answers.saying import Names, unnamed
from incidents.base.dates import say_date
from incidents.base.languages import _
from incidents.records import Finding, Incident
from incidents.search.filters.findings import FOUND, ways_to_write
from incidents.vocabularies import label, vocabulary


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in words; of one that was read in a closed source its words are None."""

    body: str
    own_terms: str | None
    in_our_words: str | None
    text: str | None
    standard: str | None
    names: str | None
    provision: str | None
    report: str | None
    dated: str | None
    source: str | None
    source_code: str | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One of the four questions with what bodies found on it."""

    label: str
    findings: list[Found]


def findings_of(incident: Incident, names: Names, codes: Mapping[int, str]) -> list[Question]:
    """The findings by question; ``codes`` are the public codes of the sources that the viewer may see."""
    sources = {citation.id: citation.source_id for citation in incident.citations}
    actors = {attribution.id: attribution.actor_id for attribution in incident.attributions}
    found = []
    for term in vocabulary("axis"):
        of_axis = sorted((one for one in incident.findings if one.axis == term.code), key=_time_order)
        if of_axis:
            found.append(Question(term.label(), [_found(one, sources, actors, names, codes) for one in of_axis]))
    return found


def _time_order(finding: Finding) -> tuple[bool, str, int]:
    latest = finding.dated.latest
    return latest is None, latest.isoformat() if latest else "", finding.id


def _found(
    finding: Finding, sources: Mapping[int, int], actors: Mapping[int, int], names: Names, codes: Mapping[int, str]
) -> Found:
    source = sources.get(finding.citation_id or 0)
    closed = source is not None and source not in codes
    actor = actors.get(finding.attribution_id or 0)
    own = None if closed else finding.native_value
    report = " · ".join(one for one in (finding.report_ref, finding.paragraph) if one)
    return Found(
        body_words(finding.body, None if closed else finding.body_text),
        own,
        our_words(own),
        None if closed else finding.text,
        label("standard_of_proof", finding.standard) if finding.standard else None,
        (names.get(("actor", actor)) or unnamed("actor")) if actor is not None else None,
        label("provision", finding.provision) if finding.provision else None,
        None if closed else report or None,
        None if finding.dated.is_empty else say_date(finding.dated),
        names.get(("source", source)) if source is not None and not closed else None,
        codes.get(source) if source is not None else None,
        closed,
    )


def body_words(body: str | None, name: str | None) -> str:
    """A body by its name, with its kind where the kind alone would not say which."""
    if body is None:
        return name or _("a body that is not named")
    kind = label("body", body)
    return _("%(name)s (%(kind)s)", name=name, kind=kind) if name else kind


def our_words(native: str | None) -> str | None:
    """The term of our list that a body's own terms stand for, in the reader's language; None where they are others."""
    if not native:
        return None
    typed = native.lower()
    return next((term.label() for term in vocabulary(FOUND) if typed in ways_to_write(term.code)), None)
