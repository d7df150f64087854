"""The page of how sure the team is: the four questions with what is proposed, and a form for each to decide it."""

from typing import Any

from flask import Response, flash, g, request
from wtforms.fields.choices import SelectChoice

from incidents.access.permissions import require
from incidents.answers.case import load_case
from incidents.answers.confidence import ConfidencePage, Question, confidence_page
from incidents.answers.suggestions import in_language
from incidents.base.errors import Invalid, NotFound, Problem
from incidents.base.languages import _
from incidents.records import Assessment
from incidents.records.picture import drawn
from incidents.vocabularies import vocabulary
from incidents.vocabularies.mappings import suggestions
from incidents.web.forms.controls import KeyField
from incidents.web.forms.declared import declared_form, form_data
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.render import render
from incidents.work.checks.law import warnings_of_law
from incidents.work.deciding import decide as decide_question
from incidents.work.finding import EditedMeanwhile

ABOUT = {"attribution": "about_attribution_id", "quantity": "about_figure_id"}
IN_LAW = ("provision", "legal_status", "contextual_element")


class JudgmentForm(
    declared_form(  # type: ignore[misc]
        Assessment,
        "mapped_value",
        "standard_of_proof",
        "verification_level",
        "scheme",
        "native_value",
        *IN_LAW,
        "reason",
        "cited",
    )
):
    """The judgment on one question, and which version of the case the person saw."""

    version = KeyField()


@policy(permission="case.see")
def page(code: str) -> Response:
    """The four questions."""
    found = confidence_page(g.session, g.viewer, code)
    return _draw(found, {question.key: _form(found, question) for question in found.questions})


@policy(permission="case.revise")
def decide(code: str) -> Response:
    """Decide one question, or show its form again with what was typed and what is wrong."""
    require(g.viewer, "case.revise", load_case(g.session, g.viewer, code))
    found = confidence_page(g.session, g.viewer, code)
    question = found.question(request.form.get("question", ""))
    if question is None:
        raise NotFound(_("This question is no longer there. Load the page again."))
    forms = {one.key: _form(found, one) for one in found.questions}
    form = forms[question.key] = _form(found, question, request.form)
    row = question.current.row if question.current is not None else None
    values = _values(form, question, drawn(row) if row is not None else {})
    before = found.incident.row_version
    try:
        incident = decide_question(g.session, g.viewer, code, form.version.number, values, row.id if row else None)
    except Invalid as refusal:
        _place(form, refusal.problems)
        return _draw(found, forms, 422, question.key)
    except EditedMeanwhile:
        g.session.expire_all()
        found = confidence_page(g.session, g.viewer, code)
        forms = {one.key: _form(found, one) for one in found.questions}
        if question.key not in forms:
            raise NotFound(_("This question is no longer there. Load the page again.")) from None
        form.version.data = found.incident.row_version
        _offer(found, form)
        forms[question.key] = form
        return _draw(found, forms, 409, question.key, is_conflict=True)
    if incident.row_version == before:
        flash(_("Nothing was changed: this is what the team holds already."), "care")
    elif row is None:
        flash(_("The judgment is recorded."), "done")
    else:
        flash(_("The judgment is recorded. The earlier one stays readable beneath it."), "done")
    if question.axis == "legal":
        for sentence in warnings_of_law(incident):
            flash(sentence, "care")
    # With an anchor of its own the browser forgets that of the form, which would open it again.
    return go_to("incidents.confidence", code=code, _anchor=f"axis-{question.axis}")


def _form(found: ConfidencePage, question: Question, sent: Any = None) -> Any:
    """The form of one question, with its standing judgment or with what was sent."""
    data = form_data(JudgmentForm, drawn(question.current.row)) if question.current is not None else {}
    form = JudgmentForm(sent, prefix=f"{question.key}-", data=data)
    if sent is None:
        form.version.data = found.incident.row_version
        form.reason.data = None  # a new decision has a reason of its own
    if question.axis != "legal":
        for name in IN_LAW:
            del form[name]
    _offer(found, form)
    return form


def _offer(found: ConfidencePage, form: Any) -> None:
    form.cited.choices = [SelectChoice(str(number), words) for number, words in found.choices]


def _values(form: Any, question: Question, stored: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = form.values(stored)
    values.pop("id", None)
    values["axis"] = question.axis
    if question.axis in ABOUT:
        values[ABOUT[question.axis]] = question.about_id
    return values


def _place(form: Any, problems: list[Problem]) -> None:
    """Put each problem at its control; what has none is said above the form."""
    for problem in problems:
        name = problem.path.rpartition(".")[2]
        if name in form:
            form[name].errors = [*form[name].errors, problem.message]
        else:
            form.form_errors.append(problem.message)


def _draw(
    found: ConfidencePage, forms: dict[str, Any], status: int = 200, open_key: str = "", *, is_conflict: bool = False
) -> Response:
    return render(
        "incidents/confidence.html",
        status,
        found=found,
        incident=found.incident,
        title=in_language(found.incident.title),
        forms=forms,
        open_key=open_key,
        is_conflict=is_conflict,
        unsaved="changed" if open_key else "",
        schemes=_schemes(),
    )


def _schemes() -> list[dict[str, Any]]:
    """The values that each scheme has, for whoever has to type one of them."""
    return [
        {"label": term.label(), "values": ", ".join(one.native_value for one in known)}
        for term in vocabulary("scheme")
        if (known := suggestions(term.code))
    ]
