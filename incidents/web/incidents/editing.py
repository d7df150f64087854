"""Entering and correcting a case: the same form for both, and what happens when two people correct it at once."""

from flask import Response, flash, g, request

from incidents.access.permissions import require
from incidents.answers.case import load_case
from incidents.base.errors import Invalid
from incidents.base.languages import _
from incidents.records import Incident
from incidents.records.picture import Picture, picture
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.incidents.case_form import FIRST_ROWS, CaseForm, data_of
from incidents.web.incidents.conflict import apply_choices, conflict_page
from incidents.web.incidents.form_page import form_page, labels_of, seen_part
from incidents.web.incidents.reading import read_entry, show_problems
from incidents.web.incidents.same_sources import same_sources, use_source
from incidents.work.checks.findings import beyond_mandate
from incidents.work.checks.law import warnings_of_law
from incidents.work.finding import EditedMeanwhile
from incidents.work.incidents import check_entry, record_incident, revise_incident


@policy(permission="case.record")
def new() -> Response:
    """An empty form, with one row of each kind to begin with."""
    form = CaseForm()
    for name in FIRST_ROWS:
        form.add(name)
    form.teams.data = sorted(g.viewer.teams)[:1]
    return form_page(form, None, {})


@policy(permission="case.record")
def create() -> Response:
    """Store the case, or show the form again with what was typed and what is wrong."""
    form = CaseForm(request.form)
    if (changed := _rows_changed(form, None, {})) is not None:
        return changed
    entry, problems = read_entry(g.session, g.viewer, form, {})
    if not problems:
        problems = check_entry(g.session, g.viewer, entry)
    if problems or _is_check():
        return form_page(form, None, {}, show_problems(form, problems), checked=not problems)
    if others := same_sources(form, entry):
        return form_page(form, None, {}, status=200, others=others)
    incident = record_incident(g.session, g.viewer, entry)
    flash(_("The case is recorded. It has the code %(code)s.", code=incident.code), "done")
    _warn(incident)
    return go_to("incidents.page", code=incident.code)


@policy(permission="case.revise")
def edit(code: str) -> Response:
    """The form with the case as it is now."""
    incident = load_case(g.session, g.viewer, code)
    require(g.viewer, "case.revise", incident)
    before = picture(incident)
    labels_ = labels_of(before)
    form = CaseForm(data=data_of(seen_part(before, labels_), labels_))
    form.version.data = incident.row_version
    return form_page(form, incident, before)


@policy(permission="case.revise")
def update(code: str) -> Response:
    """Save the corrections, unless somebody saved others in between: then show both."""
    incident = load_case(g.session, g.viewer, code)
    require(g.viewer, "case.revise", incident)
    before = picture(incident)
    form = CaseForm(request.form)
    if (changed := _rows_changed(form, incident, before)) is not None:
        return changed
    entry, problems = read_entry(g.session, g.viewer, form, before)
    apply_choices(entry, before)
    if _is_check() and not problems:
        problems = check_entry(g.session, g.viewer, entry, incident)
    if problems or _is_check():
        return form_page(form, incident, before, show_problems(form, problems), checked=not problems)
    if others := same_sources(form, entry):
        return form_page(form, incident, before, status=200, others=others)
    try:
        revise_incident(g.session, g.viewer, code, form.version.number, entry, form.reason.data)
    except Invalid as refusal:
        return form_page(form, incident, before, show_problems(form, refusal.problems))
    except EditedMeanwhile as conflict:
        return conflict_page(form, entry, conflict, incident)
    flash(_("The changes are saved."), "done")
    _warn(incident)
    return go_to("incidents.page", code=code)


def _warn(incident: Incident) -> None:
    """Say which finding is beyond its body's mandate and which provision does not fit; both are saved all the same."""
    told = [beyond_mandate(finding.body, finding.axis) for finding in incident.findings]
    for sentence in dict.fromkeys(filter(None, [*told, *warnings_of_law(incident)])):
        flash(sentence, "care")


def _is_check() -> bool:
    return request.form.getlist("do")[-1:] == ["check"]


def _rows_changed(form: CaseForm, incident: Incident | None, before: Picture) -> Response | None:
    """The form again with a row more or less, when that is what was asked for; nothing typed is lost."""
    words = (request.form.getlist("do") or [""])[-1].split(":")
    if words[0] == "add" and len(words) == 2:
        form.add(words[1])
    elif words[0] == "remove" and len(words) == 3 and words[2].isascii() and words[2].isdigit() and len(words[2]) < 5:
        form.remove(words[1], int(words[2]))
    elif words[0] == "use" and len(words) == 3:
        use_source(form, words[1], words[2])
    else:
        return None
    return form_page(form, incident, before, status=200)
