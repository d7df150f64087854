"""The chain: how a change is hashed with the one before it, and how the whole is checked."""

import hashlib
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from incidents.records import Change, LedgerHead

BEGINNING = "0" * 64
HASHED = (
    "seq",
    "at",
    "account_id",
    "account_name",
    "verb",
    "reason",
    "record_type",
    "record_id",
    "record_code",
    "record_version",
    "differences",
    "previous_hash",
)


def canonical(value: Any) -> bytes:
    """The one way in which a value is written for hashing: JSON with sorted keys."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def hash_of(row: dict[str, Any]) -> str:
    """The SHA-256 of a change, which covers the hash of the change before it."""
    at: datetime = row["at"]
    covered = {name: row[name] for name in HASHED} | {"at": at.isoformat(timespec="microseconds")}
    return hashlib.sha256(canonical(covered)).hexdigest()


def _is_as_written(row: dict[str, Any]) -> bool:
    """Whether the hash of a stored row is that of its content."""
    try:
        at = row["at"]
        if isinstance(at, str):
            row = row | {"at": datetime.fromisoformat(at).replace(tzinfo=UTC)}
        return hash_of(row) == str(row["hash"])
    except (ValueError, TypeError, AttributeError):  # no moment, or no text: nothing that we could have written
        return False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found: how many rows hold, and the first that does not with the reason."""

    rows: int
    head: str
    bad_seq: int | None = None
    reason: str | None = None

    @property
    def whole(self) -> bool:
        """Whether every row is in its place and unaltered."""
        return self.bad_seq is None


def _rows(session: Session) -> Generator[dict[str, Any], None, None]:
    columns = [getattr(Change, name) for name in (*HASHED, "hash")]
    if session.get_bind().dialect.name == "sqlite":
        # SQLite keeps any text in any column: what somebody wrote over a moment must be named, not trip the reader.
        columns[HASHED.index("at")] = type_coerce(Change.at, String).label("at")
    statement = select(*columns).order_by(Change.seq).execution_options(yield_per=2000)
    with session.execute(statement) as result:
        for row in result:
            yield dict(row._mapping)


def verify(session: Session, expected: tuple[int, str] | None = None) -> Verdict:
    """Check every change against the one before it; stop at the first that does not fit.

    ``expected`` is a number and a hash that somebody wrote down earlier and kept elsewhere: with it
    even a ledger that was cut and rewritten as a whole is found out.
    """
    with closing(_rows(session)) as rows:
        verdict = _check(rows, expected)
    if not verdict.whole:
        return verdict
    count, previous = verdict.rows, verdict.head
    head = session.get(LedgerHead, 1, populate_existing=True)
    if head is None or (head.seq, head.hash) != (count, previous):
        return Verdict(count, previous, count + 1, "changes are missing at the end")
    if expected is not None and expected[0] > count:
        return Verdict(count, previous, count + 1, "the ledger is shorter than what was written down")
    return Verdict(count, previous)


def _check(rows: Iterable[dict[str, Any]], expected: tuple[int, str] | None) -> Verdict:
    previous, count = BEGINNING, 0
    for row in rows:
        count += 1
        if row["seq"] != count:
            return Verdict(count - 1, previous, row["seq"], f"a change is missing: number {count} should stand here")
        if row["previous_hash"] != previous:
            return Verdict(count - 1, previous, count, "it does not follow from the change before it")
        if not _is_as_written(row):
            return Verdict(count - 1, previous, count, "its content is not what was written")
        previous = row["hash"]
        if expected is not None and expected[0] == count and expected[1] != previous:
            return Verdict(count - 1, previous, count, "its hash is not the one that was written down")
    return Verdict(count, previous)
