"""A case as it stood at an earlier version, told from the ledger: each part as a list of fields in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.closed import without_telling
from incidents.access.viewer import Viewer
from incidents.answers.case import Fact
from incidents.answers.saying import Names, say_value
from incidents.answers.telling import all_names, noun_of, shown_fields
from incidents.base.languages import _
from incidents.db.fields import Kind
from incidents.ledger.replay import picture_at
from incidents.records import Incident


@dataclass(frozen=True, slots=True)
class Group:
    """One record or part with its fields."""

    title: str
    facts: list[Fact]


def version_facts(session: Session, viewer: Viewer, incident: Incident, version: int) -> list[Group]:
    """Everything the case held at that version, for a viewer who may see the case."""
    drawing = picture_at(session, "incident", incident.id, version=version)
    rows = [(table, row) for table, rows in drawing.items() for row in (rows if isinstance(rows, list) else [rows])]
    names = all_names(session, viewer, rows)
    cited = [row for table, row in rows if table == "citation"]
    closed = {row["id"] for row in cited if ("source", row["source_id"]) not in names}
    return [
        Group(noun_of(table), list(_facts(table, without_telling(table, row, closed), names)))
        for table, row in rows
        if _is_shown(table, row, closed, names)
    ]


def _is_shown(table: str, row: dict[str, Any], closed: set[int], names: Names) -> bool:
    """Neither a source that the reader may not see nor a link to such a case is told of."""
    if table == "incident_link":
        return ("incident", row.get("other_id")) in names
    return table != "citation" or row["id"] not in closed


def _facts(table: str, row: dict[str, Any], names: Names) -> Iterator[Fact]:
    for name, field in shown_fields(table, row):
        value = row.get(name)
        if field.kind is Kind.TEXTS:
            yield from (Fact(f"{_(field.label)} ({language})", text) for language, text in (value or {}).items())
        elif value is not None and value is not False:
            yield Fact(_(field.label), say_value(field, value, names))
