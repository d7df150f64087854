"""What every rule makes of the claims of one group, with its working in terms of the rows of the grid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from incidents.answers.settling_grid import GridClaim
from incidents.base.languages import _, ngettext, say_number
from incidents.base.ranges import Count
from incidents.reconciliation import RULES, Claim, LeftOut, Result, Sources, all_results
from incidents.reconciliation.parameters import DEFAULTS
from incidents.records import Citation, Figure
from incidents.vocabularies import label

NAMES_SPEAKERS = frozenset({"named_body"})
"""Rules whose working tells who the speaker of a number is, also of one whose source is closed to the viewer."""


@dataclass(frozen=True, slots=True)
class ShownRule:
    """The answer of one rule as a page tells it.

    A claim of a closed source is told where that gives nothing away; ``n_not_told`` counts the others.
    """

    rule: str
    count: Count
    why_no_value: str | None
    may_be_adopted: bool
    version: str
    params: list[str]
    used: list[GridClaim]
    set_low: list[GridClaim]
    set_high: list[GridClaim]
    left_out: list[tuple[str, list[GridClaim]]]
    n_speakers: int
    n_independent: int
    n_open: int
    n_not_told: int

    @property
    def has_value(self) -> bool:
        """Tell whether the rule came to a number."""
        return self.why_no_value is None

    @property
    def name(self) -> str:
        """The rule in the reader's language."""
        return label("reconciliation_rule", self.rule)

    @property
    def sets_one(self) -> list[GridClaim]:
        """The claims that set both ends at once; empty where the ends are set by different ones."""
        return self.set_low if [c.number for c in self.set_low] == [c.number for c in self.set_high] else []


def shown_rules(
    figures: Iterable[Figure],
    citations: Iterable[Citation],
    sources: Sources,
    params: Mapping[str, Mapping[str, Any]],
    shown: Mapping[int, GridClaim],
    speakers: Mapping[str, str],
) -> list[ShownRule]:
    """Every rule in the order of the vocabulary, with the parameters that were asked for."""
    results = all_results(figures, citations, sources, params)
    return [show_result(results[rule], shown, speakers) for rule in RULES]


def show_result(result: Result, shown: Mapping[int, GridClaim], speakers: Mapping[str, str]) -> ShownRule:
    """One answer in terms of the rows of the grid."""
    closed = {n for n, claim in shown.items() if claim.closed} if result.rule in NAMES_SPEAKERS else set()
    told = {number: claim for number, claim in shown.items() if number not in closed}
    every = {*result.used, *(out.figure for out in result.left_out)}

    def of(numbers: Iterable[int]) -> list[GridClaim]:
        return sorted((told[n] for n in numbers if n in told), key=lambda claim: claim.row)

    return ShownRule(
        rule=result.rule,
        count=result.count,
        why_no_value=result.why_no_value,
        may_be_adopted=result.may_be_adopted,
        version=result.version,
        params=say_parameters(result.rule, result.params, speakers),
        used=of(result.used),
        set_low=of(result.set_low),
        set_high=of(result.set_high),
        left_out=[(words, of(numbers)) for words, numbers in _by_reason(result.left_out) if of(numbers)],
        n_speakers=result.n_speakers,
        n_independent=result.n_independent,
        n_open=result.n_open,
        n_not_told=len(every & closed),
    )


def _by_reason(left_out: Iterable[LeftOut]) -> list[tuple[str, list[int]]]:
    found: dict[str, list[int]] = {}
    for out in left_out:
        found.setdefault(out.words, []).append(out.figure)
    return list(found.items())


def speakers_of(claims: Iterable[Claim], shown: Mapping[int, GridClaim]) -> dict[str, str]:
    """The speakers by the keys that a rule knows them by, without those of closed sources."""
    found: dict[str, str] = {}
    for claim in claims:
        there = shown.get(claim.number)
        if there is not None and not there.closed and not claim.speaker.startswith(("unnamed:", "figure:")):
            found.setdefault(claim.speaker, there.speaker)
    return found


def say_parameters(rule: str, params: Mapping[str, Any] | None, speakers: Mapping[str, str]) -> list[str]:
    """The parameters of a rule in words, those that the rule takes."""
    return [
        words
        for name, value in (params or {}).items()
        if (name in DEFAULTS.get(rule, {}) or name == "with_imputed")
        and (words := _say_parameter(name, value, speakers))
    ]


def _say_parameter(name: str, value: Any, speakers: Mapping[str, str]) -> str:
    if name == "credibility_at_most":
        return _(
            "credible up to %(grade)s (%(words)s)", grade=value, words=label("information_credibility", str(value))
        )
    if name == "at_least_speakers":
        return ngettext(
            "at least %(num)s independent speaker", "at least %(num)s independent speakers", value, num=value
        )
    if name == "tolerance":
        if not value:
            return _("only exactly the same number agrees")
        return _("numbers up to %(number)s apart agree", number=say_number(value))
    if name == "bodies":
        return _("; ").join(speakers.get(key) or _("a speaker that is not shown") for key in value)
    return _("with numbers put in by a convention") if value else ""
