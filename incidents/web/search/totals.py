"""The addresses of the totals over a search: the page with its tables, and each table as a file."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, request, url_for

from incidents.access.permissions import may
from incidents.answers.breakdown import LABELS, BreakdownRow, breakdown
from incidents.answers.breakdown_cases import EVERY_CASE, RULES, clause_of
from incidents.answers.breakdown_overview import overview
from incidents.answers.breakdown_subject import Subject, read_subject
from incidents.base.languages import _
from incidents.search.arguments import from_args
from incidents.search.criteria import Criteria, Node
from incidents.search.filters import NotUnderstood
from incidents.search.language import Parsed, write
from incidents.search.sentence import sentence
from incidents.vocabularies import vocabulary
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.render import render
from incidents.web.search.totals_file import rows_file, subjects_file
from incidents.web.search.totals_form import TotalsForm
from incidents.web.search.views import fields_of

blueprint = Blueprint("totals", __name__)
MOST_ROWS = 300
PAGES_OF = {"adm1": "places.page", "adm2": "places.page", "adm3": "places.page", "actor": "actors.page"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: a question, an inclusion rule, and which subject is broken down by what."""

    parsed: Parsed
    rule: str
    by: str
    subject: Subject
    misread: tuple[str, ...]

    @property
    def criteria(self) -> Criteria:
        """The question as it was understood."""
        return self.parsed.criteria

    def address(self, endpoint: str = "totals.index", **other: Any) -> str:
        """The address of the same totals with something else about them."""
        usual = {"rule": EVERY_CASE, "by": "month", "of": Subject().written}
        values = {"rule": self.rule, "by": self.by, "of": self.subject.written} | other
        given = {name: value for name, value in values.items() if value != usual.get(name)}
        return url_for(endpoint, q=write(self.criteria) or None, **given)

    def cases(self, clause: Node | None = None) -> str:
        """The address of the cases themselves that are counted, or of those that a row counts."""
        criteria = self.criteria
        for more in (clause_of(self.rule), clause):
            criteria = criteria if more is None else criteria.with_clause(more)
        return url_for("search.index", q=write(criteria) or None)


@blueprint.get("/search/totals")
@policy(permission="case.see")
def index() -> Response:
    """The totals of an answer: the headline, every outcome and group, and one of them in rows."""
    asked = _asked()
    found = overview(g.session, asked.criteria, g.viewer, asked.rule)
    table = breakdown(g.session, asked.criteria, g.viewer, found, asked.by, asked.subject)
    problems = [problem.message for problem in asked.parsed.problems]
    return render(
        "search/totals.html", question=write(asked.criteria), problems=[*problems, *asked.misread],
        sentence=sentence(asked.criteria), cases=url_for("search.index", q=write(asked.criteria) or None),
        counted=asked.cases(), found=found, headline=found.line(asked.subject), rule=vocabulary(RULES).term(asked.rule),
        subjects=[{"line": line, "address": asked.address(of=line.subject.written) + "#rows"} for line in found.lines],
        tabs=_tabs(asked), form=TotalsForm.of_answer(found, asked.rule, asked.by, asked.subject),
        keep={"rule": asked.rule, "by": asked.by, "of": asked.subject.written},
        table=table, rows=[_shown(asked, row) for row in table.rows[:MOST_ROWS]],
        n_more=max(0, len(table.rows) - MOST_ROWS), headings=len({row.heading for row in table.rows}) > 1,
        row_label=_(LABELS[asked.by]), files=_files(asked),
    )  # fmt: skip


@blueprint.get("/search/totals.csv", endpoint="file")
@policy(permission="case.export")
def csv_file() -> Response:
    """One of the two tables as a file: every subject by grade, or the rows of one."""
    asked = _asked()
    if asked.parsed.problems or asked.misread:
        # A file that answers another question than the one that was asked would be taken for the answer.
        return go_to("totals.index", **{name: values[0] for name, values in request.args.to_dict(flat=False).items()})
    found = overview(g.session, asked.criteria, g.viewer, asked.rule)
    if request.args.get("table") == "subjects":
        return subjects_file(found, asked.criteria)
    table = breakdown(g.session, asked.criteria, g.viewer, found, asked.by, asked.subject)
    return rows_file(found, table, asked.criteria)


def _asked() -> Asked:
    parsed, misread = from_args(fields_of(request.args)), []
    rule, by = request.args.get("rule") or EVERY_CASE, request.args.get("by") or "month"
    if rule not in vocabulary(RULES):
        misread.append(_("There is no inclusion rule “%(text)s”. All grades are counted.", text=rule[:60]))
        rule = EVERY_CASE
    if by not in LABELS:
        misread.append(_("There are no rows by “%(text)s”. They are shown by month.", text=by[:60]))
        by = "month"
    subject = Subject()
    try:
        subject = read_subject(request.args.get("of") or subject.written)
    except NotUnderstood as problem:
        misread.append(_("%(problem)s The killed are shown.", problem=problem.message))
    return Asked(parsed, rule, by, subject, tuple(misread))


def _tabs(asked: Asked) -> list[dict[str, Any]]:
    return [
        {"label": _(words), "address": asked.address(by=name) + "#rows", "current": name == asked.by}
        for name, words in LABELS.items()
    ]


def _shown(asked: Asked, row: BreakdownRow) -> dict[str, Any]:
    """A row with where its words lead (the record itself) and where its number of cases leads (these cases)."""
    page = PAGES_OF.get(asked.by) if row.code else None
    return {
        "row": row,
        "page": url_for(page, code=row.code) if page else None,
        "cases": asked.cases(row.clause) if row.clause else None,
    }


def _files(asked: Asked) -> dict[str, str] | None:
    if not may(g.viewer, "case.export") or asked.parsed.problems or asked.misread:
        return None
    return {
        "rows": asked.address("totals.file"),
        "subjects": asked.address("totals.file", table="subjects", by="month", of=Subject().written),
    }
