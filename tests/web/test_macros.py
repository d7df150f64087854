"""The component macros say what they should, escape what people typed, and never draw unknown as zero."""

import re
from collections import Counter
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from incidents.paths import STATIC, TEMPLATES
from incidents.web.developer.samples import SampleForm, component_samples
from incidents.web.strip import Claim, large, small

LANGUAGES = {
    "en": SimpleNamespace(code="en", direction="ltr", name="English"),
    "ar": SimpleNamespace(code="ar", direction="rtl", name="العربية"),
}
HOSTILE = '<script>alert("x")</script>'


@pytest.fixture(scope="module")
def pages() -> jinja2.Environment:
    """Templates as the program sets them up, without Flask and without catalogues."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: message, lambda one, many, number: one if number == 1 else many, newstyle=True
    )
    environment.globals.update(
        label=lambda vocabulary, code: f"{vocabulary}:{code}", static_address=lambda path: f"/static/{path}?v=1"
    )
    return environment


def every_page(language: str = "en", **more: Any) -> dict[str, Any]:
    return {
        "language": LANGUAGES[language], "languages": list(LANGUAGES.values()),
        "language_address": lambda code: f"?language={code}", "program": SimpleNamespace(name="Incidents", version="1"),
        "navigation": [SimpleNamespace(label="Search", address="/search", current=True)],
        "account": SimpleNamespace(name=HOSTILE, role="researcher"), "account_links": [], "may_record": True,
        "addresses": {"home": "/", "new_case": "/new", "sign_in": "/sign-in", "sign_out": "/sign-out"},
        "csrf_token": lambda: "token", **more,
    }  # fmt: skip


def macro(pages: jinja2.Environment, file: str, name: str) -> Any:
    return getattr(pages.get_template(f"macros/{file}.html").module, name)


def said(markup: str) -> str:
    """What a person reads: tags and hidden drawings away, blanks joined."""
    without = re.sub(r"<svg.*?</svg>", "", str(markup), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", without).split()).replace(" ,", ",")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"low": 83, "high": 100}, "83–100"),
        ({"low": 83, "best": 88, "high": 100}, "83–100 best 88"),
        ({"low": 83, "high": 100, "open_above": True}, "83–100 or more"),
        ({"low": 92}, "≥ 92"),
        ({"low": 92, "high": 92, "open_above": True}, "≥ 92"),
        ({"low": 1200, "best": 1200, "high": 1200}, "1,200"),
        ({"low": 0, "best": 0, "high": 0}, "0 as stated"),
        ({"best": 40}, "about 40"),
        ({"best": 300, "high": 300}, "nearly 300"),
        ({"high": 9}, "≤ 9"),
        ({"low": 24, "best": 40}, "≥ 24 best 40"),
        ({"low": 1, "high": 3, "assessed": False}, "1–3 not assessed"),
        ({"state": "unknown"}, "not known"),
        ({"state": "known"}, "not known"),
        ({"state": None}, "not recorded"),
        ({"state": "not_applicable"}, "does not apply"),
        ({"low": 83, "high": 100, "state": "withheld"}, "withheld"),
    ],
)
def test_a_count_in_words(pages: jinja2.Environment, arguments: dict[str, Any], words: str) -> None:
    assert said(macro(pages, "figures", "count")(**arguments)) == words


def test_a_short_count_keeps_its_open_end_for_readers(pages: jinja2.Environment) -> None:
    shown = str(macro(pages, "figures", "count")(83, None, 100, True, short=True))
    assert '<bdi dir="ltr">83–100+</bdi>' in shown
    assert '<span class="visually-hidden"> or more</span>' in shown


@pytest.mark.parametrize("state", [None, "unknown", "known", "not_applicable", "withheld"])
def test_no_value_is_never_a_dash_or_a_zero(pages: jinja2.Environment, state: str | None) -> None:
    shown = said(macro(pages, "figures", "count")(state=state))
    assert shown
    assert not set(shown) & set("0–—-")


def test_totals_say_what_they_count(pages: jinja2.Environment) -> None:
    total = {"word": "killed", "low": 131, "best": None, "high": 204, "open_above": True, "counted": 22,
             "not_known": 19, "note": None}  # fmt: skip
    shown = said(macro(pages, "figures", "totals_bar")(41, [total]))
    assert shown == "41 cases 131–204 or more killed 22 cases · 19 not known documented, not estimated"


def test_a_grade_has_a_word_a_shape_and_a_colour(pages: jinja2.Environment) -> None:
    codes = ["confirmed", "probable", "possible", "doubtful", "discounted", "not_assessed"]
    drawn = {code: str(macro(pages, "grades", "grade")(code)) for code in codes}
    for code, markup in drawn.items():
        assert said(markup) == f"confidence:{code}"
        assert f"grade-{code}" in markup
    drawn["contested"] = str(macro(pages, "grades", "contested")())
    shapes = Counter(re.search(r"<svg.*?</svg>", markup, re.DOTALL)[0] for markup in drawn.values())  # type: ignore[index]
    assert set(shapes.values()) == {1}
    assert str(macro(pages, "grades", "grade")(None)) == drawn["not_assessed"]


def test_an_admiralty_mark_explains_itself(pages: jinja2.Environment) -> None:
    mark = macro(pages, "grades", "admiralty")
    assert "source_reliability:B · information_credibility:2" in str(mark("B", "2"))
    assert "credibility not judged" in str(mark("C", None))
    assert said(mark(None, None)) == "not graded"


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([], "No source states a number."),
        ([Claim("a", 5, 5, 5)], "1 claim: 5."),
        ([Claim("a", 5, 5, 5), Claim("b", 9, 9, 9)], "2 claims, from 5 to 9."),
        ([Claim("a", 5), Claim("b", 9, 9, 9)], "2 claims, from 5 to 9 or more."),
    ],
)
def test_a_strip_can_be_read_aloud(pages: jinja2.Environment, claims: list[Claim], words: str) -> None:
    assert str(macro(pages, "strip", "strip_words")(small(claims))) == words
    if claims:
        drawn = str(macro(pages, "strip", "strip_small")(small(claims), "5–9"))
        assert f'role="img" aria-label="{words} The team holds 5–9."' in drawn


def test_names_are_escaped_wherever_they_appear(pages: jinja2.Environment) -> None:
    entry = {"who": HOSTILE, "when": "now", "machine_when": "2026", "sentence": HOSTILE, "reason": HOSTILE,
             "address": None, "differences": [{"label": HOSTILE, "before": HOSTILE, "after": HOSTILE}]}  # fmt: skip
    claims = [Claim(HOSTILE, 5, 5, 5)]
    drawn = [
        macro(pages, "history", "history")([entry]),
        macro(pages, "strip", "strip_large")(large(claims), large(claims, width=340)),
        macro(pages, "conflict", "collision")("n", HOSTILE, HOSTILE, HOSTILE, None, HOSTILE),
        macro(pages, "when_where", "uncertain_place")(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        macro(pages, "search", "question_bar")(HOSTILE, "/search", keep={"a": HOSTILE}, caller=lambda: Markup("")),
        macro(pages, "boxes", "facts")([{"label": HOSTILE, "value": HOSTILE}]),
    ]
    assert not [markup for markup in drawn if "<script" in str(markup) or '"x"' in str(markup)]


def test_history_says_what_was_and_what_is(pages: jinja2.Environment) -> None:
    difference = {"label": "When", "before": None, "after": "4 April 2017"}
    shown = macro(pages, "history", "differences")([difference])
    assert said(shown) == "When was not recorded now 4 April 2017"
    assert "<del>" in str(shown)
    assert "<ins>" in str(shown)


def test_a_wrong_field_points_at_its_error(pages: jinja2.Environment) -> None:
    form = component_samples()["form"]
    assert isinstance(form, SampleForm)
    shown = str(macro(pages, "forms", "field")(form.occurred, echo="/dates/say"))
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="occurred-help occurred-echo occurred-error"' in shown
    assert 'data-echo="/dates/say" data-echo-to="occurred-echo"' in shown
    for name in ("help", "echo", "error"):
        assert f'id="occurred-{name}"' in shown


def test_the_error_summary_reaches_into_nested_parts(pages: jinja2.Environment) -> None:
    shown = str(macro(pages, "forms", "error_summary")(component_samples()["form"]))
    assert '<a href="#occurred">When</a>: Say when' in shown
    assert '<a href="#figures-1-low">Figures 2 · Low</a>: Not below 0' in shown
    assert str(macro(pages, "forms", "error_summary")(SampleForm())) == ""
    assert "no longer there" in str(
        macro(pages, "forms", "error_summary")(problems=[{"message": "no longer there", "field_id": None}])
    )


def test_enter_saves_and_never_removes_a_row(pages: jinja2.Environment) -> None:
    page = pages.get_template("developer/components.html").render(**every_page(), **component_samples())
    form = page[page.index("<form", page.index("data-unsaved") - 200) :]
    assert re.search(r"<button[^>]*>", form)[0].count('name="do" value="save"') == 1  # type: ignore[index]
    assert 'name="do" value="remove:figures:1"' in form
    assert 'name="do" value="add:figures"' in form


@pytest.fixture(scope="module", params=LANGUAGES)
def gallery(request: pytest.FixtureRequest, pages: jinja2.Environment) -> str:
    return pages.get_template("developer/components.html").render(**every_page(request.param), **component_samples())


def test_the_gallery_keeps_the_policy(gallery: str) -> None:
    assert not re.findall(r"\s(?:style|on[a-z]+)=\"", gallery)
    assert not re.findall(r"<style|<script(?![^>]*src=)|javascript:", gallery)
    assert HOSTILE not in gallery


def test_everything_that_is_pointed_at_is_there_once(gallery: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]*)"', gallery))
    assert not [name for name, times in ids.items() if times > 1]
    pointed = {
        name
        for attribute in ("for", "list", "aria-describedby", "aria-labelledby", "data-echo-to")
        for names in re.findall(rf'\s{attribute}="([^"]*)"', gallery)
        for name in names.split()
    }
    assert pointed <= ids.keys()


def test_every_control_has_a_name_people_can_hear(gallery: str) -> None:
    labelled = set(re.findall(r'<label[^>]*\sfor="([^"]*)"', gallery))
    for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", gallery):
        name = re.search(r'\sid="([^"]*)"', tag)
        hidden = 'type="hidden"' in tag
        assert hidden or "aria-label=" in tag or 'class="form-check-input" type="radio" name="choice' in tag or (
            name and name[1] in labelled
        ), tag  # fmt: skip


def test_the_page_says_its_language_and_direction(pages: jinja2.Environment) -> None:
    page = pages.get_template("layouts/page.html").render(**every_page("ar", theme="dark"))
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in page
    assert "bootstrap.rtl.min.css" in page
    assert "bootstrap.min.css" not in page


def test_a_page_needs_little_when_something_has_failed(pages: jinja2.Environment) -> None:
    little = {name: every_page()[name] for name in ("language", "program")}
    page = pages.get_template("layouts/narrow.html").render(**little)
    assert "New case" not in page
    assert 'id="main"' in page


def test_every_file_a_page_asks_for_exists(gallery: str) -> None:
    asked = set(re.findall(r'"/static/([^"?]+)', gallery))
    assert {path for path in asked if not path.startswith("vendor/") and not (STATIC / path).is_file()} == set()
    assert all((STATIC / path).read_text(encoding="utf-8").count("\n") < 120 for path in asked if path.endswith(".js"))
