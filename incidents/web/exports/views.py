"""The addresses of exports: the page where one is chosen, the file, its manifest, and all tables in an archive."""

from collections.abc import Callable

from flask import Blueprint, Response, g, request, url_for

from incidents.base.errors import NotFound
from incidents.exports.tables import ALL, TABLES, chosen
from incidents.search.language import parse
from incidents.search.query import count
from incidents.search.sentence import sentence
from incidents.web.exports import making
from incidents.web.exports.forms import ExportForm, options_of
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.render import render

blueprint = Blueprint("exports", __name__)


@blueprint.get("/export")
@policy(permission="case.export")
def index() -> Response:
    """The question in words with its count, and what can be chosen for the file."""
    typed = request.args.get("q", "")
    parsed = parse(typed)
    return render(
        "exports/index.html", question=typed, problems=parsed.problems, sentence=sentence(parsed.criteria),
        count=count(g.session, parsed.criteria, g.viewer), form=ExportForm(),
        search=url_for("search.index", q=typed or None),
    )  # fmt: skip


@blueprint.get("/export.csv", endpoint="file")
@policy(permission="case.export")
def csv_file() -> Response:
    """One table of the answer."""
    return _made(making.file_answer, request.args.get("table", "incidents"))


@blueprint.get("/export.manifest.json", endpoint="manifest")
@policy(permission="case.export")
def manifest() -> Response:
    """The manifest of that file."""
    return _made(making.manifest_answer, request.args.get("table", "incidents"))


@blueprint.get("/export.zip", endpoint="archive")
@policy(permission="case.export")
def archive() -> Response:
    """Every table of the answer, with the manifest."""
    return _made(making.archive_answer, ALL)


def _made(answer: Callable[[making.Asked], Response], tables: str) -> Response:
    typed = request.args.get("q", "")
    parsed = parse(typed)
    if parsed.problems:
        # A file that answers another question than the one that was asked would be taken for the answer.
        return go_to("exports.index", q=typed)
    if tables != ALL and tables not in TABLES:
        raise NotFound()
    return answer(making.Asked(typed, parsed.criteria, chosen(tables), options_of(request.args)))
