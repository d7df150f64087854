"""What a whole case must hold beyond its single fields."""

import re
from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Incident
from incidents.records.picture import Picture, drawn_columns, is_sibling_link, parts_of
from incidents.records.sheet import Sheet
from incidents.vocabularies import vocabulary
from incidents.work.checks.dates import check_dates
from incidents.work.checks.declared import check_declared
from incidents.work.checks.figures import check_figure
from incidents.work.checks.findings import check_finding
from incidents.work.checks.places import check_place
from incidents.work.checks.rows import Row, rows_of
from incidents.work.checks.sheets import check_sheet

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
ADDRESSES = ("url", "position_url")


def check_case(drawing: Picture, before: Picture | None = None) -> list[Problem]:
    """Every problem of a case as it was entered; an empty list means that it can be stored.

    ``before`` is the case as it is stored: what is entered just so is not checked again.
    """
    before = before or {}
    found = check_declared(Incident, drawing, before) + check_dates(Incident, drawing, before)
    # What is not listed stays, and what it refers to must stay with it.
    unlisted = {table: before[table] for table in parts_of(Incident) if table in before and table not in drawing}
    for row in rows_of(Incident, unlisted | drawing, before):
        found += _links(row, drawing, before)
        if row.is_changed:
            found += _times(row)
            found += _of_part(row)
            if issubclass(row.record, Sheet):
                found += check_sheet(row, drawing, before)
    return found


def _of_part(row: Row) -> Iterator[Problem]:
    values = row.whole
    if row.table == "figure":
        yield from check_figure(values, row.path)
    elif row.table == "finding":
        yield from check_finding(values, row.path)
    elif row.table == "incident_place":
        yield from check_place(values, row.path)
    elif row.table == "incident_violation":
        yield from _violation(values, row.path)
    elif row.table == "assessment":
        yield from _native_grade(values, row.path)
    elif row.table == "citation":
        for name, reason in (("reliability_override", "reliability_reason"), ("independent", "independent_reason")):
            if values.get(name) and not values.get(reason):
                message = _("Give the reason for overruling what would follow otherwise.")
                yield Problem(row.path + reason, message, "needed")
    for name in ADDRESSES:
        if row.changes(name) and values.get(name) and not is_web_address(values[name]):
            yield Problem(row.path + name, _("An address begins with http:// or https://."), "value")


def _native_grade(values: dict[str, Any], path: str) -> Iterator[Problem]:
    """A grade that somebody else gave needs its scheme, and a scheme its grade; what the grade is, is theirs to say."""
    if values.get("native_value") and not values.get("scheme"):
        yield Problem(path + "scheme", _("Choose whose grade this is."), "needed")
    if values.get("scheme") and not values.get("native_value"):
        yield Problem(path + "native_value", _("Write the grade as it stands in that scheme."), "needed")


def is_web_address(text: Any) -> bool:
    """Whether a text can be followed as a link without running anything."""
    return str(text).lower().startswith(("http://", "https://"))


def _violation(values: dict[str, Any], path: str) -> Iterator[Problem]:
    terms, code = vocabulary("violation_type"), values.get("violation")
    if code in terms and terms.term(str(code)).needs_note and not values.get("note"):
        yield Problem(path + "note", _("Say in a note which other violation it is."), "needed")


def _times(row: Row) -> Iterator[Problem]:
    for name in ("time_from", "time_to"):
        if row.changes(name) and row.values[name] and not CLOCK.fullmatch(str(row.values[name])):
            yield Problem(row.path + name, _("Write the time as hours and minutes, such as 06:40."), "value")


def _links(row: Row, drawing: Picture, before: Picture) -> Iterator[Problem]:
    """Links to other parts of the case must lead to parts that it has, whoever removed them."""
    if row.table == "assessment" and row.whole.get("state", "current") != "current":
        return  # an earlier judgment stays, even about what is no longer part of the case
    whole = row.whole
    for name, _column, field in drawn_columns(row.record):
        value = whole.get(name)
        if not value or not is_sibling_link(row.record, field):
            continue
        target = field.vocabulary or ""
        known = {part.get("id") for part in (drawing if target in drawing else before).get(target, [])}
        for key in value if isinstance(value, list) else [value]:
            if key not in known:
                yield Problem(row.path + name, _("What this refers to is no longer part of the case."), "link")
