"""The one number that searches and totals read for an outcome of a case, worked out from all that is claimed.

The team's assessed figure stands if there is one. Else it is the range of the current reported figures:
the least of their lower ends to the greatest of their upper ends. Nothing is averaged, and a number
that contradicts itself is used as it is stated. A number that only a convention put in ("dozens" counted
as 24) is kept apart: the case has no number then, and what was supplied stands beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.ranges import Count
from incidents.records import Figure

Key = tuple[str, str, str, str]
"""Outcome, group, unit, and stock or flow, which is empty where it does not matter or is not known."""

CURRENT = (None, "current", "unordered")
# These befall people at a moment: their number is never one of a day, whatever a list says, and needs no kind.
HAPPENS_ONCE = frozenset({"killed", "injured", "exposed", "treated", "sexual_violence", "survived"})
# Wordings that give the least a number can be and say nothing about the most.
OPEN_ABOVE = frozenset({"at_least", "more_than", "dozens", "hundreds"})
# When several sources give no number, the answer that tells most: held back, looked for in vain, beside the point.
WITHOUT_NUMBER = ("withheld", "unknown", "not_applicable")
# A crossing that only repeats what the group says already does not make a figure narrower than its group.
IMPLIED: dict[str, frozenset[str]] = {
    "civilian": frozenset({"civilian"}),
    "status_unknown": frozenset({"unknown"}),
    "men": frozenset({"man", "adult_18_plus"}),
    "women": frozenset({"woman", "adult_18_plus"}),
    "boys": frozenset({"man", "child_under_18"}),
    "girls": frozenset({"woman", "child_under_18"}),
    "children": frozenset({"child_under_18"}),
    "adults": frozenset({"adult_18_plus"}),
    "elderly": frozenset({"adult_18_plus"}),
}


@dataclass(frozen=True, slots=True)
class Effective:
    """What counts for one outcome, group and unit; ``assessed`` is false for a mere range of claims.

    ``supplied`` is the least number that a convention of ours puts in where only a word such as "dozens" is said.
    """

    outcome: str
    group: str
    unit: str
    kind: str = ""
    low: int | None = None
    best: int | None = None
    high: int | None = None
    open_above: bool = False
    assessed: bool = False
    value_state: str | None = None
    supplied: int | None = None

    @property
    def count(self) -> Count:
        """The number with its doubt, as pages show it."""
        return Count(self.low, self.best, self.high, self.open_above)


def effective_figures(figures: Iterable[Figure]) -> list[Effective]:
    """Return the effective figures of one case, in the order of outcome, group and unit."""
    by_key: dict[Key, list[Figure]] = {}
    for figure in figures:
        if figure.role != "check" and not is_narrower(figure):
            kind = "" if figure.outcome in HAPPENS_ONCE else figure.kind or ""
            by_key.setdefault((figure.outcome, figure.group, figure.unit, kind), []).append(figure)
    found = (_effective(key, by_key[key]) for key in sorted(by_key))
    return [one for one in found if one is not None]


def input_set(figures: Iterable[Figure]) -> list[Figure]:
    """Return the reported figures of one outcome, group and unit that a range may be made of."""
    usable = [figure for figure in figures if _is_usable(figure)]
    if len({figure.cause_of_death for figure in usable}) > 1:
        # Those killed by one weapon among several are no claim about all who were killed.
        usable = [figure for figure in usable if figure.cause_of_death is None]
    return usable


def lowest(figure: Figure) -> int | None:
    """Return the lower end of a figure: its low number, else its best."""
    return figure.best if figure.low is None else figure.low


def highest(figure: Figure) -> int | None:
    """Return the upper end of a figure: its high number, else its best, else its low."""
    return next((number for number in (figure.high, figure.best, figure.low) if number is not None), None)


def is_open_above(figure: Figure) -> bool:
    """Tell whether it can be more than the highest number of a figure, or the figure has none.

    The team may name a highest number and still hold that it can be more, as when two of four speakers
    give only a minimum: 83 to 100, put as "at least".
    """
    if figure.qualifier in OPEN_ABOVE:
        return figure.high is None or figure.role == "assessed"
    return figure.low is not None and figure.best is None and figure.high is None


def _has_number(figure: Figure) -> bool:
    return highest(figure) is not None


def is_narrower(figure: Figure) -> bool:
    """Tell whether a figure counts only a part of its group, or is limited to a place or a period."""
    sex, age_group, victim_status = figure.sex, figure.age_group, figure.victim_status
    if sex is not None or age_group is not None or victim_status is not None:
        crossings = {sex, age_group, victim_status} - {None}
        if crossings - IMPLIED.get(figure.group, frozenset()):
            return True
    period: UncertainDate | None = figure.period
    return figure.place_id is not None or not (period is None or period.is_empty)


def _is_current_claim(figure: Figure) -> bool:
    return figure.role == "reported" and figure.series_state in CURRENT


def _is_usable(figure: Figure) -> bool:
    return (
        _is_current_claim(figure)
        and figure.value_state in (None, "known")
        and not figure.imputed
        and _is_documented(figure)
        and figure.counting_basis in (None, "incident_total")
        and _has_number(figure)
    )


def _effective(key: Key, figures: list[Figure]) -> Effective | None:
    assessed = [f for f in figures if f.role == "assessed" and f.series_state in CURRENT and _is_documented(f)]
    if assessed:
        return _from_assessed(key, max(assessed, key=_decided))
    claims = input_set(figures)
    if claims:
        return _range_of(key, claims)
    states = {f.value_state for f in figures if _is_current_claim(f)}
    if not states:
        return None
    # A claim without a usable number ("dozens", an estimate) was looked at, and does not tell how many.
    state = next((s for s in WITHOUT_NUMBER if s in states), "unknown")
    supplied = _supplied(figures) if state == "unknown" else None
    return Effective(*key, open_above=supplied is not None, value_state=state, supplied=supplied)


def _supplied(figures: list[Figure]) -> int | None:
    """The least that a convention puts in for these claims, of which none names a number."""
    words = [figure for figure in figures if _is_current_claim(figure) and _is_supplied(figure)]
    if len({figure.cause_of_death for figure in words}) > 1:
        words = [figure for figure in words if figure.cause_of_death is None]
    return min((least for figure in words if (least := lowest(figure)) is not None), default=None)


def _is_supplied(figure: Figure) -> bool:
    basis = figure.counting_basis in (None, "incident_total")
    return (
        bool(figure.imputed) and figure.value_state in (None, "known", "unknown") and basis and _is_documented(figure)
    )


def _is_documented(figure: Figure) -> bool:
    return figure.record_kind != "statistical_estimate"


def _decided(figure: Figure) -> tuple[datetime, int]:
    return figure.decided_at or datetime.min.replace(tzinfo=UTC), figure.id or 0


def _from_assessed(key: Key, figure: Figure) -> Effective:
    if not _has_number(figure) or figure.value_state not in (None, "known"):
        state = figure.value_state if figure.value_state in WITHOUT_NUMBER else "unknown"
        return Effective(*key, assessed=True, value_state=state)
    if figure.imputed:
        least = lowest(figure)
        return Effective(*key, open_above=least is not None, assessed=True, value_state="unknown", supplied=least)
    return Effective(
        *key,
        low=lowest(figure),
        best=figure.best,
        high=highest(figure),
        open_above=is_open_above(figure),
        assessed=True,
        value_state="known",
    )


def _range_of(key: Key, claims: list[Figure]) -> Effective:
    if len(claims) == 1:  # nearly always so in imported lists
        (only,) = claims
        low, high, is_open = lowest(only), highest(only), is_open_above(only)
        return Effective(*key, low=low, best=only.best, high=high, open_above=is_open, value_state="known")
    lows = [low for low in map(lowest, claims) if low is not None]
    highs = [high for high in map(highest, claims) if high is not None]
    bests = {figure.best for figure in claims}
    return Effective(
        *key,
        low=min(lows, default=None),
        best=bests.pop() if len(bests) == 1 else None,  # one who names no best does not agree
        high=max(highs, default=None),
        open_above=any(map(is_open_above, claims)),
        value_state="known",
    )
