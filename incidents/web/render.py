"""Rendering: what every page knows of its language, its reader and where one may go; unknown names are refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for
from jinja2 import StrictUndefined

from incidents import __version__
from incidents.access.permissions import may
from incidents.base.languages import LANGUAGES, N_, current_language, gettext, ngettext, say_moment
from incidents.vocabularies import label
from incidents.web import transaction
from incidents.web.assets import static_address
from incidents.web.language import language_address

# Word, endpoint, permission. What an installation or a role does not have is left out.
NAVIGATION = (
    (N_("Start"), "start.index", None),
    (N_("Search"), "search.index", "case.see"),
    (N_("Sources"), "sources.index", "source.see"),
    (N_("Places"), "places.index", "place.see"),
    (N_("Actors"), "actors.index", "actor.see"),
    (N_("Laws"), "instruments.index", "instrument.see"),
    (N_("Counts of bodies"), "aggregates.index", "aggregate.see"),
    (N_("Questions"), "questions.index", "case.see"),
)
ACCOUNT_MENU = (
    (N_("My account"), "account.index", "account.own"),
    (N_("Accounts"), "admin.accounts", "account.manage"),
    (N_("Teams"), "admin.teams", "team.manage"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One link of the navigation or of a menu."""

    label: str
    address: str
    current: bool


def install(app: Flask) -> None:
    """Set up the templates of an application."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    # Imported macros see the environment's globals and nothing of a page's context.
    environment.globals.update(label=label, static_address=static_address)
    app.context_processor(everywhere)


def render(template: str, status: int = 200, **context: Any) -> Response:
    """Render a page; all it shows has been read by now, for the database is let go first."""
    transaction.before_rendering(status)
    return make_response(render_template(template, **context), status)


def everywhere() -> dict[str, Any]:
    """What every template may use."""
    viewer = g.get("viewer")
    links = {"home": "start.index", "new_case": "incidents.new", "sign_in": "sign_in.page", "sign_out": "sign_in.leave"}
    return {
        "language": current_language(),
        "languages": list(LANGUAGES.values()),
        "language_address": language_address,
        "static_address": static_address,
        "program": {"name": "incidents", "version": __version__},
        "viewer": viewer,
        "account": {"name": viewer.name, "role": label("role", viewer.role.code)} if viewer else None,
        "navigation": list(_items(NAVIGATION)) if viewer else [],
        "account_links": list(_items(ACCOUNT_MENU)) if viewer else [],
        "addresses": {name: url_for(endpoint) for name, endpoint in links.items() if exists(endpoint)},
        "may_record": viewer is not None and exists("incidents.new") and may(viewer, "case.record"),
        "may": _may,
        "exists": exists,
        "label": label,
        "say_moment": say_moment,
        "theme": "",
    }


def exists(endpoint: str) -> bool:
    """Whether the program has an address of this name."""
    return endpoint in current_app.view_functions


def _may(permission: str) -> bool:
    viewer = g.get("viewer")
    return viewer is not None and may(viewer, permission)


def _items(table: tuple[tuple[str, str, str | None], ...]) -> Iterator[Item]:
    for word, endpoint, permission in table:
        if exists(endpoint) and (permission is None or _may(permission)):
            area = endpoint.partition(".")[0]
            current = request.endpoint == endpoint or (endpoint.endswith(".index") and request.blueprint == area)
            yield Item(gettext(word), url_for(endpoint), current)
