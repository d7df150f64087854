"""From the form of a statement to a picture and back, and what happens when two people correct one at once."""

from typing import Any

from flask import Response, flash, g, request, url_for

from incidents.access.visible import visible
from incidents.answers.history import history_of
from incidents.answers.saying import links_in, names_of, say_value
from incidents.answers.suggestions import SEPARATOR, ReferenceKind, in_controls, in_language, resolve
from incidents.answers.telling import fields_of
from incidents.base.errors import Invalid, Problem
from incidents.base.languages import _
from incidents.records import Actor, AggregateStatement, Incident, Place, Source
from incidents.records.picture import Picture, picture
from incidents.web.aggregates.forms import LISTS, PICKED, StatementForm, data_of
from incidents.web.forms.declared import default_of, said
from incidents.web.going import go_to
from incidents.web.incidents.said_numbers import take_as_said
from incidents.web.render import render
from incidents.work.aggregates import record_aggregate, revise_aggregate, unseen_cases
from incidents.work.finding import EditedMeanwhile
from incidents.work.merging import Collision, merge

KINDS: dict[str, ReferenceKind] = {"source": Source, "actor": Actor, "place": Place}
TABLE = "aggregate_statement"


def seen_part(drawing: Picture) -> Picture:
    """The statement without its links to cases that this editor may not see; saving keeps them."""
    cases = drawing.get("aggregate_case", [])
    unseen = unseen_cases(g.session, g.viewer, {values["incident_id"] for values in cases})
    return drawing | {"aggregate_case": [values for values in cases if values["incident_id"] not in unseen]}


def labels_of(drawing: Picture) -> dict[tuple[str, int], str]:
    """What the form's controls show for the records that a statement refers to, by table and number."""
    wanted: dict[str, set[int]] = {}
    for table, column, kind in PICKED.values():
        for values in _rows(drawing, table):
            if isinstance(values.get(column), int):
                wanted.setdefault(kind, set()).add(values[column])
    found = {
        (kind, number): one.typed
        for kind, record in KINDS.items()
        for number, one in in_controls(g.session, g.viewer, record, wanted.get(kind, ())).items()
    }
    cases = visible(Incident, g.viewer).where(Incident.id.in_(wanted.get("incident", ())))
    return found | {("incident", one.id): case_typed(one) for one in g.session.scalars(cases)}


def case_typed(case: Incident) -> str:
    """What stands in the control when a case is chosen; the code at its front is what counts."""
    return f"{case.code}{SEPARATOR}{in_language(case.title)}"


def _rows(drawing: Picture, table: str) -> list[dict[str, Any]]:
    rows = drawing.get(table, [])
    return [rows] if isinstance(rows, dict) else rows


def filled_form(record: AggregateStatement, drawing: Picture) -> StatementForm:
    """The form of a stored statement with what a picture of it says."""
    shown = seen_part(drawing)
    form = StatementForm(data=data_of(shown, labels_of(shown)))
    form.version.data = record.row_version
    return form


def save(record: AggregateStatement | None) -> Response:
    """Store what was sent, or show the form again with what was typed and what is wrong."""
    form = StatementForm(request.form)
    words = (request.form.getlist("do") or ["save"])[-1].split(":")
    if words[0] == "add" and len(words) == 2:
        form.add(words[1])
        return form_page(form, record)
    if words[0] == "remove" and len(words) == 3 and words[2].isascii() and words[2].isdigit() and len(words[2]) < 5:
        form.remove(words[1], int(words[2]))
        return form_page(form, record)
    drawing, problems = read(form, picture(record) if record is not None else {})
    if problems:
        return form_page(form, record, problems)
    try:
        if record is None:
            code = record_aggregate(g.session, g.viewer, drawing).code
        else:
            version, reason = form.version.number, form.reason.data
            code = revise_aggregate(g.session, g.viewer, record.code, version, drawing, reason).code
    except Invalid as refusal:
        return form_page(form, record, refusal.problems)
    except EditedMeanwhile as conflict:
        return _conflict_page(conflict, drawing, form.reason.data)
    flash(_("Saved."), "done")
    return go_to("aggregates.page", code=code)


def read(form: StatementForm, before: Picture) -> tuple[Picture, list[Problem]]:
    """What was entered, and what could not be read of it; rows left empty are no parts."""
    stored = before.get(TABLE, {})
    drawing: Picture = {TABLE: form["record"].form.values(stored)}
    problems: list[Problem] = form["record"].form.problems("", stored)
    for control in ("source", "place"):
        drawing[TABLE] |= _pick(form[control], control, stored, control, problems)
    for name, (table, part) in LISTS.items():
        stored_rows = {values["id"]: values for values in before.get(table, [])}
        drawing[table] = []
        for row in form.rows(name):
            path, old = f"{table}.{row.key.data}.", stored_rows.get(row.key.data, {})
            control = "actor" if name == "counts" else "incident"
            values = row.values(old) | _pick(row[control], control, old, path + control, problems)
            typed = {n for n, v in values.items() if n != "id" and v not in (None, False)}
            typed -= {n for n in typed if values[n] == default_of(part.record, n)}
            if not typed and not isinstance(row.key.data, int) and not row[control].data:
                continue
            if name == "counts":
                problems += take_as_said(values, old, path)
                values.pop("imputed", None)
            problems += row.problems(path, old)
            drawing[table].append(values)
    return drawing, problems


def _pick(field: Any, control: str, stored: dict[str, Any], path: str, problems: list[Problem]) -> dict[str, Any]:
    """The column that a control fills; nothing where it was empty because its record is not for this editor."""
    _table, column, kind = PICKED[control]
    if not field.data:
        number = stored.get(column)
        shown = number is not None and (kind, number) in names_of(g.session, g.viewer, [(kind, number)])
        if kind == "incident":
            problems.append(Problem(path, _("Name the case, or remove this entry."), "needed"))
            return {}
        return {column: None} if number is None or shown else {}
    chosen = _case(field.data) if kind == "incident" else resolve(g.session, g.viewer, KINDS[kind], field.data)
    if chosen is None:
        message = _("“%(typed)s” is not one record; choose from the list.", typed=field.data[:80])
        problems.append(Problem(path, message, "link"))
        return {}
    return {column: chosen.id}


def _case(typed: str) -> Incident | None:
    code = typed.partition(SEPARATOR)[0].strip().upper()
    found: Incident | None = g.session.scalars(visible(Incident, g.viewer).where(Incident.code == code)).one_or_none()
    return found


def _conflict_page(conflict: EditedMeanwhile, drawing: Picture, reason: str | None) -> Response:
    """The form with both edits joined; where they collide it holds this editor's, and says what the other saved."""
    record: Any = conflict.record
    merged = merge(seen_part(conflict.base), seen_part(conflict.now), drawing)
    form = filled_form(record, merged.picture)
    form.reason.data = reason
    who = history_of(g.session, g.viewer, TABLE, record.id)[0].who
    message = _("%(name)s has changed this in the meantime. Compare, then save again.", name=who)
    problems = [Problem("", message), *(_collided(collision, who) for collision in merged.collisions)]
    return form_page(form, record, problems, 409)


def _collided(collision: Collision, who: str) -> Problem:
    table, key, name = collision.path
    field = fields_of(table).get(name)
    if field is None:
        return Problem("", _("%(name)s has changed or removed an entry that you changed too.", name=who))
    names = names_of(g.session, g.viewer, links_in(field, collision.theirs))
    theirs = say_value(field, collision.theirs, names) or _("nothing")
    path = f"{table}.{key}.{name}" if key is not None else name
    return Problem(path, _("%(name)s has saved here: %(theirs)s", name=who, theirs=theirs))


def form_page(
    form: StatementForm,
    record: AggregateStatement | None,
    problems: list[Problem] | None = None,
    status: int | None = None,
) -> Response:
    """The page of the form; 422 when it comes back because something is wrong."""
    homeless = []
    for problem in problems or []:
        field = _field_at(form, problem.path)
        if field is None:
            homeless.append({"message": problem.message, "field_id": None, "label": None})
        elif problem.message not in field.errors:
            field.errors = [*field.errors, problem.message]
    return render(
        "aggregates/form.html",
        status or (422 if problems else 200),
        form=form,
        record=record,
        homeless=homeless,
        unsaved="changed" if request.method == "POST" else "",
        said_in_words=said,
        say_address=url_for("incidents.say") + "?text=",
    )


def _field_at(form: StatementForm, path: str) -> Any:
    words = path.split(".")
    name = words[-1]
    names = (name, name.removesuffix("_text"), name.removesuffix("_id"))
    parts: list[Any] = [form["record"].form, form]
    if len(words) == 3:
        listed = next((one for one, (table, _part) in LISTS.items() if table == words[0]), None)
        rows = form.rows(listed) if listed else []
        parts = [row for row in rows if str(row.key.data) == words[1]]
    for part in parts:
        for candidate in names:
            if candidate and candidate in part:
                field = part[candidate]
                return field.form.en if hasattr(field, "form") else field
    return None
