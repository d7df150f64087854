"""From the forms of the settling page to a case as it is handed to the verb: one claim graded, or one more."""

from collections.abc import Callable
from typing import Any

from incidents.base.errors import Problem
from incidents.records import Citation, Incident
from incidents.web.incidents.said_numbers import take_as_said
from incidents.web.incidents.settling_forms import ClaimForm
from incidents.work.entry import CaseEntry

NEW, PASSAGE = "new-claim", "new-passage"
# What another passage of a source takes over from the one that is cited already.
OF_THE_SOURCE = ("source_id", "connection", "reliability_override", "reliability_reason", "credibility",
                 "independent", "independent_reason")  # fmt: skip


def graded(incident: Incident, number: int, values: dict[str, Any]) -> CaseEntry:
    """The case with one of its claims changed."""
    figures = [{"id": figure.id} | (values if figure.id == number else {}) for figure in incident.figures]
    return CaseEntry({"figure": figures})


def with_claim(incident: Incident, form: ClaimForm, kind: str) -> tuple[CaseEntry, list[Problem]]:
    """The case with a claim more, and what could not be read of it."""
    form.key.data = NEW
    path = f"figure.{NEW}."
    values = form.values() | {"role": "reported", "kind": kind or None}
    problems = [*form.problems(path), *take_as_said(values, {}, path)]
    figures: list[dict[str, Any]] = [{"id": figure.id} for figure in incident.figures]
    if values.get("supersedes_id"):
        values["series_state"] = "current"
        for figure in figures:
            if figure["id"] == values["supersedes_id"]:
                figure["series_state"] = "superseded"
    entry = CaseEntry({"figure": [*figures, values]})
    passage = {"locator": form.locator.data, "excerpt": form.excerpt.data}
    cited = next((one for one in incident.citations if one.id == values.get("citation_id")), None)
    if cited is not None and any(passage.values()):
        entry.case["citation"], values["citation_id"] = _with_passage(incident, cited, passage)
    return entry, problems


def _with_passage(
    incident: Incident, cited: Citation, passage: dict[str, str | None]
) -> tuple[list[dict[str, Any]], int | str]:
    """The citations with this passage: filled in where the source had none, else as one more passage of it."""
    listed: list[dict[str, Any]] = [{"id": citation.id} for citation in incident.citations]
    given = {name: text for name, text in passage.items() if text}
    if all(getattr(cited, name) in (None, text) for name, text in given.items()):
        for values in listed:
            if values["id"] == cited.id:
                values |= given
        return listed, cited.id
    copied = {name: getattr(cited, name) for name in OF_THE_SOURCE}
    return [*listed, {"id": PASSAGE, **copied, **given}], PASSAGE


def place_problems(form: Any, problems: list[Problem], names: Callable[[str], str] = lambda name: name) -> None:
    """Put each problem at its control; what belongs to none stands above the form."""
    for problem in problems:
        name = names(problem.path.rpartition(".")[2])
        field = next((form[one] for one in (name, name.removesuffix("_text")) if one in form), None)
        if field is None:
            form.form_errors.append(problem.message)
        elif problem.message not in field.errors:
            field.errors = [*field.errors, problem.message]
