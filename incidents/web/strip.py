"""Where everything on a claims strip goes: dots, spans, arrows, the adopted band and the labels.

A strip is one line. Each claim by a source is a mark on it; the range that the team adopted is a band.
Only positions are computed here, without a database or Flask; `templates/macros/strip.html` draws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

Kind = Literal["dot", "about", "span", "at_least", "at_most"]

LETTER = 6.3  # mean advance of a letter at 11 px, a little generous so that labels never touch
LINE = 16.0
LABEL_GAP = 8.0
LONGEST_NAME = 30


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
        return self.dot if self.dot is not None else (self.x + self.to) / 2 if self.kind == "span" else self.x


@dataclass(frozen=True)
class Label:
    """A value and its speakers, centred on `x`; a leader runs from the axis to `leader` unless it is None."""

    x: float
    y: float
    at: float
    leader: float | None
    value: str
    name: str
    full_name: str
    current: bool


@dataclass(frozen=True)
class Band:
    """The range that the team adopted; `open_above` means that its upper end is a minimum."""

    x: float
    to: float
    open_above: bool


@dataclass(frozen=True)
class Strip:
    """A whole strip, ready to draw."""

    width: float
    height: float
    axis: float
    marks: tuple[Mark, ...]
    band: Band | None
    tick: float | None
    labels: tuple[Label, ...]
    lowest: int | None
    highest: int | None
    open_above: bool
    claims: int

    @property
    def kinds(self) -> frozenset[str]:
        """What the key beneath has to explain."""
        past = {"past"} if any(not mark.current for mark in self.marks) else set()
        return frozenset({mark.kind for mark in self.marks if mark.current} | past)


@dataclass(frozen=True)
class _Scale:
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


def small(claims: Sequence[Claim], adopted: Bounded | None = None, width: float = 92) -> Strip:
    """Draw a strip for a row of a table: marks and band, no words."""
    return _strip(claims, adopted, width, margin=8, axis=8, height=16)


def large(claims: Sequence[Claim], adopted: Bounded | None = None, width: float = 760) -> Strip:
    """Draw a strip with the name of each speaker, for the page of a case."""
    bare = _strip(claims, adopted, width, margin=34, axis=0, height=0)
    labels, above, below = _place_labels(bare.marks, width)
    axis = 14 + LINE * above
    moved = tuple(
        replace(label, y=axis + label.y, leader=None if label.leader is None else axis + label.leader)
        for label in labels
    )
    return _strip(claims, adopted, width, margin=34, axis=axis, height=axis + 14 + LINE * below, labels=moved)


def _strip(
    claims: Sequence[Claim],
    adopted: Bounded | None,
    width: float,
    *,
    margin: float,
    axis: float,
    height: float,
    labels: tuple[Label, ...] = (),
) -> Strip:
    stated = [claim for claim in claims if _values(claim)]
    held = _values(adopted) if adopted is not None else []
    every = [value for claim in stated for value in _values(claim)] + held
    if not every:
        return Strip(width, height, axis, (), None, None, (), None, None, False, 0)
    scale = _Scale(min(every), max(every), margin, width - margin)
    said = [value for claim in stated for value in _values(claim)]
    return Strip(
        width=width,
        height=height,
        axis=axis,
        marks=tuple(_marks(stated, scale, width)),
        band=_band(adopted, scale, width) if adopted is not None and held else None,
        tick=scale(adopted.best) if adopted is not None and adopted.best is not None else None,
        labels=labels,
        lowest=min(said, default=None),
        highest=max(said, default=None),
        open_above=any(_is_open(claim) for claim in stated),
        claims=len(stated),
    )


def _values(count: Bounded) -> list[int]:
    return [value for value in (count.low, count.best, count.high) if value is not None]


def _is_open(count: Bounded) -> bool:
    return count.open_above or (count.high is None and count.best is None)


def _marks(claims: Iterable[Claim], scale: _Scale, width: float) -> list[Mark]:
    """Draw each claim once; speakers who state the same thing share a mark."""
    found: dict[tuple[Kind, float, float, float | None, bool, str], list[str]] = {}
    for claim in claims:
        kind, x, to, dot, value = _shape(claim, scale, width)
        speakers = found.setdefault((kind, x, to, dot, claim.current, value), [])
        if claim.speaker not in speakers:
            speakers.append(claim.speaker)
    marks = [
        Mark(kind, x, to, dot, current, value, tuple(names))
        for (kind, x, to, dot, current, value), names in found.items()
    ]
    return sorted(marks, key=lambda mark: (mark.at, mark.current))


def _shape(claim: Claim, scale: _Scale, width: float) -> tuple[Kind, float, float, float | None, str]:
    low, best, high = claim.low, claim.best, claim.high
    if low is not None and (high is None or claim.open_above):
        x = scale(low)
        shown = f"{low:,}–{high:,}+" if high is not None and high != low else f"≥ {low:,}"
        end = scale(high) if high is not None else x
        return "at_least", x, min(end + 13, width), None if best is None else scale(best), shown
    if low is not None and high is not None and low != high:
        return "span", scale(low), scale(high), None if best is None else scale(best), f"{low:,}–{high:,}"
    if low is not None:
        return "dot", scale(low), scale(low), None, f"{low:,}"
    if best is not None:
        return "about", scale(best), scale(best), None, f"≈ {best:,}"
    assert high is not None  # a claim without any value was left out before
    return "at_most", scale(high), max(scale(high) - 13, 0), None, f"≤ {high:,}"


def _band(adopted: Bounded, scale: _Scale, width: float) -> Band:
    values = _values(adopted)
    x, to = scale(min(values)), scale(max(values))
    open_above = adopted.open_above or (adopted.high is None and adopted.best is None)
    return Band(round(max(x - 6, 0), 1), round(min(to + 6, width), 1), open_above)


def _place_labels(marks: Sequence[Mark], width: float) -> tuple[list[Label], int, int]:
    """Give each label the nearest free line above or below the axis, alternating from left to right."""
    ends: dict[int, float] = {}  # line -> where its last label ends; lines are 1, -1, 2, -2 … (positive is above)
    placed: list[tuple[Mark, int, float, str]] = []
    for number, mark in enumerate(marks):
        name = ", ".join(mark.speakers)
        shown = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip(" ,") + "…"
        half = (len(mark.value) + 1 + len(shown)) * LETTER / 2
        x = round(min(max(mark.at, half), max(width - half, half)), 1)
        first = 1 if number % 2 == 0 else -1
        line = next(
            line
            for level in range(1, len(marks) + 2)
            for line in (first * level, -first * level)
            if ends.get(line, -LABEL_GAP) + LABEL_GAP <= x - half
        )
        ends[line] = x + half
        placed.append((mark, line, x, shown))
    labels = [
        Label(
            x=x,
            y=-12 - LINE * (line - 1) if line > 0 else 20 + LINE * (-line - 1),
            at=mark.at,
            leader=_leader(line, x, mark.at),
            value=mark.value,
            name=shown,
            full_name=", ".join(mark.speakers),
            current=mark.current,
        )
        for mark, line, x, shown in placed
    ]
    return (
        labels,
        max([line for line in ends if line > 0], default=0),
        -min([line for line in ends if line < 0], default=0),
    )


def _leader(line: int, x: float, at: float) -> float | None:
    """A label one line away needs no leader; a further or a shifted one does."""
    if abs(line) == 1 and abs(x - at) < 24:
        return None
    return -10 - LINE * (line - 1) if line > 0 else 10 + LINE * (-line - 1)
