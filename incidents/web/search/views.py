"""The addresses of the search: the page with its answer, and the help on how to ask."""

from typing import Any

from flask import Blueprint, Response, g, request, url_for
from werkzeug.datastructures import MultiDict

from incidents.answers.listing import Listing
from incidents.answers.page import answer
from incidents.search.arguments import from_args, to_args
from incidents.search.criteria import Criteria
from incidents.search.filters import FILTERS
from incidents.search.language import write
from incidents.search.order import USUAL
from incidents.search.sentence import clauses, sentence
from incidents.web.gate import policy
from incidents.web.render import exists, render
from incidents.web.search.forms import narrow
from incidents.web.search.showing import shown_row, shown_totals

blueprint = Blueprint("search", __name__)
SORTED = ("date", "title", "killed", "sources")
MOST_FIELDS = 60


@blueprint.get("/search")
@policy(permission="case.see")
def index() -> Response:
    """The answer to a question, 25 cases at a time, with its totals; no question means all cases."""
    parsed = from_args(fields_of(request.args))
    criteria = parsed.criteria
    answered = answer(g.session, criteria, g.viewer, page=_page())
    found = answered.listing
    return render(
        "search/index.html", question=write(criteria), problems=parsed.problems,
        sentence=sentence(criteria), clauses=_clauses(criteria),
        narrow=narrow(to_args(criteria)), listing=found, rows=[shown_row(row) for row in found.rows],
        totals=shown_totals(answered.totals, _made_of(criteria)),
        parts=answered.totals.parts,
        all_totals=url_for("totals.index", q=write(criteria) or None),
        all_flows=url_for("flows.index", q=write(criteria) or None),
        orders=_orders(criteria), pages=_pages(criteria, found),
        export=url_for("exports.index", q=write(criteria)) if exists("exports.index") else None,
    )  # fmt: skip


@blueprint.get("/search/help", endpoint="help")
@policy(permission="case.see")
def how_to_ask() -> Response:
    """Every key with its sentence and an example that can be tried."""
    return render("search/help.html", filters=list(FILTERS.values()))


def fields_of(args: MultiDict[str, str]) -> dict[str, list[str]]:
    """The fields of an address, of each no more than anybody means."""
    return {name: args.getlist(name)[:MOST_FIELDS] for name in list(args)[:MOST_FIELDS]}


def _page() -> int:
    typed = request.args.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 1


def _address(criteria: Criteria, **more: Any) -> str:
    return url_for("search.index", q=write(criteria) or None, **more)


def _clauses(criteria: Criteria) -> list[dict[str, str | None]]:
    """Each part of the question in words, with where a click leads that drops it or makes it certain."""
    return [
        {
            "words": clause.text,
            "without": _address(clause.without),
            "certain": None if clause.certain is None else _address(clause.certain),
        }
        for clause in clauses(criteria)
    ]


def _orders(criteria: Criteria) -> dict[str, dict[str, str | None]]:
    """For each column that sorts: where its heading leads, and how it is sorted now."""
    now, found = criteria.order or USUAL, {}
    for name in SORTED:
        direction = None
        if now.removeprefix("-") == name:
            direction = "descending" if now.startswith("-") else "ascending"
        other = name if direction == "descending" else f"-{name}"
        asked = Criteria(criteria.where, "" if other == USUAL else other)
        found[name] = {"address": _address(asked), "direction": direction}
    return found


def _made_of(criteria: Criteria) -> dict[str, str]:
    """For each total, the cases that it is made of, those with most first."""
    return {name: _address(Criteria(criteria.where, f"-{name}")) for name in ("killed", "injured")}


def _pages(criteria: Criteria, found: Listing) -> dict[str, str | None]:
    return {
        "previous": _address(criteria, page=found.page - 1) if found.page > 1 else None,
        "following": _address(criteria, page=found.page + 1) if found.page < found.pages else None,
    }
