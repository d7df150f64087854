"""No text of an export is run by a spreadsheet, and none is lost on the way there and back."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidents.exports.text import as_one_of_several, guard, settled, unguard

STARTS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "\0", "'", "＝", "＋", "﹣")
AROUND = st.text(alphabet=st.sampled_from(" \u200f\u200b\u00a0\t\n\"'=+-@|%＝أa1“"), max_size=6)


def reference(text: str) -> str:
    """The rule in its plain form, without the shortcut for harmless beginnings."""
    plain = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Zl", "Zp"))
    plain = unicodedata.normalize("NFKC", plain).lstrip("\"'")
    return "'" + text if text[:1] in tuple("'\t\r\n\0") or plain[:1] in tuple("=+-@|%") else text


@given(AROUND | st.text())
@example("=1+1")
@example("\u200f=HYPERLINK(0)")
def test_guarding_follows_the_rule_and_can_be_undone(text: str) -> None:
    assert guard(text) == reference(text)
    assert unguard(guard(text)) == text


@given(AROUND)
def test_nothing_that_a_spreadsheet_would_run_stays(text: str) -> None:
    assert not guard(text).startswith(("\t", "\r", "\n"))
    assert not guard(text).lstrip(" \u200f\u200b\u00a0\t\n").startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("start", STARTS)
def test_every_start_of_a_formula_is_guarded(start: str) -> None:
    assert guard(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("text", ["", "2017-04", "007", "قصف على سوق", "Khan Shaykhun", "«quote»", "83–100", "(a)"])
def test_ordinary_text_stays(text: str) -> None:
    assert guard(text) == text


def test_text_is_composed_and_has_one_kind_of_newline() -> None:
    assert settled("e\u0301tat\r\nof\rthings") == "état\nof\nthings"


def test_direction_marks_and_arabic_survive() -> None:
    text = "\u200fخان شيخون\u200e (2017-04-04)"
    assert settled(text) == text
    assert guard(text) == text


def test_a_semicolon_never_cuts_a_value_in_two() -> None:
    assert as_one_of_several("Army; 4th division") == "Army, 4th division"
