"""One set of addresses for each kind of record that cases refer to: list, page, suggestions, entering, correcting."""

from typing import Any

from flask import Blueprint, Response, flash, g, jsonify, request, url_for

from incidents.access.permissions import may
from incidents.answers.history import history_of
from incidents.answers.references import cases_of, find_reference, reference_list
from incidents.answers.suggestions import ReferenceKind, label_of, labels, resolve, suggest
from incidents.base.dates import say_date
from incidents.base.errors import Invalid, Problem
from incidents.base.languages import _
from incidents.records.picture import Picture, picture
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.references.forms import FORMS, ReferenceForm, data_of
from incidents.web.references.showing import facts_of, page_addresses
from incidents.web.render import render
from incidents.work.finding import EditedMeanwhile
from incidents.work.references import record_reference, revise_reference


def area(kind: ReferenceKind, name: str, word: str) -> Blueprint:
    """The blueprint for one kind; ``word`` is its permission's first half."""
    blueprint = Blueprint(name, __name__)
    see, write = policy(permission=f"{word}.see"), policy(permission=f"{word}.record")

    @blueprint.get(f"/{name}", endpoint="index")
    @see
    def index() -> Response:
        typed, page = request.args.get("q", "")[:200], request.args.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1
        found = reference_list(g.session, g.viewer, kind, typed, number)
        previous, following = page_addresses(name, typed, found)
        return render(
            "references/list.html",
            name=name,
            found=found,
            typed=typed,
            previous=previous,
            following=following,
            may_write=may(g.viewer, f"{word}.record"),
            said=say_date,
        )

    @blueprint.get(f"/{name}/suggest", endpoint="suggest")
    @see
    def suggestions() -> Response:
        found = suggest(g.session, g.viewer, kind, request.args.get("q", "")[:200])
        return jsonify([{"value": one.typed, "label": one.label} for one in found])

    @blueprint.get(f"/{name}/<code:code>", endpoint="page")
    @see
    def page(code: str) -> Response:
        record = find_reference(g.session, g.viewer, kind, code)
        return render(
            "references/page.html",
            name=name,
            record=record,
            title=label_of(record),
            code=code,
            facts=facts_of(g.session, g.viewer, record),
            cases=cases_of(g.session, g.viewer, kind, record.id),
            entries=history_of(g.session, g.viewer, kind.__tablename__, record.id)[:20],
            may_write=may(g.viewer, f"{word}.record"),
        )

    @blueprint.get(f"/{name}/new", endpoint="new")
    @write
    def new() -> Response:
        form = FORMS[kind]()
        form.add()
        return _page(name, form, None)

    @blueprint.post(f"/{name}/new", endpoint="create")
    @write
    def create() -> Response:
        return _save(kind, name, None)

    @blueprint.get(f"/{name}/<code:code>/edit", endpoint="edit")
    @write
    def edit(code: str) -> Response:
        record = find_reference(g.session, g.viewer, kind, code)
        drawing = picture(record)
        form = FORMS[kind](data=data_of(kind, drawing, _labels(kind, drawing)))
        form.version.data = record.row_version
        return _page(name, form, record)

    @blueprint.post(f"/{name}/<code:code>/edit", endpoint="update")
    @write
    def update(code: str) -> Response:
        return _save(kind, name, find_reference(g.session, g.viewer, kind, code))

    return blueprint


def _labels(kind: ReferenceKind, drawing: Picture) -> dict[int, str]:
    wanted = {row["parent_id"] for row in drawing.get("source_derivation", [])}
    wanted |= {drawing.get(kind.__tablename__, {}).get("parent_id")} - {None}
    return {number: one.typed for number, one in labels(g.session, g.viewer, kind, wanted).items()}


def _save(kind: ReferenceKind, name: str, record: Any) -> Response:
    form = FORMS[kind](request.form)
    words = (request.form.getlist("do") or ["save"])[-1].split(":")
    if words[0] == "add":
        form.add()
        return _page(name, form, record)
    if words[0] == "remove" and words[-1].isascii() and words[-1].isdigit() and len(words[-1]) < 5:
        form.remove(int(words[-1]))
        return _page(name, form, record)
    drawing, problems = form.drawing()
    problems += _picks(kind, form, drawing)
    if problems:
        return _page(name, form, record, problems)
    try:
        if record is None:
            code = record_reference(g.session, g.viewer, kind, drawing).code
        else:
            code = revise_reference(
                g.session, g.viewer, kind, record.code, form.version.number, drawing, form.reason.data
            ).code
    except Invalid as refusal:
        return _page(name, form, record, refusal.problems)
    except EditedMeanwhile:
        form.version.data = record.row_version
        return _page(
            name,
            form,
            record,
            [
                Problem(
                    "",
                    _(
                        "Somebody else has changed this in the meantime. Your text stands below; "
                        "compare it with the page, then save again."
                    ),
                )
            ],
            409,
        )
    flash(_("Saved."), "done")
    return go_to(f"{name}.page", code=code)


def _picks(kind: ReferenceKind, form: ReferenceForm, drawing: Picture) -> list[Problem]:
    found: list[Problem] = []

    def one(typed: str | None, path: str) -> int | None:
        suggestion = resolve(g.session, g.viewer, kind, typed) if typed else None
        if typed and suggestion is None:
            found.append(
                Problem(path, _("“%(typed)s” is not one record; choose from the list.", typed=typed[:80]), "link")
            )
        return suggestion.id if suggestion else None

    if "parent" in form:
        drawing[kind.__tablename__]["parent_id"] = one(form["parent"].data, "parent")
    if form.pick is not None:
        typed = {row.key.data: row[form.pick[0]].data for row in form.parts()}
        for values in drawing[form.rows_table]:
            values[form.pick[1]] = one(typed.get(values["id"]), f"{form.rows_table}.{values['id']}.{form.pick[0]}")
    return found


def _page(
    name: str, form: ReferenceForm, record: Any, problems: list[Problem] | None = None, status: int | None = None
) -> Response:
    homeless = []
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
        unsaved="changed" if request.method == "POST" else "",
        say_address=url_for("incidents.say") + "?text=",
    )


def _field_at(form: ReferenceForm, path: str) -> Any:
    words = path.split(".")
    part: Any = form["record"].form
    if len(words) == 3:
        part = next((row for row in form.parts() if str(row.key.data) == words[1]), None)
    name = words[-1].removesuffix("_text")
    if part is not None and name in part:
        field = part[name]
        return field.form.en if hasattr(field, "form") else field
    return form[name] if name in form and len(words) == 1 and name == "parent" else None
