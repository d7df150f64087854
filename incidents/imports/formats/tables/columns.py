"""Which columns of our tables are taken back, and how: told by the very declarations that the export is made of.

A new column of a part is taken back as soon as it is exported. What the program works out for itself, such as labels
and totals, is not taken; what several columns say together has a rule of its own elsewhere.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from incidents.db.base import Record
from incidents.db.fields import Field, Kind, field_of
from incidents.exports.columns import Column
from incidents.exports.tables import TABLES
from incidents.records import (
    Assessment,
    Attribution,
    Citation,
    ExternalId,
    Figure,
    Finding,
    Incident,
    IncidentInstrument,
    IncidentLink,
    IncidentPlace,
    IncidentViolation,
    LegalInstrument,
    Source,
)
from incidents.records.picture import is_sibling_link
from incidents.records.sheet import sheets

# The parts of a case by their tables, each with the record and the column that numbers its rows.
PARTS: dict[str, tuple[type[Any], str | None]] = {
    "citations": (Citation, "citation_id"),
    "places": (IncidentPlace, "incident_place_id"),
    "violations": (IncidentViolation, "violation_id"),
    "attributions": (Attribution, "attribution_id"),
    "figures": (Figure, "figure_id"),
    "assessments": (Assessment, "assessment_id"),
    "findings": (Finding, "finding_id"),
    "case_instruments": (IncidentInstrument, "case_instrument_id"),
    "links": (IncidentLink, "link_id"),
    "external_ids": (ExternalId, None),
    **{kind.declared.rows: (kind, f"{kind.__tablename__}_id") for kind in sheets()},
}
ROOTS: dict[str, type[Any]] = {
    "incidents": Incident,
    "details": Incident,
    "sources": Source,
    "instruments": LegalInstrument,
}
NUMBERED = {"citation": "citations", "figure": "figures", "attribution": "attributions", "incident_place": "places"}
NUMBERED |= {kind.__tablename__: kind.declared.rows for kind in sheets()}
"""The tables that sibling links lead to."""
# Whether a case was reviewed here is decided here.
OURS_ALONE = frozenset({("details", "workflow_status")})


@dataclass(frozen=True, slots=True)
class Taken:
    """A column that is taken back: ``how`` is value, date, link or links; ``target`` is the column of the record."""

    name: str
    how: str
    target: str
    field: Field


def record_of(table: str) -> type[Any]:
    """The record that the rows of a table stand for."""
    return ROOTS[table] if table in ROOTS else PARTS[table][0]


@cache
def taken_columns(table: str) -> tuple[Taken, ...]:
    """The columns of a table that are taken one by one."""
    record = record_of(table)
    columns = (column for column in TABLES[table].columns if (table, column.name) not in OURS_ALONE)
    found = (_taken(record, column) for column in columns)
    return tuple(taken for taken in found if taken is not None)


def _taken(record: type[Record], column: Column) -> Taken | None:
    if len(column.made_of) != 1 or column.made_of[0].table is not record.__table__:
        return None
    stored = column.made_of[0]
    # The state of a figure is worked out where it is empty, and read back as it is said.
    if column.path != f"row.{stored.name}" and stored.name != "value_state":
        return None
    field = field_of(stored)
    if stored.name in ("id", "code") or (field.computed and field.group is None):
        return None
    if field.group is not None:
        return Taken(column.name, "date", stored.name, field) if not field.computed else None
    if is_sibling_link(record, field):
        return Taken(column.name, "links" if field.kind is Kind.LINKS else "link", stored.name, field)
    return Taken(column.name, "value", stored.name, field) if field.kind is not Kind.LINK else None


@cache
def known_columns(table: str) -> frozenset[str]:
    """Every column that an export of the table has."""
    return frozenset(column.name for column in TABLES[table].columns)
