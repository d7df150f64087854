"""The pages of a case's past: each change as a sentence, each state as it stood, and the way back to it."""

from tests.support.pages import form_of, words_of
from tests.support.web import World
from tests.web.incidents.entering import record


def correct(world: World, code: str, role: str = "researcher", **typed: str) -> None:
    browser = world.browser(role)
    form = form_of(browser.get(f"/cases/{code}/edit"), "/edit").put(typed)
    assert browser.send(f"/cases/{code}/edit", form.sent()).status_code == 303


def test_each_change_says_who_did_what_and_why(world: World) -> None:
    code = record(world)
    correct(world, code, **{"figures-0-low": "0", "figures-0-qualifier": "", "case-tz": "UTC", "reason": "A misprint."})
    browser = world.browser("reviewer")
    form = form_of(browser.get(f"/cases/{code}/withdraw"), "/withdraw").put({"reason": "A duplicate."})
    assert browser.send(f"/cases/{code}/withdraw", form.sent()).status_code == 303
    page = browser.get(f"/cases/{code}/history").text
    words = words_of(page)
    assert words.index("withdrew it") < words.index("changed it") < words.index("recorded it")
    assert words.count("recorded it") == 1
    for said in ("A misprint.", "A duplicate.", "was 83 now 0", "UTC", "researcher.one", "reviewer.one"):
        assert said in words, said
    assert words_of(browser.get(f"/cases/{code}").text).count("This case is withdrawn") == 1


def test_an_earlier_state_is_shown_and_brought_back(world: World) -> None:
    code = record(world)
    correct(world, code, **{"case-title-en": "Another title"})
    browser = world.browser("researcher")
    earlier = browser.get(f"/cases/{code}/versions/1")
    assert "Chemical attack on a town" in earlier.text
    assert "Another title" not in words_of(earlier.text).split("This is what the case was")[1]
    form = form_of(earlier, "/restore")
    refused = browser.send(f"/cases/{code}/versions/1/restore", form.sent())
    assert refused.status_code == 422
    assert "Give the reason" in refused.text
    answer = browser.send(f"/cases/{code}/versions/1/restore", form.put({"reason": "It was right."}).sent())
    assert answer.status_code == 303
    words = words_of(browser.get(f"/cases/{code}/history").text)
    assert "brought an earlier state back" in words
    assert "Chemical attack on a town" in browser.get(f"/cases/{code}").text


def test_a_state_that_is_no_longer_the_last_is_not_restored_from(world: World) -> None:
    code = record(world)
    correct(world, code, **{"case-tz": "UTC"})
    browser = world.browser("researcher")
    form = form_of(browser.get(f"/cases/{code}/versions/1"), "/restore").put({"reason": "It was right."})
    correct(world, code, **{"case-tz": "Asia/Damascus"})
    answer = browser.send(f"/cases/{code}/versions/1/restore", form.sent())
    assert answer.status_code == 409
    assert form_of(answer, "/restore")["reason"] == "It was right."
    reviewer = world.browser("reviewer")
    asked = form_of(reviewer.get(f"/cases/{code}/withdraw"), "/withdraw").put({"reason": "A duplicate."})
    correct(world, code, **{"case-tz": "UTC"})
    assert reviewer.send(f"/cases/{code}/withdraw", asked.sent()).status_code == 409


def test_versions_that_never_were(world: World) -> None:
    code = record(world)
    browser = world.browser("reviewer")
    for version in ("0", "2", "9" * 40, "-1", "x", "1.5"):
        assert browser.get(f"/cases/{code}/versions/{version}").status_code == 404, version
        answer = browser.send(f"/cases/{code}/versions/{version}/restore", {"reason": "x", "version": "1"})
        assert answer.status_code in (404, 405, 422), version


def test_who_is_offered_what(world: World) -> None:
    code = record(world)
    correct(world, code, **{"case-tz": "UTC"})
    for role, edits, withdraws in (("reader", False, False), ("researcher", True, False), ("reviewer", True, True)):
        page = world.browser(role).get(f"/cases/{code}").text
        assert (f"/cases/{code}/edit" in page) is edits, role
        assert (f"/cases/{code}/withdraw" in page) is withdraws, role
        assert ("/restore" in world.browser(role).get(f"/cases/{code}/versions/1").text) is edits, role
