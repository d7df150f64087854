"""The timeline of a law: what happened to it above the line, the cases under it below, as a list and as a picture.

A date that is not exactly known is drawn as the time in which it lies. What has no date stands in the list alone.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.answers.instruments_procedure import Chain, begins_of
from incidents.answers.suggestions import label_of
from incidents.base.dates import UncertainDate, say_date
from incidents.base.languages import N_, _

WIDTH, MARGIN = 460.0, 22.0
APART, LANE, TICKS = 24.0, 26.0, 26.0
"""Units between two marks beside one another, between two lanes, and for the years beneath."""
MOST_DRAWN = 60
BY = {
    "amends": N_("Amended by %(text)s"),
    "repeals": N_("Repealed by %(text)s"),
    "implements": N_("Implemented by %(text)s"),
    "extends": N_("Extended by %(text)s"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline: a moment of the text itself, a later text, or a case; the code leads to its page."""

    kind: str
    when: UncertainDate
    words: str
    code: str | None = None
    remark: str | None = None

    @property
    def said(self) -> str | None:
        """The date in words; None where there is none."""
        return None if self.when.is_empty else say_date(self.when)


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the picture: where its time begins and ends, and where its number stands."""

    number: int
    kind: str
    x: float
    y: float
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events in order, and the picture of those that have a date: marks, the line and the years beneath."""

    events: tuple[Event, ...]
    marks: tuple[Mark, ...]
    years: tuple[tuple[float, int], ...]
    line: float
    height: float
    width: float = WIDTH


def events_of(chain: Chain, cases: Sequence[Event]) -> tuple[Event, ...]:
    """Everything that happened to a text and under it, the earliest first; what has no date comes last."""
    found = [*_of_text(chain), *cases]
    return tuple(sorted(found, key=lambda one: one.when.earliest or one.when.latest or date.max))


def _of_text(chain: Chain) -> Iterator[Event]:
    text = chain.text
    if not text.issued.is_empty:
        yield Event("issued", text.issued, _("Issued"))
    if not text.in_force.is_empty:
        yield Event("in_force", text.in_force, _("In force"))
    for one in chain.later:
        when, by_issue = begins_of(one.text)
        issued = by_issue and not when.is_empty
        remark = _("The day is that of its issue; when it came into force is not recorded.") if issued else None
        yield Event("later", when, _(BY[one.how], text=label_of(one.text)), one.text.code, remark)
    if not text.repealed.is_empty:
        yield Event("repealed", text.repealed, _("Repealed"))


def timeline_of(chain: Chain, cases: Sequence[Event], *, from_the_right: bool = False) -> Timeline:
    """The timeline of a text; in a script that runs from the right time does so too."""
    events = events_of(chain, cases)
    dated = [(n, one) for n, one in enumerate(events, 1) if one.when.is_dated][:MOST_DRAWN]
    if not dated:
        return Timeline(events, (), (), 0, 0)
    bounds = [day for _n, one in dated for day in (one.when.earliest, one.when.latest) if day is not None]
    scale = _Scale(*_span(min(bounds), max(bounds)), from_the_right)
    above, below = _Lanes(), _Lanes()
    placed = []
    for number, one in dated:
        begins, ends = scale.at(one.when.earliest), scale.at(one.when.latest, last=True)
        x = (begins + ends) / 2
        lanes = below if one.kind == "case" else above
        placed.append((number, one.kind, x, lanes.take(x), min(begins, ends), max(begins, ends)))
    line = LANE * above.used + 8
    marks = tuple(
        Mark(number, kind, _round(x), _round(line + LANE * (lane + 0.7) * (1 if kind == "case" else -1)),
             _round(begins), _round(ends))
        for number, kind, x, lane, begins, ends in placed
    )  # fmt: skip
    return Timeline(events, marks, scale.years(), line, line + LANE * below.used + TICKS)


def _span(first: date, last: date) -> tuple[date, date]:
    """From edge to edge of the picture: a little more than there is, and a year at least."""
    days = (last - first).days
    pad = timedelta(days=max(days // 20, (400 - days) // 2, 20))
    return _moved(first, -pad), _moved(last, pad)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    from_the_right: bool

    def at(self, day: date | None, *, last: bool = False) -> float:
        """Where a day lies; an open end runs to the edge."""
        if day is None:
            share = 1.0 if last else 0.0
        else:
            share = (day - self.first).days / max((self.last - self.first).days, 1)
        x = MARGIN + share * (WIDTH - 2 * MARGIN)
        return WIDTH - x if self.from_the_right else x

    def years(self) -> tuple[tuple[float, int], ...]:
        """The beginnings of some years, far enough from one another to be read."""
        years = self.last.year - self.first.year + 1
        step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 1000, 10_000) if years / one <= 9)
        first = math.ceil(self.first.year / step) * step
        found = [(self.at(date(year, 1, 1)), year) for year in range(max(first, 1), self.last.year + 1, step)]
        return tuple((_round(x), year) for x, year in found if MARGIN / 2 <= x <= WIDTH - MARGIN / 2)


class _Lanes:
    """Puts marks that would cover one another into lanes, the nearest to the line first."""

    def __init__(self) -> None:
        self._taken: list[list[float]] = []

    def take(self, x: float) -> int:
        for lane, taken in enumerate(self._taken):
            if all(abs(x - other) >= APART for other in taken):
                taken.append(x)
                return lane
        self._taken.append([x])
        return len(self._taken) - 1

    @property
    def used(self) -> int:
        """How many lanes there are."""
        return len(self._taken)


def _round(number: float) -> float:
    return round(number, 1)
