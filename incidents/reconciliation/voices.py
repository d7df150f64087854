"""Independent voices: each speaker once, with what it says itself; copies and compilations add no voice.

The same counting as in `incidents.search.independence`, for claims instead of sources.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.reconciliation.claim import Claim
from incidents.reconciliation.result import LeftOut


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent speaker: the least and the most that it states, and whether it can be more."""

    claims: tuple[Claim, ...]

    @property
    def low(self) -> int | None:
        """The lower of its lower ends."""
        return min((claim.low for claim in self.claims if claim.low is not None), default=None)

    @property
    def best(self) -> int | None:
        """The number that all its claims give as best, if they agree."""
        bests = {claim.figure.best for claim in self.claims}
        return bests.pop() if len(bests) == 1 else None

    @property
    def high(self) -> int | None:
        """The higher of its upper ends."""
        return max((claim.high for claim in self.claims if claim.high is not None), default=None)

    @property
    def is_open(self) -> bool:
        """Tell whether one of its claims sets no upper end."""
        return any(claim.is_open for claim in self.claims)


def independent_voices(claims: Sequence[Claim]) -> tuple[list[Voice], list[LeftOut]]:
    """Return the voices that speak for themselves, and the claims that only relay them or come from nobody."""
    left = [
        LeftOut(claim.number, "not_independent" if claim.is_denied else "origin_unknown")
        for claim in claims
        if not claim.origins
    ]
    single: dict[str, list[Claim]] = {}
    for claim in claims:
        if len(claim.origins) == 1:
            single.setdefault(next(iter(claim.origins)), []).append(claim)
    groups = list(single.values())
    compiled = [claim for claim in claims if len(claim.origins) > 1]
    left += [LeftOut(claim.number, "derived") for claim in compiled if claim.origins & single.keys()]
    groups += _joined([claim for claim in compiled if not claim.origins & single.keys()])
    voices = []
    for group in groups:
        nearest = min(claim.steps for claim in group)
        voices.append(Voice(tuple(claim for claim in group if claim.steps == nearest)))
        left += [LeftOut(claim.number, "derived") for claim in group if claim.steps > nearest]
    return voices, left


def _joined(compilations: Sequence[Claim]) -> list[list[Claim]]:
    """Compilations that share an origin are one voice, and so are those that a third one connects."""
    groups: list[tuple[frozenset[str], list[Claim]]] = []
    for claim in compilations:
        touching = [group for group in groups if group[0] & claim.origins]
        origins = claim.origins.union(*(group[0] for group in touching))
        members = [member for group in touching for member in group[1]] + [claim]
        groups = [group for group in groups if group not in touching] + [(origins, members)]
    return [sorted(members, key=lambda member: member.number) for _origins, members in groups]
