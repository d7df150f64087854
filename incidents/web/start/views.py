"""The first page: what this is, what waits for the reader, and what changed lately."""

from flask import Blueprint, Response, g

from incidents.answers.start import start
from incidents.web.gate import policy
from incidents.web.render import render

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@policy(permission="case.see")
def index() -> Response:
    """Show where to go from here."""
    return render("start/start.html", start=start(g.session, g.viewer))
