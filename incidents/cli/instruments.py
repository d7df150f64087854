"""`incidents instruments`: laws and orders, the procedure of each, and the cases under it."""

from typing import Any

import click
import orjson

from incidents.answers.instruments import (
    InstrumentPage,
    WantedInstruments,
    instrument_list,
    instrument_page,
    said,
)
from incidents.answers.instruments_procedure import step_label
from incidents.answers.suggestions import label_of
from incidents.base.codes import read_code
from incidents.base.dates import say_date
from incidents.cli.opening import opened, reading
from incidents.records import LegalInstrument


@click.command("instruments")
@click.argument("words", default="")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
def command(words: str, form: str) -> None:
    """List laws, decrees and orders, or show one of them with its procedure and the cases under it.

    WORDS narrows the list to texts that hold all of them in title, number or issuer. A code shows that one text:
    what each version of its procedure says, from when, and the cases linked to it.

    \b
    Examples:
      incidents instruments
      incidents instruments 10/2018
      incidents instruments LAW-K4SH7Q
      incidents instruments decree --format json
    """
    with opened() as databases, reading(databases) as (session, viewer):
        code = read_code(words, LegalInstrument.code_prefix)
        if code is not None:
            page = instrument_page(session, viewer, code)
            click.echo(
                orjson.dumps(_plain(page), option=orjson.OPT_INDENT_2).decode() if form == "json" else _told(page)
            )
            return
        found = instrument_list(session, viewer, WantedInstruments(words=words))
        if form == "json":
            pages = [_plain(instrument_page(session, viewer, one.code)) for one in found]
            click.echo(orjson.dumps(pages, option=orjson.OPT_INDENT_2).decode())
            return
    for one in found:
        click.echo(f"{one.code}  {one.issued or '-'}  {one.named}")


def _told(page: InstrumentPage) -> str:
    lines = [f"{page.record.code}  {page.named}"]
    lines += [f"  {label}: {words}" for label, words in (("issued", page.issued), ("in force", page.in_force)) if words]
    for version in page.versions:
        since = "no date" if version.begins.is_empty else say_date(version.begins)
        lines.append(f"  {'issued' if version.by_issue else 'from'} {since}: {label_of(version.text)}")
        lines += [f"    {step_label(name)}: {words}" for name, words, _before in version.steps]
    lines += [f"  {case.code}  {case.when or '-'}  {case.title} ({case.roles})" for case in page.cases]
    return "\n".join(lines)


def _plain(page: InstrumentPage) -> dict[str, Any]:
    record = page.record
    return {
        "code": record.code,
        "title": record.title,
        "kind": record.kind,
        "number": record.number,
        "issued": record.issued.edtf,
        "in_force": record.in_force.edtf,
        "repealed": record.repealed.edtf,
        "source": page.source[1],
        "procedure": [
            {
                "by": version.text.code,
                "how": version.how,
                "begins": said(version.begins),
                "is_day_of_issue": version.by_issue,
                "steps": {name: getattr(version.text, name) for name, _words, _before in version.steps},
            }
            for version in page.versions
        ],
        "cases": [{"code": case.code, "links": case.ways} for case in page.cases],
    }
