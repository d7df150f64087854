"""What a movement comes to: one number of persons and one of households, out of the figures that count it.

The assessed figure stands if there is one, else the range of the current claims; what only checks and what a later
count replaced are left out, so that two sources that speak of the same people are never added. Persons are worked
out of households only where the source says how many persons a household has, and the working stands beside them.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from incidents.base.languages import _
from incidents.base.ranges import Count, say_count
from incidents.records import Figure
from incidents.search.effective import CURRENT, Effective, effective_figures, highest

OUTCOMES = ("displaced", "returned")
RETURNS = frozenset({"return", "cross_border_return", "failed_return", "returnees"})
NOT_COUNTED = ("check",)


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers of movements added up; ``best`` is None while any movement with a number lacks a best one.

    Of ``n`` movements ``n_known`` have a number; ``n_open`` of them may be more. Those without one add nothing.
    """

    n: int = 0
    n_known: int = 0
    n_assessed: int = 0
    n_best: int = 0
    n_open: int = 0
    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def count(self) -> Count:
        """The sum with its doubt, as pages show it."""
        return Count(self.low, self.best, self.high, self.n_open > 0)

    @property
    def n_unknown(self) -> int:
        """Movements whose number nobody knows."""
        return self.n - self.n_known


@dataclass(frozen=True, slots=True)
class Counted:
    """The number of a movement or of a place on its way; ``workings`` say how persons were worked out."""

    persons: Effective | None = None
    households: Effective | None = None
    workings: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a number of persons or of households."""
        return any(one is not None and one.count.is_known for one in (self.persons, self.households))


class _Standing:
    """A figure as it counts for its movement: the part of the case is the whole there, and its kind is said above."""

    def __init__(self, figure: Any, **other: Any) -> None:
        part = figure.counting_basis == "part_of_incident"
        self._figure = figure
        self._other = {"kind": None, "counting_basis": None if part else figure.counting_basis} | other

    def __getattr__(self, name: str) -> Any:
        other = self.__dict__["_other"]
        return other[name] if name in other else getattr(self.__dict__["_figure"], name)


def counted(figures: Iterable[Figure], kind: str | None, category: str | None = None) -> Counted:
    """What figures come to that are listed with a movement, or with a count of a day, of this kind and category."""
    own = [one for one in figures if one.outcome in OUTCOMES and one.group == "total" and one.kind in (None, kind)]
    order = OUTCOMES[::-1] if category in RETURNS else OUTCOMES
    outcome = next((one for one in order if any(figure.outcome == one for figure in own)), None)
    own = [one for one in own if one.outcome == outcome]
    standing: list[Any] = [_Standing(one) for one in own]
    found = {one.unit: one for one in effective_figures(standing)}
    persons, households = found.get("person"), found.get("household")
    if households is not None and (persons is None or not persons.count.is_known):
        sized = _sized(own)
        worked = [_Standing(one, unit="person", **_times(one)) for one in sized]
        out: list[Any] = list(worked)
        computed = next(iter(effective_figures(out)), None)
        if computed is not None and computed.count.is_known:
            return Counted(computed, households, tuple(working(one) for one in sized))
    return Counted(persons, households)


def _sized(figures: Collection[Figure]) -> list[Figure]:
    """The households that count and whose size is stated; the team's own number alone where there is one."""
    counting = [
        one for one in figures
        if one.unit == "household" and one.role not in NOT_COUNTED and one.series_state in CURRENT
        and not one.imputed and one.value_state in (None, "known") and highest(one) is not None
    ]  # fmt: skip
    counting = [one for one in counting if one.role == "assessed"][-1:] or counting
    return [one for one in counting if one.household_size]


def _times(figure: Figure) -> dict[str, int | None]:
    """The bounds as persons; a part of a person is rounded away from the middle, so that the range stays true."""
    size = figure.household_size or 0
    return {
        "low": None if figure.low is None else math.floor(round(figure.low * size, 6)),
        "best": None if figure.best is None else round(figure.best * size),
        "high": None if figure.high is None else math.ceil(round(figure.high * size, 6)),
    }


def working(figure: Figure) -> str:
    """How persons come of households: "1,200 households × 5 = 6,000 persons, size from the source"."""
    times = _times(figure)
    return _(
        "%(households)s households × %(size)s = %(persons)s persons, size from the source",
        households=say_count(Count(figure.low, figure.best, figure.high)),
        size=f"{figure.household_size:g}",
        persons=say_count(Count(times["low"], times["best"], times["high"])),
    )


def workings(figures: Iterable[Figure]) -> list[str]:
    """The workings of the figures that count households of a stated size, for the page of a case."""
    return [working(one) for one in _sized(list(figures))]


@dataclass(slots=True)
class Adding:
    """A sum in the making."""

    parts: list[Effective | None] = field(default_factory=list)

    def add(self, one: Effective | None) -> None:
        """Take one more movement in."""
        self.parts.append(one)

    @property
    def sum(self) -> Sum:
        """What it comes to so far."""
        known = [one for one in self.parts if one is not None and one.count.is_known]
        bests = [one.best for one in known if one.best is not None]
        lows = [one.low for one in known if one.low is not None]
        highs = [one.high for one in known if one.high is not None]
        return Sum(
            n=len(self.parts),
            n_known=len(known),
            n_assessed=sum(one.assessed for one in known),
            n_best=len(bests),
            n_open=sum(one.open_above or one.high is None for one in known),
            low=sum(lows) if known else None,
            best=sum(bests) if known and len(bests) == len(known) else None,
            high=sum(highs) if known else None,
        )
