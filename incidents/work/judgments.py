"""Judgments of the team: an earlier one is never overwritten, and a new one says who made it and when."""

from typing import Any

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.records.picture import Picture

# What makes a judgment another judgment; the state alone is bookkeeping about it.
NOT_CONTENT = frozenset({"id", "state", "author_id", "author_text", "dated", "second_reader_id", "second_at"})
NUMBERS = ("low", "best", "high", "rule", "reason", "value_state", "outcome", "group", "unit")


def keep_earlier_assessments(before: Picture, case: Picture, viewer: Viewer) -> None:
    """Turn a changed or removed assessment into an earlier one, and a new one on the same question into the current."""
    if "assessment" not in case:
        return
    stored = {values["id"]: values for values in before.get("assessment", [])}
    listed: list[dict[str, Any]] = []
    for values in case["assessment"]:
        old = stored.pop(values.get("id"), None)
        if old is None:
            listed.append(_signed(values, viewer))
        elif _content(old) == _content(old | values) or old.get("state") != "current":
            listed.append({**values, "state": values.get("state") or old.get("state")})
        else:
            listed.append({"id": old["id"], "state": "superseded"})
            fresh = {name: value for name, value in (old | values).items() if name not in NOT_CONTENT}
            listed.append(_signed({"id": f"new-after-{old['id']}", **fresh}, viewer))
    listed += [{"id": number, "state": "superseded"} for number in stored]
    newest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for values in listed:
        merged = {**{v["id"]: v for v in before.get("assessment", [])}.get(values["id"], {}), **values}
        if merged.get("state", "current") != "current":
            continue
        question = tuple(merged.get(name) for name in ("axis", "about_attribution_id", "about_figure_id", "provision"))
        if (earlier := newest.get(question)) is not None:
            earlier["state"] = "superseded"
        newest[question] = values
    case["assessment"] = listed


def _content(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in NOT_CONTENT and value not in (None, "", [])}


def _signed(values: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    values.setdefault("state", "current")
    if not values.get("author_text"):
        values["author_id"] = viewer.account_id
        values["author_text"] = None if viewer.account_id is not None else viewer.name
    if not values.get("dated"):
        values["dated"] = now().date().isoformat()
    return values


def sign_assessed_figures(before: Picture, case: Picture, viewer: Viewer) -> None:
    """Note who decided an assessed figure and when, if its number, rule or reason is new."""
    stored = {values["id"]: values for values in before.get("figure", [])}
    for values in case.get("figure", []):
        old = stored.get(values.get("id"), {})
        if values.get("role", old.get("role")) != "assessed":
            continue
        if all((old | values).get(name) == old.get(name) for name in NUMBERS):
            continue
        values |= {"decided_by": viewer.account_id, "decided_at": now().isoformat(), "stale": False}
