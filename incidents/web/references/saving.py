"""Entering and correcting a source, an actor or a place, and what happens when two people correct one at once."""

from typing import Any

from flask import Response, flash, g, request, url_for

from incidents.answers.history import history_of
from incidents.answers.saying import links_in, names_of, say_value
from incidents.answers.sources_same import SameAddress
from incidents.answers.suggestions import ReferenceKind, in_controls, label_of, labels, resolve, why_not_one
from incidents.answers.telling import fields_of
from incidents.base.errors import Invalid, Problem
from incidents.base.languages import _
from incidents.db.fields import Audience
from incidents.records.picture import Picture, drawn_columns, picture
from incidents.web.going import go_to
from incidents.web.references.forms import FORMS, ReferenceForm, SourceForm, data_of
from incidents.web.references.sources_form import offer_readers, read_readers, same_addresses
from incidents.web.render import render
from incidents.work.finding import EditedMeanwhile
from incidents.work.merging import Collision, merge
from incidents.work.references import record_reference, revise_reference


def filled_form(kind: ReferenceKind, record: Any, drawing: Picture) -> ReferenceForm:
    """The form of a stored record with what a picture of it says, without what is not for this editor."""
    wanted = {row["parent_id"] for row in drawing.get("source_derivation", []) if row.get("parent_id")}
    wanted |= {drawing.get(kind.__tablename__, {}).get("parent_id")} - {None}
    shown = {number: one.typed for number, one in in_controls(g.session, g.viewer, kind, wanted).items()}
    form = FORMS[kind](data=data_of(kind, drawing, shown))
    form.version.data = record.row_version
    form.hide(_closed_columns(kind, record))
    return form


def _closed_columns(kind: ReferenceKind, record: Any) -> list[str]:
    """The columns that only named readers of a stored record may see."""
    named = any(reader.account_id == g.viewer.account_id for reader in getattr(record, "readers", ()))
    if record is None or named or g.viewer.sees_all:
        return []
    return [name for name, _column, field in drawn_columns(kind) if field.audience > Audience.TEAM]


def save(kind: ReferenceKind, name: str, record: Any) -> Response:
    """Store what was sent, or show the form again with what was typed and what is wrong."""
    form = FORMS[kind](request.form)
    form.hide(_closed_columns(kind, record))
    words = (request.form.getlist("do") or ["save"])[-1].split(":")
    if words[0] == "add" and len(words) == 2:
        form.add(words[1])
        return form_page(name, form, record)
    if words[0] == "remove" and len(words) == 3 and words[2].isascii() and words[2].isdigit() and len(words[2]) < 5:
        form.remove(int(words[2]), words[1])
        return form_page(name, form, record)
    before = picture(record) if record is not None else {}
    drawing, problems = form.drawing(before)
    problems += _picks(kind, form, drawing, before)
    if isinstance(form, SourceForm):
        problems += read_readers(form, record, drawing)
    if problems:
        return form_page(name, form, record, problems)
    if isinstance(form, SourceForm) and (others := same_addresses(form, drawing, before)):
        return form_page(name, form, record, status=200, others=others)
    try:
        if record is None:
            code = record_reference(g.session, g.viewer, kind, drawing).code
        else:
            version, reason = form.version.number, form.reason.data
            code = revise_reference(g.session, g.viewer, kind, record.code, version, drawing, reason).code
    except Invalid as refusal:
        return form_page(name, form, record, refusal.problems)
    except EditedMeanwhile as conflict:
        return _conflict_page(kind, name, conflict, drawing, form.reason.data)
    flash(_("Saved."), "done")
    return go_to(f"{name}.page", code=code)


def _conflict_page(
    kind: ReferenceKind, name: str, conflict: EditedMeanwhile, drawing: Picture, reason: str | None
) -> Response:
    """The form with both edits joined; where they collide it holds this editor's, and says what the other saved."""
    record: Any = conflict.record
    merged = merge(conflict.base, conflict.now, drawing)
    form = filled_form(kind, record, merged.picture)
    form.reason.data = reason
    who = history_of(g.session, g.viewer, kind.__tablename__, record.id)[0].who
    message = _("%(name)s has changed this in the meantime. Compare, then save again.", name=who)
    problems = [Problem("", message), *(_collided(collision, who) for collision in merged.collisions)]
    return form_page(name, form, record, problems, 409)


def _collided(collision: Collision, who: str) -> Problem:
    table, key, name = collision.path
    field = fields_of(table).get(name)
    path = f"{table}.{key}.{name}" if key is not None else name
    if field is None:
        return Problem("", _("%(name)s has changed or removed an entry that you changed too.", name=who))
    names = names_of(g.session, g.viewer, links_in(field, collision.theirs))
    theirs = say_value(field, collision.theirs, names) or _("nothing")
    return Problem(path, _("%(name)s has saved here: %(theirs)s", name=who, theirs=theirs))


def _picks(kind: ReferenceKind, form: ReferenceForm, drawing: Picture, before: Picture) -> list[Problem]:
    found: list[Problem] = []

    def one(typed: str | None, path: str, stored: int | None) -> int | None:
        if not typed:
            # A record that this editor may not see left its control empty from the start.
            unseen = stored is not None and not labels(g.session, g.viewer, kind, [stored])
            return stored if unseen else None
        suggestion = resolve(g.session, g.viewer, kind, typed)
        if suggestion is None:
            found.append(Problem(path, why_not_one(g.session, g.viewer, kind, typed), "link"))
        return suggestion.id if suggestion else None

    if "parent" in form:
        table = kind.__tablename__
        stored_parent = before.get(table, {}).get("parent_id")
        drawing[table]["parent_id"] = one(form["parent"].data, "parent", stored_parent)
    if form.pick is not None:
        control, column = form.pick
        typed = {row.key.data: row[control].data for row in form.parts()}
        stored = {values["id"]: values[column] for values in before.get(form.rows_table, [])}
        for values in drawing[form.rows_table]:
            key = values["id"]
            values[column] = one(typed.get(key), f"{form.rows_table}.{key}.{control}", stored.get(key))
    return found


def form_page(
    name: str,
    form: ReferenceForm,
    record: Any,
    problems: list[Problem] | None = None,
    status: int | None = None,
    others: list[SameAddress] | None = None,
) -> Response:
    """The page of the form; 422 when it comes back because something is wrong."""
    homeless = []
    if isinstance(form, SourceForm):
        offer_readers(form, record)
    for problem in problems or []:
        field = _field_at(form, problem.path)
        if field is None:
            homeless.append({"message": problem.message, "field_id": None, "label": None})
        else:
            field.errors = [*field.errors, problem.message]
    return render(
        f"references/{name}_form.html",
        status or (422 if problems else 200),
        name=name,
        form=form,
        record=record,
        title=label_of(record) if record is not None else None,
        homeless=homeless,
        others=others or [],
        unsaved="changed" if request.method == "POST" else "",
        say_address=url_for("incidents.say") + "?text=",
    )


def _field_at(form: ReferenceForm, path: str) -> Any:
    words = path.split(".")
    part: Any = form["record"].form
    if len(words) == 3:
        name = next((name for name, table in form.lists().items() if table == words[0]), "rows")
        part = next((row for row in form.parts(name) if str(row.key.data) == words[1]), None)
    for name in (words[-1], words[-1].removesuffix("_text"), words[-1].removesuffix("_id")):
        if part is not None and name in part:
            field = part[name]
            return field.form.en if hasattr(field, "form") else field
    name = "readers" if words[0] == "source_reader" else words[-1].removesuffix("_id")
    direct = len(words) == 1 or name == "readers"
    return form[name] if name in form and direct and name in ("parent", "reason", "readers") else None
