"""`incidents search`: ask a question and print the cases that answer it."""

from collections.abc import Iterator
from typing import Any

import click
import orjson

from incidents.answers.flow_ends import LEVELS
from incidents.answers.listing import MOST_ON_A_PAGE, Row, listing
from incidents.answers.suggestions import in_language
from incidents.base.dates.words import say_date
from incidents.base.languages import _
from incidents.base.ranges import Count, say_count
from incidents.cli.opening import opened, reading
from incidents.cli.search_flows import print_flows
from incidents.cli.search_totals import BY, RULE_NAMES, print_totals
from incidents.search.language import Misread, parse
from incidents.search.query import count as count_of
from incidents.search.sentence import sentence
from incidents.vocabularies import label

COLUMNS = ("code", "when", "place", "killed", "happened", "title")


@click.command("search")
@click.argument("question", default="")
@click.option("--format", "form", type=click.Choice(["table", "json", "ids"]), default="table", help="How to print.")
@click.option("--count", "only_count", is_flag=True, help="Print the number of cases and nothing else.")
@click.option("--totals", "wants_totals", is_flag=True, help="Print sums over the cases instead of the cases.")
@click.option("--by", type=click.Choice(BY), help="With --totals: one number in rows by this.")
@click.option("--of", default="killed", help="With --by: what is counted, such as killed.civilian or displaced.stock.")
@click.option("--rule", type=click.Choice(RULE_NAMES), default="all", help="With --totals: which cases count.")
@click.option("--flows", "wants_flows", is_flag=True, help="Print where people moved from and to.")
@click.option("--level", type=click.Choice(list(LEVELS)), default="recorded", help="With --flows: places by this unit.")
@click.option("--limit", type=click.IntRange(1), help="Print so many cases at most; all, when left out.")
@click.option("--as", "name", metavar="NAME", help="Ask as this account; the same as incidents --as NAME search.")
@click.pass_context
def command(
    context: click.Context, question: str, form: str, only_count: bool, wants_totals: bool, by: str | None, of: str,
    rule: str, wants_flows: bool, level: str, limit: int | None, name: str | None,
) -> None:  # fmt: skip
    """Ask a question and print the cases that answer it.

    Words, "phrases", -not, OR, brackets and key:value; docs/manual/search.md tells of all keys. What is not
    understood is left out and named on the error channel.

    \b
    Examples:
      incidents search 'sarin OR chlorine' --count
      incidents search 'killed:>=50 date:2017-04' --format ids
      incidents search 'place:Idleb what:chemical' --format json --limit 10 --as researcher.one
      incidents search 'has:displacement' --flows --level adm1
      incidents search 'date:2017' --totals --by month --rule confirmed_probable
    """
    context.find_root().obj = name or context.find_root().obj
    parsed = parse(question)
    for problem in parsed.problems:
        click.echo(_say_problem(question, problem), err=True)
    if wants_totals and (form == "ids" or only_count or limit):
        raise click.UsageError(_("Totals are over all cases: leave out --count, --limit and --format ids."))
    if wants_flows and (wants_totals or form == "ids" or only_count or limit):
        raise click.UsageError(_("Flows are over all cases: leave out --totals, --count, --limit and --format ids."))
    if by and not wants_totals:
        raise click.UsageError(_("Rows are made of totals: add --totals."))
    with opened() as databases, reading(databases) as (session, viewer):
        if wants_flows:
            print_flows(session, viewer, parsed.criteria, form, level)
            return
        if wants_totals:
            print_totals(session, viewer, parsed.criteria, form, by, of, rule)
            return
        count = count_of(session, parsed.criteria, viewer)
        if only_count:
            click.echo(count)
            return
        rows = _rows(session, parsed.criteria, viewer, count, limit)
        if form == "json":
            click.echo(orjson.dumps([_plain(row) for row in rows], option=orjson.OPT_INDENT_2).decode())
        elif form == "ids":
            for row in rows:
                click.echo(row.code)
        else:
            click.echo(f"{sentence(parsed.criteria)}: {count}\n")
            _print_table(rows)


def _rows(session: Any, criteria: Any, viewer: Any, count: int, limit: int | None) -> Iterator[Row]:
    """Yield the cases page by page, so that a long answer begins to print at once."""
    left = count if limit is None else min(count, limit)
    size = min(MOST_ON_A_PAGE, max(left, 1))
    page = 1
    while left > 0:
        rows = listing(session, criteria, viewer, page, size, count).rows[:left]
        yield from rows
        left, page = left - len(rows), page + 1


def _say_problem(question: str, problem: Misread) -> str:
    meant = _(" Did you mean %(suggestion)s?", suggestion=problem.suggestion) if problem.suggestion else ""
    return f"{question[problem.start : problem.end]}: {problem.message}{meant}"


def _killed(row: Row) -> str:
    if row.killed is None:
        return _("not recorded")
    known = row.killed.count.is_known
    return say_count(row.killed.count) if known else label("value_state", row.killed.value_state or "unknown")


def _print_table(rows: Iterator[Row]) -> None:
    lines = [
        (
            row.code,
            say_date(row.occurred),
            (row.place.name or row.place.verbatim or "") if row.place else "",
            _killed(row),
            label("confidence", row.occurrence),
            in_language(row.title),
        )
        for row in rows
    ]
    widths = [max((len(line[at]) for line in [COLUMNS, *lines]), default=0) for at in range(len(COLUMNS) - 1)]
    for line in [COLUMNS, *lines]:
        click.echo("  ".join([*(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[-1]]))


def _plain(row: Row) -> dict[str, Any]:
    """Return a case as JSON has it; an unknown number is null, never 0."""
    killed = row.killed.count if row.killed else Count()
    return {
        "code": row.code,
        "title": row.title,
        "occurred": {
            "edtf": row.occurred.edtf,
            "text": row.occurred.text,
            "earliest": row.occurred.earliest,
            "latest": row.occurred.latest,
        },
        "place": row.place
        and {"name": row.place.name, "verbatim": row.place.verbatim, "precision": row.place.precision},
        "violations": row.violations,
        "killed": {
            "low": killed.low,
            "best": killed.best,
            "high": killed.high,
            "open_above": killed.open_above,
            "state": row.killed.value_state if row.killed else None,
            "assessed": row.killed.assessed if row.killed else False,
        },
        "sources": row.n_sources,
        "independent": row.n_independent,
        "occurrence": row.occurrence,
        "attributions": [
            {"actor": one.actor, "role": one.role, "grade": one.grade, "contested": one.contested}
            for one in row.attributions
        ],
        "status": row.status,
    }
