"""The marks of a claims strip: how each claim by a source is drawn on the line, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["dot", "about", "span", "at_least", "at_most"]

ARROW = 13.0  # how far an open arrow reaches


class Bounded(Protocol):
    """Anything with the four parts of an uncertain count; None is an end nobody stated."""

    @property
    def low(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def open_above(self) -> bool: ...


@dataclass(frozen=True)
class Claim:
    """A number one speaker stated; `current` is false once a later number has replaced it."""

    speaker: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    open_above: bool = False
    current: bool = True


@dataclass(frozen=True)
class Mark:
    """One drawn claim: from `x` to `to` (equal for a dot), with `dot` where a best value stands in a span."""

    kind: Kind
    x: float
    to: float
    dot: float | None
    current: bool
    value: str
    speakers: tuple[str, ...]

    @property
    def at(self) -> float:
        """The place that the label belongs to."""
        if self.dot is not None:
            return self.dot
        return (self.x + self.to) / 2 if self.kind == "span" else self.x


@dataclass(frozen=True)
class Scale:
    """A straight line from people to pixels; a single value stands in the middle."""

    least: int
    most: int
    start: float
    end: float

    def __call__(self, value: int) -> float:
        if self.most == self.least:
            return round((self.start + self.end) / 2, 1)
        share = (value - self.least) / (self.most - self.least)
        return round(self.start + share * (self.end - self.start), 1)


def stated_values(count: Bounded) -> list[int]:
    """Return the ends that somebody stated."""
    return [value for value in (count.low, count.best, count.high) if value is not None]


def is_open(count: Bounded) -> bool:
    """Tell whether the true number may be above everything stated."""
    return count.open_above or (count.high is None and count.best is None)


def draw_marks(claims: Iterable[Claim], scale: Scale) -> list[Mark]:
    """Draw each claim once, from left to right; speakers who state the same thing share a mark."""
    found: dict[tuple[Kind, float, float, float | None, bool, str], list[str]] = {}
    for claim in claims:
        kind, x, to, dot, value = _shape(claim, scale)
        speakers = found.setdefault((kind, x, to, dot, claim.current, value), [])
        if claim.speaker not in speakers:
            speakers.append(claim.speaker)
    marks = [
        Mark(kind, x, to, dot, current, value, tuple(names))
        for (kind, x, to, dot, current, value), names in found.items()
    ]
    return sorted(marks, key=lambda mark: (mark.at, mark.current, mark.to))


def _shape(claim: Claim, scale: Scale) -> tuple[Kind, float, float, float | None, str]:
    low, best, high = claim.low, claim.best, claim.high
    dot = None if best is None else scale(best)
    if low is not None and high is None and best not in (None, low) and not claim.open_above:
        return "span", scale(low), scale(best or low), dot, f"≥ {low:,}, ≈ {best:,}"
    if low is not None and (high is None or claim.open_above):
        shown = f"{low:,}–{high:,}+" if high is not None and high != low else f"≥ {low:,}"
        return "at_least", scale(low), scale(low if high is None else high) + ARROW, dot, shown
    if low is not None and high is not None and low != high:
        return "span", scale(low), scale(high), dot, f"{low:,}–{high:,}"
    if low is not None:
        return "dot", scale(low), scale(low), None, f"{low:,}"
    if best is not None:
        return "about", scale(best), scale(best), None, f"≈ {best:,}"
    assert high is not None  # a claim without any value was left out before
    return "at_most", scale(high), scale(high) - ARROW, None, f"≤ {high:,}"
