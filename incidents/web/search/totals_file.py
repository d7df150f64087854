"""The tables of the totals as CSV, each line with all that says what it counts: question, rule, grades and ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Response, request

from incidents.answers.breakdown import Breakdown
from incidents.answers.breakdown_cases import grades_of
from incidents.answers.breakdown_overview import Overview
from incidents.answers.breakdown_subject import Subject
from incidents.answers.totals import OutcomeTotal
from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made
from incidents.exports.formats import FORMATS
from incidents.exports.formats.csv import pieces
from incidents.exports.formats.format import Written
from incidents.exports.tables.table import Table
from incidents.search.criteria import Criteria
from incidents.search.language import write
from incidents.vocabularies import label
from incidents.web.exports.forms import options_of


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is of, how it is to be read, and its total."""

    by: str
    key: str
    words: str
    heading: str | None
    line_kind: str
    subject: Subject
    total: OutcomeTotal
    question: str
    rule: str
    grades: tuple[str, ...]
    ledger: int


def _number(name: str, path: str, words: str) -> Column:
    return made(name, f"total.{path}", words, kind=Kind.WHOLE)


COLUMNS = (
    made("rows_by", "by", N_("Rows by")),
    made("row", "key", N_("Row")),
    made("row_label", "words", N_("Row in words")),
    made("heading", "heading", N_("Heading")),
    made("line_kind", "line_kind", N_("Kind of line"),
         N_("row: shares no case with other rows; overlapping: its cases may stand in other rows too; apart: what fits "
            "into no row, or what the rule leaves out; total: all that is counted.")),
    made("outcome", "subject.outcome", N_("What befell them"), kind=Kind.CODE, vocabulary="outcome"),
    made("group", "subject.group", N_("Whom"), kind=Kind.CODE, vocabulary="group"),
    made("unit", "subject.unit", N_("Unit"), kind=Kind.CODE, vocabulary="unit"),
    made("stock_or_flow", "subject.kind", N_("Stock or flow"), kind=Kind.CODE, vocabulary="stock_or_flow"),
    _number("low", "low", N_("Low")),
    _number("best", "best", N_("Best")),
    _number("high", "high", N_("High")),
    _number("n_open", "n_open", N_("Cases without an upper bound")),
    _number("n_cases", "incidents", N_("Cases")),
    _number("n_figure", "n_figure", N_("Cases with a figure")),
    _number("n_best", "n_best", N_("Cases with a best figure")),
    _number("n_zero", "n_zero", N_("Cases with zero")),
    _number("n_assessed", "n_assessed", N_("Cases assessed by the team")),
    _number("n_not_assessed", "n_not_assessed", N_("Cases with a mere range of claims")),
    _number("n_unknown", "n_unknown", N_("Cases whose number is not known")),
    _number("n_not_recorded", "n_not_recorded", N_("Cases without a number recorded")),
    _number("n_not_applicable", "n_not_applicable", N_("Cases to which a number does not apply")),
    _number("n_withheld", "n_withheld", N_("Cases whose number is withheld")),
    _number("n_by_convention", "n_imputed", N_("Cases with a word for a number")),
    _number("low_by_convention", "imputed", N_("Least by convention, in no sum")),
    made("inclusion_rule", "rule", N_("Inclusion rule"), kind=Kind.CODE, vocabulary="inclusion_rule"),
    made("grades_counted", "grades", N_("Grades counted"), kind=Kind.CODES, vocabulary="confidence"),
    made("question", "question", N_("Question")),
    made("ledger_position", "ledger", N_("Place in the ledger"), kind=Kind.WHOLE),
)  # fmt: skip
FORMAT = FORMATS["csv"]


def subjects_file(found: Overview, criteria: Criteria) -> Response:
    """Every subject by grade, those that the rule leaves out among them."""
    return _file("subjects", found.ledger, _of_subjects(found, criteria))


def rows_file(found: Overview, table: Breakdown, criteria: Criteria) -> Response:
    """The rows of one subject, with their total."""
    return _file(table.by, found.ledger, _of_rows(found, table, criteria))


def _of_subjects(found: Overview, criteria: Criteria) -> Iterator[Line]:
    told = write(criteria), found.rule, grades_of(found.rule), found.ledger
    for line in found.lines:
        for grade, total in line.by_grade.items():
            kind = "apart" if grade in line.apart else "row"
            yield Line("grade", grade, label("confidence", grade), None, kind, line.subject, total, *told)
        yield Line(
            "grade", "total", label("inclusion_rule", found.rule), None, "total", line.subject, line.counted, *told
        )


def _of_rows(found: Overview, table: Breakdown, criteria: Criteria) -> Iterator[Line]:
    told = write(criteria), found.rule, grades_of(found.rule), found.ledger
    for row in table.rows:
        kind = "apart" if row.apart else "row" if table.adds_up else "overlapping"
        key = row.key.removeprefix("~") if row.apart else row.code or row.key
        yield Line(table.by, key, row.words, row.heading, kind, table.subject, row.total, *told)
    words = label("inclusion_rule", found.rule)
    yield Line(table.by, "total", words, None, "total", table.subject, table.total, *told)


def _file(name: str, ledger: int, lines: Iterable[Line]) -> Response:
    table = Table("totals", N_("Totals"), COLUMNS, lambda _reading: iter(()))
    content = b"".join(pieces(table, lines, options_of(request.args), Written("totals.csv", ("totals",))))
    answer = Response(content, content_type=FORMAT.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=f"incidents-totals-{name}-{ledger}.csv")
    return answer
