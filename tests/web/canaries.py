"""Canaries: a record of every kind in which each text column holds a word of its own, told from the declarations.

A word such as ``Qcitationexcerpt`` says where it stands, so that a page on which it turns up names its own leak.
"""

from collections.abc import Iterator
from typing import Any

from incidents.base.dates.uncertain import UncertainDate
from incidents.db.base import Record
from incidents.db.fields import Field, Kind
from incidents.records import AggregateStatement, Incident, Source
from incidents.records.picture import drawn_columns, parts_of
from incidents.vocabularies import vocabulary
from tests.support.factories import (
    make_actor,
    make_actor_name,
    make_aggregate_case,
    make_aggregate_count,
    make_aggregate_statement,
    make_assessment,
    make_attribution,
    make_citation,
    make_external_id,
    make_field_note,
    make_figure,
    make_finding,
    make_incident,
    make_incident_place,
    make_incident_violation,
    make_place,
    make_place_name,
    make_quality_issue,
    make_source,
    make_source_derivation,
)

TEXTUAL = (Kind.LINE, Kind.PROSE, Kind.TEXTS, Kind.LINES)


def word(mark: str, record: type[Record], name: str) -> str:
    """The canary of one column, of letters alone."""
    return f"{mark}{record.__tablename__}{name}".replace("_", "")


def text_columns(record: type[Record]) -> Iterator[tuple[str, Field]]:
    """The columns of a record in which somebody writes text."""
    for name, _column, field in drawn_columns(record):
        if field.kind in TEXTUAL and not field.bookkeeping and not field.computed and not name.endswith("_edtf"):
            yield name, field


def mark_all(mark: str, row: Record) -> list[str]:
    """Write its canary into each text column of a row and return the canaries."""
    kind, found, dates = type(row), [], {}
    for name, field in text_columns(kind):
        canary = word(mark, kind, name)
        found.append(canary)
        if field.group is not None:
            dates[field.group] = UncertainDate(text=canary)
        elif field.kind is Kind.TEXTS:
            setattr(row, name, {"en": canary, "ar": f"{canary}ar", "fr": f"{canary}fr"})
        else:
            setattr(row, name, [canary] if field.kind is Kind.LINES else canary)
    for group, date in dates.items():
        setattr(row, group, date)
    for name, _column, field in drawn_columns(kind):
        if field.kind is Kind.CODE and field.group is None and not field.required and name != "value_state":
            setattr(row, name, next(term.code for term in vocabulary(field.vocabulary or "").selectable))
    return found


def full_source(mark: str, **values: Any) -> tuple[Source, list[str]]:
    """A source with all its parts, each text column marked."""
    source = make_source(**values)
    make_external_id(source, value=f"{mark}1")
    make_quality_issue(source)
    make_field_note(source)
    return source, marked(mark, source)


def full_case(mark: str, source: Source) -> tuple[Incident, list[str]]:
    """A case with every kind of part, which cites a source, each text column of it and of what it uses marked."""
    incident, actor, place = make_incident(), make_actor(None), make_place(None)
    make_actor_name(actor, "x")
    make_place_name(place, "x")
    make_source_derivation(source, make_source(f"{mark}parent"))
    citation = make_citation(incident, source)
    make_incident_place(incident, place)
    make_incident_violation(incident)
    make_figure(incident, citation=citation, low=7)
    make_figure(incident, role="assessed", low=7, rule="editor")
    make_attribution(incident, actor)
    make_finding(incident, citation=citation)
    make_assessment(incident)
    make_assessment(incident, "doubtful", state="superseded")
    make_external_id(incident)
    make_quality_issue(incident)
    make_field_note(incident)
    found = [canary for root in (incident, actor, place) for canary in marked(mark, root)]
    return incident, [*found, f"{mark}parent"]


def full_statement(mark: str, incident: Incident) -> tuple[AggregateStatement, list[str]]:
    """A body's count with every kind of part, tied to a case, each text column marked."""
    statement = make_aggregate_statement()
    make_aggregate_count(statement, low=33)
    make_aggregate_case(statement, incident)
    return statement, marked(mark, statement)


def marked(mark: str, root: Record) -> list[str]:
    """Mark a record and all its parts."""
    found = mark_all(mark, root)
    for attribute, _kind in parts_of(type(root)).values():
        for part in getattr(root, attribute):
            found += mark_all(mark, part)
    return found
