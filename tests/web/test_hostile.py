"""Anything sent anywhere is answered or refused with a page, and never breaks the server."""

import itertools
import random
import re
from urllib.parse import quote

import pytest
from werkzeug.routing import Rule

from tests.support.examples import examples
from tests.support.web import World, address_of, rules_of

TEXTS = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "'; DROP TABLE incident; --",
    "{{ 7 * 7 }}",
    "<script>alert(1)</script>",
    "%s%n%(x)s",
    "../../../etc/passwd",
    "100000000000000000000",
    "-1",
    "1e309",
    "NaN",
    "٠١٢",
    "\u202e",
    "🙂" * 200,
    "x" * 5_000,
    "a:b:c",
    "[]",
    "{}",
    "null",
    "\r\nSet-Cookie: a=b",
    "\\",
    "//",
    "?#&=%",
    "ACC-222222",
    "INC-K4SH7Q",
    "2017-99-99",
    "\ufeff",
    "\x1b[31m",
    "ﷺ",
    "I\u0307",
]
NAMES = (
    "q",
    "page",
    "size",
    "sort",
    "order",
    "language",
    "next",
    "code",
    "version",
    "name",
    "do",
    "account",
    "csrf_token",
    "",
)
STATUSES = set(range(200, 500))
# 503, 504 and 507 would tell of trouble in the database, which a text alone must not cause.


QUESTIONS_PER_ADDRESS, FORMS_PER_ADDRESS = examples(24), examples(12)


def filled(rule: Rule, value: str) -> str:
    """The rule with every variable part replaced by one value."""
    return re.sub(r"<[^>]+>", lambda _part: value, rule.rule)


@pytest.mark.parametrize("role", [None, "administrator"])
def test_any_text_in_any_address(world: World, role: str | None) -> None:
    browser = world.browser(role)
    for rule in rules_of(world, "GET"):
        for text in TEXTS if rule.arguments else [""]:
            answer = browser.get(filled(rule, quote(text[:200], safe="")))
            assert answer.status_code in STATUSES, (rule.rule, text, answer.status_code)
            answer.close()


def test_any_text_in_any_question(world: World) -> None:
    # Each database is asked other questions.
    browser, chance = world.browser("administrator"), random.Random(world.databases.writer.dialect.name)
    for rule in rules_of(world, "GET"):
        address = address_of(world, rule)
        for name, text in chance.sample(list(itertools.product(NAMES, TEXTS)), QUESTIONS_PER_ADDRESS):
            answer = browser.get(f"{address}?{quote(name)}={quote(text[:1500])}")
            assert answer.status_code in STATUSES, (rule.rule, name, text[:40], answer.status_code)
            answer.close()


def test_any_text_in_any_form(world: World) -> None:
    chance = random.Random(world.databases.writer.dialect.name)
    for rule in rules_of(world, "POST"):
        browser = world.browser("administrator")
        for text in chance.sample(TEXTS, FORMS_PER_ADDRESS):
            data = {name: chance.choice(TEXTS) for name in NAMES if name not in ("csrf_token", "")} | {"version": text}
            answer = browser.send(address_of(world, rule), data)
            assert answer.status_code in STATUSES, (rule.rule, data, answer.status_code)
            answer.close()


@pytest.mark.one_database
def test_any_method(world: World) -> None:
    browser = world.browser()
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "X" * 50):
        for rule in rules_of(world, "GET"):
            answer = browser.open(filled(rule, "x"), method=method)
            assert answer.status_code in (404, 405), (rule.rule, method)


BODIES = [
    ("application/json", b"{"),
    ("application/json", b"[]"),
    ("text/plain", b"\xff\xfe"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
    ("application/x-www-form-urlencoded", b"a=%ff%fe&%00=%00&&&==;"),
    ("x" * 500, b"x" * 5000),
    ("", b"x"),
]


@pytest.mark.one_database
def test_any_body(world: World) -> None:
    browser = world.browser("administrator")
    for kind, body in BODIES:
        for rule in rules_of(world, "POST"):
            answer = browser.post(address_of(world, rule), data=body, content_type=kind)
            assert answer.status_code in STATUSES, (rule.rule, kind)


def test_any_cookie(world: World) -> None:
    browser = world.browser()
    for name in ("incidents_sign_in", "incidents_form", "incidents_language"):
        for value in ("", "x", "." * 4000, "a.b.c", "ÿþ", '"', "eyJ9.x.y"):
            answer = browser.get("/", headers={"Cookie": f"{name}={value}".encode().decode("latin-1")})
            assert answer.status_code in (200, 303), (name, value)
