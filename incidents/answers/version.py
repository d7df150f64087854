"""A case as it stood at an earlier version, told from the ledger: each part as a list of fields in words."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.case import Fact
from incidents.answers.history import PARTS, fields_of
from incidents.answers.saying import links_in, names_of, say_value
from incidents.base.languages import _
from incidents.db.fields import Audience
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
    rows = [
        (table, row) for table, listed in drawing.items() for row in (listed if isinstance(listed, list) else [listed])
    ]
    wanted = [
        link
        for table, row in rows
        for name, value in row.items()
        if name in fields_of(table)
        for link in links_in(fields_of(table)[name], value)
    ]
    names = names_of(session, viewer, wanted)
    hidden = {row["source_id"] for table, row in rows if table == "citation"} - {n for t, n in names if t == "source"}
    return [
        Group(_(PARTS.get(table, table)), _facts(table, row, names))
        for table, row in rows
        if not (table == "citation" and row["source_id"] in hidden)
    ]


def _facts(table: str, row: dict[str, Any], names: dict[tuple[str, int], str]) -> list[Fact]:
    found = []
    for name, field in fields_of(table).items():
        shown = field.audience <= Audience.TEAM and not (field.group is not None and field.computed)
        if shown and row.get(name) is not None and not name.endswith(("_edtf", "_nature")) and row[name] is not False:
            value = say_value(field, row[name], names)
            found.append(Fact(_(field.label), value))
    return found
