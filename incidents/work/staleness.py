"""Out of date: an adopted figure whose claims, grades or sources have changed since says so, until a person looks.

Before a change what each adopted figure rests on is noted, and afterwards compared. Whatever its rule does not
read, such as a note or a claim that the rule leaves out, makes nothing out of date.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.base.errors import Invalid
from incidents.base.ranges import Count
from incidents.ledger.replay import history
from incidents.ledger.trace import act
from incidents.reconciliation import RULES, Claim, Result, Sources, by_key, claims_of, key_of, read_sources
from incidents.reconciliation.rules import by_claims
from incidents.records import Citation, Figure, Incident, Source, SourceDerivation
from incidents.records.picture import Picture
from incidents.search.effective import CURRENT

DECISION = ("low", "best", "high", "qualifier", "rule", "rule_version", "rule_params", "reason", "decided_at")
"""What makes a decision another decision; a new one rests on what is there now."""
TYPED = ("low", "best", "high", "rule", "rule_params", "outcome", "group", "unit", "kind")
"""What of a decision a rule has to agree with."""
OUTDATED = "outdated"
"""The verb under which the ledger keeps that a source elsewhere made figures of a case out of date."""

Facts = dict[str, Any]
Reasons = list[dict[str, Any]]


@dataclass(slots=True)
class Standing:
    """What the adopted figures of a case rest on at one moment."""

    facts: dict[int, Facts] = field(default_factory=dict)
    rests_on: dict[int, frozenset[int]] = field(default_factory=dict)
    decisions: dict[int, tuple[Any, ...]] = field(default_factory=dict)


def standing_of(session: Session, incident: Incident) -> Standing:
    """What the adopted figures of a case rest on now; nothing is read for a case without any."""
    if not any(is_held(figure) for figure in incident.figures):
        return Standing()
    return _standing(incident, read_sources(session, [incident]))


def is_held(figure: Figure) -> bool:
    """Whether a figure is one that the team holds now."""
    return figure.role == "assessed" and figure.series_state in CURRENT


def _standing(incident: Incident, sources: Sources) -> Standing:
    found = Standing()
    cited = {citation.id: citation for citation in incident.citations}
    for claim in claims_of(incident.figures, incident.citations, sources):
        found.facts[claim.number] = _facts(claim, cited)
    for figures in by_key(incident.figures).values():
        claims = claims_of(figures, incident.citations, sources)
        for figure in figures:
            if is_held(figure):
                found.rests_on[figure.id] = _read_by(figure, claims) | frozenset(figure.inputs or ())
                found.decisions[figure.id] = tuple(getattr(figure, name) for name in DECISION)
    return found


def _read_by(figure: Figure, claims: list[Claim]) -> frozenset[int]:
    result = answered(figure, claims)
    return frozenset(result.used) if result is not None else frozenset()


def _facts(claim: Claim, cited: Mapping[int, Citation]) -> Facts:
    """What a rule can read of a claim, under the names that the reasons use."""
    figure = claim.figure
    citation = cited.get(figure.citation_id or 0)
    return {
        "about": {"figure": figure.id, "citation": figure.citation_id, "source": citation and citation.source_id},
        "number": [figure.low, figure.best, figure.high, claim.is_open],
        "state": figure.series_state,
        "credibility": claim.credibility,
        "reliability": claim.reliability,
        "kept_to_compare": figure.role == "check",
        "counted": [
            figure.outcome, figure.group, figure.unit, figure.kind, figure.value_state, figure.record_kind,
            figure.counting_basis, figure.imputed, figure.cause_of_death, figure.sex, figure.age_group,
            figure.victim_status, figure.place_id, figure.period.edtf,
        ],
        "speaker": claim.name,
        "independence": [sorted(claim.origins), claim.is_denied, claim.steps == 0],
        "source_withdrawn": claim.is_withdrawn,
    }  # fmt: skip


WITH_ENDS = ("number", "state", "credibility", "reliability")
"""The changes that are short enough to be told from what to what; the others are only named."""


def mark_outdated(session: Session, incident: Incident, before: Standing) -> bool:
    """Mark the adopted figures of a case that rest on something else than before; inside the act of the change."""
    if not before.rests_on:
        return False
    session.flush()
    after, marked = standing_of(session, incident), False
    for figure in incident.figures:
        if figure.id not in before.rests_on or figure.id not in after.rests_on:
            continue
        if before.decisions[figure.id] != after.decisions[figure.id]:
            continue  # decided anew in the same change
        if because := list(_because(before, after, figure.id)):
            known: Reasons = figure.stale_because or []
            figure.stale, figure.stale_because = True, known + [one for one in because if one not in known]
            marked = True
    return marked


def mark_typed(session: Session, incident: Incident, before: Picture) -> None:
    """Mark what was typed in a form under the name of a rule that does not give it; inside the act of the change.

    The number is kept as it was typed; the page says what the rule answers.
    """
    stored = {values["id"]: values for values in before.get("figure", [])}
    typed = [
        figure
        for figure in incident.figures
        if is_held(figure) and figure.rule in RULES and figure.rule != "editor"
        and any(stored.get(figure.id, {}).get(name) != getattr(figure, name) for name in TYPED)
    ]  # fmt: skip
    if not typed:
        return
    sources = read_sources(session, [incident])
    for figure in typed:
        claims = claims_of(by_key(incident.figures)[key_of(figure)], incident.citations, sources)
        if not still_gives(figure, answered(figure, claims)):
            figure.stale, figure.stale_because = True, [{"what": "typed", "figure": figure.id}]


def outdated_since(session: Session, incident: Incident, version: int) -> dict[int, Reasons]:
    """By figure, what corrected sources have made out of date since a version; to restore it undoes none of that."""
    found: dict[int, Reasons] = {}
    for change in history(session, "incident", incident.id):
        if change.version <= version or change.verb != OUTDATED:
            continue
        for difference in change.differences:
            ends = difference.get("fields", {}).get("stale_because")
            if ends is not None:
                new = [one for one in ends["to"] or [] if one not in (ends["from"] or [])]
                found.setdefault(difference["id"], []).extend(new)
    return found


def mark_again(incident: Incident, outdated: Mapping[int, Reasons]) -> None:
    """Mark the adopted figures of a restored case that corrected sources had made out of date."""
    for figure in incident.figures:
        if is_held(figure) and (because := outdated.get(figure.id)):
            known: Reasons = figure.stale_because or []
            figure.stale, figure.stale_because = True, known + [one for one in because if one not in known]


def answered(figure: Figure, claims: list[Claim]) -> Result | None:
    """What the rule of an adopted figure answers now; None where this release cannot ask it so."""
    # A rule or a parameter of another release cannot be asked.
    if figure.rule not in RULES or not isinstance(figure.rule_params or {}, Mapping):
        return None
    try:
        return by_claims(figure.rule, claims, figure.rule_params)
    except Invalid:
        return None


def still_gives(figure: Figure, result: Result | None) -> bool:
    """Whether a rule's answer is the number that the team holds."""
    held = Count(figure.low, figure.best, figure.high, figure.qualifier == "at_least")
    return result is not None and result.has_value and result.count == held


def _because(before: Standing, after: Standing, number: int) -> Iterator[dict[str, Any]]:
    for claim in sorted(before.rests_on[number] | after.rests_on[number]):
        old, new = before.facts.get(claim), after.facts.get(claim)
        if old is None and new is None:
            continue
        if old is None or new is None:
            values = new or old or {}
            yield {"what": "added" if old is None else "removed", **values["about"], "number": values["number"]}
            continue
        if old["about"]["source"] != new["about"]["source"]:
            yield {"what": "cited", **new["about"]}
        changed = [name for name in new if name != "about" and old[name] != new[name]]
        for name in changed:
            ends = {"from": old[name], "to": new[name]} if name in WITH_ENDS else {}
            yield {"what": name, **new["about"], **ends}
        was, is_now = claim in before.rests_on[number], claim in after.rests_on[number]
        if not changed and was != is_now:
            yield {"what": "read" if is_now else "not_read", **new["about"], "number": new["number"]}


@contextmanager
def outdating_users(session: Session, viewer: Viewer, sources: Iterable[int]) -> Iterator[None]:
    """Change sources inside this block, in an act; afterwards the adopted figures that rest on them are out of date.

    They are marked in an act of their own, whose reason is empty: that of the change may tell what the readers of a
    case must not know of a confidential source.
    """
    numbers = list(sources)
    before = {one: standing_of(session, one) for one in _resting_cases(session, numbers)}
    yield
    if not before:
        return
    for incident in before:  # whoever joins two sources moves citations past these objects
        session.expire(incident, ["figures", "citations"])
    with act(session, viewer, OUTDATED):
        for incident, standing in before.items():
            mark_outdated(session, incident, standing)


def _resting_cases(session: Session, sources: list[int]) -> list[Incident]:
    """The cases with an adopted figure that cite one of these sources, let it speak, or cite what repeats it."""
    if not sources:
        return []
    relaying = select(Source.id).where(Source.id.in_(sources)).cte(recursive=True)
    repeats = select(SourceDerivation.source_id).where(SourceDerivation.parent_id == relaying.c.id)
    relaying = relaying.union(repeats)
    concerned = select(relaying.c.id)
    citing = select(Citation.incident_id).where(Citation.source_id.in_(concerned))
    speaking = select(Figure.incident_id).where(Figure.stated_by_source_id.in_(concerned))
    held = select(Figure.incident_id).where(Figure.role == "assessed")
    statement = select(Incident).where(Incident.id.in_(held), Incident.id.in_(citing) | Incident.id.in_(speaking))
    return list(session.scalars(statement.order_by(Incident.id)))
