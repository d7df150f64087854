"""The addresses of where to where: the page with its map and table, and the table as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, request, url_for
from wtforms import SelectField

from incidents.access.permissions import may
from incidents.answers.flow_drawing import draw_flows
from incidents.answers.flow_ends import End
from incidents.answers.flows import LEVELS, Flows, Route, Section, flows
from incidents.base.languages import N_, _
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made
from incidents.exports.formats import FORMATS
from incidents.exports.formats.csv import pieces
from incidents.exports.formats.format import Written
from incidents.exports.tables.table import Table
from incidents.search.arguments import from_args
from incidents.search.criteria import Criteria
from incidents.search.language import write
from incidents.search.sentence import sentence
from incidents.web.exports.forms import options_of
from incidents.web.forms.declared import TranslatedForm
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.render import render
from incidents.web.search.views import fields_of

blueprint = Blueprint("flows", __name__)
USUAL = "recorded"
FORMAT = FORMATS["csv"]
NOWHERE = End("", "")


class LevelForm(TranslatedForm):
    """How wide the places of the rows are; the question itself stands in the bar above."""

    level = SelectField(N_("Places by"), validate_choice=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: a row of a category, or its sum."""

    line_kind: str
    section: Section
    route: Route | Section
    origin: End
    destination: End
    workings: str
    n_cases: int
    level: str
    question: str


def _count(name: str, path: str, words: str) -> Column:
    return made(name, path, words, kind=Kind.WHOLE)


COLUMNS = (
    made("line_kind", "line_kind", N_("Kind of line"), N_("row: from one place to another; total: all of a category.")),
    made("category", "section.category", N_("Category"), kind=Kind.CODE, vocabulary="displacement_category"),
    made("origin", "origin.words", N_("From")),
    made("origin_code", "origin.code", N_("Code of the origin")),
    made("origin_doubt", "origin.beneath", N_("About the origin")),
    made("destination", "destination.words", N_("To")),
    made("destination_code", "destination.code", N_("Code of the destination")),
    made("destination_doubt", "destination.beneath", N_("About the destination")),
    _count("persons_low", "route.persons.low", N_("Persons, low")),
    _count("persons_best", "route.persons.best", N_("Persons, best")),
    _count("persons_high", "route.persons.high", N_("Persons, high")),
    _count("persons_n_open", "route.persons.n_open", N_("Numbers of persons that may be more")),
    _count("households_low", "route.households.low", N_("Households, low")),
    _count("households_best", "route.households.best", N_("Households, best")),
    _count("households_high", "route.households.high", N_("Households, high")),
    made("workings", "workings", N_("Working")),
    _count("n_movements", "route.movements", N_("Movements")),
    _count("n_unknown", "route.unknown", N_("Movements without a known number")),
    _count("n_cases", "n_cases", N_("Cases")),
    made("level", "level", N_("Places by")),
    made("question", "question", N_("Question")),
)


@blueprint.get("/search/flows")
@policy(permission="case.see")
def index() -> Response:
    """Where people went from and to in the cases of an answer, as a map and a table."""
    parsed, level, misread = _asked()
    criteria = parsed.criteria
    found = flows(g.session, criteria, g.viewer, level)
    drawn = draw_flows(found)
    form = LevelForm(data={"level": level})
    form.level.choices = [(name, _(words)) for name, words in LEVELS.items()]
    numbers = {node.end.key: node.number for node in drawn.nodes} if drawn else {}
    good = not parsed.problems and not misread
    return render(
        "search/flows.html", question=write(criteria), sentence=sentence(criteria),
        problems=[*(problem.message for problem in parsed.problems), *misread],
        cases=url_for("search.index", q=write(criteria) or None), found=found, map=drawn, form=form,
        keep={} if level == USUAL else {"level": level}, numbers=numbers,
        file=_file_address(criteria, level) if good and may(g.viewer, "case.export") else None,
    )  # fmt: skip


@blueprint.get("/search/flows.csv", endpoint="file")
@policy(permission="case.export")
def csv_file() -> Response:
    """The table as a file, each line with the question and what it counts."""
    parsed, level, misread = _asked()
    if parsed.problems or misread:
        # A file that answers another question than the one that was asked would be taken for the answer.
        return go_to("flows.index", **{name: values[0] for name, values in request.args.to_dict(flat=False).items()})
    found = flows(g.session, parsed.criteria, g.viewer, level)
    table = Table("flows", N_("Where to where"), COLUMNS, lambda _reading: iter(()))
    lines = _lines(found, write(parsed.criteria))
    content = b"".join(pieces(table, lines, options_of(request.args), Written("flows.csv", ("flows",))))
    answer = Response(content, content_type=FORMAT.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename="incidents-flows.csv")
    return answer


def _asked() -> tuple[Any, str, list[str]]:
    level, misread = request.args.get("level") or USUAL, []
    if level not in LEVELS:
        misread.append(_("There are no places by “%(text)s”. They are shown as recorded.", text=level[:60]))
        level = USUAL
    return from_args(fields_of(request.args)), level, misread


def _file_address(criteria: Criteria, level: str) -> str:
    return url_for("flows.file", q=write(criteria) or None, level=None if level == USUAL else level)


def _lines(found: Flows, question: str) -> Iterator[Line]:
    for section in found.sections:
        for one in section.routes:
            told = "; ".join(one.workings), len(one.cases), found.level, question
            yield Line("row", section, one, one.origin, one.destination, *told)
        yield Line("total", section, section, NOWHERE, NOWHERE, "", section.cases, found.level, question)
