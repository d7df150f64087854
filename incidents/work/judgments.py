"""Judgments of the team: an earlier one is never overwritten, and a new one says who made it and when."""

from typing import Any

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.confidence.native import is_native_only
from incidents.records.picture import Picture
from incidents.vocabularies.mappings import version

# What makes a judgment another judgment; the state alone is bookkeeping about it.
NOT_CONTENT = frozenset({"id", "state", "author_id", "author_text", "dated", "second_reader_id", "second_at"})
NUMBERS = ("low", "best", "high", "rule", "reason", "value_state", "outcome", "group", "unit")
DECIDED = ("decided_by", "decided_at", "stale", "stale_because")


def keep_earlier_assessments(before: Picture, case: Picture, viewer: Viewer) -> None:
    """Turn a changed or removed assessment into an earlier one, and a new one on the same question into the current."""
    if "assessment" not in case:
        return
    stored = {values["id"]: values for values in before.get("assessment", [])}
    left = dict(stored)
    listed: list[dict[str, Any]] = []
    for values in case["assessment"]:
        old = left.pop(values.get("id"), None)
        if old is None:
            listed.append(_signed(values, viewer))
        elif old.get("state") != "current":
            listed.append(_earlier(old, case))  # whatever was sent about it
        elif _content(old) == _content(old | values):
            listed.append({**values, "state": values.get("state") or "current"})
        else:
            listed.append(_earlier(old, case))
            fresh = {name: value for name, value in (old | values).items() if name not in NOT_CONTENT}
            if any(fresh.get(name) != old.get(name) for name in ("scheme", "native_value")):
                fresh.pop("mapping_version", None)
            listed.append(_signed({"id": f"new-after-{old['id']}", **fresh}, viewer))
    listed += [_earlier(old, case) for old in left.values()]
    _settle_questions(listed, stored, case)
    case["assessment"] = listed


def _settle_questions(listed: list[dict[str, Any]], stored: dict[Any, dict[str, Any]], case: Picture) -> None:
    """Of several current answers to one question, the last one listed is the team's; the others become earlier."""
    newest: dict[tuple[Any, ...], int] = {}
    for position, values in enumerate(listed):
        whole = stored.get(values["id"], {}) | values
        if whole.get("state", "current") != "current":
            continue
        question = question_of(whole)
        if (earlier := newest.get(question)) is not None:
            old = stored.get(listed[earlier]["id"])
            listed[earlier] = _earlier(old, case) if old is not None else listed[earlier] | {"state": "superseded"}
        newest[question] = position


def question_of(values: dict[str, Any]) -> tuple[Any, ...]:
    """What a judgment answers: the question and what it is about.

    The grade of another scheme that nobody has placed on our ladder answers no question of the team: it stands
    beside the team's judgment, one for each scheme.
    """
    about = tuple(values.get(name) for name in ("axis", "about_attribution_id", "about_figure_id", "provision"))
    scheme = values.get("scheme")
    return (*about, scheme if is_native_only(scheme, values.get("native_value"), values.get("mapped_value")) else None)


def _earlier(old: dict[str, Any], case: Picture) -> dict[str, Any]:
    """A stored judgment as an earlier one: it stays as it is, but cannot point at what is no longer there."""
    state = old["state"] if old.get("state", "current") != "current" else "superseded"
    values = {"id": old["id"], "state": state}
    for name, table in (("about_attribution_id", "attribution"), ("about_figure_id", "figure")):
        if table in case and old.get(name) not in {part.get("id") for part in case[table]}:
            values[name] = None
    return values


def _content(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in NOT_CONTENT and value not in (None, "", [])}


def _signed(values: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    values.setdefault("state", "current")
    if values.get("scheme") and values.get("native_value") and not values.get("mapping_version"):
        values["mapping_version"] = version()
    if not values.get("author_text"):
        values["author_id"] = viewer.account_id
        values["author_text"] = None if viewer.account_id is not None else viewer.name
    if not values.get("dated"):
        values["dated"] = now().date().isoformat()
    return values


def keep_earlier_figures(before: Picture, case: Picture) -> None:
    """Keep the figures that the team held before as they were decided, whether they were listed or not."""
    if "figure" not in case:
        return
    earlier = {
        values["id"]
        for values in before.get("figure", [])
        if values["role"] == "assessed" and values.get("series_state") == "superseded"
    }
    kept = [values for values in case["figure"] if values.get("id") not in earlier]
    case["figure"] = kept + [{"id": number} for number in sorted(earlier)]
    _let_go_of_inputs(before, case)


def _let_go_of_inputs(before: Picture, case: Picture) -> None:
    """A claim can be taken out of a case though a decision rests on it: the decision is out of date then."""
    stored = {values["id"]: values for values in before.get("figure", [])}
    gone = stored.keys() - {values.get("id") for values in case["figure"]}
    for values in case["figure"]:
        old = stored.get(values.get("id"), {})
        inputs = values.get("inputs", old.get("inputs")) or []
        if (old | values).get("role") == "assessed" and gone.intersection(inputs):
            values["inputs"] = [number for number in inputs if number not in gone]


def sign_assessed_figures(before: Picture, case: Picture, viewer: Viewer) -> None:
    """Note who decided an assessed figure and when, if its number, rule or reason is new."""
    stored = {values["id"]: values for values in before.get("figure", [])}
    for values in case.get("figure", []):
        old = stored.get(values.get("id"), {})
        if values.get("role", old.get("role")) != "assessed":
            continue
        if all((old | values).get(name) == old.get(name) for name in NUMBERS):
            for name in DECIDED:  # nobody decided anything, whatever was sent about it
                values.pop(name, None)
            continue
        values |= {"decided_by": viewer.account_id, "decided_at": now().isoformat()}
        values |= {"stale": False, "stale_because": None}


def sign_settled_questions(before: Picture, case: Picture, viewer: Viewer) -> None:
    """Note who settled an open question and when; one that is opened again is nobody's."""
    stored = {values["id"]: values for values in before.get("quality_issue", [])}
    for values in case.get("quality_issue", []):
        state, old = values.get("state"), stored.get(values.get("id"), {})
        if state is None or state == old.get("state"):
            continue
        is_open = state == "open"
        values |= {
            "resolved_by": None if is_open else viewer.account_id,
            "resolved_at": None if is_open else now().isoformat(),
        }
