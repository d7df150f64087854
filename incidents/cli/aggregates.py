"""`incidents aggregates`: what bodies counted over many events."""

from typing import Any

import click
import orjson

from incidents.answers.adding_up import CountNode
from incidents.answers.aggregates import StatementPage, WantedStatements, statement_list, statement_page
from incidents.cli.opening import opened, reading


@click.command("aggregates")
@click.argument("words", default="")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
def command(words: str, form: str) -> None:
    """List what commissions, missions and organisations counted over many events, each as of a day.

    WORDS narrows it to statements that hold all of them, in their title, body, subject or numbers. Such a count
    enters no total over cases.

    \b
    Examples:
      incidents aggregates
      incidents aggregates 'commission chemical'
      incidents aggregates --format json
    """
    with opened() as databases, reading(databases) as (session, viewer):
        found = statement_list(session, viewer, WantedStatements(words=words))
        if form == "json":
            pages = [_plain(statement_page(session, viewer, one.code)) for one in found]
            click.echo(orjson.dumps(pages, option=orjson.OPT_INDENT_2).decode())
            return
    for one in found:
        click.echo(f"{one.code}  {one.scope}")


def _plain(page: StatementPage) -> dict[str, Any]:
    record = page.record
    return {
        "code": record.code,
        "title": record.title,
        "scope": page.scope,
        "body": record.body,
        "body_name": record.body_text,
        "subject": record.subject,
        "violation": record.violation,
        "unit": record.unit,
        "period": record.period.edtf,
        "as_of": record.as_of.edtf,
        "counts": [_count(node) for node in page.counts],
        "source": page.source_code,
        "known_cases": [case.code for case in page.cases],
    }


def _count(node: CountNode) -> dict[str, Any]:
    bounds = {"low": node.count.low, "best": node.count.best, "high": node.count.high}
    return {"label": node.label, **bounds, "actor": node.actor, "parts": [_count(part) for part in node.parts],
            "check": node.check}  # fmt: skip
