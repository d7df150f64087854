"""From the form of a law or order to a picture and back, and what happens when two people correct one at once."""

from typing import Any

from flask import Response, flash, g, request, url_for

from incidents.answers.history import history_of
from incidents.answers.saying import KINDS, links_in, names_of, say_value
from incidents.answers.suggestions import in_controls, label_of, labels, offered, resolve, why_not_one
from incidents.answers.telling import fields_of
from incidents.base.errors import Invalid, Problem
from incidents.base.languages import _
from incidents.records import LegalInstrument
from incidents.records.picture import Picture, picture
from incidents.web.forms.declared import default_of, said
from incidents.web.going import go_to
from incidents.web.instruments.forms import PICKED, ROWS, ROWS_TABLE, InstrumentForm, data_of
from incidents.web.render import render
from incidents.work.checks.instruments import TABLE
from incidents.work.finding import EditedMeanwhile
from incidents.work.instruments import record_instrument, revise_instrument, same_number, unseen_instruments
from incidents.work.merging import Collision, merge


def seen_part(drawing: Picture) -> Picture:
    """The text without its links to earlier ones that this editor may not see; saving keeps them."""
    rows = drawing.get(ROWS_TABLE, [])
    unseen = unseen_instruments(g.session, g.viewer, {values["earlier_id"] for values in rows})
    return drawing | {ROWS_TABLE: [values for values in rows if values["earlier_id"] not in unseen]}


def _labels_of(drawing: Picture) -> dict[tuple[str, int], str]:
    """What the form's controls show for the records that a text refers to, by table and number."""
    values = drawing.get(TABLE, {})
    wanted = {kind: {values.get(column)} - {None} for column, kind in PICKED.values()}
    wanted[TABLE] = {row.get("earlier_id") for row in drawing.get(ROWS_TABLE, [])} - {None}
    return {
        (kind, number): one.typed
        for kind, numbers in wanted.items()
        for number, one in in_controls(g.session, g.viewer, KINDS[kind], numbers).items()
    }


def filled_form(record: LegalInstrument, drawing: Picture) -> InstrumentForm:
    """The form of a stored text with what a picture of it says."""
    shown = seen_part(drawing)
    form = InstrumentForm(data=data_of(shown, _labels_of(shown)))
    form.version.data = record.row_version
    return form


def save(record: LegalInstrument | None) -> Response:
    """Store what was sent, or show the form again with what was typed and what is wrong."""
    form = InstrumentForm(request.form)
    words = (request.form.getlist("do") or ["save"])[-1].split(":")
    if words[0] == "add" and len(words) == 2:
        form.add(words[1])
        return form_page(form, record)
    if words[0] == "remove" and len(words) == 3 and words[2].isascii() and words[2].isdigit() and len(words[2]) < 5:
        form.remove(words[1], int(words[2]))
        return form_page(form, record)
    before = picture(record) if record is not None else {}
    drawing, problems = read(form, before)
    if problems:
        return form_page(form, record, problems)
    if others := _same(form, drawing, before):
        return form_page(form, record, status=200, others=others)
    try:
        if record is None:
            code = record_instrument(g.session, g.viewer, drawing).code
        else:
            version, reason = form.version.number, form.reason.data
            code = revise_instrument(g.session, g.viewer, record.code, version, drawing, reason).code
    except Invalid as refusal:
        return form_page(form, record, refusal.problems)
    except EditedMeanwhile as conflict:
        return _conflict_page(conflict, drawing, form.reason.data)
    flash(_("Saved."), "done")
    return go_to("instruments.page", code=code)


def _same(form: InstrumentForm, drawing: Picture, before: Picture) -> list[LegalInstrument]:
    """Others with this kind and number, unless the editor has been shown them and saved once more."""
    values = drawing.get(TABLE, {})
    asked = f"{values.get('kind') or ''} {values.get('number') or ''}"
    if form.both.data == asked:
        return []
    form.both.data = asked
    return same_number(g.session, g.viewer, drawing, before)


def read(form: InstrumentForm, before: Picture) -> tuple[Picture, list[Problem]]:
    """What was entered, and what could not be read of it; rows left empty are no parts."""
    stored = before.get(TABLE, {})
    drawing: Picture = {TABLE: form["record"].form.values(stored), ROWS_TABLE: []}
    problems: list[Problem] = form["record"].form.problems("", stored)
    for control, (column, kind) in PICKED.items():
        drawing[TABLE] |= _pick(form[control], column, kind, stored, control, problems)
    stored_rows = {values["id"]: values for values in before.get(ROWS_TABLE, [])}
    for row in form.rows():
        path, old = f"{ROWS_TABLE}.{row.key.data}.", stored_rows.get(row.key.data, {})
        values = row.values(old)
        typed = {n for n, v in values.items() if n != "id" and v not in (None, default_of(row.record, n))}
        if not typed and not isinstance(row.key.data, int) and not row["earlier"].data:
            continue
        if not row["earlier"].data:
            problems.append(Problem(path + "earlier", _("Name the earlier text, or remove this entry."), "needed"))
        else:
            values |= _pick(row["earlier"], "earlier_id", TABLE, old, path + "earlier", problems)
        problems += row.problems(path, old)
        drawing[ROWS_TABLE].append(values)
    return drawing, problems


def _pick(
    field: Any, column: str, table: str, stored: dict[str, Any], path: str, problems: list[Problem]
) -> dict[str, Any]:
    """The column that a control fills; nothing where it was empty because its record is not for this editor."""
    kind = KINDS[table]
    if not field.data:
        number = stored.get(column)
        return {column: None} if number is None or labels(g.session, g.viewer, kind, [number]) else {}
    chosen = resolve(g.session, g.viewer, kind, field.data)
    if chosen is None:
        problems.append(Problem(path, why_not_one(g.session, g.viewer, kind, field.data), "link"))
        field.offered = offered(g.session, g.viewer, kind, field.data)
        return {}
    return {column: chosen.id}


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
    form: InstrumentForm,
    record: LegalInstrument | None,
    problems: list[Problem] | None = None,
    status: int | None = None,
    others: list[LegalInstrument] | None = None,
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
        "instruments/form.html",
        status or (422 if problems else 200),
        form=form,
        record=record,
        homeless=homeless,
        others=[{"code": one.code, "label": label_of(one)} for one in others or []],
        unsaved="changed" if request.method == "POST" else "",
        said_in_words=said,
        say_address=url_for("incidents.say") + "?text=",
        rows=ROWS,
    )


def _field_at(form: InstrumentForm, path: str) -> Any:
    words = path.split(".")
    names = (words[-1], words[-1].removesuffix("_text"), words[-1].removesuffix("_id"))
    parts: list[Any] = [form["record"].form, form]
    if len(words) == 3:
        parts = [row for row in form.rows() if str(row.key.data) == words[1]]
    for part in parts:
        for name in names:
            if name and name in part:
                field = part[name]
                return field.form.en if hasattr(field, "form") else field
    return None
