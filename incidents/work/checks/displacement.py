"""What a displacement and the places on its way must hold: a stock its day, a flow its time, and numbers of its kind.

A date that nobody knows is said in words, such as "not known": what is asked for is an answer, not a day.
"""

from collections.abc import Iterator
from typing import Any

from incidents.base.dates.uncertain import NotADate
from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records.picture import Picture
from incidents.vocabularies import label, vocabulary
from incidents.work.applying import date_from_plain
from incidents.work.checks.rows import Row

OUTCOMES = ("displaced", "returned")
ENDS = ("origin", "transit", "destination")


def check_displacement(row: Row, drawing: Picture, before: Picture) -> Iterator[Problem]:
    """The problems of one displacement."""
    yield from _dates(row)
    yield from _category(row)
    yield from _figures(row, row.whole.get("kind"), drawing, before)


def check_leg(row: Row, drawing: Picture, before: Picture) -> Iterator[Problem]:
    """The problems of one place on the way; its numbers are of the kind of its displacement."""
    number = row.whole.get("incident_place_id")
    place = next((one for one in _rows("incident_place", drawing, before) if one.get("id") == number), None)
    if not number:
        if row.is_new or row.changes("incident_place_id"):
            yield Problem(row.path + "incident_place_id", _("Choose one of the places of the case."), "needed")
    elif place is not None and place.get("role") not in ENDS and (row.is_new or row.changes("incident_place_id")):
        message = _(
            "This place is none on a way. Under “Places” choose origin, transit or destination as what happened there."
        )
        yield Problem(row.path + "incident_place_id", message, "role")
    owner = row.whole.get("displacement_id")
    kind = next((one.get("kind") for one in _rows("displacement", drawing, before) if one.get("id") == owner), None)
    yield from _figures(row, kind, drawing, before)


def _rows(table: str, drawing: Picture, before: Picture) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (drawing if table in drawing else before).get(table, [])
    return found


def _touches(row: Row, *names: str) -> bool:
    return row.is_new or any(row.changes(name) for name in names)


def _is_said(values: dict[str, Any], group: str) -> bool:
    return bool(values.get(f"{group}_text") or values.get(f"{group}_edtf"))


def _dates(row: Row) -> Iterator[Problem]:
    values, kind = row.whole, row.whole.get("kind")
    if kind == "stock" and not _is_said(values, "reported_on") and _touches(row, "kind", "reported_on_text"):
        message = _("How many are away is so on one day: write the day for which they were counted, or “not known”.")
        yield Problem(row.path + "reported_on_text", message, "needed")
    if kind == "flow" and not _is_said(values, "moved") and _touches(row, "kind", "moved_text"):
        message = _("Write from when to when they left, such as 2017-04-14/2017-04-19, or “not known”.")
        yield Problem(row.path + "moved_text", message, "needed")
    if _touches(row, "reported_on_text", "reported_on_edtf", "expires_on_text", "expires_on_edtf"):
        counted, expires = _date(values, "reported_on"), _date(values, "expires_on")
        if counted and expires and counted.earliest and expires.latest and expires.latest < counted.earliest:
            yield Problem(
                row.path + "expires_on_text", _("It cannot end before the day for which it was counted."), "order"
            )


def _date(values: dict[str, Any], group: str) -> Any:
    """The date of a group, or None: one that cannot be read has a problem of its own already."""
    try:
        return date_from_plain(group, values) if values.get(f"{group}_edtf") else None
    except NotADate:
        return None


def _category(row: Row) -> Iterator[Problem]:
    kind, category = row.whole.get("kind"), row.whole.get("category")
    terms = vocabulary("displacement_category")
    if not kind or category not in terms or not _touches(row, "kind", "category"):
        return
    families = [family for family in ("stock", "flow") if category in terms.family(family)]
    if families and kind not in families:
        message = _(
            "“%(category)s” counts a %(other)s, and this is a %(kind)s. Choose another category, or make it two.",
            category=label("displacement_category", str(category)),
            other=label("stock_or_flow", families[0]),
            kind=label("stock_or_flow", str(kind)),
        )
        yield Problem(row.path + "category", message, "kind")


def _figures(row: Row, kind: Any, drawing: Picture, before: Picture) -> Iterator[Problem]:
    if not _touches(row, "figures", "kind"):
        return
    known = {one.get("id"): one for one in _rows("figure", drawing, before)}
    listed = [known[number] for number in row.whole.get("figures") or () if number in known]
    if any(one.get("outcome", "killed") not in OUTCOMES for one in listed):
        message = _("Only numbers of displaced or returned people belong here; the others stay with the case.")
        yield Problem(row.path + "figures", message, "outcome")
    other = next((one["kind"] for one in listed if kind and one.get("kind") and one["kind"] != kind), None)
    if other:
        message = _(
            "One of these numbers is a %(other)s, and this is a %(kind)s: the two are never mixed.",
            other=label("stock_or_flow", other),
            kind=label("stock_or_flow", str(kind)),
        )
        yield Problem(row.path + "figures", message, "kind")
