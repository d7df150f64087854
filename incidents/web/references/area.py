"""One set of addresses for each kind of record that cases refer to: list, page, suggestions, entering, correcting."""

from flask import Blueprint, Response, g, jsonify, request

from incidents.access.permissions import may
from incidents.answers.history import history_of
from incidents.answers.references import cases_of, find_reference, reference_list
from incidents.answers.suggestions import ReferenceKind, label_of, suggest
from incidents.base.dates import say_date
from incidents.records.picture import picture
from incidents.web.gate import policy
from incidents.web.references.forms import FORMS
from incidents.web.references.saving import filled_form, form_page, save
from incidents.web.references.showing import facts_of, page_addresses
from incidents.web.render import render


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
        return form_page(name, form, None)

    @blueprint.post(f"/{name}/new", endpoint="create")
    @write
    def create() -> Response:
        return save(kind, name, None)

    @blueprint.get(f"/{name}/<code:code>/edit", endpoint="edit")
    @write
    def edit(code: str) -> Response:
        record = find_reference(g.session, g.viewer, kind, code)
        return form_page(name, filled_form(kind, record, picture(record)), record)

    @blueprint.post(f"/{name}/<code:code>/edit", endpoint="update")
    @write
    def update(code: str) -> Response:
        return save(kind, name, find_reference(g.session, g.viewer, kind, code))

    return blueprint
