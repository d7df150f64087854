"""Invented cases in an invented country: always the same ones, and together every kind of value a case can hold.

Nothing is drawn by lot. Each part of a case is picked by the case's number from a list, and lists of
different lengths bring the picks together in ever new ways, so that each value of a list is used.
"""

from collections.abc import Iterator
from typing import Any

from incidents.demo.synthetic_figures import figures_of
from incidents.demo.synthetic_parts import (
    CONFIDENTIAL_CASE,
    assessments,
    attributions,
    citations,
    issues_and_notes,
    occurred,
    places,
    violations,
)
from incidents.demo.synthetic_words import TERMS, pick, stories, title
from incidents.records.picture import Picture
from incidents.vocabularies import vocabulary

HOW_MANY = 160
BASIS = "Invented for demonstration; no such event took place."
STATUSES = ("draft", "submitted", "in_review", "approved", "returned", "approved", "approved")
SITUATIONS = frozenset({"siege", "siege_and_starvation", "movement"})
LAWS = frozenset({"violative_law", "expropriation_by_law", "registration_barrier"})
CLOSED_FROM = HOW_MANY - 6
"""The last cases belong to a desk that most demonstration accounts are not on."""


def invented_cases() -> Iterator[Picture]:
    """Every invented case as a picture, with the desk that it is given to."""
    for number in range(HOW_MANY):
        yield _case(number)


def _case(number: int) -> Picture:
    term = pick(TERMS, number)
    kind = _temporal_type(number, term.code, term.parent)
    cited = citations(number)
    figures, effective = figures_of(number, [one["id"] for one in cited], kind)
    accused = attributions(number, cited, kind)
    issues, notes = issues_and_notes(number)
    drawing: Picture = {
        "desk": "closed" if number >= CLOSED_FROM else "northmarch",
        "incident": _head(number, kind),
        "incident_place": places(number),
        "incident_violation": violations(number),
        "citation": cited,
        "figure": figures,
        "attribution": accused,
        "assessment": assessments(number, accused, effective),
        "external_id": [_identifier(number)],
        "quality_issue": issues,
        "field_note": notes,
    }
    if number == CONFIDENTIAL_CASE:
        drawing["incident"]["visibility"] = "confidential"
        drawing["named_reader"] = "reviewer"
    return drawing


def _temporal_type(number: int, code: str, group: str | None) -> str:
    if code in LAWS:
        return "instrument"
    return "continuing" if group in SITUATIONS and number % 2 else "event"


def _head(number: int, kind: str) -> dict[str, Any]:
    conflict = pick(vocabulary("conflict_class").codes, number)
    head: dict[str, Any] = {
        "title": title(number),
        "summary": stories(number),
        "temporal_type": kind,
        **occurred(number, kind),
        "conflict_class": conflict if number % 5 else None,
        "harm_reported": pick(("yes", "yes", "unknown", "no", None), number),
        "inclusion_basis": BASIS,
        "codebook_version": "1",
        "workflow_status": pick(STATUSES, number),
        "graphic": number % 17 == 4,
        "includes_parts": pick((None, None, "no", "unknown"), number),
        "visibility": "public" if number % 13 == 6 else "restricted",
    }
    if kind == "event":
        head |= _means(number)
    if number % 13 == 6:
        head["public_summary"] = {
            "en": "A public text about an invented case, written apart from the internal one.",
            "ar": "نص علني عن حالة مختلقة، مكتوب بمعزل عن النص الداخلي.",
        }
    return head


def _means(number: int) -> dict[str, Any]:
    means: dict[str, Any] = {
        "attack_methods": [pick(vocabulary("attack_method").codes, number)],
        "targets": [pick(vocabulary("target").codes, number)] if number % 3 else None,
        "causes": [pick(vocabulary("cause_of_death").codes, number)] if number % 4 == 1 else None,
    }
    if number % 4 == 0:
        hour = number % 24
        means |= {"time_from": f"{hour:02}:10", "time_to": f"{hour:02}:40", "tz": "Atlantic/Azores"}
    elif number % 4 == 2:
        means["time_word"] = pick(vocabulary("time_word").codes, number // 2)
    return means


def _identifier(number: int) -> dict[str, str]:
    value = f"NM-{number + 1:03}"
    return {"id": "x1", "record_type": "incident", "system": "demonstration", "value": value, "match": "exact"}
