"""Which claims a rule may read at all, and why it does not read the others.

The answer is that of `incidents.search.effective.input_set`, told figure by figure; where a rule also reads
earlier claims or put-in numbers, its parameters say so.
"""

from collections.abc import Iterable, Sequence

from incidents.reconciliation.claim import Claim
from incidents.reconciliation.result import LeftOut
from incidents.search.effective import CURRENT, is_narrower

Sorted = tuple[list[Claim], list[LeftOut]]
"""The claims that go on, and those that stay behind."""


def input_claims(claims: Sequence[Claim], *, any_state: bool = False, with_imputed: bool = False) -> Sorted:
    """Divide the claims of one key into what a rule may read and what it leaves out.

    ``any_state`` lets in what was superseded, withdrawn or restated, though never what the team rejected.
    """
    kept: list[Claim] = []
    left: list[LeftOut] = []
    for claim in claims:
        reason = _of_the_figure(claim, with_imputed) or _of_the_state(claim, any_state)
        if reason is None:
            kept.append(claim)
        else:
            left.append(LeftOut(claim.number, reason))
    left = [LeftOut(out.figure, _orphaned(out, claims, kept)) for out in left]
    if len({claim.figure.cause_of_death for claim in kept}) > 1:
        left += [LeftOut(c.number, "one_cause") for c in kept if c.figure.cause_of_death is not None]
        kept = [claim for claim in kept if claim.figure.cause_of_death is None]
    return kept, left


def _of_the_figure(claim: Claim, with_imputed: bool) -> str | None:
    figure = claim.figure
    if figure.role == "check":
        return "check"
    if is_narrower(figure):
        return "narrower"
    if figure.value_state not in (None, "known"):
        return "not_known"
    if claim.high is None:
        return "share" if figure.share_num is not None else "no_number"
    if figure.imputed and not with_imputed:
        return "imputed"
    if figure.record_kind == "statistical_estimate":
        return "estimate"
    return None if figure.counting_basis in (None, "incident_total") else "not_a_total"


def _of_the_state(claim: Claim, any_state: bool) -> str | None:
    state = claim.figure.series_state
    if state == "rejected":
        return state
    if any_state:
        return None
    if state not in CURRENT:
        return state
    return "source_withdrawn" if claim.is_withdrawn else None


def _orphaned(out: LeftOut, claims: Iterable[Claim], kept: Iterable[Claim]) -> str:
    """A coarser wording is nobody's once its speaker has no number left that it could restate."""
    if out.reason != "restatement":
        return out.reason
    speaker = next(claim.speaker for claim in claims if claim.number == out.figure)
    return out.reason if any(claim.speaker == speaker for claim in kept) else "orphan_restatement"
