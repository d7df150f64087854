"""The history of a record without its links to cases that the reader may not see: not even that there are any."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_ids
from incidents.ledger.replay import Past
from incidents.records import Incident

Link = tuple[str, int]
LINKS = {"aggregate_case": "incident_id", "incident_link": "other_id"}
"""The parts that lead to a case, each with the column that does."""


def without_unseen_cases(session: Session, viewer: Viewer, past: list[Past]) -> list[Past]:
    """The changes without what they say of cases that are not shown; one that says nothing else is left out."""
    linked: dict[Link, set[int]] = {}
    for change in past:
        for difference in change.differences:
            if difference["part"] in LINKS:
                linked.setdefault((difference["part"], difference["id"]), set()).update(_cases(difference))
    if not linked or viewer.sees_all:
        return past
    numbers = set().union(*linked.values())
    seen = set(session.scalars(visible_ids(Incident, viewer).where(Incident.id.in_(numbers))))
    hidden = {link for link, cases in linked.items() if cases - seen}
    return [told for change in past if (told := _told(change, hidden)) is not None]


def _cases(difference: dict[str, Any]) -> Iterable[int]:
    column = LINKS[difference["part"]]
    ends = difference.get("fields", {}).get(column, {})
    named = (difference.get("values", {}).get(column), ends.get("from"), ends.get("to"))
    return (number for number in named if number is not None)


def _told(change: Past, hidden: set[Link]) -> Past | None:
    kept = [one for one in change.differences if (one["part"], one["id"]) not in hidden]
    if len(kept) == len(change.differences):
        return change
    # The reason was given for what is hidden as well, and may name it.
    return replace(change, differences=kept, reason=None) if kept else None
