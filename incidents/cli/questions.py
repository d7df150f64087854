"""`incidents questions`: list what looks wrong, and let the rules look for more."""

from typing import Any

import click
import orjson
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.questions import PAGE, Question, Wanted, questions
from incidents.cli.opening import changing, opened, reading
from incidents.records import Incident
from incidents.search.language import parse
from incidents.search.query import matching
from incidents.vocabularies import label, vocabulary
from incidents.work.looking import look_at_cases

ANY = "any"


@click.command("questions")
@click.argument("question", default="")
@click.option("--look", is_flag=True, help="Let the rules look at the cases that answer the question first.")
@click.option(
    "--state",
    type=click.Choice([*vocabulary("issue_state").codes, ANY]),
    default="open",
    show_default=True,
    help="Which to list.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
def command(question: str, look: bool, state: str, form: str) -> None:
    """List what looked wrong in an import or to a rule, and is not answered yet.

    QUESTION narrows it to cases, as in incidents search. Nothing is altered by looking: a value stays as it is
    until a person corrects it or says that it is right.

    \b
    Examples:
      incidents questions
      incidents questions 'external:any date:2017' --look
      incidents questions --state any --format json
    """
    parsed = parse(question)
    for problem in parsed.problems:
        click.echo(problem.message, err=True)
    with opened() as databases:
        if look:
            with changing(databases) as (session, viewer):
                numbers = session.scalars(matching(parsed.criteria, viewer).order_by(Incident.id)).all()
                looked = look_at_cases(session, viewer, numbers)
            click.echo(looked.said, err=True)
        wanted = Wanted(state=None if state == ANY else state, criteria=parsed.criteria if question else None)
        with reading(databases) as (session, viewer):
            found = _all(session, viewer, wanted)
    if form == "json":
        click.echo(orjson.dumps([_plain(one) for one in found], option=orjson.OPT_INDENT_2).decode())
        return
    for one in found:
        about = f"{one.field}: {one.raw_value}" if one.field else one.raw_value or one.message or ""
        click.echo(f"{one.record_code}  {label('quality_issue', one.code)}  {about}")


def _all(session: Session, viewer: Viewer, wanted: Wanted) -> list[Question]:
    found = questions(session, viewer, wanted)
    rows = list(found.rows)
    for page in range(2, -(-found.total // PAGE) + 1):
        rows += questions(session, viewer, wanted, page).rows
    return rows


def _plain(one: Question) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Question.__slots__}
