"""The figures of a case sorted into what is reconciled with one another: one outcome, group, unit and kind."""

from collections.abc import Iterable
from datetime import UTC, datetime

from incidents.records import Figure
from incidents.search.effective import CURRENT, Key, is_narrower


def key_of(figure: Figure) -> Key:
    """The outcome, group, unit and kind of a figure."""
    return figure.outcome, figure.group, figure.unit, figure.kind or ""


def by_key(figures: Iterable[Figure]) -> dict[Key, list[Figure]]:
    """The reported and assessed figures of a case by key, in the order of the keys; narrower ones stay in theirs."""
    found: dict[Key, list[Figure]] = {}
    for figure in figures:
        found.setdefault(key_of(figure), []).append(figure)
    return {key: found[key] for key in sorted(found)}


def adopted(figures: Iterable[Figure]) -> Figure | None:
    """The figure of one key that the team holds now, the one decided last."""
    held = [f for f in figures if f.role == "assessed" and f.series_state in CURRENT and not is_narrower(f)]
    return max(held, key=lambda f: (f.decided_at or datetime.min.replace(tzinfo=UTC), f.id or 0), default=None)
