"""The addresses of aggregate statements: list, page, entering, correcting, withdrawing."""

from typing import Any

from flask import Blueprint, Response, flash, g, jsonify, request

from incidents.access.permissions import may, require
from incidents.answers.aggregates import WantedStatements, find_statement, statement_list, statement_page
from incidents.answers.history import history_of
from incidents.answers.suggestions import in_language, suggest_cases
from incidents.base.errors import Invalid
from incidents.base.languages import _
from incidents.records import AggregateStatement
from incidents.records.picture import picture
from incidents.vocabularies import vocabulary
from incidents.web.aggregates.forms import NarrowStatements, StatementForm, WithdrawForm
from incidents.web.aggregates.saving import case_typed, filled_form, form_page, save
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.render import render
from incidents.work.aggregates import withdraw_aggregate
from incidents.work.finding import EditedMeanwhile

blueprint = Blueprint("aggregates", __name__)
MOST_HISTORY = 20


@blueprint.get("/aggregates")
@policy(permission="aggregate.see")
def index() -> Response:
    """The statements that answer to what is wanted, the latest first."""
    form = NarrowStatements(request.args)
    if form.as_of.refusal:
        form.as_of.errors = [form.as_of.refusal]
    wanted = WantedStatements(
        words=form.q.data or "",
        body=form.body.data if form.body.data in vocabulary("body") else None,
        violation=form.violation.data if form.violation.data in vocabulary("violation_type") else None,
        place=form.place.data or "",
        known_by=form.as_of.found,
    )
    found = statement_list(g.session, g.viewer, wanted)
    narrowed = any(field.data for field in form)
    may_write = may(g.viewer, "aggregate.record")
    return render("aggregates/list.html", form=form, found=found, narrowed=narrowed, may_write=may_write)


@blueprint.get("/aggregates/cases")
@policy(permission="aggregate.record")
def cases() -> Response:
    """The cases that somebody who is typing could mean."""
    found = suggest_cases(g.session, g.viewer, request.args.get("q", "")[:200])
    return jsonify([{"value": case_typed(one), "label": in_language(one.title)} for one in found])


@blueprint.get("/aggregates/<code:code>")
@policy(permission="aggregate.see")
def page(code: str) -> Response:
    """One statement with its counts, its earlier and later ones, and the cases that may fall inside."""
    found = statement_page(g.session, g.viewer, code)
    return render(
        "aggregates/page.html",
        statement=found,
        record=found.record,
        entries=history_of(g.session, g.viewer, AggregateStatement.__tablename__, found.record.id)[:MOST_HISTORY],
        may_write=may(g.viewer, "aggregate.record"),
        may_withdraw=may(g.viewer, "aggregate.withdraw") and found.record.withdrawn_at is None,
    )


@blueprint.get("/aggregates/new")
@policy(permission="aggregate.record")
def new() -> Response:
    """An empty form."""
    form = StatementForm()
    form.add("counts")
    return form_page(form, None)


@blueprint.post("/aggregates/new")
@policy(permission="aggregate.record")
def create() -> Response:
    """Store a new statement, or show what is wrong."""
    return save(None)


@blueprint.get("/aggregates/<code:code>/edit")
@policy(permission="aggregate.record")
def edit(code: str) -> Response:
    """The form with the statement as it is now."""
    record = find_statement(g.session, g.viewer, code)
    return form_page(filled_form(record, picture(record)), record)


@blueprint.post("/aggregates/<code:code>/edit")
@policy(permission="aggregate.record")
def update(code: str) -> Response:
    """Save the corrections, or show what is wrong."""
    return save(find_statement(g.session, g.viewer, code))


@blueprint.get("/aggregates/<code:code>/withdraw")
@policy(permission="aggregate.withdraw")
def ask_to_withdraw(code: str) -> Response:
    """Ask for the reason."""
    return _withdrawing(find_statement(g.session, g.viewer, code))


@blueprint.post("/aggregates/<code:code>/withdraw")
@policy(permission="aggregate.withdraw")
def withdraw(code: str) -> Response:
    """Take the statement out of the lists."""
    form, record = WithdrawForm(request.form), find_statement(g.session, g.viewer, code)
    require(g.viewer, "aggregate.withdraw")
    try:
        withdraw_aggregate(g.session, g.viewer, code, form.version.number, form.reason.data or "")
    except Invalid as refusal:
        form.reason.errors = [problem.message for problem in refusal.problems]
        return _withdrawing(record, form, 422)
    except EditedMeanwhile:
        form.reason.errors = [_("It was changed in the meantime. Look at it again, then send this once more.")]
        return _withdrawing(record, form, 409)
    flash(_("The statement is withdrawn. It stays readable."), "done")
    return go_to("aggregates.page", code=code)


def _withdrawing(record: AggregateStatement, form: Any = None, status: int = 200) -> Response:
    form = form or WithdrawForm()
    form.version.data = record.row_version
    return render("aggregates/withdraw.html", status, form=form, record=record, title=in_language(record.title))
