"""`incidents figures`: the claims of a case, what each rule makes of them, and what the team holds."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click
import orjson
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.adopted import Held
from incidents.answers.settling import Asked, Settling, settling_page
from incidents.answers.settling_grid import GridClaim
from incidents.answers.settling_rules import ShownRule
from incidents.base.languages import _
from incidents.base.ranges import Count, say_count
from incidents.cli.opening import opened, reading
from incidents.vocabularies import label, vocabulary


@click.command("figures")
@click.argument("code")
@click.option("--outcome", type=click.Choice(vocabulary("outcome").codes), help="Only this outcome, such as killed.")
@click.option("--group", type=click.Choice(vocabulary("group").codes), help="Only this group, such as children.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.option("--as", "name", metavar="NAME", help="Look as this account; the same as incidents --as NAME figures.")
@click.pass_context
def command(
    context: click.Context, code: str, outcome: str | None, group: str | None, form: str, name: str | None
) -> None:
    """Print what each source of the case CODE states, and what every rule makes of it, with its working.

    Nothing is adopted here: that takes a person with a reason, on the page of the case.

    \b
    Examples:
      incidents figures INC-7K2MQX
      incidents figures INC-7K2MQX --outcome killed --group children
      incidents figures INC-7K2MQX --format json --as researcher.one
    """
    context.find_root().obj = name or context.find_root().obj
    with opened() as databases, reading(databases) as (session, viewer):
        found = [one for one in _groups(session, viewer, code, outcome) if group in (None, one.group)]
        if form == "json":
            click.echo(orjson.dumps([_plain(one) for one in found], option=orjson.OPT_INDENT_2).decode())
            return
        if not found:
            click.echo(_("No source of this case states such a number."), err=True)
        for one in found:
            click.echo("\n".join(_lines(one)) + "\n")


def _groups(session: Session, viewer: Viewer, code: str, outcome: str | None) -> Iterator[Settling]:
    """What is settled in a case, outcome by outcome and group by group."""
    for tab in settling_page(session, viewer, code, Asked()).tabs:
        if outcome not in (None, tab.subject[0]):
            continue
        named, unit, kind = tab.subject
        first = settling_page(session, viewer, code, Asked(named, unit=unit, kind=kind))
        for group in first.grid.groups:
            page = settling_page(session, viewer, code, Asked(named, group, unit, kind))
            if page.chosen is not None or any(claim.group == group for claim in page.grid.claims.values()):
                yield page


def _lines(page: Settling) -> Iterator[str]:
    yield page.words
    yield "=" * len(page.words)
    claims = [(row, claim) for row in page.grid.rows for claim in row.cells.get(page.group, [])]
    cells = [
        (str(row.number), claim.speaker, _number(claim), row.head.as_of or "", _label("series_state", claim.state),
         claim.credibility or "", row.head.source)
        for row, claim in claims
    ]  # fmt: skip
    heads = ("#", _("Speaker"), _("Number"), _("As of"), _("State"), _("Credibility"), _("Source"))
    yield from _table(heads, cells)
    yield ""
    yield from _table((_("Rule"), _("Answer"), _("Read"), _("Left out")), [_rule(rule) for rule in page.rules])
    if page.chosen is not None:
        yield ""
        yield from _held(page.chosen)
    for misfit in page.misfits:
        if misfit.group == page.group:
            yield f"! {misfit.words} ({_rows(misfit.claims)})"


def _number(claim: GridClaim) -> str:
    count = claim.cell.count
    return say_count(count) if count.is_known else claim.cell.share or claim.cell.words or _("not known")


def _label(name: str, code: str | None) -> str:
    return label(name, code) if code else ""


def _rule(rule: ShownRule) -> tuple[str, str, str, str]:
    answer = say_count(rule.count) if rule.has_value else rule.why_no_value or ""
    left = _("; ").join(f"{_rows(claims)} {words}" for words, claims in rule.left_out)
    return rule.name, answer, _rows(rule.used), left


def _held(held: Held) -> Iterator[str]:
    yield _("The team holds %(number)s, by the rule “%(rule)s”.", number=held.said, rule=held.rule_words or "")
    if held.reason:
        yield f"  {held.reason}"
    if held.is_stale:
        yield _("Out of date:")
        yield from (f"  {line}" for line in held.because)


def _rows(claims: Iterable[GridClaim]) -> str:
    return ", ".join(str(row) for row in sorted({claim.row for claim in claims}))


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(line[at]) for line in [heads, *rows]) for at in range(len(heads) - 1)]
    for line in [heads, *rows]:
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=False))
        yield "  ".join([*padded, line[-1]]).rstrip()


def _plain(page: Settling) -> dict[str, Any]:
    """One group as JSON has it; an unknown number is null, never 0, and claims are named by their numbers."""
    outcome, unit, kind = page.subject
    mine = [claim for claim in page.grid.claims.values() if claim.group == page.group]
    return {
        "outcome": outcome,
        "group": page.group,
        "unit": unit,
        "kind": kind or None,
        "claims": [
            {
                "figure": claim.number,
                "speaker": claim.speaker,
                **_ends(claim.cell.count),
                "state": claim.state,
                "credibility": claim.credibility,
                "value_state": claim.cell.state,
            }
            for claim in mine
        ],
        "rules": {rule.rule: _answer(rule) for rule in page.rules},
        "held": page.chosen
        and {
            **_ends(page.chosen.count),
            "rule": page.chosen.rule,
            "reason": page.chosen.reason,
            "stale": page.chosen.is_stale,
            "stale_because": page.chosen.because,
        },
        "misfits": [
            {"code": one.code, "figures": [claim.number for claim in one.claims]}
            for one in page.misfits
            if one.group == page.group
        ],
    }


def _answer(rule: ShownRule) -> dict[str, Any]:
    return {
        **_ends(rule.count),
        "version": rule.version,
        "no_value": rule.why_no_value,
        "used": [claim.number for claim in rule.used],
        "left_out": {words: [claim.number for claim in claims] for words, claims in rule.left_out},
        "set_low": [claim.number for claim in rule.set_low],
        "set_high": [claim.number for claim in rule.set_high],
        "speakers": rule.n_speakers,
        "independent": rule.n_independent,
    }


def _ends(count: Count) -> dict[str, Any]:
    return {"low": count.low, "best": count.best, "high": count.high, "open_above": count.open_above}
