"""The rules by which one number is drawn from several claims; none averages, and none falls back on another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from incidents.reconciliation.agreeing import largest_agreement
from incidents.reconciliation.claim import Claim, Sources, claims_of
from incidents.reconciliation.inputs import input_claims
from incidents.reconciliation.parameters import read_parameters
from incidents.reconciliation.result import RULES, LeftOut, Result
from incidents.reconciliation.voices import Voice, independent_voices
from incidents.records import Citation, Figure

TWO = 2


@dataclass(slots=True)
class _Working:
    """What a rule reads: the claims that it may read, and those left out so far."""

    rule: str
    params: dict[str, Any]
    claims: list[Claim]
    left: list[LeftOut] = field(default_factory=list)

    def leave(self, claims: Iterable[Claim], reason: str) -> None:
        """Leave claims out for a reason."""
        gone = {claim.number for claim in claims}
        self.left += [LeftOut(number, reason) for number in gone]
        self.claims = [claim for claim in self.claims if claim.number not in gone]

    def answer(self, **values: Any) -> Result:
        """The answer, with the claims that made it and what else a page tells about them."""
        voices, _relayed = independent_voices(self.claims)
        return Result(
            rule=self.rule,
            params=self.params,
            used=tuple(sorted(claim.number for claim in self.claims)),
            left_out=tuple(sorted(self.left, key=lambda out: out.figure)),
            n_speakers=len({claim.speaker for claim in self.claims}),
            n_independent=len(voices),
            **values,
        )

    def nothing(self, reason: str) -> Result:
        """The answer that there is no number, and why."""
        return self.answer(no_value=reason)

    def ends(self, *, low: bool = True, high: bool = True) -> Result:
        """The answer from the lowest lower end to the highest upper one, or one of the two."""
        lows = {c.number: c.low for c in self.claims if c.low is not None} if low else {}
        highs = {c.number: c.high for c in self.claims if c.high is not None} if high else {}
        least, most = min(lows.values(), default=None), max(highs.values(), default=None)
        return self.answer(
            low=least,
            high=most,
            open_above=any(claim.is_open for claim in self.claims),
            set_low=tuple(number for number, value in lows.items() if value == least),
            set_high=tuple(number for number, value in highs.items() if value == most),
            n_open=sum(1 for voice in independent_voices(self.claims)[0] if voice.is_open),
        )

    def voices(self) -> list[Voice]:
        """The independent voices; what only relays them is left out."""
        voices, relayed = independent_voices(self.claims)
        self.left += relayed
        speaking = {claim.number for voice in voices for claim in voice.claims}
        self.claims = [claim for claim in self.claims if claim.number in speaking]
        return voices


def reconcile(
    rule: str,
    figures: Iterable[Figure],
    citations: Iterable[Citation],
    sources: Sources,
    params: Mapping[str, Any] | None = None,
) -> Result:
    """Answer by one rule for the stored figures of one key (`keys.by_key`), with the citations of their case.

    Raises `Invalid` for parameters that the rule does not take. Assessed figures are no claims and are passed over.
    """
    return by_claims(rule, claims_of(figures, citations, sources), params)


def by_claims(rule: str, claims: Sequence[Claim], params: Mapping[str, Any] | None = None) -> Result:
    """Answer by one rule from claims that are made already, so that several rules can share them."""
    read = read_parameters(rule, params)
    state, imputed = rule == "range_stated", bool(read.get("with_imputed"))
    kept, left = input_claims(claims, any_state=state, with_imputed=imputed)
    working = _Working(rule, read, kept, left)
    # Without names a rule has something else to say than that no source gives a number.
    if not kept and rule not in ("named_victims", "editor"):
        return working.nothing("no_claims")
    return _RULES[rule](working)


def all_results(
    figures: Iterable[Figure],
    citations: Iterable[Citation],
    sources: Sources,
    params: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Result]:
    """Answer by every rule, in the order of the vocabulary; ``params`` are by rule."""
    claims = claims_of(figures, citations, sources)
    return {rule: by_claims(rule, claims, (params or {}).get(rule)) for rule in RULES}


def _range_stated(working: _Working) -> Result:
    return working.ends()


def _credible(working: _Working) -> None:
    ceiling = working.params["credibility_at_most"]
    digits = {claim.number: claim.credibility for claim in working.claims}
    working.leave([c for c in working.claims if digits[c.number] in (None, "6")], "not_judged")
    working.leave([c for c in working.claims if int(digits[c.number] or 0) > ceiling], "not_credible")


def _min_credible(working: _Working) -> Result:
    _credible(working)
    working.leave([claim for claim in working.claims if claim.low is None], "no_bound")
    return working.ends(high=False) if working.claims else working.nothing(_why_none(working))


def _max_credible(working: _Working) -> Result:
    _credible(working)
    return working.ends(low=False) if working.claims else working.nothing(_why_none(working))


def _why_none(working: _Working) -> str:
    return "no_bound" if any(out.reason == "no_bound" for out in working.left) else "no_claims"


def _range_independent(working: _Working) -> Result:
    if len(working.voices()) < working.params["at_least_speakers"]:
        return working.nothing("too_few")
    return working.ends()


def _named_body(working: _Working) -> Result:
    if not working.params["bodies"]:
        return working.nothing("not_chosen")
    present = {key: claim.speaker for claim in working.claims for key in claim.aliases}
    bodies = [present[key] for key in working.params["bodies"] if key in present]
    if not bodies:
        return working.nothing("no_body")
    working.leave([claim for claim in working.claims if claim.speaker != bodies[0]], "not_on_the_list")
    stated = {(c.figure.low, c.figure.best, c.figure.high, c.is_open) for c in working.claims}
    if len(stated) > 1:
        return working.nothing("needs_decision")
    ((low, best, high, is_open),) = stated
    used = tuple(claim.number for claim in working.claims)
    ends = {"set_low": () if low is None and best is None else used, "set_high": used}
    return working.answer(low=low, best=best, high=high, open_above=is_open, n_open=int(is_open), **ends)


def _majority(working: _Working) -> Result:
    voices = working.voices()
    if len(voices) < TWO:  # the only speaker is no majority
        return working.nothing("too_few")
    agreeing = largest_agreement(voices, working.params["tolerance"])
    if len(agreeing) != 1:
        return working.nothing("tied" if agreeing else "no_majority")
    theirs = {claim.number for voice in agreeing[0] for claim in voice.claims}
    working.leave([claim for claim in working.claims if claim.number not in theirs], "not_in_the_majority")
    bests = {voice.best for voice in agreeing[0]}
    found = replace(working.ends(), best=bests.pop() if len(bests) == 1 else None)
    # A majority that states only a minimum states no upper end.
    return replace(found, high=None, set_high=()) if found.open_above else found


def _named_victims(working: _Working) -> Result:
    working.leave(list(working.claims), "not_a_list")
    return working.nothing("no_list")


def _editor(working: _Working) -> Result:
    return working.nothing("not_typed")


_RULES: Mapping[str, Callable[[_Working], Result]] = {
    "range_stated": _range_stated,
    "min_credible": _min_credible,
    "max_credible": _max_credible,
    "range_independent": _range_independent,
    "named_body": _named_body,
    "majority": _majority,
    "named_victims": _named_victims,
    "editor": _editor,
}
