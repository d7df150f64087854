"""`incidents search --flows`: where people moved from and to in an answer, as a table or as JSON."""

from dataclasses import asdict
from typing import Any

import click
import orjson
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.flow_ends import End
from incidents.answers.flows import Flows, Route, Section, flows
from incidents.answers.movement_numbers import Sum
from incidents.base.languages import _
from incidents.base.ranges import say_count
from incidents.search.criteria import Criteria
from incidents.search.language import write
from incidents.search.sentence import sentence

HEAD = ("from", "to", "persons", "households", "movements", "not known", "cases")


def print_flows(session: Session, viewer: Viewer, criteria: Criteria, form: str, level: str) -> None:
    """Print a table a category, each with its sum, and what stands apart."""
    found = flows(session, criteria, viewer, level)
    if form == "json":
        click.echo(orjson.dumps(_plain(criteria, found), option=orjson.OPT_INDENT_2).decode())
        return
    click.echo(f"{sentence(criteria)}: {found.cases}")
    for section in found.sections:
        click.echo(f"\n{section.words or _('Category not recorded')}")
        _print(section)
    for number, words in (
        (found.stocks, _("counts of how many were away on a day, in no sum")),
        (found.unsaid, _("displacements that are neither called stock nor flow, in no sum")),
        (found.skipped, _("movements that a case counts of which theirs is a part, left out")),
        (found.overlapping, _("cases that another one here may count already")),
    ):
        if number:
            click.echo(f"\n{number} {words}")


def _print(section: Section) -> None:
    lines = [HEAD, *((one.origin.words, one.destination.words, *_cells(one)) for one in section.routes)]
    lines.append((_("all rows"), "", *_cells(section)))
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    for words, other, *cells in lines:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[2:], strict=True))
        click.echo("  ".join([words.ljust(widths[0]), other.ljust(widths[1]), *numbers]).rstrip())
    for working in (words for one in section.routes for words in one.workings):
        click.echo(f"  {working}")


def _said(total: Sum) -> str:
    return say_count(total.count) if total.n else ""


def _cells(one: Route | Section) -> tuple[str, ...]:
    cases = one.cases if isinstance(one, Section) else len(one.cases)
    return _said(one.persons), _said(one.households), str(one.movements), str(one.unknown), str(cases)


def _plain(criteria: Criteria, found: Flows) -> dict[str, Any]:
    """The table as JSON has it; an unknown number is null, never 0."""
    return {
        "question": write(criteria),
        "level": found.level,
        "cases": found.cases,
        "cases_with_a_movement": found.cases_with,
        "stocks_apart": found.stocks,
        "neither_stock_nor_flow": found.unsaid,
        "left_out_as_parts": found.skipped,
        "may_be_counted_twice": found.overlapping,
        "categories": [
            {
                "category": section.category,
                "rows": [
                    {"from": _end(one.origin), "to": _end(one.destination), **_numbers(one),
                     "workings": list(one.workings)}
                    for one in section.routes
                ],
                "total": _numbers(section),
            }
            for section in found.sections
        ],
    }  # fmt: skip


def _end(end: End) -> dict[str, str | None]:
    return {"words": end.words, "code": end.code, "doubt": end.beneath or None}


def _numbers(one: Route | Section) -> dict[str, Any]:
    cases = one.cases if isinstance(one, Section) else len(one.cases)
    sums = {"persons": asdict(one.persons), "households": asdict(one.households)}
    return {**sums, "movements": one.movements, "movements_without_a_number": one.unknown, "cases": cases}
