"""The history of a record as sentences and differences, for whoever may see the record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect as look_at
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.saying import Names, links_in, names_of, say_value
from incidents.base.languages import N_, _, ngettext, say_moment
from incidents.db.base import Record
from incidents.db.fields import Audience, Field
from incidents.ledger.replay import Past
from incidents.ledger.replay import history as past_of
from incidents.records.picture import drawn_columns

PARTS = {
    "incident": N_("the case"),
    "source": N_("the source"),
    "actor": N_("the actor"),
    "place": N_("the place"),
    "team": N_("the team"),
    "account": N_("the account"),
    "incident_place": N_("Place"),
    "incident_violation": N_("Violation"),
    "citation": N_("Source"),
    "figure": N_("Number"),
    "attribution": N_("Actor"),
    "assessment": N_("Judgment"),
    "incident_team": N_("Team"),
    "incident_reader": N_("Named reader"),
    "external_id": N_("Name in another list"),
    "quality_issue": N_("Question"),
    "field_note": N_("Note on a field"),
    "source_derivation": N_("What it repeats"),
    "source_reader": N_("Named reader"),
    "place_name": N_("Name"),
    "actor_name": N_("Name"),
    "team_member": N_("Member"),
}
# What names a part in one line, in this order.
TELLING = {
    "figure": ("outcome", "group", "low", "best", "high", "value_state"),
    "citation": ("source_id", "locator"),
    "incident_place": ("verbatim", "place_id", "role"),
    "incident_violation": ("violation",),
    "attribution": ("actor_id", "role"),
    "assessment": ("axis", "mapped_value"),
    "external_id": ("system", "value"),
    "quality_issue": ("code", "state"),
    "incident_team": ("team_id",),
    "incident_reader": ("account_id",),
    "team_member": ("account_id",),
    "field_note": ("field", "note"),
    "place_name": ("text",),
    "actor_name": ("text",),
    "source_derivation": ("parent_id", "how"),
    "source_reader": ("account_id",),
}
DONE = {
    "recorded": N_("recorded it"),
    "imported": N_("imported it"),
    "revised": N_("changed it"),
    "withdrawn": N_("withdrew it"),
    "restored": N_("brought an earlier state back"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field from what to what, in words; None is "not recorded"."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change as a page shows it."""

    seq: int
    version: int
    who: str
    at: datetime
    sentence: str
    reason: str | None
    differences: list[Difference] = field(default_factory=list)

    @property
    def when(self) -> str:
        """The moment in the reader's language."""
        return say_moment(self.at)

    @property
    def machine_when(self) -> str:
        """The moment for programs."""
        return self.at.isoformat(timespec="seconds")


def history_of(session: Session, viewer: Viewer, record_type: str, record_id: int) -> list[HistoryEntry]:
    """The changes of one record, the newest first; the caller has made sure that the viewer may see it."""
    past = past_of(session, record_type, record_id)
    names = names_of(session, viewer, _links(past)) | _sibling_names(session, viewer, past)
    return [
        HistoryEntry(
            change.seq,
            change.version,
            change.account_name,
            change.at,
            _sentence(change),
            change.reason,
            list(_differences(change, names)),
        )
        for change in reversed(past)
    ]


def fields_of(table: str) -> dict[str, Field]:
    """The declared columns of a table by name."""
    for mapper in Record.registry.mappers:
        if mapper.class_.__tablename__ == table:
            return {name: declared for name, _column, declared in drawn_columns(look_at(mapper.class_).class_)}
    return {}


def _values(difference: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in difference.get("values", {}).items():
        yield name, value
    for name, ends in difference.get("fields", {}).items():
        yield name, ends["from"]
        yield name, ends["to"]


def _links(past: list[Past]) -> Iterator[tuple[str, int]]:
    for change in past:
        for difference in change.differences:
            fields = fields_of(difference["part"])
            for name, value in _values(difference):
                if name in fields:
                    yield from links_in(fields[name], value)


def _sibling_names(session: Session, viewer: Viewer, past: list[Past]) -> Names:
    """Words for the parts of the record that other parts refer to: a citation by its source, a figure by its number."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for change in past:
        for difference in change.differences:
            row = rows.setdefault((difference["part"], difference["id"]), {})
            row |= difference.get("values", {}) | {n: e["to"] for n, e in difference.get("fields", {}).items()}
    names = names_of(session, viewer, ((f"{t}", v) for r in rows.values() for t, v in _targets(r)))
    return {key: _telling(key[0], row, names) for key, row in rows.items() if key[0] in TELLING}


def _targets(row: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for name, table in (
        ("source_id", "source"),
        ("actor_id", "actor"),
        ("place_id", "place"),
        ("account_id", "account"),
        ("team_id", "team"),
        ("parent_id", "source"),
    ):
        if isinstance(row.get(name), int):
            yield table, row[name]


def _telling(table: str, row: dict[str, Any], names: Names) -> str:
    fields = fields_of(table)
    said = (say_value(fields[name], row.get(name), names) for name in TELLING[table] if name in fields)
    return ", ".join(words for words in said if words)


def _shown(declared: Field) -> bool:
    return declared.audience <= Audience.TEAM and (declared.group is None or not declared.computed)


def _differences(change: Past, names: Names) -> Iterator[Difference]:
    for difference in change.differences:
        part, kind = difference["part"], difference["is"]
        fields, noun = fields_of(part), _(PARTS.get(part, part))
        if kind == "changed":
            telling = names.get((part, difference["id"]))
            for name, ends in difference["fields"].items():
                if name in fields and _shown(fields[name]) and not name.endswith(("_edtf", "_nature")):
                    label = (
                        _(fields[name].label) if part not in TELLING else f"{noun} ({telling}): {_(fields[name].label)}"
                    )
                    yield Difference(
                        label, say_value(fields[name], ends["from"], names), say_value(fields[name], ends["to"], names)
                    )
        elif part in TELLING:
            words = _telling(part, difference["values"], names)
            yield Difference(noun, None if kind == "added" else words, words if kind == "added" else None)
        else:
            for name, value in difference["values"].items():
                if (
                    name in fields
                    and _shown(fields[name])
                    and not name.endswith(("_edtf", "_nature"))
                    and value is not False
                ):
                    yield Difference(_(fields[name].label), None, say_value(fields[name], value, names))


def _sentence(change: Past) -> str:
    done = _(DONE.get(change.verb, change.verb))
    count = sum(len(d.get("fields", ())) or 1 for d in change.differences if d["is"] != "added" or d["part"] in TELLING)
    if change.verb in ("recorded", "imported") or not count:
        return done
    return _("%(done)s: %(what)s", done=done, what=ngettext("one difference", "%(num)s differences", count, num=count))
