"""`incidents search --totals`: the sums over an answer in a table or as JSON, by inclusion rule and in rows."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click
import orjson
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.breakdown import LABELS, Breakdown, breakdown
from incidents.answers.breakdown_cases import RULES, grades_of
from incidents.answers.breakdown_overview import Overview, overview
from incidents.answers.breakdown_subject import Subject, read_subject
from incidents.answers.totals import OutcomeTotal
from incidents.base.languages import _, say_number
from incidents.base.ranges import Count, say_count
from incidents.search.criteria import Criteria
from incidents.search.language import write
from incidents.search.sentence import sentence
from incidents.vocabularies import label, vocabulary

BY = tuple(LABELS)
RULE_NAMES = vocabulary(RULES).codes
HEAD = ("total", "best", "cases", "with a figure", "zero", "not known", "not recorded", "not applicable", "withheld")


def print_totals(
    session: Session, viewer: Viewer, criteria: Criteria, form: str, by: str | None, of: str, rule: str
) -> None:
    """Print the totals: every subject, or one of them in rows."""
    subject = read_subject(of)
    found = overview(session, criteria, viewer, rule)
    table = breakdown(session, criteria, viewer, found, by, subject) if by else None
    if form == "json":
        click.echo(orjson.dumps(_plain(criteria, found, table), option=orjson.OPT_INDENT_2).decode())
        return
    counted = _(", ").join(label("confidence", grade) for grade in grades_of(rule))
    click.echo(f"{sentence(criteria)}: {found.incidents}")
    click.echo(_("Counted by the grade on whether it happened: %(grades)s.", grades=counted))
    for grade, number in found.grades_apart.items():
        apart = found.line(subject).apart[grade]
        click.echo(f"  {_('apart')}: {label('confidence', grade)}, {number}: {subject.words} {_said(apart)}")
    click.echo()
    if table is None:
        _print([(line.subject.words, line.counted) for line in found.lines], _("subject"))
        _print_conventions((line.subject.words, line.counted) for line in found.lines)
        for line in found.lines:
            if line.n_estimated:
                click.echo(_("%(subject)s: %(number)s with a statistical estimate, which is in no total.",
                             subject=line.subject.words, number=line.n_estimated))  # fmt: skip
    else:
        _print_rows(table)
    click.echo()
    click.echo(_("Documented, not estimated. As of entry %(ledger)s of the ledger.", ledger=found.ledger))


def _print_rows(table: Breakdown) -> None:
    rows = [(f"{row.words} ({row.heading})" if row.heading else row.words, row.total) for row in table.rows]
    last = [(_("all rows"), table.total)] if table.adds_up else []
    _print([*rows, *last], table.subject.words)
    _print_conventions(rows)
    if not table.adds_up:
        click.echo(_("A case stands in every row that it belongs to, so the rows do not add up and have no sum."))
    if table.is_compared:
        click.echo(_("These cases are no random sample: that a row is greater shows reporting, not a pattern."))


def _print(rows: Sequence[tuple[str, OutcomeTotal]], first: str) -> None:
    lines = [(first, *HEAD), *((words, *_cells(total)) for words, total in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    for words, *cells in lines:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        click.echo("  ".join([words.ljust(widths[0]), *numbers]).rstrip())


def _print_conventions(rows: Sequence[tuple[str, OutcomeTotal]] | Iterator[tuple[str, OutcomeTotal]]) -> None:
    for words, total in rows:
        if total.n_imputed:
            click.echo(
                _(
                    "%(row)s: %(number)s with a word such as “dozens”, by convention at least %(least)s, in no sum.",
                    row=words,
                    number=total.n_imputed,
                    least=say_number(total.imputed or 0),
                )
            )


def _said(total: OutcomeTotal) -> str:
    # The best sum has a column of its own.
    return say_count(Count(total.low, None, total.high, total.n_open > 0)) if total.n_figure else _("no number")


def _cells(total: OutcomeTotal) -> tuple[str, ...]:
    best = say_number(total.best) if total.best is not None else f"{total.n_best}/{total.n_figure}"
    counts = (
        total.incidents, total.n_figure, total.n_zero, total.n_unknown, total.n_not_recorded,
        total.n_not_applicable, total.n_withheld,
    )  # fmt: skip
    return _said(total), best if total.n_figure else "", *map(str, counts)


def _plain(criteria: Criteria, found: Overview, table: Breakdown | None) -> dict[str, Any]:
    """The totals as JSON has them; an unknown number is null, never 0."""
    return {
        "question": write(criteria),
        "inclusion_rule": found.rule,
        "grades_counted": list(grades_of(found.rule)),
        "incidents": found.incidents,
        "incidents_by_grade": found.by_grade,
        "sources": found.n_sources,
        "ledger_position": found.ledger,
        "totals": [
            {
                **_of(line.subject),
                **_numbers(line.counted),
                "n_with_an_estimate": line.n_estimated,
                "by_grade": {grade: _numbers(total) for grade, total in line.by_grade.items()},
            }
            for line in found.lines
        ],
        "rows": table and _rows(table),
    }


def _rows(table: Breakdown) -> dict[str, Any]:
    return {
        "by": table.by,
        **_of(table.subject),
        "adds_up": table.adds_up,
        "rows": [
            {"row": row.code or row.key.removeprefix("~"), "words": row.words, "heading": row.heading,
             "apart": row.apart, **_numbers(row.total)}
            for row in table.rows
        ],
        "total": _numbers(table.total),
    }  # fmt: skip


def _of(subject: Subject) -> dict[str, str | None]:
    return {"outcome": subject.outcome, "group": subject.group, "unit": subject.unit, "kind": subject.kind or None}


def _numbers(total: OutcomeTotal) -> dict[str, Any]:
    plain = asdict(total)
    del plain["outcome"]
    return {**plain, "n_not_assessed": total.n_not_assessed, "n_not_recorded": total.n_not_recorded}
