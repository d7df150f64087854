"""The addresses of laws and orders: list, page, suggestions, entering, correcting, withdrawing."""

from typing import Any

from flask import Blueprint, Response, flash, g, jsonify, request

from incidents.access.permissions import may
from incidents.answers.instruments import WantedInstruments, find_instrument, instrument_list, instrument_page
from incidents.answers.instruments_procedure import step_label
from incidents.answers.suggestions import label_of, suggest
from incidents.base.dates import say_date
from incidents.base.errors import Invalid
from incidents.base.languages import _
from incidents.records import LegalInstrument
from incidents.records.picture import picture
from incidents.vocabularies import vocabulary
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.instruments.forms import ROWS, AskedDay, InstrumentForm, NarrowInstruments, WithdrawForm
from incidents.web.instruments.saving import filled_form, form_page, save
from incidents.web.render import render
from incidents.work.finding import EditedMeanwhile
from incidents.work.instruments import withdraw_instrument

blueprint = Blueprint("instruments", __name__)


@blueprint.get("/laws")
@policy(permission="instrument.see")
def index() -> Response:
    """The laws and orders that answer to what is wanted, the latest issue first."""
    form = NarrowInstruments(request.args)
    wanted = WantedInstruments(
        words=form.q.data or "",
        kind=form.kind.data if form.kind.data in vocabulary("instrument_kind") else None,
        number=form.number.data or "",
        issuer=form.issuer.data or "",
    )
    found = instrument_list(g.session, g.viewer, wanted)
    narrowed = any(field.data for field in form)
    may_write = may(g.viewer, "instrument.record")
    return render("instruments/list.html", form=form, found=found, narrowed=narrowed, may_write=may_write)


@blueprint.get("/laws/suggest", endpoint="suggest")
@policy(permission="instrument.see")
def suggest_laws() -> Response:
    """The laws and orders that somebody who is typing could mean."""
    found = suggest(g.session, g.viewer, LegalInstrument, request.args.get("q", "")[:200])
    return jsonify([{"value": one.typed, "label": one.label} for one in found])


@blueprint.get("/laws/<code:code>")
@policy(permission="instrument.see")
def page(code: str) -> Response:
    """One text with its procedure on any day, its timeline and the cases under it."""
    form = AskedDay(request.args)
    when = form.day.found
    day = when.earliest if when.earliest is not None and when.earliest == when.latest else None
    if form.day.refusal or (form.day.data and day is None):
        form.day.errors = [form.day.refusal or _("Name one day, such as 2018-07-01.")]
    found = instrument_page(g.session, g.viewer, code, day)
    return render(
        "instruments/page.html",
        law=found,
        record=found.record,
        form=form,
        step_label=step_label,
        say_date=say_date,
        label_of=label_of,
        may_write=may(g.viewer, "instrument.record"),
        may_withdraw=may(g.viewer, "instrument.withdraw") and found.record.withdrawn_at is None,
    )


@blueprint.get("/laws/new")
@policy(permission="instrument.record")
def new() -> Response:
    """An empty form."""
    form = InstrumentForm()
    form.add(ROWS)
    return form_page(form, None)


@blueprint.post("/laws/new")
@policy(permission="instrument.record")
def create() -> Response:
    """Store a new law or order, or show what is wrong."""
    return save(None)


@blueprint.get("/laws/<code:code>/edit")
@policy(permission="instrument.record")
def edit(code: str) -> Response:
    """The form with the text as it is now."""
    record = find_instrument(g.session, g.viewer, code)
    return form_page(filled_form(record, picture(record)), record)


@blueprint.post("/laws/<code:code>/edit")
@policy(permission="instrument.record")
def update(code: str) -> Response:
    """Save the corrections, or show what is wrong."""
    return save(find_instrument(g.session, g.viewer, code))


@blueprint.get("/laws/<code:code>/withdraw")
@policy(permission="instrument.withdraw")
def ask_to_withdraw(code: str) -> Response:
    """Ask for the reason."""
    return _withdrawing(find_instrument(g.session, g.viewer, code))


@blueprint.post("/laws/<code:code>/withdraw")
@policy(permission="instrument.withdraw")
def withdraw(code: str) -> Response:
    """Take the law or order out of the lists."""
    form, record = WithdrawForm(request.form), find_instrument(g.session, g.viewer, code)
    try:
        withdraw_instrument(g.session, g.viewer, code, form.version.number, form.reason.data or "")
    except Invalid as refusal:
        form.reason.errors = [problem.message for problem in refusal.problems]
        return _withdrawing(record, form, 422)
    except EditedMeanwhile:
        form.reason.errors = [_("It was changed in the meantime. Look at it again, then send this once more.")]
        return _withdrawing(record, form, 409)
    flash(_("The law or order is withdrawn. It stays readable."), "done")
    return go_to("instruments.page", code=code)


def _withdrawing(record: LegalInstrument, form: Any = None, status: int = 200) -> Response:
    form = form or WithdrawForm()
    form.version.data = record.row_version
    return render("instruments/withdraw.html", status, form=form, record=record, title=label_of(record))
