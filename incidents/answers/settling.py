"""The page on which the figures of a case are settled: the claims, what each rule makes of them, what is adopted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.permissions import may
from incidents.access.viewer import Viewer
from incidents.answers.adopted import Held, held_of
from incidents.answers.case import load_case
from incidents.answers.claims import OUTCOMES
from incidents.answers.history import HistoryEntry, history_of
from incidents.answers.saying import Names
from incidents.answers.settling_grid import Behind, Grid, GridClaim, entered_figures, lay_out
from incidents.answers.settling_rules import ShownRule, shown_rules, speakers_of
from incidents.answers.suggestions import in_language, labels
from incidents.answers.telling import Row, all_names
from incidents.base.languages import _
from incidents.ledger.replay import history as past_of
from incidents.reconciliation import (
    NOT_FOR_ADOPTION,
    Claim,
    Disagreement,
    Sources,
    claims_of,
    disagreements,
    read_sources,
)
from incidents.records import Figure, Incident, Source
from incidents.records.picture import picture
from incidents.search.effective import Effective, effective_figures
from incidents.vocabularies import label

Subject = tuple[str, str, str]
"""Outcome, unit and kind: what one grid shows, group by group."""
EMPTY: Subject = ("killed", "person", "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a case is to be shown: which outcome, for which group, by rules with which parameters."""

    outcome: str | None = None
    group: str | None = None
    unit: str | None = None
    kind: str | None = None
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """One outcome of the case: in words, with the number of its claims and of what does not fit among them."""

    subject: Subject
    words: str
    n_claims: int
    current: bool


@dataclass(frozen=True, slots=True)
class Misfit:
    """Claims that do not fit together, or one that stands alone."""

    words: str
    group: str
    code: str
    claims: list[GridClaim]


@dataclass(frozen=True, slots=True)
class Settling:
    """Everything the page shows for one viewer."""

    incident: Incident
    subject: Subject
    group: str
    tabs: list[Tab]
    grid: Grid
    held: dict[str, Held]
    ranges: dict[str, Effective]
    rules: list[ShownRule]
    params: Mapping[str, Mapping[str, Any]]
    speakers: dict[str, str]
    misfits: list[Misfit]
    earlier: list[Held]
    cited: list[tuple[int, str]]
    since: list[HistoryEntry]
    n_unseen: int
    may_revise: bool

    @property
    def title(self) -> str:
        """The title of the case in the reader's language."""
        return in_language(self.incident.title)

    @property
    def chosen(self) -> Held | None:
        """What the team holds for the chosen group."""
        return self.held.get(self.group)

    @property
    def ends(self) -> dict[int, list[tuple[str, str]]]:
        """By claim of the chosen group, which end of which rule's answer it sets."""
        found: dict[int, list[tuple[str, str]]] = {}
        for rule in self.rules:
            if rule.rule not in NOT_FOR_ADOPTION and rule.has_value:
                for end, claims in (("low", rule.set_low), ("high", rule.set_high)):
                    for claim in claims:
                        found.setdefault(claim.number, []).append((end, rule.name))
        return found

    @property
    def words(self) -> str:
        """What is being settled: "Killed: children"."""
        return subject_words(self.subject, self.group)


def subject_words(subject: Subject, group: str = "total") -> str:
    """An outcome, group, unit and kind in words."""
    outcome, unit, kind = subject
    words = label("outcome", outcome)
    if group != "total":
        words = _("%(outcome)s: %(group)s", outcome=words, group=label("group", group))
    beside = [label("stock_or_flow", kind)] if kind else []
    beside += [label("unit", unit)] if unit != "person" else []
    return _("%(words)s (%(unit)s)", words=words, unit=_(", ").join(beside)) if beside else words


def settling_page(session: Session, viewer: Viewer, code: str, asked: Asked) -> Settling:
    """Read everything that the page shows; raises `NotFound` for a case that the viewer may not see."""
    incident = load_case(session, viewer, code)
    sources = read_sources(session, [incident])
    claims = {claim.number: claim for claim in claims_of(incident.figures, incident.citations, sources)}
    behind = _behind(session, viewer, incident, claims)
    by_subject = _by_subject(incident)
    subject = _subject(asked, by_subject)
    figures = by_subject.get(subject, [])
    grid = lay_out(figures, behind)
    group = asked.group if asked.group in grid.groups else (grid.groups or ["total"])[0]
    of_group = [figure for figure in figures if figure.group == group]
    speakers = speakers_of((claims[f.id] for f in figures if f.id in claims), grid.claims)
    decided = list(held_of(figures, incident.citations, sources, behind.names, grid.claims, speakers))
    offered = speakers_of((claims[f.id] for f in of_group if f.id in claims), grid.claims)
    params = _offered_only(asked.params, offered)
    return Settling(
        incident=incident,
        subject=subject,
        group=group,
        tabs=_tabs(by_subject, subject),
        grid=grid,
        held={one.group: one for one in decided if one.is_current},
        ranges=_ranges(incident, subject),
        rules=shown_rules(of_group, incident.citations, sources, params, grid.claims, speakers),
        params=params,
        speakers=offered,
        misfits=list(_misfits(incident, sources, subject, grid.claims)),
        earlier=[one for one in decided if one.group == group and not one.is_current],
        cited=_cited(incident, behind.names, behind.codes),
        since=_since(session, viewer, incident, asked.since),
        n_unseen=sum(1 for citation in incident.citations if citation.source_id not in behind.codes),
        may_revise=may(viewer, "case.revise", incident),
    )


def _offered_only(params: Mapping[str, Mapping[str, Any]], offered: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """The parameters without bodies that the viewer was not offered: to guess at them would tell who a speaker is."""
    found = dict(params)
    if "named_body" in found:
        bodies = [key for key in found["named_body"].get("bodies", ()) if key in offered]
        found["named_body"] = {**found["named_body"], "bodies": bodies}
    return found


def _behind(session: Session, viewer: Viewer, incident: Incident, claims: Mapping[int, Claim]) -> Behind:
    rows: list[Row] = [
        ("source_derivation", {"id": one.id, "parent_id": one.parent_id})
        for c in incident.citations
        for one in c.source.derivations
    ]
    for table, drawn in picture(incident).items():
        rows += [(table, values) for values in (drawn if isinstance(drawn, list) else [drawn])]
    names = all_names(session, viewer, rows)
    seen = labels(session, viewer, Source, (citation.source_id for citation in incident.citations))
    return Behind(
        {citation.id: citation for citation in incident.citations},
        names,
        {number: one.code for number, one in seen.items()},
        claims,
        entered_figures(past_of(session, "incident", incident.id)),
    )


def _by_subject(incident: Incident) -> dict[Subject, list[Figure]]:
    found: dict[Subject, list[Figure]] = {}
    for figure in incident.figures:
        found.setdefault((figure.outcome, figure.unit, figure.kind or ""), []).append(figure)
    return {subject: found[subject] for subject in sorted(found, key=_subject_order)}


def _subject_order(subject: Subject) -> tuple[object, ...]:
    outcome, unit, kind = subject
    return (OUTCOMES.index(outcome) if outcome in OUTCOMES else len(OUTCOMES), unit != "person", unit, kind)


def _subject(asked: Asked, by_subject: Mapping[Subject, list[Figure]]) -> Subject:
    """The subject that was asked for as far as the case has it; one with nothing recorded can still be asked for."""
    for subject in by_subject:
        outcome, unit, kind = subject
        if outcome == asked.outcome and asked.unit in (None, unit) and asked.kind in (None, kind):
            return subject
    return next(iter(by_subject), EMPTY)


def _tabs(by_subject: Mapping[Subject, list[Figure]], current: Subject) -> list[Tab]:
    return [
        Tab(subject, subject_words(subject), sum(1 for f in figures if f.role != "assessed"), subject == current)
        for subject, figures in by_subject.items()
    ]


def _ranges(incident: Incident, subject: Subject) -> dict[str, Effective]:
    return {
        one.group: one
        for one in effective_figures(incident.figures)
        if not one.assessed and (one.outcome, one.unit, one.kind) == subject
    }


def _misfits(
    incident: Incident, sources: Sources, subject: Subject, shown: Mapping[int, GridClaim]
) -> Iterator[Misfit]:
    found: list[Disagreement] = disagreements(incident.figures, incident.citations, sources)
    for one in found:
        if (one.outcome, one.unit, one.kind) == subject:
            claims = [shown[number] for number in one.figures if number in shown]
            yield Misfit(one.words, one.group, one.code, claims)


def _cited(incident: Incident, names: Names, codes: Mapping[int, str]) -> list[tuple[int, str]]:
    """The citations from which a claim can be entered, by the names of their sources."""
    return [
        (citation.id, _(", ").join(one for one in (names.get(("source", citation.source_id)), citation.locator) if one))
        for citation in incident.citations
        if citation.source_id in codes
    ]


def _since(session: Session, viewer: Viewer, incident: Incident, version: int | None) -> list[HistoryEntry]:
    """What others changed since the version that somebody saw."""
    if version is None:
        return []
    return [one for one in history_of(session, viewer, "incident", incident.id) if one.version > version]
