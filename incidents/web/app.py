"""The application: settings, databases, the gate and the areas, put together once."""

from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import incidents.records  # noqa: F401  (maps every record before any is asked about)
from incidents.db.base import Record
from incidents.db.engine import Databases, open_databases
from incidents.db.fields import check_every_column_is_classified
from incidents.paths import TEMPLATES
from incidents.settings import Settings
from incidents.web import (
    assets,
    converters,
    errors,
    gate,
    hostile,
    language,
    recognition,
    render,
    security,
    transaction,
)
from incidents.web.account import views as account
from incidents.web.admin import views as admin
from incidents.web.aggregates import views as aggregates
from incidents.web.developer import views as developer
from incidents.web.exports import views as exports
from incidents.web.incidents import settling as figures
from incidents.web.incidents import views as cases
from incidents.web.instruments import views as instruments
from incidents.web.questions import views as questions
from incidents.web.references import actors, places, sources
from incidents.web.search import flows, totals
from incidents.web.search import views as search
from incidents.web.sign_in import asking
from incidents.web.sign_in import views as sign_in
from incidents.web.start import views as start
from incidents.work.passwords import Passwords

# An area plugs in here: a module with a `blueprint`.
AREAS: tuple[Any, ...] = (
    start,
    sign_in,
    account,
    admin,
    developer,
    search,
    totals,
    flows,
    exports,
    cases,
    figures,
    sources,
    actors,
    places,
    aggregates,
    instruments,
    questions,
)
MEGABYTE = 2**20
LARGEST_REQUEST = 32 * MEGABYTE


class Application(Flask):
    """Flask, with the one commit of a request between the view and its answer."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Call the view and settle its transaction; what fails in between is an error of the view."""
        response = self.make_response(super().dispatch_request())
        transaction.settle(response)
        return response


def create_app(
    settings: Settings, databases: Databases | None = None, *, passwords: Passwords | None = None
) -> Application:
    """Build the application, or refuse with a sentence; tests bring databases and cheap password hashes."""
    check_every_column_is_classified(Record.metadata)
    app = Application("incidents", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(_configuration(settings))
    app.extensions["settings"] = settings
    app.extensions["passwords"] = passwords or Passwords()
    converters.install(app)
    render.install(app)
    errors.install(app)
    _install_steps(
        app, databases or open_databases(settings.database_url, seconds_for_a_read=settings.seconds_for_a_read)
    )
    assets.install(app)
    for area in AREAS:
        app.register_blueprint(area.blueprint)
    gate.check_every_endpoint_has_a_policy(app)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _install_steps(app: Flask, databases: Databases) -> None:
    """What happens to every request, in this order; each step may answer instead of the view."""
    language.install_guess(app)
    hostile.install(app)
    transaction.install(app, databases)
    recognition.install(app)
    language.install_choice(app)
    asking.install(app)
    app.before_request(gate.guard)
    CSRFProtect(app)
    security.install(app)


def _configuration(settings: Settings) -> dict[str, Any]:
    """Flask's own settings; its signed cookie holds the seed of the form token and the notice of the last act."""
    return {
        "SECRET_KEY": settings.secret_key(),
        "SESSION_COOKIE_NAME": "__Host-incidents_form" if settings.secure_cookies else "incidents_form",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "WTF_CSRF_TIME_LIMIT": None,  # a form stays good as long as the browser keeps its seed
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        # A narrative of a hundred thousand Arabic letters takes six bytes a letter on its way here.
        "MAX_FORM_MEMORY_SIZE": 8 * MEGABYTE,
        "MAX_FORM_PARTS": 10_000,
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "TEMPLATES_AUTO_RELOAD": False,
    }
