"""What holds for every date: bounds in order, forms and words that come back the same, windows that agree."""

import contextlib
import re
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from incidents.base.dates import NotADate, UncertainDate, members, read_edtf, read_typed, say_date
from incidents.base.dates.window import certainly, entirely_within, may_overlap

modest = settings(max_examples=200, deadline=None)

days = some.dates(date(1900, 1, 1), date(2099, 12, 31))
plain = days.flatmap(lambda day: some.sampled_from([f"{day}", f"{day:%Y-%m}", f"{day:%Y}"]))
elements = some.one_of(
    plain,
    some.tuples(plain, some.sampled_from("?~%")).map("".join),
    days.map("{:%Y-%m-XX}".format),
    days.map("{:%Y-XX}".format),
    days.map(lambda day: f"{day.year // 10}X"),
    some.tuples(days, some.integers(21, 24)).map(lambda pair: f"{pair[0].year}-{pair[1]}"),
)


def _in_order(pair: tuple[str, str]) -> tuple[str, str]:
    one, two = sorted(pair, key=lambda form: read_edtf(form).earliest or date.min)
    return one, two


pairs = some.tuples(elements, elements).map(_in_order)
intervals = some.one_of(
    pairs.map("/".join),
    elements.flatmap(lambda form: some.sampled_from([f"{form}/..", f"{form}/", f"../{form}", f"/{form}"])),
)
lists = some.one_of(
    some.lists(elements, min_size=2, max_size=4).map(lambda forms: f"[{','.join(forms)}]"),
    some.lists(elements, min_size=2, max_size=4).map(lambda forms: f"{{{','.join(forms)}}}"),
    pairs.map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
    elements.flatmap(lambda form: some.sampled_from([f"[..{form}]", f"[{form}..]"])),
)
forms = some.one_of(elements, intervals, lists)
natures = some.sampled_from([None, None, "instant"])


@some.composite
def dates(draw: some.DrawFn) -> UncertainDate:
    form = draw(forms)
    return read_edtf(form, None if form[0] == "{" else draw(natures))


@given(forms)
@modest
def test_a_form_is_read_as_itself_and_its_bounds_are_in_order(form: str) -> None:
    found = read_edtf(form)
    assert found.edtf == found.text == form
    assert read_edtf(found.edtf or "") == found
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    assert (found.earliest is None) == (found.start_kind != "known")
    assert (found.latest is None) == (found.end_kind != "known")


@given(forms)
@modest
def test_the_core_lies_within_the_bounds(form: str) -> None:
    found = read_edtf(form)
    if found.core_from is None:
        assert found.core_to is None
        return
    assert found.earliest is None or found.earliest <= found.core_from
    assert found.core_to is not None or found.end_kind == "open"
    if found.core_to is not None:
        assert found.core_from <= found.core_to
        assert found.latest is None or found.core_to <= found.latest


@given(pairs, some.floats(0, 1), some.floats(0, 1))
@modest
def test_the_core_ran_wherever_the_ends_may_lie(pair: tuple[str, str], one: float, two: float) -> None:
    def a_day_of(form: str, part: float) -> date:
        element = read_edtf(form)
        assert element.earliest
        assert element.latest
        return element.earliest + timedelta(days=round(part * (element.latest - element.earliest).days))

    found = read_edtf("/".join(pair))
    start, end = a_day_of(pair[0], one), a_day_of(pair[1], two)
    if start <= end and found.core_from and found.core_to:
        assert start <= found.core_from
        assert found.core_to <= end


@given(forms)
@modest
def test_the_members_of_a_list_span_its_bounds(form: str) -> None:
    found = read_edtf(form)
    parts = members(found)
    assert all(part.is_dated for part in parts)
    if found.earliest:
        assert min(part.earliest for part in parts if part.earliest) == found.earliest
    if found.latest:
        assert max(part.latest for part in parts if part.latest) == found.latest


@given(some.one_of(elements, intervals))
@modest
def test_the_library_finds_the_same_strict_bounds(form: str) -> None:
    if re.search(r"(XX|\dX)\S*/|/\S*X|-2[1-4][?~%]", form) or form.endswith("-24") or "-24/" in form:
        return  # the library fails on these, or ends winter in December
    found, theirs = read_edtf(form), edtf.parse_edtf(form)
    if found.earliest:
        assert tuple(theirs.lower_strict())[:3] == tuple(found.earliest.timetuple())[:3]
    if found.latest:
        assert tuple(theirs.upper_strict())[:3] == tuple(found.latest.timetuple())[:3]


@given(some.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True))
@modest
def test_digits_that_are_no_day_are_refused_and_the_others_are_that_day(form: str) -> None:
    parts = [int(part) for part in form.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
        exists = True
    except ValueError:
        exists = len(parts) == 2 and parts[0] > 0 and 21 <= parts[1] <= 24
    if exists:
        with contextlib.suppress(NotADate):  # the winter of 9999 has no end
            assert read_edtf(form).earliest is not None
    else:
        with pytest.raises(NotADate):
            read_edtf(form)


@given(some.text(alphabet="0123456789-/.,[]{}XT:Z?~% ", max_size=70) | some.text(max_size=70))
@modest
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    for read in (read_edtf, read_typed):
        with contextlib.suppress(NotADate):
            found = read(text)
            assert found.is_dated or found.is_empty


WORDS = """from to between and or since until before early about night of possibly 3 5 12 April March 2017 2016-10 - / ,
. 1438 AH رجب نيسان من إلى و بين حتى منذ قبل أو ٢٠١٧ هـ 06:40 winter a day in the"""
words = some.sampled_from(WORDS.split())


@given(some.lists(words, max_size=14).map(" ".join))
@modest
def test_any_words_are_a_date_or_a_refusal(text: str) -> None:
    with contextlib.suppress(NotADate):
        found = read_typed(text)
        assert found.is_empty or (found.is_dated and found.text == text)


@given(dates())
@modest
def test_what_is_said_in_english_is_understood_again(when: UncertainDate) -> None:
    understood = read_typed(say_date(when))
    for part in ("earliest", "latest", "core_from", "core_to", "precision", "nature"):
        assert getattr(understood, part) == getattr(when, part), (say_date(when), part)
    assert re.findall("[?~%X]", understood.edtf or "") == re.findall("[?~%X]", when.edtf or "")


@given(days)
@modest
def test_a_day_in_words_is_that_day(day: date) -> None:
    for text in (f"{day:%d %B %Y}", f"{day:%B %d, %Y}", f"{day:%A, %d %b %Y}", say_date(read_edtf(f"{day}"))):
        assert read_typed(text).earliest == read_typed(text).latest == day


window = some.one_of(
    some.just((None, None)),
    some.tuples(some.none(), days),
    some.tuples(days, some.none()),
    some.tuples(days, some.integers(0, 5000)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))),
)


@given(dates(), window)
@modest
def test_certain_is_possible_and_entire_is_certain(when: UncertainDate, span: tuple[date | None, date | None]) -> None:
    if entirely_within(when, *span):
        assert certainly(when, *span)
    if certainly(when, *span):
        assert may_overlap(when, *span)


@given(dates(), window, some.integers(0, 400))
@modest
def test_a_wider_window_holds_no_less(when: UncertainDate, span: tuple[date | None, date | None], more: int) -> None:
    first, last = span
    wider = (first and first - timedelta(days=more), last and last + timedelta(days=more))
    for relation in (may_overlap, certainly, entirely_within):
        if relation(when, *span):
            assert relation(when, *wider)


@given(dates())
@modest
def test_every_date_lies_in_the_window_of_its_own_bounds(when: UncertainDate) -> None:
    for relation in (may_overlap, certainly, entirely_within):
        assert relation(when, when.earliest, when.latest)
