"""Every field of the forms takes anything: it is stored, or refused in the page, and breaks nothing."""

import re
from urllib.parse import quote, urlencode

import pytest
from werkzeug.test import TestResponse

from tests.support.pages import Form, form_of
from tests.support.web import Browser, World
from tests.web.incidents.entering import typed_form

HOSTILE = {
    "markup": "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{%x%}",
    "direction": "\u202e\u2066abc\u2069 \u200f \ufeff",
    "number": "1" + "0" * 20,
    "controls": "a\x01b\x1b[31mc\x7f\x85d",
    "long": "ي" * 200_000,
    "lines": "one\r\ntwo\rthree\n\u2028four",
    "code": "INC-222222 · SRC-222222",
    "address": "http://[::1",
    "odd letters": "e\u0301\u0378\U0010ffff\ufdd0",
    "percent": "%s %(x)s %n {0} ${x}",
    "fraction": "0.1e400",
}
RAW = {"surrogates": "%ED%A0%80%ED%BF%BF", "broken": "%ff%fe%c0%af", "nothing": "%00"}


def controls_of(form: Form) -> list[str]:
    return [name for name in {*form.data, *form.options} if name not in ("csrf_token", "do")]


def send_raw(browser: Browser, address: str, form: Form, raw: str) -> int:
    """Send every control with the same bytes, as no browser would encode them."""
    body = "&".join(f"{quote(name)}={raw}" for name in controls_of(form))
    token = urlencode({"csrf_token": browser.token(), "do": "save"})
    answer = browser.post(address, data=f"{body}&{token}", content_type="application/x-www-form-urlencoded")
    return answer.status_code


def whole_case_form(browser: Browser) -> Form:
    """The form with a row of every kind."""
    form = typed_form(browser)
    for name in ("held", "assessments", "external_ids", "field_notes"):
        form = form_of(browser.send("/cases/new", form.sent(f"add:{name}")))
    return form


FORMS = {
    "/cases/new": whole_case_form,
    "/sources/new": lambda browser: form_of(browser.get("/sources/new")),
    "/actors/new": lambda browser: form_of(browser.get("/actors/new")),
    "/places/new": lambda browser: form_of(browser.get("/places/new")),
}


@pytest.mark.parametrize("address", FORMS)
def test_any_text_in_any_field(world: World, address: str) -> None:
    browser = world.browser("researcher")
    form = FORMS[address](browser)
    for kind, text in HOSTILE.items():
        everywhere = form.sent()
        for name in controls_of(form):
            everywhere.setlist(name, [text])
        check(browser.send(address, everywhere), (kind, "everywhere"))
    for kind, raw in RAW.items():
        assert send_raw(browser, address, form, raw) in (303, 400, 422), kind


@pytest.mark.one_database
def test_markup_in_each_field_alone(world: World) -> None:
    browser = world.browser("researcher")
    form = whole_case_form(browser)
    for name in controls_of(form):
        data = form.sent()
        data.setlist(name, [HOSTILE["markup"]])
        check(browser.send("/cases/new", data), ("markup", name))


def check(answer: TestResponse, what: tuple[str, str]) -> None:
    assert answer.status_code in (200, 303, 413, 422), (what, answer.status_code)
    assert "<script>alert" not in answer.text, what
    assert "<img src=x" not in answer.text, what


def test_what_is_stored_is_escaped_wherever_it_is_shown(world: World) -> None:
    browser, text = world.browser("researcher"), HOSTILE["markup"]
    form = typed_form(browser)
    for name in controls_of(form):
        if name in form.options or name.endswith(("key", "version", "language", "-rest", "-lat", "-lon", "radius_m")):
            continue
        if name.endswith(
            (
                "occurred",
                "published",
                "url",
                "as_of",
                "low",
                "best",
                "high",
                "time_from",
                "time_to",
                "tz",
                "area",
                "share_num",
                "share_den",
                "household_size",
                "-source",
                "-place",
                "-actor",
                "period",
                "received",
                "stated_date",
                "position_date",
                "lang",
                "codebook_version",
                "by_actor",
                "by_source",
            )
        ):
            continue  # these take no free text
        form[name] = text
    answer = browser.send("/cases/new", form.sent())
    assert answer.status_code == 303, re.findall(r'field-error".*?</p>', answer.text)
    address = answer.location
    for path in (address, f"{address}/edit", f"{address}/history", f"{address}/versions/1", "/sources", "/actors", "/"):
        page = browser.get(path).text
        assert "<script>alert(1)" not in page, path
        assert "<img src=x" not in page, path
    assert "{{7*7}}" in browser.get(address).text


@pytest.mark.one_database
def test_a_form_with_more_rows_than_anybody_types_is_refused_whole(world: World) -> None:
    browser = world.browser("researcher")
    data = typed_form(browser).sent()
    for number in range(2, 1200):
        data.setlist(f"places-{number}-verbatim", [f"place {number}"])
    answer = browser.send("/cases/new", data)
    assert answer.status_code == 422
    assert "at most 1000" in answer.text


@pytest.mark.one_database
def test_forged_keys_are_refused_and_break_nothing(world: World) -> None:
    from tests.web.incidents.entering import record

    code, other = record(world), record(world)
    browser = world.browser("researcher")
    theirs = form_of(browser.get(f"/cases/{other}/edit"), "/edit")
    for name in ("figures-0-key", "places-0-key", "citations-0-key", "attributions-0-key", "violations-0-key"):
        for key in (theirs[name], "999999", "0", "-5", "x" * 500, "new-figures-1"):
            form = form_of(browser.get(f"/cases/{code}/edit"), "/edit")
            data = form.sent()
            data.setlist(name, [key])
            answer = browser.send(f"/cases/{code}/edit", data)
            assert answer.status_code in (303, 422), (name, key)
    now = form_of(browser.get(f"/cases/{other}/edit"), "/edit").data
    assert {name: now[name] for name in now if name != "csrf_token"} == {
        name: theirs.data[name] for name in theirs.data if name != "csrf_token"
    }
