"""When two people corrected one case: both texts field by field, what does not collide joined, nothing typed lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, g, request

from incidents.answers.history import history_of
from incidents.answers.saying import Names, say_value
from incidents.answers.telling import Row, all_names, fields_of, noun_of
from incidents.base.languages import _
from incidents.records import Incident
from incidents.records.picture import Picture
from incidents.web.forms.untouched import stored_date
from incidents.web.incidents.case_form import LISTS, CaseForm, data_of
from incidents.web.incidents.form_page import form_page, labels_of, seen_part
from incidents.web.incidents.said_numbers import ENDS
from incidents.work.entry import CaseEntry
from incidents.work.finding import EditedMeanwhile
from incidents.work.merging import Collision, Path, merge

CHOICE = "choice"
COMPANION = ("new", "new_name_en", "new_name_ar")
"""The controls of what is entered beside the case."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A collision in words."""

    name: str
    title: str
    before: str | None
    theirs: str | None
    yours: str | None
    chosen: str = "yours"


def conflict_page(form: CaseForm, entry: CaseEntry, conflict: EditedMeanwhile, incident: Incident) -> Response:
    """Both versions side by side above the form, which holds the joined case and what this editor typed."""
    base, now = (seen_part(drawing, labels_of(drawing)) for drawing in (conflict.base, conflict.now))
    merged = merge(base, now, entry.case)
    joined = CaseForm(data=_as_typed(data_of(merged.picture, labels_of(merged.picture)), form, entry))
    joined.version.data = incident.row_version
    joined.reason.data = form.reason.data
    rows = _rows([*merged.collisions, *merged.theirs_only], base, now)
    names = all_names(g.session, g.viewer, rows)
    last = history_of(g.session, g.viewer, "incident", incident.id)[0]
    return form_page(
        joined,
        incident,
        conflict.now,
        status=409,
        collisions=[_shown(c, names) for c in merged.collisions],
        joined_in=[_shown(c, names) for c in merged.theirs_only],
        their_name=last.who,
        their_when=last.when,
    )


def _as_typed(data: dict[str, Any], form: CaseForm, entry: CaseEntry) -> dict[str, Any]:
    """The joined rows, with the sources and actors that this editor was entering, and numbers as they were typed."""
    meant = {values.get("id"): values for values in entry.parts("figure")}
    for name in LISTS:
        typed = {row.key.data: row.data for row in form.rows(name)}
        for row in data[name]:
            if isinstance(row["key"], str):
                row |= typed.get(row["key"], {})
            elif row["key"] in typed:
                entered = typed[row["key"]]
                row |= {control: entered[control] for control in COMPANION if control in entered}
                mine = meant.get(row["key"], {}) if name in ("figures", "held") else {}
                if mine and all(row.get(end) == mine.get(end) for end in ("qualifier", *ENDS)):
                    # "More than 12" was read as 13 already; shown as 13 it would be read as 14 the next time.
                    row |= {end: entered[end] for end in ENDS}
    return data


def _rows(collisions: list[Collision], *drawings: Picture) -> Iterator[Row]:
    """Every row that the collisions speak of or refer to, so that all of it can be named."""
    for drawing in drawings:
        for table, rows in drawing.items():
            yield from ((table, row) for row in (rows if isinstance(rows, list) else [rows]))
    for collision in collisions:
        table, key, name = collision.path
        for value in (collision.base, collision.theirs, collision.mine):
            yield table, {"id": key, **(value if isinstance(value, dict) and not name else {name: value})}


def _shown(collision: Collision, names: Names) -> Shown:
    table, key, name = collision.path
    fields = fields_of(table)
    title = _(fields[name].label) if name in fields else _("the whole entry")
    if key is not None:
        title = f"{noun_of(table)} ({names.get((table, key), '…')}): {title}"
    before, theirs, yours = (_say(table, name, v, names) for v in (collision.base, collision.theirs, collision.mine))
    # What the other changed and this editor took out stays in the form until it is taken out once more.
    chosen = "theirs" if not name and collision.mine is None else "yours"
    return Shown(_name(collision.path), title, before, theirs, yours, chosen)


def _say(table: str, name: str, value: Any, names: Names) -> str | None:
    fields = fields_of(table)
    if name:
        return say_value(fields[name], value, names) if name in fields else str(value)
    if value is None:
        return None
    said = (say_value(fields[column], one, names) for column, one in value.items() if column in fields)
    return ", ".join(words for words in said if words)


def _name(path: Path) -> str:
    table, key, name = path
    return f"{CHOICE}.{table}.{'' if key is None else key}.{name}"


def apply_choices(entry: CaseEntry, before: Picture) -> None:
    """Take the other person's value, which is the stored one, wherever this editor chose "theirs"."""
    for control, value in request.form.items():
        words = control.split(".")
        if len(words) != 4 or words[0] != CHOICE:
            continue
        _kept, table, key, name = words
        mine, stored = _row(entry.case, table, key), _row(before, table, key)
        if not name:
            if isinstance(entry.case.get(table), list) and (value == ("yours" if stored is not None else "theirs")):
                entry.case[table] = [row for row in entry.parts(table) if str(row.get("id")) != key]
        elif value == "theirs" and mine is not None and stored is not None and name in fields_of(table):
            group = fields_of(table)[name].group
            mine |= {name: stored.get(name)} if group is None else stored_date(stored, group)


def _row(drawing: Picture, table: str, key: str) -> dict[str, Any] | None:
    rows = drawing.get(table)
    if isinstance(rows, dict):
        return rows
    return next((row for row in rows or [] if str(row.get("id")) == key), None)
