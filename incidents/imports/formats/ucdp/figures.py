"""The numbers of a UCDP event as claims of the data set: all deaths, and whom UCDP holds to be among them.

UCDP divides its best number only. Where low, best and high are one number, the parts are as firm as the whole; where
they differ, a part is "about" so many. And where the best number is nought while the highest is not, the noughts of
the parts say nothing about who the dead may be: the parts are then unknown.
"""

from collections.abc import Iterator
from typing import Any

from incidents.imports.formats.ucdp.event import Event, Total

TOTAL, CIVILIAN, UNKNOWN, COMBATANT = "total", "deaths_civilians", "deaths_unknown", "deaths_a + deaths_b"
SIDES = {"deaths_a": "a", "deaths_b": "b"}

Values = dict[str, Any]


def figures_of(event: Event) -> Iterator[tuple[str, Values]]:
    """The figures of an event: a name for each, and its values; the whole comes before its parts."""
    total = event.total
    if any(number is not None for number in total):
        yield (
            TOTAL,
            _shaped("total", total.low, total.best, total.high)
            | {
                "qualifier": _qualifier(total),
                "as_stated": ", ".join(
                    f"{name} {n}" for name, n in zip(Total._fields, total, strict=True) if n is not None
                ),
            },
        )
    for name, group in ((CIVILIAN, "civilian"), (UNKNOWN, "status_unknown")):
        if name in event.breakdown:
            yield name, _part(event, group, event.breakdown[name], f"{name} {event.breakdown[name]}")
    sides = {name: event.breakdown[name] for name in SIDES if name in event.breakdown and _has_fighters(event, name)}
    if sides:
        working = " + ".join(f"{count} ({_side(event, name)})" for name, count in sides.items())
        stated = ", ".join(f"{name} {count}" for name, count in sides.items())
        yield COMBATANT, _part(event, "combatant", sum(sides.values()), stated) | {"calculation": working[:500]}
    for name, count in sides.items():
        if count:
            # Each side is a part of the fighters, not another claim about them.
            of_one_side = {"victim_status": "member_of_armed_forces", "calculation": _side(event, name)[:500]}
            yield name, _part(event, "combatant", count, f"{name} {count}") | of_one_side


# What all of UCDP's figures have in common.
COMMON: Values = {
    "role": "reported",
    "outcome": "killed",
    "unit": "person",
    "record_kind": "documented_count",
    "method": "compilation",
    "counting_basis": "incident_total",
    "series_state": "current",
}


def within(name: str) -> tuple[str, ...]:
    """The names of the figures that one lies within, the nearest first."""
    if name == TOTAL:
        return ()
    return (COMBATANT, TOTAL) if name in SIDES else (TOTAL,)


def _has_fighters(event: Event, name: str) -> bool:
    """Whether deaths on a side are deaths of fighters: side B of one-sided violence are civilians."""
    return bool(event.breakdown[name] or event.groups(SIDES[name]))


def _side(event: Event, name: str) -> str:
    return (event.side_a if SIDES[name] == "a" else event.side_b) or name


def _qualifier(total: Total) -> str | None:
    if total.is_exact:
        return "exact"
    if total.low is None and total.high is None:
        return "approximately"
    return "range" if total.low is not None and total.high is not None else None


def _shaped(group: str, low: int | None, best: int | None, high: int | None) -> Values:
    return {"group": group, "low": low, "best": best, "high": high, "value_state": "known"}


def _part(event: Event, group: str, count: int, stated: str) -> Values:
    total = event.total
    if total.is_exact:
        return _shaped(group, count, count, count) | {"qualifier": "exact", "as_stated": stated}
    if not count and not total.best and total.high:
        return {"group": group, "value_state": "unknown", "as_stated": stated}
    return _shaped(group, None, count, None) | {"qualifier": "approximately", "as_stated": stated}
