"""One set of addresses for each kind of record that cases refer to: list, page, suggestions, entering, correcting."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, g, jsonify, request

from incidents.answers.references import find_reference
from incidents.answers.suggestions import ReferenceKind, suggest
from incidents.records.picture import picture
from incidents.web.gate import policy
from incidents.web.references.forms import FORMS
from incidents.web.references.saving import filled_form, form_page, save

View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class ReferencePages(ABC):
    """The pages of one kind; ``name`` is its word in addresses, ``word`` the first half of its permissions."""

    kind: ReferenceKind
    name: str
    word: str

    @abstractmethod
    def index(self) -> Response:
        """The records that answer what was asked for."""

    def suggestions(self) -> Response:
        """The records that somebody who is typing could mean."""
        found = suggest(g.session, g.viewer, self.kind, request.args.get("q", "")[:200])
        return jsonify([{"value": one.typed, "label": one.label} for one in found])

    @abstractmethod
    def page(self, code: str) -> Response:
        """One record with the cases that use it."""

    def new(self) -> Response:
        """An empty form."""
        form = FORMS[self.kind]()
        form.add()
        return form_page(self.name, form, None)

    def create(self) -> Response:
        """Store a new record, or show what is wrong."""
        return save(self.kind, self.name, None)

    def edit(self, code: str) -> Response:
        """The form with the record as it is now."""
        record = find_reference(g.session, g.viewer, self.kind, code)
        return form_page(self.name, filled_form(self.kind, record, picture(record)), record)

    def update(self, code: str) -> Response:
        """Save the corrections, or show what is wrong."""
        return save(self.kind, self.name, find_reference(g.session, g.viewer, self.kind, code))


def area(pages: ReferencePages) -> Blueprint:
    """The blueprint for one kind of record with its pages."""
    name, word, blueprint = pages.name, pages.word, Blueprint(pages.name, __name__)
    addresses: tuple[tuple[str, str, str, View, str], ...] = (
        ("GET", "", "index", pages.index, "see"),
        ("GET", "/suggest", "suggest", pages.suggestions, "see"),
        ("GET", "/<code:code>", "page", pages.page, "see"),
        ("GET", "/new", "new", pages.new, "record"),
        ("POST", "/new", "create", pages.create, "record"),
        ("GET", "/<code:code>/edit", "edit", pages.edit, "record"),
        ("POST", "/<code:code>/edit", "update", pages.update, "record"),
    )
    for method, path, endpoint, view, act in addresses:
        declared = policy(permission=f"{word}.{act}")(_own(view))
        blueprint.add_url_rule(f"/{name}{path}", endpoint, declared, methods=[method])
    return blueprint


def _own(view: View) -> View:
    """A function of its own around a bound method, which cannot carry a policy itself."""

    def answer(**values: str) -> Response:
        return view(**values)

    return answer
