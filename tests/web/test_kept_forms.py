"""Nothing typed is lost: a form survives an expired sign-in and an old page, and no other site can slip one in."""

import re
from html import unescape

from tests.support.web import PASSWORD, World

TYPED = {"name_en": "Team “north” & <south>", "name_ar": "فريق الشمال", "note": "two\nlines", "empty": ""}


def hidden(page: str) -> list[tuple[str, str]]:
    return [(unescape(name), unescape(value)) for name, value in
            re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)]  # fmt: skip


def test_a_form_sent_after_the_sign_in_ended_comes_back_for_saving(world: World) -> None:
    browser = world.browser()
    asked = browser.send("/admin/teams/new?from=start", TYPED)
    assert asked.status_code == 401
    assert "What you typed is kept" in asked.text
    fields = dict(hidden(asked.text))
    assert fields["next"] == "/admin/teams/new?from=start"
    assert fields["kept:note"] == "two\nlines"

    wrong = browser.post("/sign-in", data={**fields, "name": "administrator.one", "password": "a wrong password"})
    assert wrong.status_code == 422
    again = dict(hidden(wrong.text))
    assert {name: value for name, value in again.items() if name.startswith("kept:")} == {
        f"kept:{name}": value for name, value in TYPED.items()
    }

    offered = browser.post("/sign-in", data={**again, "name": "administrator.one", "password": PASSWORD})
    assert offered.status_code == 200
    assert 'action="/admin/teams/new?from=start"' in offered.text
    assert "3 fields that you had filled in" in offered.text
    back = dict(hidden(offered.text))
    assert {name: back[name] for name in TYPED} == TYPED

    saved = browser.post("/admin/teams/new?from=start", data=back)
    assert saved.status_code == 303
    assert TYPED["name_ar"] in browser.get(saved.location).text


def test_repeated_fields_keep_their_number_and_order(world: World) -> None:
    asked = world.browser().send("/admin/accounts/new", {"teams": ["TEAM-2", "TEAM-1", "TEAM-2"]})
    kept = [value for name, value in hidden(asked.text) if name == "kept:teams"]
    assert kept == ["TEAM-2", "TEAM-1", "TEAM-2"]


def test_passwords_and_old_tokens_are_not_carried(world: World) -> None:
    asked = world.browser().send("/account/password", {"password": "seventeen quiet lanterns", "again": "x"})
    assert "seventeen" not in asked.text
    assert "kept:csrf_token" not in asked.text


def test_a_form_that_another_site_sent_is_not_carried(world: World) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": ""}):
        asked = world.browser().send("/admin/teams/new", TYPED, headers=headers)
        assert asked.status_code == 401
        assert "kept:" not in asked.text
        assert TYPED["name_ar"] not in asked.text


def test_a_script_gets_a_bare_401(world: World) -> None:
    for headers in ({"HX-Request": "true"}, {"Sec-Fetch-Dest": "empty"}, {"X-Requested-With": "XMLHttpRequest"}):
        answer = world.browser().get("/account/", headers=headers)
        assert answer.status_code == 401
        assert "<html" not in answer.text


def test_a_form_left_open_can_be_sent_after_signing_in_again_elsewhere(world: World) -> None:
    browser = world.browser("administrator")
    token = browser.token()
    browser.delete_cookie("incidents_sign_in")
    browser.send("/sign-in", {"name": "administrator.one", "password": PASSWORD})
    answer = browser.post("/admin/teams/new", data={"csrf_token": token, **TYPED})
    assert answer.status_code == 303


def test_after_signing_out_no_open_form_can_be_sent_by_itself(world: World) -> None:
    browser = world.browser("administrator")
    token = browser.token()
    browser.send("/sign-out")
    browser.send("/sign-in", {"name": "administrator.one", "password": PASSWORD})
    answer = browser.post("/admin/teams/new", data={"csrf_token": token, **TYPED})
    assert answer.status_code == 400
    assert "send it once more" in answer.text
    fields = dict(hidden(answer.text))
    assert {name: fields[name] for name in TYPED} == TYPED
    assert browser.post("/admin/teams/new", data=fields).status_code == 303


def test_another_account_in_the_same_browser_cannot_send_what_was_open(world: World) -> None:
    browser = world.browser("reviewer")
    token = browser.token()
    browser.delete_cookie("incidents_sign_in")
    browser.send("/sign-in", {"name": "administrator.one", "password": PASSWORD})
    assert browser.post("/admin/teams/new", data={"csrf_token": token, **TYPED}).status_code == 400
