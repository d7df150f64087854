"""Tries are counted in the database: of fifty at once five pass, on every worker together, and time gives them back."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from incidents.base import clock
from incidents.records import Throttle
from incidents.work.throttle import TRIES_FROM_ONE_ADDRESS, TRIES_OF_ONE_NAME, give_back, spend


def trying(databases) -> Callable[[str, str], bool]:
    def once(name: str, address: str) -> bool:
        with databases.write_session() as session:
            passed = spend(session, name, address)
            session.commit()
        return passed

    return once


def test_five_of_fifty_at_once_pass(own_databases) -> None:
    once, start = trying(own_databases), threading.Barrier(10)

    def several(_worker: int) -> int:
        start.wait()
        return sum(once("layla", "192.0.2.7") for _try in range(5))

    with ThreadPoolExecutor(10) as workers:
        assert sum(workers.map(several, range(10))) == 5


def test_time_gives_tries_back_and_nobody_is_locked_out(own_databases) -> None:
    once = trying(own_databases)
    with clock.fixed(clock.now()) as stopped:
        assert [once("layla", "192.0.2.7") for _try in range(7)] == [True] * 5 + [False] * 2
        stopped.advance(timedelta(seconds=181))
        assert [once("layla", "192.0.2.7") for _try in range(2)] == [True, False]
        stopped.advance(timedelta(hours=3))
        assert [once("layla", "192.0.2.7") for _try in range(6)] == [True] * 5 + [False]


def test_a_stranger_who_floods_a_name_does_not_lock_its_owner_out(own_databases) -> None:
    once = trying(own_databases)
    for _try in range(30):
        once("layla", "192.0.2.7")
    assert once("layla", "198.51.100.4")


def test_many_names_from_one_address_are_slowed_down(own_databases) -> None:
    once = trying(own_databases)
    passed = sum(once(f"name{n}", "192.0.2.7") for n in range(TRIES_FROM_ONE_ADDRESS + 10))
    assert passed == TRIES_FROM_ONE_ADDRESS


def test_one_name_from_many_addresses_is_slowed_down(own_databases) -> None:
    once = trying(own_databases)
    passed = sum(once("layla", f"192.0.2.{n}") for n in range(TRIES_OF_ONE_NAME + 10))
    assert passed == TRIES_OF_ONE_NAME


def test_a_household_has_one_ipv6_address(own_databases) -> None:
    once = trying(own_databases)
    assert sum(once("layla", f"2001:db8::{n}") for n in range(1, 10)) == 5


def test_names_are_the_same_however_typed_and_odd_addresses_do_no_harm(own_databases) -> None:
    once = trying(own_databases)
    names = ("layla", "LAYLA", "Layla", "läyla", "Layla", "LAYLA")
    assert [once(name, "not an address\x7f") for name in names] == [True] * 5 + [False]


def test_a_right_password_gives_its_try_back(own_databases) -> None:
    once = trying(own_databases)
    for _time in range(20):
        assert once("layla", "192.0.2.7")
        with own_databases.write_session() as session:
            give_back(session, "layla", "192.0.2.7")
            session.commit()


def test_old_rows_are_forgotten(own_databases) -> None:
    once = trying(own_databases)
    with clock.fixed(clock.now()) as stopped:
        once("layla", "192.0.2.7")
        stopped.advance(timedelta(days=2))
        once("omar", "198.51.100.4")
    with own_databases.read_session() as session:
        assert session.query(Throttle).count() == 3
