"""The claims strip: where its dots, spans, arrows, band and labels go.

A strip is one line. Each claim by a source is a mark on it; the range that the team adopted is a band.
Only positions are computed here, without a database or Flask; `templates/macros/strip.html` draws them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incidents.web.strip_labels import LINE, Label, place_labels
from incidents.web.strip_marks import Bounded, Claim, Mark, Scale, draw_marks, is_open, stated_values

__all__ = ["Band", "Bounded", "Claim", "Label", "Mark", "Strip", "large", "small"]

OVERHANG = 6.0  # the band reaches this far over its outermost values, so that their dots lie inside


@dataclass(frozen=True)
class Band:
    """The range that the team adopted; `open_above` means that its upper end is a minimum."""

    x: float
    to: float
    open_above: bool


@dataclass(frozen=True)
class Strip:
    """A whole strip, ready to draw; `lowest` and `highest` are of the claims, without the team's range."""

    width: float
    height: float
    axis: float
    marks: tuple[Mark, ...] = ()
    band: Band | None = None
    tick: float | None = None
    labels: tuple[Label, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    open_above: bool = False
    claims: int = 0

    @property
    def kinds(self) -> frozenset[str]:
        """What the key beneath has to explain."""
        past = {"past"} if any(not mark.current for mark in self.marks) else set()
        return frozenset({mark.kind for mark in self.marks if mark.current} | past)


def small(claims: Sequence[Claim], adopted: Bounded | None = None, width: float = 92) -> Strip:
    """Draw a strip for a row of a table: marks and band, no words."""
    return _on_the_line(Strip(width, height=16, axis=8), claims, adopted, margin=10)


def large(claims: Sequence[Claim], adopted: Bounded | None = None, width: float = 760) -> Strip:
    """Draw a strip with the name of each speaker, for the page of a case."""
    strip = _on_the_line(Strip(width, height=0, axis=0), claims, adopted, margin=34)
    placed = place_labels(strip.marks, width)
    axis = 14 + LINE * placed.above
    labels = tuple(
        replace(label, y=axis + label.y, leader=None if label.leader is None else axis + label.leader)
        for label in placed.labels
    )
    return replace(strip, axis=axis, height=axis + 14 + LINE * placed.below, labels=labels)


def _on_the_line(empty: Strip, claims: Sequence[Claim], adopted: Bounded | None, margin: float) -> Strip:
    """Put the marks and the band on an empty strip; without any value it stays empty."""
    stated = [claim for claim in claims if stated_values(claim)]
    said = [value for claim in stated for value in stated_values(claim)]
    held = stated_values(adopted) if adopted is not None else []
    if not said and not held:
        return empty
    scale = Scale(min(said + held), max(said + held), margin, empty.width - margin)
    return replace(
        empty,
        marks=tuple(draw_marks(stated, scale)),
        band=_band(adopted, held, scale) if adopted is not None and held else None,
        tick=scale(adopted.best) if adopted is not None and adopted.best is not None else None,
        lowest=min(said, default=None),
        highest=max(said, default=None),
        open_above=any(is_open(claim) for claim in stated),
        claims=len(stated),
    )


def _band(adopted: Bounded, held: list[int], scale: Scale) -> Band:
    return Band(round(scale(min(held)) - OVERHANG, 1), round(scale(max(held)) + OVERHANG, 1), is_open(adopted))
