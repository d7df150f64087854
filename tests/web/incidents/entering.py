"""A case as a researcher types it from two articles that disagree."""

from typing import Any

from tests.support.pages import Form, form_of
from tests.support.web import Browser, World

TYPED: dict[str, str | list[str]] = {
    "case-title-en": "Chemical attack on a town",
    "case-title-ar": "هجوم كيميائي على بلدة",
    "case-summary-en": "Shortly before seven, aircraft dropped munitions.\r\nPeople fell ill.",
    "case-occurred": "4 April 2017",
    "places-0-verbatim": "northern quarter of the town",
    "violations-0-violation": "chemical_nerve",
    "citations-0-new-title-en": "At least 83 people died",
    "citations-0-new-publisher": "A commission of inquiry",
    "citations-0-new-published": "6 September 2017",
    "citations-0-excerpt": "at least 83 people, a third of them children",
    "figures-0-low": "83",
    "figures-0-qualifier": "at_least",
    "figures-0-as_stated": "at least 83",
    "attributions-0-new_name_en": "An air force",
}


def new_form(browser: Browser) -> Form:
    """The empty form of a new case."""
    return form_of(browser.get("/cases/new"))


def typed_form(browser: Browser, **more: Any) -> Form:
    """The form filled from one article, with a number that the article states."""
    form = new_form(browser).put(TYPED).put(more)
    form["figures-0-citation_id"] = form["citations-0-key"]
    return form


def record(world: World, role: str = "researcher", **more: Any) -> str:
    """Record the case in the browser, and return its code."""
    browser = world.browser(role)
    answer = browser.send("/cases/new", typed_form(browser, **more).sent())
    assert answer.status_code == 303, answer.text
    return answer.location.rpartition("/")[2]
