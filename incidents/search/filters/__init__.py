"""The filters: whatever can be asked of a case, one object each."""

from functools import cache

from incidents.base.text import fold
from incidents.search.filters.base import Condition, Filter, NotUnderstood
from incidents.search.filters.registry import EVERY_FILTER

FILTERS: dict[str, Filter] = {one.key: one for one in EVERY_FILTER}
"""Every filter by its key."""


@cache
def spelled() -> dict[str, str]:
    """Return every key and alias, folded, with the key that it means."""
    names = {fold(alias): one.key for one in EVERY_FILTER for alias in one.aliases}
    return names | {fold(key): key for key in FILTERS}


def find_filter(typed: str) -> Filter | None:
    """Return the filter that a typed key means, by key or alias in any language, or None."""
    key = spelled().get(fold(typed).replace("-", "_"))
    return FILTERS[key] if key else None


__all__ = ["EVERY_FILTER", "FILTERS", "Condition", "Filter", "NotUnderstood", "find_filter", "spelled"]
