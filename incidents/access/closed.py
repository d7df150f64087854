"""What a part of a case says beside its facts that can tell which source it comes from.

The number that a closed source states stays in the case, since totals rest on it. Its words, its speaker and
its place in the source are for those who may read the source. A sheet is read in several sources; its words are
closed where every one of them is.
"""

from collections.abc import Collection
from functools import cache
from typing import Any

from incidents.records.sheet import sheets, telling_words

GIVING_AWAY: dict[str, tuple[str, ...]] = {
    "figure": (
        "citation_id",
        "as_stated",
        "calculation",
        "stated_by_text",
        "stated_by_actor_id",
        "stated_by_source_id",
    ),
    "incident_instrument": ("citation_id", "note"),
    "incident_link": ("citation_id", "note"),
    "finding": ("citation_id", "body_text", "native_value", "text", "report_ref", "paragraph"),
}
"""The columns by table, the one that names the citation first."""


@cache
def giving_away(table: str) -> tuple[str, ...]:
    """The columns of a part that can tell which source it comes from."""
    of_sheets: dict[str, tuple[str, ...]] = {kind.__tablename__: ("cited", *telling_words(kind)) for kind in sheets()}
    return (GIVING_AWAY | of_sheets).get(table, ())


def tables_giving_away() -> tuple[str, ...]:
    """The parts of a case that have such columns."""
    return (*GIVING_AWAY, *(kind.__tablename__ for kind in sheets()))


def is_closed(table: str, values: dict[str, Any], closed: Collection[int]) -> bool:
    """Whether a part was read in closed citations and in no other."""
    told = giving_away(table)
    if "cited" in told:
        cited = values.get("cited") or ()
        return bool(cited) and all(number in closed for number in cited)
    return bool(told) and values.get("citation_id") in closed


def without_telling(table: str, values: dict[str, Any], closed: set[int]) -> dict[str, Any]:
    """The values of a part, without what gives its source away if it was read in closed citations alone."""
    if not is_closed(table, values, closed):
        return values
    return {name: value for name, value in values.items() if name not in giving_away(table)}
