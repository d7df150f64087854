"""Passwords are hashed at full cost, a few at a time, and the guessable ones are refused."""

import threading

import pytest

from incidents.work.guessable import password_problems
from incidents.work.passwords import Passwords, TooBusy


def cheap(**options: int) -> Passwords:
    return Passwords(memory_kib=16, passes=1, lanes=1, **options)


def test_the_cost_is_what_was_decided() -> None:
    stored = Passwords().hash("violet anchor seven rivers")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=2$")


def test_a_hash_knows_its_password_only() -> None:
    passwords = cheap()
    stored = passwords.hash("violet anchor seven rivers")
    assert passwords.verify(stored, "violet anchor seven rivers")
    for other in ("violet anchor seven river", "Violet anchor seven rivers", "", "violet anchor seven rivers "):
        assert not passwords.verify(stored, other)


def test_nobody_has_no_password_not_even_the_one_that_nobody_has() -> None:
    passwords = cheap()
    assert not passwords.verify(None, "")
    assert not passwords.verify(None, "anything at all")
    assert not passwords.verify("no hash at all", "anything at all")


def test_nothing_is_cut_off() -> None:
    passwords = cheap()
    long = "a1b2c3d4" * 16
    stored = passwords.hash(long)
    assert passwords.verify(stored, long)
    assert not passwords.verify(stored, long[:-1] + "x")
    assert not passwords.verify(stored, long + "x")


def test_letters_composed_in_two_ways_are_the_same() -> None:
    passwords = cheap()
    assert passwords.verify(passwords.hash("caf\u00e9 au lait 12"), "cafe\u0301 au lait 12")


def test_a_hash_of_another_cost_is_outdated() -> None:
    passwords = cheap()
    assert not passwords.is_outdated(passwords.hash("x"))
    assert passwords.is_outdated(Passwords(memory_kib=32, passes=1, lanes=1).hash("x"))


def test_what_stands_in_for_nobody_costs_the_same() -> None:
    passwords = cheap()
    assert not passwords.is_outdated(passwords._nobody)


def test_more_than_a_few_at_once_are_sent_away() -> None:
    passwords = cheap(at_once=1, waiting=2)
    entered, leave = threading.Barrier(2), threading.Event()

    def hold() -> None:
        with passwords._turn():
            entered.wait()
            leave.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait()
    waiting = [threading.Thread(target=passwords.hash, args=("x",)) for _one in range(2)]
    for thread in waiting:
        thread.start()
    while passwords._places._value:  # type: ignore[attr-defined]
        pass
    with pytest.raises(TooBusy) as refused:
        passwords.hash("x")
    assert refused.value.retry_after > 0
    leave.set()
    for thread in (holder, *waiting):
        thread.join()
    assert passwords.hash("x")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "violet anchor seven rivers",
        "كلمة سر طويلة جدا",
        "8fJ#k2!mQz0@",
        "Zq9-tremble-lamp",
        "the passwords of others",
        "aaaaaaaabcdefghijk?zz9",
    ],
)
def test_good_ones_pass(password: str) -> None:
    assert password_problems(password, names=("layla.h", "Layla Haddad")) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "short"),
        ("elevensigns", "short"),
        ("x9" * 65, "long"),
        ("twelve\x00signs!", "sign"),
        ("password1234", "common"),
        ("P@ssw0rd1234", "common"),
        ("passwordpassword", "common"),
        ("Password Password", "common"),
        ("qwertyuiop[]", "common"),
        ("qwertyuiopasdf", "common"),
        ("123456789012", "common"),
        ("098765432109", "common"),
        ("aaaaaaaaaaaa", "common"),
        ("abababababab", "common"),
        ("abcabcabcabcabc", "common"),
        ("abcdefghijklmn", "common"),
        ("Administrator1!", "common"),
        ("letmein!letmein!", "common"),
        ("iloveyou2024", "common"),
        ("incidents2026!", "common"),
        ("layla.h layla.h", "name"),
        ("HaddadHaddad99", "name"),
        ("my name is LAYLA", "name"),
        ("ضصثقفغعهخحجد", "common"),
    ],
)
def test_bad_ones_are_named(password: str, code: str) -> None:
    assert [problem.code for problem in password_problems(password, names=("layla.h", "Layla Haddad"))] == [code]
