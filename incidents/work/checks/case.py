"""What a whole case must hold beyond its single fields."""

import re
from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.db.base import Record
from incidents.records import Incident
from incidents.records.picture import Picture, drawn_columns, parts_of
from incidents.vocabularies import vocabulary
from incidents.work.applying import is_sibling_link
from incidents.work.checks.dates import check_dates
from incidents.work.checks.declared import check_declared
from incidents.work.checks.figures import check_figure
from incidents.work.checks.places import check_place

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check_case(drawing: Picture) -> list[Problem]:
    """Every problem of a case as it was entered; an empty list means that it can be stored."""
    found = check_declared(Incident, drawing)
    incident = drawing.get("incident", {})
    found += _times(incident)
    found += check_dates(Incident, drawing)
    for table, (_attribute, kind) in parts_of(Incident).items():
        for values in drawing.get(table, []):
            path = f"{table}.{values.get('id')}."
            found += _links(kind, values, path, drawing)
            found += _of_part(table, values, path)
    return found


def _of_part(table: str, values: dict[str, Any], path: str) -> Iterator[Problem]:
    if table == "figure":
        yield from check_figure(values, path)
    elif table == "incident_place":
        yield from check_place(values, path)
    elif table == "incident_violation":
        terms = vocabulary("violation_type")
        code = values.get("violation")
        if code in terms.codes and terms.term(code).needs_note and not values.get("note"):
            yield Problem(path + "note", _("Say in a note which other violation it is."), "needed")
    elif table == "citation":
        for name, reason in (("reliability_override", "reliability_reason"), ("independent", "independent_reason")):
            if values.get(name) and not values.get(reason):
                yield Problem(path + reason, _("Give the reason for overruling what would follow otherwise."), "needed")


def _times(incident: dict[str, Any]) -> Iterator[Problem]:
    for name in ("time_from", "time_to"):
        if incident.get(name) and not CLOCK.fullmatch(str(incident[name])):
            yield Problem(name, _("Write the time as hours and minutes, such as 06:40."))


def _links(record: type[Record], values: dict[str, Any], path: str, drawing: Picture) -> Iterator[Problem]:
    for name, _column, field in drawn_columns(record):
        value = values.get(name)
        if not value or not is_sibling_link(record, field) or field.vocabulary not in drawing:
            continue
        known = {part.get("id") for part in drawing[field.vocabulary]}
        for key in value if isinstance(value, list) else [value]:
            if key not in known:
                yield Problem(path + name, _("What this refers to is no longer part of the case."), "link")
