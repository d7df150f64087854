"""The page on which the figures of a case are settled without leaving it."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, flash, g, request, url_for

from incidents.access.permissions import require
from incidents.answers.case import load_case
from incidents.answers.settling import Asked, Settling, settling_page
from incidents.answers.settling_grid import GridClaim
from incidents.base.errors import Invalid, NotFound, Refused
from incidents.base.languages import _
from incidents.records import Incident
from incidents.records.picture import picture
from incidents.web.forms.declared import said
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.incidents.settling_entry import graded, place_problems, with_claim
from incidents.web.incidents.settling_forms import (
    BODIES,
    AdoptForm,
    ClaimForm,
    ConfirmForm,
    GradeForm,
    ParametersForm,
)
from incidents.web.incidents.settling_showing import column_id, strips_of, tab_address
from incidents.web.render import render
from incidents.work.finding import EditedMeanwhile
from incidents.work.incidents import revise_incident
from incidents.work.settling import Adoption, adopt, confirm

blueprint = Blueprint("figures", __name__)
SUBJECT = ("outcome", "group", "unit", "kind")
CARRIED = (*SUBJECT, "ceiling", "speakers", "tolerance", "imputed", *BODIES)


@dataclass(slots=True)
class Sent:
    """The form that was sent and could not be saved, and whether others changed the case meanwhile."""

    form: Any = None
    claim: int | None = None
    since: int | None = None
    status: int = 200


@blueprint.get("/cases/<code:code>/figures")
@policy(permission="case.see")
def page(code: str) -> Response:
    """The claims of one outcome, what each rule makes of them, and what the team holds."""
    opened = request.args.get("open", "")
    claim = int(opened) if opened.isascii() and opened.isdigit() and len(opened) < 10 else None
    return _page(code, Sent(claim=claim))


@blueprint.post("/cases/<code:code>/figures/adopt")
@policy(permission="case.revise")
def adopt_figure(code: str) -> Response:
    """Make what a rule answers, or what the editor types, the team's number."""
    form = AdoptForm(request.form, prefix="adopt-")
    _for_change(code)
    found = settling_page(g.session, g.viewer, code, _asked(_parameters()))
    rule = str(form.rule.data or "")
    if form.unreadable():
        return _refused(code, form, Invalid([]))
    outcome, unit, kind = found.subject
    adoption = Adoption(outcome, found.group, rule, form.reason.data or "", unit, kind, found.params.get(rule, {}))
    if rule == "editor":
        adoption = replace(adoption, **form.numbers, qualifier="at_least" if form.open_above.data else None)
    try:
        adopt(g.session, g.viewer, code, adoption, form.version.number)
    except (Invalid, EditedMeanwhile) as refusal:
        return _refused(code, form, refusal)
    flash(_("The number is adopted."), "done")
    return go_to("figures.page", code=code, **_carried(), _anchor="held")


@blueprint.post("/cases/<code:code>/figures/confirm")
@policy(permission="case.revise")
def confirm_figure(code: str) -> Response:
    """Say that a number which is out of date still stands."""
    form = ConfirmForm(request.form, prefix="confirm-")
    _for_change(code)
    try:
        confirm(g.session, g.viewer, code, form.figure.number, form.reason.data or "", form.version.number)
    except (Invalid, EditedMeanwhile, Refused) as refusal:
        return _refused(code, form, refusal)
    flash(_("The number still stands."), "done")
    return go_to("figures.page", code=code, **_carried(), _anchor="held")


@blueprint.post("/cases/<code:code>/figures/<int:number>")
@policy(permission="case.revise")
def grade(code: str, number: int) -> Response:
    """Set how credible one claim is and where it stands in its series."""
    form = GradeForm(request.form, prefix=f"grade-{number}-")
    incident = _for_change(code)
    shown = settling_page(g.session, g.viewer, code, _asked_for(incident, number)).grid.claims.get(number)
    if shown is None or shown.closed:
        raise NotFound()
    stored = next(values for values in picture(incident)["figure"] if values["id"] == number)
    entry = graded(incident, number, form.values(stored) | {"id": number})
    if not form.reason.data:
        form.reason.errors = [_("Give the reason why the claim is judged otherwise.")]
        return _refused(code, form, Invalid([]), number)
    try:
        revise_incident(g.session, g.viewer, code, form.version.number, entry, form.reason.data)
    except (Invalid, EditedMeanwhile) as refusal:
        return _refused(code, form, refusal, number)
    flash(_("The claim is judged anew."), "done")
    return go_to("figures.page", code=code, **_carried(), open=number, _anchor=f"claim-{number}")


@blueprint.post("/cases/<code:code>/figures")
@policy(permission="case.revise")
def add(code: str) -> Response:
    """Enter one more claim from a source that the case cites."""
    form = ClaimForm(request.form, prefix="add-")
    incident = _for_change(code)
    known = {figure.id for figure in incident.figures}
    kind = str(request.args.get("kind", "")) if form.outcome.data == request.args.get("outcome") else ""
    entry, problems = with_claim(incident, form, kind)
    if problems:
        return _refused(code, form, Invalid(problems))
    try:
        revised = revise_incident(g.session, g.viewer, code, form.version.number, entry, form.reason.data)
    except (Invalid, EditedMeanwhile) as refusal:
        return _refused(code, form, refusal)
    new = next(figure for figure in revised.figures if figure.id not in known)
    flash(_("The claim is entered."), "done")
    where = {"outcome": new.outcome, "group": new.group, "unit": new.unit, "kind": new.kind or ""}
    return go_to("figures.page", code=code, **{**_carried(), **where}, open=new.id, _anchor=f"claim-{new.id}")


def _for_change(code: str) -> Incident:
    incident = load_case(g.session, g.viewer, code)
    require(g.viewer, "case.revise", incident)
    return incident


def _asked_for(incident: Incident, number: int) -> Asked:
    figure = next((one for one in incident.figures if one.id == number), None)
    if figure is None:
        raise NotFound()
    return Asked(figure.outcome, figure.group, figure.unit, figure.kind or "")


def _parameters() -> ParametersForm:
    given = any(name in request.args for name in ("ceiling", "speakers", "tolerance", *BODIES))
    return ParametersForm(request.args if given else None)


def _asked(parameters: ParametersForm, since: int | None = None) -> Asked:
    words = {name: request.args[name][:40] for name in SUBJECT if name in request.args}
    return Asked(**words, params=parameters.read(), since=since)


def _carried() -> dict[str, Any]:
    return {name: request.args[name][:200] for name in CARRIED if name in request.args}


def _refused(code: str, form: Any, refusal: Any, claim: int | None = None) -> Response:
    """The page again, with everything that was typed and what is wrong with it at its place."""
    sent = Sent(form=form, claim=claim, status=422)
    if isinstance(refusal, EditedMeanwhile):
        message = _("The case was changed in the meantime. Look at it again, then send this once more.")
        form.form_errors.append(message)
        sent.status, sent.since = 409, form.version.number
    elif isinstance(refusal, Invalid):
        place_problems(form, refusal.problems)
    else:
        form.form_errors.append(refusal.message)
    g.session.rollback()  # the page shows the case as it is stored
    return _page(code, sent)


def _page(code: str, sent: Sent) -> Response:
    parameters = _parameters()
    found = settling_page(g.session, g.viewer, code, _asked(parameters, sent.since))
    parameters.offer(found.speakers)
    carried = _carried()
    return render(
        "incidents/settling.html",
        sent.status,
        found=found,
        incident=found.incident,
        parameters=parameters,
        asks_otherwise=any(name in carried for name in CARRIED if name not in SUBJECT),
        sent=sent,
        opened=sent.claim,
        carried=carried,
        column_id=column_id(found.subject),
        tab_address=lambda subject, group=None: tab_address(code, subject, group, carried),
        strip=strips_of(found),
        action=lambda endpoint, **more: url_for(endpoint, code=code, **{**carried, **_subject(found)}, **more),
        said_in_words=said,
        **_forms(found, sent),
    )


def _subject(found: Settling) -> dict[str, str]:
    return dict(zip(("outcome", "unit", "kind"), found.subject, strict=True)) | {"group": found.group}


def _forms(found: Settling, sent: Sent) -> dict[str, Any]:
    """The forms of the page: empty or as things stand, but for the one that was sent."""
    if not found.may_revise:
        return {"adopting": None, "confirming": None, "grading": {}, "adding": None}
    held = found.chosen
    by_editor = held is not None and held.rule == "editor"
    standing: dict[str, Any] = {"rule": held.rule if held is not None else None}
    if held is not None and by_editor:
        standing |= {"low": held.count.low, "best": held.count.best, "high": held.count.high,
                     "open_above": held.count.open_above and held.count.high is not None}  # fmt: skip
    adopting = _of(sent, AdoptForm) or AdoptForm(prefix="adopt-", data=standing)
    confirming = _of(sent, ConfirmForm) or ConfirmForm(
        prefix="confirm-", data={"figure": held.number if held is not None else None}
    )
    adding = _of(sent, ClaimForm) or ClaimForm(
        prefix="add-", data={"outcome": found.subject[0], "group": found.group, "unit": found.subject[1]}
    )
    adding.offer(found.cited, [(claim.number, _choice(claim)) for claim in found.grid.claims.values()
                               if not claim.is_past and not claim.closed])  # fmt: skip
    grading = {number: _grading(claim, sent) for number, claim in found.grid.claims.items() if not claim.closed}
    for form in (adopting, confirming, adding, *grading.values()):
        form.version.data = found.incident.row_version
        form.version.raw_data = None
    return {"adopting": adopting, "confirming": confirming, "grading": grading, "adding": adding}


def _of(sent: Sent, kind: type[Any]) -> Any:
    return sent.form if isinstance(sent.form, kind) else None


def _grading(claim: GridClaim, sent: Sent) -> GradeForm:
    if isinstance(sent.form, GradeForm) and sent.claim == claim.number:
        return sent.form
    data = {"key": claim.number, "credibility": claim.own_credibility, "series_state": claim.state}
    return GradeForm(prefix=f"grade-{claim.number}-", data=data)


def _choice(claim: GridClaim) -> str:
    return _("%(row)s: %(speaker)s, %(words)s", row=claim.row, speaker=claim.speaker, words=claim.wording or "")
