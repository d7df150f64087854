"""Replay: what a record was at any time, told from its changes alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.records import Change, LedgerHead
from incidents.records.picture import Picture


@dataclass(frozen=True, slots=True)
class Past:
    """One change of a record as it is read back: who, when, what was done, why, and each difference."""

    seq: int
    at: datetime
    account_name: str
    verb: str
    reason: str | None
    version: int
    differences: list[dict[str, Any]]


def history(session: Session, record_type: str, record_id: int, *, until: int | None = None) -> list[Past]:
    """The changes of one record in their order, to the ledger number ``until`` where one is given."""
    statement = select(Change).where(Change.record_type == record_type, Change.record_id == record_id)
    if until is not None:
        statement = statement.where(Change.seq <= until)
    return [
        Past(row.seq, row.at, row.account_name, row.verb, row.reason, row.record_version, orjson.loads(row.differences))
        for row in session.scalars(statement.order_by(Change.seq))
    ]


def replayed(record_type: str, record_id: int, past: Iterable[Past]) -> Picture:
    """The picture that a record had after these changes."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for change in past:
        for difference in change.differences:
            key = difference["part"], difference["id"]
            if difference["is"] == "added":
                rows[key] = {"id": difference["id"], **difference["values"]}
            elif difference["is"] == "removed":
                rows.pop(key, None)
            else:
                _alter(rows[key], difference["fields"])
    drawing: Picture = {record_type: rows.pop((record_type, record_id), {"id": record_id})}
    for (table, _number), values in sorted(rows.items()):
        drawing.setdefault(table, []).append(values)
    return drawing


def _alter(values: dict[str, Any], fields: dict[str, Any]) -> None:
    for name, ends in fields.items():
        if ends["to"] is None:
            values.pop(name, None)
        else:
            values[name] = ends["to"]


def picture_at(session: Session, record_type: str, record_id: int, *, version: int) -> Picture:
    """The picture of a record at one of its own versions."""
    past = [change for change in history(session, record_type, record_id) if change.version <= version]
    return replayed(record_type, record_id, past)


def position(session: Session) -> int:
    """The number of the last change in the ledger; exports name it and caches compare it."""
    return session.execute(select(func.coalesce(func.max(LedgerHead.seq), 0))).scalar_one()
