"""The chain names the first row that is not as it was written, whatever somebody did to the table."""

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR
from incidents.base.clock import now
from incidents.ledger.chain import BEGINNING, HASHED, Verdict, hash_of, verify
from incidents.ledger.replay import position
from incidents.ledger.trace import Act, Entry, act, write
from incidents.records import Change, LedgerHead
from tests.support.factories import make_account, make_incident, store, viewer_of

ROWS = 6


@pytest.fixture
def ledger(session: Session) -> Session:
    """A session with six changes: an account opened, a case recorded, and revised four times with reasons."""
    account = store(session, make_account())
    incident = store(session, make_incident("Version 1"), viewer=viewer_of(account))
    for number in range(2, ROWS):
        with act(session, viewer_of(account), "incident.revised", f"Reason {number}"):
            incident.title = {"en": f"Version {number}"}
    assert verify(session) == Verdict(ROWS, verify(session).head)
    return session


def rows(session: Session) -> list[dict[str, Any]]:
    columns = [getattr(Change, name) for name in (*HASHED, "hash")]
    return [dict(row._mapping) for row in session.execute(select(*columns).order_by(Change.seq))]


def overwrite(session: Session, number: int, **values: Any) -> None:
    session.execute(update(Change.__table__).where(Change.seq == number).values(**values))


# Another value of the same kind for each column.
OTHER: dict[str, Callable[[Any], Any]] = {
    "at": lambda at: at + timedelta(microseconds=1),
    "account_id": lambda number: None,
    "account_name": lambda name: name + " ",
    "verb": lambda verb: "incident.withdrawn",
    "reason": lambda reason: "Another reason",
    "record_type": lambda table: "source",
    "record_id": lambda number: number + 1,
    "record_code": lambda code: "INC-ZZZZZZ",
    "record_version": lambda version: version + 1,
    "differences": lambda told: told.replace("Version", "version"),
    "previous_hash": lambda value: "1" * 64,
    "hash": lambda value: "2" * 64,
}


def test_every_column_is_covered_by_the_hash() -> None:
    columns = {column.name for column in Change.__table__.columns}
    assert set(HASHED) | {"hash"} == columns
    assert set(OTHER) | {"seq"} == columns


@pytest.mark.parametrize("column", OTHER)
@pytest.mark.parametrize("seq", [2, 4, ROWS])
def test_a_column_of_a_row_that_was_altered_is_found_in_that_row(ledger: Session, column: str, seq: int) -> None:
    before = rows(ledger)[seq - 1][column]
    overwrite(ledger, seq, **{column: OTHER[column](before)})
    assert rows(ledger)[seq - 1][column] != before, "the test itself must alter something"
    verdict = verify(ledger)
    assert (verdict.whole, verdict.bad_seq, verdict.rows) == (False, seq, seq - 1)


def test_the_first_bad_row_is_the_one_that_is_named(ledger: Session) -> None:
    overwrite(ledger, 5, reason="late")
    overwrite(ledger, 3, reason="early")
    assert verify(ledger).bad_seq == 3


def test_a_renumbered_row_is_found(ledger: Session) -> None:
    overwrite(ledger, 4, seq=40)
    verdict = verify(ledger)
    assert verdict.bad_seq == 5
    assert "number 4 should stand here" in (verdict.reason or "")


def test_two_rows_that_changed_places_are_found(ledger: Session) -> None:
    for seq, to in ((3, 30), (4, 3), (30, 4)):
        overwrite(ledger, seq, seq=to)
    assert verify(ledger).bad_seq == 3


def test_a_row_with_a_hash_made_anew_no_longer_fits_the_next(ledger: Session) -> None:
    forged = rows(ledger)[2] | {"reason": "forged"}
    overwrite(ledger, 3, reason="forged", hash=hash_of(forged))
    verdict = verify(ledger)
    assert (verdict.bad_seq, verdict.reason) == (4, "it does not follow from the change before it")


def test_a_last_row_with_a_hash_made_anew_no_longer_fits_the_head(ledger: Session) -> None:
    forged = rows(ledger)[-1] | {"reason": "forged"}
    overwrite(ledger, ROWS, reason="forged", hash=hash_of(forged))
    assert not verify(ledger).whole


@pytest.mark.parametrize(("gone", "bad"), [(1, 2), (3, 4), (5, 6)])
def test_a_row_taken_out_of_the_middle_is_found_at_its_place(ledger: Session, gone: int, bad: int) -> None:
    ledger.execute(delete(Change).where(Change.seq == gone))
    verdict = verify(ledger)
    assert verdict.bad_seq == bad
    assert f"number {gone} should stand here" in (verdict.reason or "")


@pytest.mark.parametrize("left", [0, 1, 5])
def test_a_tail_that_was_cut_off_is_found(ledger: Session, left: int) -> None:
    ledger.execute(delete(Change).where(Change.seq > left))
    verdict = verify(ledger)
    assert (verdict.rows, verdict.bad_seq) == (left, left + 1)


def test_a_row_put_behind_the_end_is_found(ledger: Session) -> None:
    last = rows(ledger)[-1]
    added = last | {"seq": ROWS + 1, "previous_hash": last["hash"]}
    ledger.execute(insert(Change), [added | {"hash": hash_of(added)}])
    assert not verify(ledger).whole


def test_a_lost_head_is_found(ledger: Session) -> None:
    ledger.execute(delete(LedgerHead))
    assert verify(ledger).bad_seq == ROWS + 1


def rewrite(session: Session, altered: list[dict[str, Any]]) -> None:
    """Do what somebody does who owns the database: write the whole chain anew, with a fitting head."""
    session.execute(delete(Change))
    previous, forged = BEGINNING, []
    for seq, row in enumerate(altered, 1):
        row = row | {"seq": seq, "previous_hash": previous}
        previous = row["hash"] = hash_of(row)
        forged.append(row)
    if forged:
        session.execute(insert(Change), forged)
    session.execute(update(LedgerHead).values(seq=len(forged), hash=previous))


def test_a_ledger_rewritten_as_a_whole_is_found_by_what_was_written_down(ledger: Session) -> None:
    written_down = rows(ledger)
    altered = [row | ({"reason": "forged"} if row["seq"] == 3 else {}) for row in written_down]
    rewrite(ledger, altered)
    assert verify(ledger).whole, "a chain alone proves nothing against its owner"
    for row in written_down[:2]:
        assert verify(ledger, expected=(row["seq"], row["hash"])).whole
    for row in written_down[2:]:
        assert verify(ledger, expected=(row["seq"], row["hash"])).bad_seq == row["seq"]


def test_a_ledger_cut_together_with_its_head_is_found_by_what_was_written_down(ledger: Session) -> None:
    written_down = rows(ledger)
    rewrite(ledger, written_down[:4])
    assert verify(ledger).whole
    verdict = verify(ledger, expected=(ROWS, written_down[-1]["hash"]))
    assert verdict.bad_seq == 5
    assert "shorter" in (verdict.reason or "")


def test_what_was_written_down_about_a_whole_ledger_holds_later(ledger: Session) -> None:
    at_the_time = verify(ledger)
    store(ledger, make_incident())
    assert verify(ledger, expected=(at_the_time.rows, at_the_time.head)).whole


def test_an_empty_ledger_is_whole(session: Session) -> None:
    assert verify(session) == Verdict(0, BEGINNING)


@pytest.mark.parametrize(
    ("column", "value"), [("at", "'last week'"), ("at", "7"), ("verb", "x'00ff'"), ("record_id", "'abc'")]
)
def test_a_value_that_cannot_even_be_read_is_named(ledger: Session, column: str, value: str) -> None:
    refused = False
    try:
        with ledger.begin_nested():
            ledger.execute(text(f"UPDATE change SET {column} = {value} WHERE seq = 4"))
    except DBAPIError:
        refused = True
    assert refused or verify(ledger).bad_seq == 4
    assert not refused or ledger.get_bind().dialect.name == "postgresql", "which takes few values of another type"


def test_the_chain_is_the_same_wherever_it_is_read(ledger: Session) -> None:
    # A moment that came back in another zone, or a text in another form, would break every hash on the other engine.
    for row in rows(ledger):
        assert row["at"].utcoffset() == timedelta(0)
        assert hash_of(row) == row["hash"]


def test_the_hash_of_a_change_stays_what_it_is() -> None:
    # Ledgers that exist are checked by later releases: this value may never change.
    row: dict[str, Any] = dict.fromkeys(HASHED, "x") | {"seq": 1, "account_id": None, "record_id": 1}
    row |= {
        "at": now().replace(2026, 3, 2, 9, 30, 0, 5),
        "previous_hash": BEGINNING,
        "reason": "غارة",
        "record_version": 1,
    }
    assert hash_of(row) == "a24d35fbb7402e96da97b9e6158cf386137adda87c6855c40509207b36380c48"


def test_checking_is_quick(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    count = 20_000
    told = [{"part": "incident", "id": 1, "is": "changed", "fields": {"graphic": {"from": False, "to": True}}}]
    entries = (Entry("incident", 1, "INC-K4SH7Q", number, "incident.revised", told) for number in range(count))
    write(session, Act(OPERATOR, "incident.revised", None, now()), entries)
    began = time.perf_counter()
    assert verify(session).rows == count == position(session)
    with capsys.disabled():
        sys.stdout.write(f"\n  {count:,} changes verified in {time.perf_counter() - began:.2f} s ")
