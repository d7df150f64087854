"""Who may do what, for every address: the table that is checked in, and strangers who find nothing."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from tests.support.web import CANARY, ROLES, World, address_of, rules_of
from tests.web import access_table


@pytest.mark.one_database
def test_every_door_answers_as_the_table_says(world: World) -> None:
    found, expected = dict(split(access_table.rows(world))), dict(split(access_table.written()))
    how = "look at it, then run: python -m tests.web.access_table"
    assert not set(found) - set(expected), f"addresses without a row in access_table.csv; {how}"
    assert not set(expected) - set(found), f"rows of addresses that are gone; {how}"
    other = {key: (expected[key], statuses) for key, statuses in found.items() if expected[key] != statuses}
    assert not other, f"as written, as found: {other}; {how}"


def split(rows):
    return (((address, method), tuple(statuses)) for address, method, *statuses in rows)


def test_strangers_come_through_no_door_that_is_not_open_to_all() -> None:
    for (address, method), statuses in split(access_table.written()):
        if address in ("/static/<path:name>", "/sign-in", "/sign-out", "/enter/<token>"):
            continue
        assert statuses[0] == ("303" if method == "GET" else "401"), (address, method)


def test_only_administrators_come_through_the_doors_of_the_administration() -> None:
    for (address, _method), statuses in split(access_table.written()):
        if address.startswith("/admin/"):
            assert statuses[1:4] == ("403", "403", "403"), address
            assert statuses[4] != "403"


def test_readers_change_nothing_but_their_own_account() -> None:
    for (address, method), statuses in split(access_table.written()):
        if method != "GET" and not address.startswith(("/account/", "/sign-", "/enter/")):
            assert statuses[1] in ("403", "404"), (address, method, statuses)


@pytest.mark.one_database
@pytest.mark.parametrize("role", ROLES)
def test_what_was_not_given_to_one_answers_like_what_does_not_exist(world: World, role: str) -> None:
    compared = 0
    for method in ("GET", "POST"):
        for rule in rules_of(world, method):
            area = rule.rule.split("/")[1]
            if "code" not in rule.arguments or area not in world.hidden:
                continue
            prefix = world.hidden[area].split("-")[0]
            answers = []
            for code in (world.hidden[area], f"{prefix}-ZZZZZZ"):
                browser = world.browser(role)
                address = address_of(world, rule, code=code)
                answer = browser.send(address) if method == "POST" else browser.get(address)
                answers.append((answer.status_code, answer.text.replace(code, "CODE").split("<main", 1)[-1]))
            assert answers[0] == answers[1], (method, rule.rule)
            assert answers[0][0] in (403, 404), (method, rule.rule)
            compared += 1
    assert compared > 0


SECRET = re.compile(rf"{CANARY} (?:in a secret|source|actor|place)")


def unpacked(data: bytes) -> Iterator[str]:
    """What an answer says, with every file inside an archive."""
    if not data.startswith(b"PK"):
        yield data.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name
            yield from unpacked(archive.read(name))


@pytest.mark.one_database
@pytest.mark.parametrize("role", ROLES)
def test_the_canary_is_on_no_page_of_another_team(world: World, role: str) -> None:
    browser = world.browser(role)
    for rule in rules_of(world, "GET"):
        for query in ("", f"?q={CANARY}"):
            answer = browser.get(address_of(world, rule) + query)
            for text in unpacked(answer.data):
                # The word alone may be there: it was asked for. Each hidden record has another word behind it.
                assert not SECRET.search(text), (rule.rule, query)
            answer.close()


def test_the_canary_is_there_for_whom_it_is_meant(world: World) -> None:
    """Otherwise the tests above would pass on an empty house."""
    browser = world.browser("stranger")
    for address in ("/", f"/search?q={CANARY}", "/export.csv"):
        assert SECRET.search(browser.get(address).text), address
    for area in world.hidden:
        assert CANARY in browser.get(f"/{area}/{world.hidden[area]}").text
