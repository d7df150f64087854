"""What a part of a case says beside its facts that can tell which source it comes from.

The number that a closed source states stays in the case, since totals rest on it. Its words, its speaker and
its place in the source are for those who may read the source.
"""

from typing import Any

GIVING_AWAY: dict[str, tuple[str, ...]] = {
    "figure": (
        "citation_id",
        "as_stated",
        "calculation",
        "stated_by_text",
        "stated_by_actor_id",
        "stated_by_source_id",
    ),
    "finding": ("citation_id", "body_text", "native_value", "text", "report_ref", "paragraph"),
}
"""The columns by table, the one that names the citation first."""


def without_telling(table: str, values: dict[str, Any], closed: set[int]) -> dict[str, Any]:
    """The values of a part, without what gives its source away if it was read in one of the closed citations."""
    if values.get("citation_id") not in closed:
        return values
    return {name: value for name, value in values.items() if name not in GIVING_AWAY.get(table, ())}
