"""Words, addresses and drawings of the settling page."""

from typing import Any

from flask import url_for

from incidents.answers.settling import Settling, Subject
from incidents.base.ranges import say_count
from incidents.web import strip


def column_id(subject: Subject) -> Any:
    """Names the column of a group for links from elsewhere: "killed-total", "displaced-total-household"."""
    outcome, unit, kind = subject
    beside = [one for one in (kind, unit if unit != "person" else "") if one]

    def name(group: str) -> str:
        return "-".join([outcome, group, *beside])

    return name


def tab_address(code: str, subject: Subject, group: str | None, carried: dict[str, Any]) -> str:
    """The page for an outcome, and for one group of it, with the parameters as they are."""
    outcome, unit, kind = subject
    kept = {name: value for name, value in carried.items() if name not in ("outcome", "group", "unit", "kind")}
    given: dict[str, Any] = {
        "outcome": outcome,
        "unit": unit if unit != "person" else None,
        "kind": kind or None,
        "group": group,
    }
    return url_for("figures.page", code=code, **{k: v for k, v in given.items() if v is not None}, **kept)


def strips_of(found: Settling) -> dict[str, Any] | None:
    """The strip of the chosen group, where at least two claims state a number."""
    claims = [
        strip.Claim(
            one.speaker,
            one.cell.count.low,
            one.cell.count.best,
            one.cell.count.high,
            one.cell.count.open_above,
            not one.is_past,
        )
        for one in sorted(found.grid.claims.values(), key=lambda claim: claim.row)
        if one.group == found.group and one.cell.count.is_known
    ]
    if len(claims) < 2:
        return None
    held = found.chosen.count if found.chosen is not None and found.chosen.count.is_known else None
    words = say_count(held) if held is not None else None
    return {"wide": strip.large(claims, held), "narrow": strip.large(claims, held, width=340), "adopted": words}
