"""The page of the case form, for whoever needs to show it: a new case, a correction, a conflict."""

from typing import Any

from flask import Response, g, request

from incidents.access.closed import tables_giving_away, without_telling
from incidents.answers.circle import teams_and_colleagues
from incidents.answers.suggestions import in_controls
from incidents.records import Incident
from incidents.records.picture import Picture
from incidents.vocabularies import label, vocabulary
from incidents.web.forms.declared import said
from incidents.web.incidents.case_form import LISTS, PICKED, CaseForm
from incidents.web.incidents.overview import sections_of
from incidents.web.incidents.reading import KINDS
from incidents.web.incidents.sheet_blocks import blocks, drawn_by
from incidents.web.render import render
from incidents.work.checks.findings import beyond_mandate


def form_page(
    form: CaseForm,
    incident: Incident | None,
    before: Picture,
    homeless: list[str] | None = None,
    *,
    status: int | None = None,
    checked: bool = False,
    **more: Any,
) -> Response:
    """The page of the form; 422 when it comes back because something is wrong."""
    teams, colleagues = teams_and_colleagues(g.session, g.viewer, before)
    form.offer_circle(teams, colleagues)
    form.offer_siblings(_unseen(before))
    sections = sections_of(form)
    if status is None:
        status = 422 if homeless or any(section.wrong for section in sections) else 200
    return render(
        "incidents/form.html",
        status,
        form=form,
        incident=incident,
        sections={s.id: s for s in sections},
        section_list=sections,
        homeless=homeless or [],
        checked=checked,
        lists=LISTS,
        sheet_blocks=blocks(),
        drawn_by=drawn_by,
        before=before,
        unsaved="changed" if request.method == "POST" else "",
        said_in_words=said,
        homeless_problems=lambda messages: [{"message": m, "field_id": None, "label": None} for m in messages],
        question_words=_question_words,
        finding_terms=[term.label() for term in vocabulary("body_finding").selectable],
        beyond_mandate=beyond_mandate,
        **more,
    )


def seen_part(before: Picture, named: dict[tuple[str, int], str]) -> Picture:
    """The case without the citations of sources that this editor may not see, and their words; saving keeps both."""
    seen = [values for values in before.get("citation", []) if _is_seen(values, named)]
    links = before.get("incident_link", [])
    open_links = [values for values in links if _leads_to_seen(values, named)]
    closed = {values["id"] for values in before.get("citation", [])} - {values["id"] for values in seen}
    told = {
        table: [
            without_telling(table, values, closed) | {n: values[n] for n in ("citation_id", "cited") if n in values}
            for values in before[table]
        ]
        for table in tables_giving_away()
        if table in before
    }
    kept = {values["id"] for values in open_links}
    if links:
        told["incident_link"] = [values for values in told["incident_link"] if values["id"] in kept]
    return before | {"citation": seen} | told


def _leads_to_seen(link: dict[str, Any], named: dict[tuple[str, int], str]) -> bool:
    return ("incident", link.get("other_id")) in named


def _unseen(before: Picture) -> tuple[int, ...]:
    named = labels_of(before)
    return tuple(values["id"] for values in before.get("citation", []) if not _is_seen(values, named))


def _is_seen(citation: dict[str, Any], named: dict[tuple[str, int], str]) -> bool:
    # A source that is entered in place has a key instead of a number, and is its editor's own.
    number = citation.get("source_id")
    return not isinstance(number, int) or ("source", number) in named


def labels_of(before: Picture) -> dict[tuple[str, int], str]:
    """What the form's controls show for the sources, actors and places of a case, by table and number."""
    wanted: dict[str, set[int]] = {}
    for name, picks in PICKED.items():
        for values in before.get(LISTS[name][0], []):
            for _control, column, table in picks:
                if isinstance(values.get(column), int):
                    wanted.setdefault(table, set()).add(values[column])
    return {
        (table, number): suggestion.typed
        for table, numbers in wanted.items()
        for number, suggestion in in_controls(g.session, g.viewer, KINDS[table], numbers).items()
    }


def _question_words(before: Picture, number: Any) -> str:
    """An open question of a case in words."""
    issue = next((values for values in before.get("quality_issue", []) if values["id"] == number), None)
    if issue is None:
        return ""
    words: str = issue.get("message") or label("quality_issue", issue["code"])
    return words
