"""The addresses of a case: its page, its history, entering and correcting, withdrawing and restoring."""

from typing import Any

from flask import Blueprint, Response, flash, g, jsonify, request
from wtforms import Form

from incidents.access.permissions import require
from incidents.answers.aggregates import counted_in
from incidents.answers.case import case_page, load_case
from incidents.answers.chains import chain_of
from incidents.answers.history import history_of
from incidents.answers.instruments_cases import laws_of
from incidents.answers.law import law_of
from incidents.answers.suggestions import suggest
from incidents.answers.version import version_facts
from incidents.base.dates import NotADate, read_typed, say_date
from incidents.base.errors import Invalid, NotFound
from incidents.base.languages import N_, _
from incidents.records import Incident
from incidents.web.forms.controls import KeyField
from incidents.web.forms.declared import ProseText, TranslatedForm
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.incidents import confidence, editing
from incidents.web.incidents.locating import map_of
from incidents.web.incidents.showing import dated, shown
from incidents.web.render import render
from incidents.work.finding import EditedMeanwhile
from incidents.work.incidents import restore_incident, withdraw_incident

blueprint = Blueprint("incidents", __name__)

blueprint.get("/cases/new", endpoint="new")(editing.new)
blueprint.post("/cases/new", endpoint="create")(editing.create)
blueprint.get("/cases/<code:code>/edit", endpoint="edit")(editing.edit)
blueprint.post("/cases/<code:code>/edit", endpoint="update")(editing.update)
blueprint.get("/cases/<code:code>/confidence", endpoint="confidence")(confidence.page)
blueprint.post("/cases/<code:code>/confidence", endpoint="decide")(confidence.decide)


class ReasonForm(TranslatedForm):
    """Why something is done to a case, and which version of it the person saw."""

    version = KeyField()
    reason = ProseText(N_("Reason"), description=N_("It stands in the history for everybody who may see the case."))


@blueprint.get("/cases/<code:code>")
@policy(permission="case.see")
def page(code: str) -> Response:
    """The case file."""
    found = case_page(g.session, g.viewer, code)
    where, counted = map_of(g.session, g.viewer, found.incident), counted_in(g.session, g.viewer, found.incident)
    laws = laws_of(g.session, g.viewer, found.incident, found.cited)
    chain = chain_of(g.session, g.viewer, found.incident)
    words = shown(found)
    return render(
        "incidents/page.html",
        case=found,
        incident=found.incident,
        where=where,
        counted=counted,
        laws=laws,
        chain=chain,
        law=law_of(found.incident, found.cited),
        **words,
    )


@blueprint.get("/cases/suggest", endpoint="suggest")
@policy(permission="case.see")
def suggest_linked() -> Response:
    """The cases that somebody who is typing could mean."""
    found = suggest(g.session, g.viewer, Incident, request.args.get("q", "")[:200])
    return jsonify([{"value": one.typed, "label": one.label} for one in found])


@blueprint.get("/cases/<code:code>/history")
@policy(permission="case.see")
def history(code: str) -> Response:
    """Every change of a case, the newest first."""
    incident = load_case(g.session, g.viewer, code)
    entries = [dated(entry, incident) for entry in history_of(g.session, g.viewer, "incident", incident.id)]
    return render("incidents/history.html", incident=incident, entries=entries)


@blueprint.get("/cases/<code:code>/versions/<int:version>")
@policy(permission="case.see")
def version(code: str, version: int) -> Response:
    """The case as it stood at an earlier version, with the way to bring that back."""
    incident = load_case(g.session, g.viewer, code)
    if not 1 <= version <= incident.row_version:
        raise NotFound()
    groups = version_facts(g.session, g.viewer, incident, version)
    form = ReasonForm(data={"version": incident.row_version})
    return render("incidents/version.html", incident=incident, number=version, groups=groups, form=form)


@blueprint.post("/cases/<code:code>/versions/<int:version>/restore")
@policy(permission="case.restore")
def restore(code: str, version: int) -> Response:
    """Bring an earlier state back as a new change."""
    form, incident = ReasonForm(request.form), load_case(g.session, g.viewer, code)
    require(g.viewer, "case.restore", incident)
    try:
        restore_incident(
            g.session, g.viewer, code, form.version.number, to_version=version, reason=form.reason.data or ""
        )
    except (Invalid, EditedMeanwhile) as refusal:
        status = _say(form, refusal, incident)
        groups = version_facts(g.session, g.viewer, incident, version)
        return render("incidents/version.html", status, incident=incident, number=version, groups=groups, form=form)
    flash(_("The case is again what it was at version %(version)s.", version=version), "done")
    return go_to("incidents.page", code=code)


@blueprint.get("/cases/<code:code>/withdraw")
@policy(permission="case.withdraw")
def ask_to_withdraw(code: str) -> Response:
    """Ask for the reason."""
    incident = load_case(g.session, g.viewer, code)
    require(g.viewer, "case.withdraw", incident)
    return render("incidents/withdraw.html", incident=incident, form=ReasonForm(data={"version": incident.row_version}))


@blueprint.post("/cases/<code:code>/withdraw")
@policy(permission="case.withdraw")
def withdraw(code: str) -> Response:
    """Take the case out of searches and totals."""
    form, incident = ReasonForm(request.form), load_case(g.session, g.viewer, code)
    require(g.viewer, "case.withdraw", incident)
    try:
        withdraw_incident(g.session, g.viewer, code, form.version.number, form.reason.data or "")
    except (Invalid, EditedMeanwhile) as refusal:
        status = _say(form, refusal, incident)
        return render("incidents/withdraw.html", status, incident=incident, form=form)
    flash(_("The case is withdrawn. It stays readable and can be restored."), "done")
    return go_to("incidents.page", code=code)


def _say(form: Form, refusal: Invalid | EditedMeanwhile, incident: Any) -> int:
    """Put what is wrong beside the reason; returns the status of the page."""
    field: Any = form["reason"]
    field.errors = (
        [problem.message for problem in refusal.problems]
        if isinstance(refusal, Invalid)
        else [_("The case was changed in the meantime. Look at it again, then send this once more.")]
    )
    form["version"].data = incident.row_version
    return 409 if isinstance(refusal, EditedMeanwhile) else 422


@blueprint.get("/dates/say")
@policy(signed_in=True)
def say() -> Response:
    """A date back in words while somebody types it."""
    text = request.args.get("text", "")[:200]
    try:
        found = read_typed(text)
    except NotADate as refusal:
        return jsonify(sentence=refusal.message, understood=False)
    return jsonify(sentence=say_date(found) if found.edtf else "", understood=True)
