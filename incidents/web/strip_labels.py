"""The labels of a claims strip: a value and its speakers beside each mark, placed so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from incidents.web.strip_marks import Mark

LETTER = 6.3  # mean advance of a letter at 11 px, a little generous so that labels never touch
LINE = 16.0  # from one line of labels to the next
GAP = 8.0
NAME_SHARE = 18  # pixels of strip for each letter that a name may have
NEAR = 24.0  # a label shifted less than this still stands at its mark


@dataclass(frozen=True)
class Label:
    """A value and its speakers, centred on `x`; a leader runs from the mark to `leader` unless it is None."""

    x: float
    y: float
    at: float
    leader: float | None
    value: str
    name: str
    full_name: str
    current: bool


@dataclass(frozen=True)
class Placed:
    """All labels of a strip, and how many lines they take above and below the axis."""

    labels: tuple[Label, ...]
    above: int
    below: int


def place_labels(marks: Sequence[Mark], width: float) -> Placed:
    """Give each label the nearest free line above or below the axis, from left to right; the axis is y = 0."""
    ends: dict[int, float] = {}  # line → where its last label ends; lines above are 1, 2 …, below -1, -2 …
    labels = []
    for number, mark in enumerate(marks):
        full = ", ".join(mark.speakers)
        name = _shortened(full, int(width / NAME_SHARE))
        half = (len(mark.value) + 1 + len(name)) * LETTER / 2
        x = round(min(max(mark.at, half), max(width - half, half)), 1)
        line = _free_line(ends, x - half, len(marks), above_first=number % 2 == 0)
        ends[line] = x + half
        labels.append(
            Label(x, _baseline(line), mark.at, _leader(line, x, mark.at), mark.value, name, full, mark.current)
        )
    return Placed(tuple(labels), max(0, *ends, 0), -min(0, *ends, 0))


def _shortened(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip(" ,") + "…"


def _free_line(ends: dict[int, float], start: float, lines: int, *, above_first: bool) -> int:
    first = 1 if above_first else -1
    order = (line for level in range(1, lines + 2) for line in (first * level, -first * level))
    return next(line for line in order if ends.get(line, -inf) + GAP <= start)


def _baseline(line: int) -> float:
    return -12 - LINE * (line - 1) if line > 0 else 20 + LINE * (-line - 1)


def _leader(line: int, x: float, at: float) -> float | None:
    """A label on the nearest line and at its mark needs no leader."""
    if abs(line) == 1 and abs(x - at) < NEAR:
        return None
    return -10 - LINE * (line - 1) if line > 0 else 10 + LINE * (-line - 1)
