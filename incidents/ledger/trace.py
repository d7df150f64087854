"""The trace: whatever a session flushes inside an act is written to the ledger, and outside one it is refused.

No verb writes the ledger itself, so none can forget to. The session collects from SQLAlchemy's own
attribute history what was added, changed and removed, and the end of the act writes one row a record.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Table, event, select, update
from sqlalchemy import inspect as look_at
from sqlalchemy.orm import Session, SessionTransaction, object_session

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.db.base import Record
from incidents.db.rows import write_rows
from incidents.ledger.chain import hash_of
from incidents.ledger.differences import Differences, Rootkey, put
from incidents.records import Change, LedgerHead
from incidents.records.picture import HIDDEN, drawn, drawn_columns, plain
from incidents.records.root import Root


class UntracedChange(RuntimeError):
    """A record was changed outside an act; that is a fault of the program, never of a person."""


@dataclass(slots=True)
class Act:
    """Who does what and why, and what has changed so far."""

    viewer: Viewer
    verb: str
    reason: str | None
    at: datetime
    noted: Differences = field(default_factory=Differences)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger before it has its number."""

    record_type: str
    record_id: int
    record_code: str
    record_version: int
    verb: str
    differences: list[dict[str, Any]]


@contextmanager
def act(session: Session, viewer: Viewer, verb: str, reason: str | None = None) -> Iterator[Act]:
    """Change records inside this block; its end flushes and writes the ledger. The caller commits."""
    if "act" in session.info:
        raise UntracedChange("An act inside an act: one change must have one author, verb and reason.")
    running = Act(viewer, verb, reason, now())
    session.info["act"] = running
    try:
        yield running
        session.flush()
        _end(session, running)
    finally:
        del session.info["act"]


def _end(session: Session, running: Act) -> None:
    entries: list[Entry] = []
    for root, differences in running.noted.net():
        record = _root_record(session, root)
        begun = root in running.noted.begun
        if not begun:
            record.row_version += 1
            record.updated_at, record.updated_by = running.at, running.viewer.account_id
        verb = running.verb if not begun or running.verb == "imported" else "recorded"
        entries.append(Entry(root[0], root[1], record.code, record.row_version, verb, differences))
    session.flush()
    write(session, running, entries)


def write(session: Session, running: Act, entries: Iterable[Entry]) -> None:
    """Append rows to the ledger; the lock on its head makes the order of numbers the order of commits."""
    head = session.execute(select(LedgerHead).where(LedgerHead.id == 1).with_for_update()).scalar_one()
    session.refresh(head, with_for_update=True)
    seq, previous, rows = head.seq, head.hash, []
    for entry in entries:
        seq += 1
        row = {
            "seq": seq,
            "at": running.at,
            "account_id": running.viewer.account_id,
            "account_name": running.viewer.name,
            "verb": entry.verb,
            "reason": running.reason,
            "record_type": entry.record_type,
            "record_id": entry.record_id,
            "record_code": entry.record_code,
            "record_version": entry.record_version,
            "differences": orjson.dumps(entry.differences).decode(),
            "previous_hash": previous,
        }
        previous = row["hash"] = hash_of(row)
        rows.append(row)
    if rows:
        table = Change.__table__
        assert isinstance(table, Table)
        write_rows(session.connection(), table, list(rows[0]), [tuple(row.values()) for row in rows])
        session.execute(update(LedgerHead).where(LedgerHead.id == 1).values(seq=seq, hash=previous))


def _root_record(session: Session, root: Rootkey) -> Root:
    for mapper in Record.registry.mappers:
        if mapper.class_.__tablename__ == root[0]:
            record: Root | None = session.get(mapper.class_, root[1])
            if record is not None:
                return record
    raise LookupError(root)


def root_of(record: Record) -> Rootkey:
    """The record that a row is, or is a part of: its table and its number."""
    if not record.part_of:
        return record.__tablename__, record.id
    for name in record.part_of:
        number = getattr(record, f"{name}_id")
        if number is not None:
            return name, number
    raise LookupError(f"{record.__tablename__} belongs to no record")


def _changed(record: Record) -> dict[str, dict[str, Any]]:
    state, fields = look_at(record), {}
    for name, _column, declaration in drawn_columns(type(record)):
        history = state.attrs[name].history
        if not history.has_changes():
            continue
        before = plain(history.deleted[0]) if history.deleted else None
        after = plain(history.added[0]) if history.added else None
        if before != after:
            hidden = declaration.secret
            fields[name] = {
                "from": HIDDEN if hidden and before else before,
                "to": HIDDEN if hidden and after else after,
            }
    return fields


def _is_moved(record: Record) -> bool:
    state = look_at(record)
    return any(state.attrs[f"{name}_id"].history.has_changes() for name in record.part_of)


@event.listens_for(Session, "before_flush")
def _date_what_is_new(session: Session, _context: object, _instances: object) -> None:
    running: Act | None = session.info.get("act")
    for record in session.new:
        if isinstance(record, Root):
            if running is None:
                raise UntracedChange(
                    f"A new {record.__class__.__name__.lower()} outside an act: no ledger row would tell of it."
                )
            record.created_at = record.updated_at = running.at
            record.created_by = record.updated_by = running.viewer.account_id


@event.listens_for(Session, "after_transaction_create")
def _remember_at_a_savepoint(session: Session, transaction: SessionTransaction) -> None:
    running: Act | None = session.info.get("act")
    if running is not None and transaction.nested:
        running.noted.remember(transaction)


@event.listens_for(Session, "after_soft_rollback")
def _go_back_to_a_savepoint(session: Session, transaction: SessionTransaction) -> None:
    running: Act | None = session.info.get("act")
    if running is not None and (transaction.nested or transaction.parent is None):
        running.noted.go_back(transaction)


@event.listens_for(Record, "after_insert", propagate=True)
def _added(_mapper: object, _connection: object, record: Record) -> None:
    _collect(record, "added")


@event.listens_for(Record, "after_update", propagate=True)
def _altered(_mapper: object, _connection: object, record: Record) -> None:
    _collect(record, "changed")


@event.listens_for(Record, "after_delete", propagate=True)
def _removed(_mapper: object, _connection: object, record: Record) -> None:
    _collect(record, "removed")


def _collect(record: Record, kind: str) -> None:
    if not record.ledgered:
        return
    difference: dict[str, Any] = {"part": record.__tablename__, "id": record.id, "is": kind}
    fields = _changed(record) if kind != "added" else {}
    if kind == "changed":
        if _is_moved(record):
            raise UntracedChange(f"{record.__tablename__} was moved to another record: remove it there, add it here.")
        if not fields:
            return
        difference["fields"] = fields
    else:
        difference["values"] = drawn(record)
        for name, ends in fields.items():  # what was set on its way out was never stored
            put(difference["values"], name, ends["from"])
    session = object_session(record)
    running: Act | None = session.info.get("act") if session else None
    if running is None:
        raise UntracedChange(f"{record.__tablename__} was {kind} outside an act, so no ledger row would tell of it.")
    root = root_of(record)
    if kind == "added" and not record.part_of:
        running.noted.begun.add(root)
    running.noted.note(root, difference)
