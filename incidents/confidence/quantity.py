"""Whether the number that the team holds can be relied on: which speakers state a number that agrees with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.confidence.evidence import CONTRADICTS, SUPPORTS, Evidence


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number as a range; an end that is None is open."""

    low: int | None
    high: int | None

    def agrees_with(self, other: "Bounds") -> bool:
        """Whether one number can be meant by both."""
        return _not_above(self.low, other.high) and _not_above(other.low, self.high)


@dataclass(frozen=True, slots=True)
class Statement:
    """A current number as one speaker states it, with the grades of the speaker and of the number."""

    key: int
    speaker: int
    bounds: Bounds
    reliability: str | None = None
    credibility: str | None = None
    independent: str | None = None


def words_on_number(held: Bounds, statements: Iterable[Statement]) -> list[Evidence]:
    """What each statement says about the number that is held: for it where both can be true, else against it.

    Nothing is averaged, and a speaker that gives only a minimum does not contradict any larger number.
    """
    return [
        Evidence(
            one.key,
            one.speaker,
            one.reliability,
            one.credibility,
            SUPPORTS if one.bounds.agrees_with(held) else CONTRADICTS,
            one.independent,
        )
        for one in statements
    ]


def _not_above(low: int | None, high: int | None) -> bool:
    return low is None or high is None or low <= high
