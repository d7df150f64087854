"""What names a part of a record in one line: a number by outcome and bounds, a citation by its source."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.saying import Names, links_in, names_of, say_value, unnamed
from incidents.base.languages import N_, _
from incidents.db.base import Record
from incidents.db.fields import Audience, Field
from incidents.records.picture import drawn_columns
from incidents.records.sheet import sheets

PARTS = {
    "incident": N_("The case"), "source": N_("The source"), "actor": N_("The actor"), "place": N_("The place"),
    "team": N_("The team"), "account": N_("The account"), "incident_place": N_("Place"),
    "incident_violation": N_("Violation"), "citation": N_("Source"), "figure": N_("Number"),
    "attribution": N_("Actor"), "assessment": N_("Judgment"), "incident_team": N_("Team"),
    "incident_reader": N_("Named reader"), "external_id": N_("Name in another list"), "quality_issue": N_("Question"),
    "field_note": N_("Note on a field"), "source_derivation": N_("What it repeats"),
    "source_reader": N_("Named reader"), "source_capture": N_("Capture"), "finding": N_("Finding"),
    "aggregate_statement": N_("The statement"), "aggregate_count": N_("Count"), "aggregate_case": N_("Known case"),
    "place_name": N_("Name"), "actor_name": N_("Name"), "team_member": N_("Member"),
    "incident_link": N_("Linked case"), "incident_instrument": N_("Law or order"),
    "legal_instrument": N_("The law or order"), "instrument_amendment": N_("What it amends"), "term": N_("The term"),
}  # fmt: skip
# What names a part, in this order; a record of its own is named by its code and needs no line.
TELLING = {
    "figure": ("outcome", "group", "low", "best", "high", "value_state"),
    "citation": ("source_id", "locator"), "incident_place": ("verbatim", "place_id", "role"),
    "incident_violation": ("violation",), "attribution": ("actor_id", "role"),
    "assessment": ("axis", "mapped_value", "scheme", "native_value"),
    "external_id": ("system", "value"), "quality_issue": ("code", "state"),
    "incident_team": ("team_id",), "incident_reader": ("account_id",), "team_member": ("account_id",),
    "field_note": ("field", "note"), "place_name": ("text",), "actor_name": ("text",),
    "source_capture": ("captured_text", "address"),
    "source_derivation": ("parent_id", "how"), "source_reader": ("account_id",),
    # No words of a finding: they stay with its source where that is closed.
    "finding": ("body", "axis"), "aggregate_case": ("incident_id",),
    "aggregate_count": ("label", "low", "high"),
    "incident_link": ("kind", "other_id"), "incident_instrument": ("role", "instrument_id"),
    "instrument_amendment": ("how", "earlier_id"),
}  # fmt: skip
Row = tuple[str, dict[str, Any]]
"""A table and the values of one of its rows, with its number under "id"."""


@cache
def _sheets() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {kind.__tablename__: (kind.declared.title, kind.declared.telling) for kind in sheets()}


def noun_of(table: str) -> str:
    """What a part of a record is called."""
    return _(PARTS[table]) if table in PARTS else _(_sheets()[table][0]) if table in _sheets() else table


def telling_of(table: str) -> tuple[str, ...]:
    """The columns that name a part in one line; none for a record of its own."""
    return TELLING[table] if table in TELLING else _sheets()[table][1] if table in _sheets() else ()


@cache
def fields_of(table: str) -> dict[str, Field]:
    """The declared columns of a table by name."""
    for mapper in Record.registry.mappers:
        if mapper.class_.__tablename__ == table:
            record: type[Record] = mapper.class_
            return {name: declared for name, _column, declared in drawn_columns(record)}
    return {}


def shown_fields(table: str, present: Iterable[str]) -> Iterator[tuple[str, Field]]:
    """The columns among those present that a page tells of; of an uncertain date its words, else its written form."""
    names, fields = set(present), fields_of(table)
    for name, field in fields.items():
        if name not in names or field.audience > Audience.TEAM:
            continue
        words = f"{field.group}_text"
        if field.group is None or name == words:
            yield name, field
        elif name == f"{field.group}_edtf" and words not in names:
            yield name, fields[words]


def tell(table: str, values: dict[str, Any], names: Names) -> str:
    """One line that names a part; of what a source gives that the reader may not see, nothing but that it is there."""
    if table == "citation" and ("source", values.get("source_id")) not in names:
        return unnamed(table)
    fields = fields_of(table)
    said = (say_value(fields[name], values.get(name), names) for name in telling_of(table) if name in fields)
    return _(", ").join(words for words in said if words)


def all_names(session: Session, viewer: Viewer, rows: Iterable[Row]) -> Names:
    """Words for everything that these rows refer to: other records, and one another."""
    rows = list(rows)
    wanted = [
        link
        for table, values in rows
        for name, value in values.items()
        if name in fields_of(table)
        for link in links_in(fields_of(table)[name], value)
    ]
    names = names_of(session, viewer, wanted)
    for table, values in rows:
        if telling_of(table) and (words := tell(table, values, names)):
            names[table, values["id"]] = words
    return names
