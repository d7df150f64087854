"""The verbs that settle how many: adopt what a named rule makes of the claims, or confirm that it still stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.errors import Invalid, NotFound, Problem, Refused
from incidents.base.languages import _
from incidents.base.ranges import say_count
from incidents.ledger.trace import act
from incidents.reconciliation import (
    NOT_FOR_ADOPTION,
    RULES,
    Result,
    adopted,
    by_key,
    claims_of,
    key_of,
    read_sources,
    reconcile,
)
from incidents.records import Figure, Incident
from incidents.search.derived import refresh
from incidents.search.effective import Key, is_narrower
from incidents.vocabularies import vocabulary
from incidents.work.checks.declared import check_declared
from incidents.work.checks.figures import NUMBERS, check_figure
from incidents.work.finding import compare_version, find
from incidents.work.reasons import read_reason
from incidents.work.staleness import answered, is_held, still_gives


@dataclass(frozen=True, slots=True)
class Adoption:
    """Which number is to be the team's: by which rule, and why; only an editor's decision brings its own numbers."""

    outcome: str
    group: str
    rule: str
    reason: str
    unit: str = "person"
    kind: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    low: int | None = None
    best: int | None = None
    high: int | None = None
    qualifier: str | None = None

    @property
    def key(self) -> Key:
        """What the number counts."""
        return self.outcome, self.group, self.unit, self.kind


def adopt(session: Session, viewer: Viewer, code: str, adoption: Adoption, version: int) -> Figure:
    """Make what a rule answers the team's number; the one before it stays as an earlier one.

    Raises `Invalid` with the place where the rule has no value, the reason is missing or the numbers contradict
    one another, and `EditedMeanwhile` when the case is no longer the version that the person saw.
    """
    incident = find(session, viewer, Incident, code, for_change=True)
    require(viewer, "case.revise", incident)
    compare_version(session, incident, version)
    reason = read_reason(adoption.reason, needed=_("Give the reason why the team holds this number.")) or ""
    _check_codes(adoption)
    result = answer(session, incident, adoption.key, adoption.rule, adoption.params)
    values = _typed(adoption, result) if adoption.rule == "editor" else _computed(result)
    with act(session, viewer, "adopted", reason):
        earlier = _set_aside(incident, adoption.key)
        figure = Figure(
            role="assessed",
            outcome=adoption.outcome,
            group=adoption.group,
            unit=adoption.unit,
            kind=adoption.kind or None,
            value_state="known",
            record_kind="documented_count",
            series_state="current",
            supersedes_id=earlier.id if earlier is not None else None,
            rule=result.rule,
            rule_version=result.version,
            rule_params=dict(result.params) or None,
            inputs=list(result.used) or None,
            decided_by=viewer.account_id,
            decided_at=now(),
            reason=reason,
            stale=False,
            **values,
        )
        incident.figures.append(figure)
        session.flush()
        _move_links(incident, figure)
        refresh(session, [incident])
    return figure


def confirm(session: Session, viewer: Viewer, code: str, number: int, reason: str, version: int) -> Figure:
    """Say that an adopted figure which is out of date still stands, with the reason.

    What its rule answers now must be the same number; where it is another, that one or an editor's decision is to
    be adopted, since no figure may name a rule that does not give it.
    """
    incident = find(session, viewer, Incident, code, for_change=True)
    require(viewer, "case.revise", incident)
    compare_version(session, incident, version)
    figure = next((one for one in incident.figures if one.id == number and is_held(one)), None)
    if figure is None:
        raise NotFound(_("The team does not hold this number any more."))
    if not figure.stale:
        raise Refused(_("Nothing has changed that this number rests on. Load the page again."))
    reason = read_reason(reason, needed=_("Give the reason why the number still stands.")) or ""
    result = recomputed(session, incident, figure)
    if figure.rule != "editor" and not still_gives(figure, result):
        raise Invalid([Problem("rule", _another_answer(result), "stale")])
    with act(session, viewer, "confirmed", reason):
        figure.stale, figure.stale_because = False, None
        if result is not None:
            figure.rule_version, figure.inputs = result.version, list(result.used) or None
        figure.decided_by, figure.decided_at, figure.reason = viewer.account_id, now(), reason
        refresh(session, [incident])
    return figure


def _another_answer(result: Result | None) -> str:
    if result is None or not result.has_value:
        why = (result and result.why_no_value) or ""
        return _("The rule has no number any more. %(why)s Decide as the editor, or by another rule.", why=why)
    return _(
        "The rule now gives %(number)s. Adopt that, or keep the old number as the editor's decision.",
        number=say_count(result.count),
    )


def answer(session: Session, incident: Incident, key: Key, rule: str, params: Mapping[str, Any] | None) -> Result:
    """What a rule makes of the claims of a case as they are stored now."""
    figures = by_key(incident.figures).get(key, [])
    return reconcile(rule, figures, incident.citations, read_sources(session, [incident]), params)


def recomputed(session: Session, incident: Incident, figure: Figure) -> Result | None:
    """What the rule of an adopted figure answers now; None where this release cannot ask that rule."""
    figures = by_key(incident.figures)[key_of(figure)]
    return answered(figure, claims_of(figures, incident.citations, read_sources(session, [incident])))


def _check_codes(adoption: Adoption) -> None:
    if adoption.rule not in RULES:
        raise Invalid([Problem("rule", _("Choose a rule."), "needed")])
    problems = []
    for name, value in (("outcome", adoption.outcome), ("group", adoption.group), ("unit", adoption.unit)):
        if value not in vocabulary(name).codes:
            problems.append(Problem(name, _("Choose one of the terms."), "value"))
    if adoption.kind and adoption.kind not in vocabulary("stock_or_flow").codes:
        problems.append(Problem("kind", _("Choose one of the terms."), "value"))
    if problems:
        raise Invalid(problems)


def _computed(result: Result) -> dict[str, Any]:
    """The numbers of a rule's answer, as a figure keeps them."""
    if result.rule in NOT_FOR_ADOPTION and result.has_value:
        message = _("The range of all claims is there to look at: it also holds numbers that speakers replaced.")
        raise Invalid([Problem("rule", message, "not_for_adoption")])
    if not result.has_value:
        raise Invalid([Problem("rule", result.why_no_value or "", result.no_value or "")])
    numbers = {"low": result.low, "best": result.best, "high": result.high}
    return numbers | {"qualifier": "at_least" if result.open_above else None}


def _typed(adoption: Adoption, result: Result) -> dict[str, Any]:
    """The numbers of an editor's decision, once they are in order."""
    values: dict[str, Any] = {name: getattr(adoption, name) for name in NUMBERS} | {"qualifier": adoption.qualifier}
    if all(values[name] is None for name in NUMBERS):
        raise Invalid([Problem("low", _("Give at least one of the three numbers; 0 is a number too."), "needed")])
    whole = values | {"value_state": "known", "role": "assessed", "rule": result.rule, "reason": adoption.reason}
    path = "figure.new."
    problems = [*check_declared(Incident, {"figure": [{"id": "new", **values}]}, {}), *check_figure(whole, path)]
    if found := [Problem(p.path.removeprefix(path), p.message, p.code) for p in problems if p.path.startswith(path)]:
        raise Invalid(found)
    return values


def _set_aside(incident: Incident, key: Key) -> Figure | None:
    """Make the figure that the team held until now an earlier one, and return it."""
    figures = by_key(incident.figures).get(key, [])
    earlier = adopted(figures)
    for figure in figures:
        if is_held(figure) and not is_narrower(figure):
            figure.series_state = "superseded"
    return earlier


def _move_links(incident: Incident, figure: Figure) -> None:
    """Let the team's groups lie in the team's total, also after either was decided anew."""
    for other in incident.figures:
        if not is_held(other) or other is figure or (other.outcome, other.unit, other.kind) != (
            figure.outcome, figure.unit, figure.kind
        ):  # fmt: skip
            continue
        if figure.group == "total" and other.group != "total":
            other.within_figure_id = figure.id
        elif other.group == "total" and figure.group != "total" and figure.within_figure_id is None:
            figure.within_figure_id = other.id
