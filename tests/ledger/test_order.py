"""Numbers of the ledger have no gaps and stand in the order of commits, however many write at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from sqlalchemy import func, select

from incidents.access.viewer import OPERATOR
from incidents.db.engine import Databases
from incidents.ledger.chain import verify
from incidents.ledger.replay import history, position
from incidents.ledger.trace import act
from incidents.records import Change, Incident, LedgerHead
from tests.support.factories import make_incident, store

WRITERS, ACTS = 8, 6


def test_eight_writers_leave_no_gap_and_no_branch(own_databases: Databases) -> None:
    with own_databases.write_session() as session:
        shared = store(session, make_incident("Shared"))
        session.commit()
        number = shared.id
    together, done = threading.Barrier(WRITERS + 1), threading.Event()

    def write(writer: int) -> int:
        """Record cases, every third time taking it back; return how many acts stayed.

        Every other writer revises the shared case as well. The others share nothing but the ledger.
        """
        stayed = 0
        together.wait()
        for turn in range(ACTS):
            with own_databases.write_session() as session:
                # Locked before the act as every verb locks it, so that nobody waits holding the ledger's head.
                incident = session.get(Incident, number, with_for_update=True) if writer % 2 else None
                with act(session, OPERATOR, "incident.revised", f"{writer}/{turn}"):
                    session.add(make_incident(f"New {writer}/{turn}"))
                    if incident is not None:
                        incident.n_sources += 1
                        incident.title = {"en": f"{writer}/{turn}"}
                if turn % 3 == 1:
                    session.rollback()
                else:
                    session.commit()
                    stayed += 1
        return stayed

    def watch() -> int:
        """Look again and again: whoever sees a number sees all that are smaller."""
        looks = 0
        together.wait()
        while not done.is_set():
            with own_databases.read_session() as session:
                count, highest = session.execute(select(func.count(Change.seq), func.max(Change.seq))).one()
                assert count == highest
                assert position(session) == highest
            looks += 1
        return looks

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        watching = pool.submit(watch)
        try:
            stayed = sum(pool.map(write, range(WRITERS)))
        finally:
            done.set()
        assert watching.result() > 0
    assert stayed == WRITERS * 4
    with own_databases.read_session() as session:
        revised = stayed // 2
        assert verify(session).rows == 1 + stayed + revised
        past = history(session, "incident", number)
        assert [change.version for change in past] == list(range(1, revised + 2)), "no revision was lost"
        for before, after in pairwise(past[1:]):
            titles = before.differences[0]["fields"]["title"], after.differences[0]["fields"]["title"]
            assert titles[0]["to"] == titles[1]["from"], "each revision saw the one before it"
        assert session.get(Incident, number).n_sources == revised


def test_an_act_that_is_rolled_back_leaves_no_gap(own_databases: Databases) -> None:
    for rolled_back in (False, True, False):
        with own_databases.write_session() as session:
            store(session, make_incident())
            if rolled_back:
                session.rollback()
            else:
                session.commit()
    with own_databases.read_session() as session:
        assert list(session.scalars(select(Change.seq).order_by(Change.seq))) == [1, 2]
        assert verify(session).whole


def test_an_old_look_at_the_head_does_no_harm(own_databases: Databases) -> None:
    with own_databases.write_session() as early, own_databases.write_session() as late:
        held = early.get(LedgerHead, 1)
        early.commit()  # the session still has the head as it was
        store(late, make_incident())
        late.commit()
        store(early, make_incident())
        early.commit()
        assert verify(early).rows == 2
        assert held is early.get(LedgerHead, 1)
