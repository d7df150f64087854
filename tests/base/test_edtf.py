"""Dates in their written form: the bounds of each form, and what is refused."""

from datetime import date

import pytest

from incidents.base.dates.edtf import LONGEST, members, read_edtf
from incidents.base.dates.uncertain import NotADate, UncertainDate


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# form, earliest, latest, precision, nature, start and end kind
FORMS = [
    ("2017-04-04", "2017-04-04", "2017-04-04", "day", "instant", "known known"),
    ("2016-02-29", "2016-02-29", "2016-02-29", "day", "instant", "known known"),
    ("2017-04", "2017-04-01", "2017-04-30", "month", "instant", "known known"),
    ("2017-04-XX", "2017-04-01", "2017-04-30", "month", "instant", "known known"),
    ("2017", "2017-01-01", "2017-12-31", "year", "instant", "known known"),
    ("2017-XX", "2017-01-01", "2017-12-31", "year", "instant", "known known"),
    ("2017-XX-XX", "2017-01-01", "2017-12-31", "year", "instant", "known known"),
    ("201X", "2010-01-01", "2019-12-31", "interval", "instant", "known known"),
    ("2017?", "2017-01-01", "2017-12-31", "year", "instant", "known known"),
    ("2017~", "2017-01-01", "2017-12-31", "year", "instant", "known known"),
    ("2017%", "2017-01-01", "2017-12-31", "year", "instant", "known known"),
    ("2017-04?", "2017-04-01", "2017-04-30", "month", "instant", "known known"),
    ("2017-04-04~", "2017-04-04", "2017-04-04", "day", "instant", "known known"),
    ("2017-04-04T06:40", "2017-04-04", "2017-04-04", "time", "instant", "known known"),
    ("2017-04-04T06:40:30Z", "2017-04-04", "2017-04-04", "time", "instant", "known known"),
    ("2017-04-04T06:40+03:00", "2017-04-04", "2017-04-04", "time", "instant", "known known"),
    ("2017-21", "2017-03-01", "2017-05-31", "season", "instant", "known known"),
    ("2017-22", "2017-06-01", "2017-08-31", "season", "instant", "known known"),
    ("2017-23", "2017-09-01", "2017-11-30", "season", "instant", "known known"),
    ("2017-24", "2017-12-01", "2018-02-28", "season", "instant", "known known"),
    ("2019-24", "2019-12-01", "2020-02-29", "season", "instant", "known known"),
    ("2016-10/2017-03", "2016-10-01", "2017-03-31", "interval", "duration", "known known"),
    ("2017-04-04/2017-04-04", "2017-04-04", "2017-04-04", "day", "duration", "known known"),
    ("2017-04-03/2017-04-05", "2017-04-03", "2017-04-05", "days_2_6", "duration", "known known"),
    ("2017-04-03/2017-04-09", "2017-04-03", "2017-04-09", "week", "duration", "known known"),
    ("2017-04-03/2017-04-10", "2017-04-03", "2017-04-10", "interval", "duration", "known known"),
    ("2017-05-08/2017-05-12~", "2017-05-08", "2017-05-12", "days_2_6", "duration", "known known"),
    ("2014-07~/2017-09-05", "2014-07-01", "2017-09-05", "interval", "duration", "known known"),
    ("2013/..", "2013-01-01", "", "interval", "duration", "known open"),
    ("2018-03-20~/..", "2018-03-20", "", "interval", "duration", "known open"),
    ("../2017", "", "2017-12-31", "interval", "duration", "open known"),
    ("/2017", "", "2017-12-31", "interval", "duration", "unknown known"),
    ("/2017-09-06", "", "2017-09-06", "interval", "duration", "unknown known"),
    ("2017/", "2017-01-01", "", "interval", "duration", "known unknown"),
    ("[2017-03-24,2017-03-25]", "2017-03-24", "2017-03-25", "days_2_6", "instant", "known known"),
    ("[2017-10-23..2017-11-23]", "2017-10-23", "2017-11-23", "interval", "instant", "known known"),
    ("[2017-05,2016]", "2016-01-01", "2017-05-31", "interval", "instant", "known known"),
    ("[..2017-09-05]", "", "2017-09-05", "interval", "instant", "open known"),
    ("[2017-09-07..]", "2017-09-07", "", "interval", "instant", "known open"),
    ("{2017-03-24,2017-03-25}", "2017-03-24", "2017-03-25", "day", "set", "known known"),
    ("{2017-03,2017-05..2017-07}", "2017-03-01", "2017-07-31", "month", "set", "known known"),
    ("{2016,2017-05}", "2016-01-01", "2017-05-31", "interval", "set", "known known"),
]


@pytest.mark.parametrize(("form", "earliest", "latest", "precision", "nature", "kinds"), FORMS, ids=lambda v: v or "-")
def test_each_form_has_its_bounds(
    form: str, earliest: str, latest: str, precision: str, nature: str, kinds: str
) -> None:
    found = read_edtf(form)
    assert (found.text, found.edtf) == (form, form)
    assert (found.earliest, found.latest) == (day(earliest), day(latest))
    assert (found.precision, found.nature) == (precision, nature)
    assert f"{found.start_kind} {found.end_kind}" == kinds
    assert found.is_dated
    assert not found.is_empty


@pytest.mark.parametrize(
    ("form", "core_from", "core_to"),
    [
        ("2016-10/2017-03", "2016-10-31", "2017-03-01"),
        ("2017-04-03/2017-04-05", "2017-04-03", "2017-04-05"),
        ("2014-07~/2017-09-05", "2014-07-31", "2017-09-05"),
        ("2017-04/2017-04", "", ""),
        ("2017/2017-06", "", ""),
        ("2017-04-04/2017-04", "2017-04-04", "2017-04-04"),
        ("2017/2017-04-02", "2017-04-02", "2017-04-02"),
        ("2015-12/..", "2015-12-31", ""),
        ("2015-12/", "", ""),
        ("2015-12-01/", "2015-12-01", "2015-12-01"),
        ("/2017-09-06", "2017-09-06", "2017-09-06"),
        ("../2017-09-06", "2017-09-06", "2017-09-06"),
        ("../2017", "", ""),
        ("2017-04", "", ""),
        ("[2017-04-03..2017-04-05]", "", ""),
        ("{2017-04-03,2017-04-05}", "", ""),
    ],
)
def test_the_core_is_the_time_that_a_duration_certainly_ran(form: str, core_from: str, core_to: str) -> None:
    found = read_edtf(form)
    assert (found.core_from, found.core_to) == (day(core_from), day(core_to))


def test_a_period_can_be_a_window_that_holds_one_moment() -> None:
    found = read_edtf("2017-04-03/2017-04-05", nature="instant")
    assert (found.nature, found.core_from, found.core_to) == ("instant", None, None)
    assert (found.earliest, found.latest, found.precision) == (date(2017, 4, 3), date(2017, 4, 5), "days_2_6")


def test_one_value_can_be_a_duration() -> None:
    found = read_edtf("2017-04-04", nature="duration")
    assert (found.nature, found.core_from, found.core_to) == ("duration", date(2017, 4, 4), date(2017, 4, 4))
    assert read_edtf("2017-04", nature="duration").core_from is None


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("  2017-04-04 ", "2017-04-04"),
        ("2017-04-xx", "2017-04-XX"),
        ("201x", "201X"),
        ("2016-10 / 2017-03", "2016-10/2017-03"),
        ("[ 2017-03-24, 2017-03-25 ]", "[2017-03-24,2017-03-25]"),
        ("2017-04-04t06:40z", "2017-04-04T06:40Z"),
    ],
)
def test_blanks_and_small_letters_do_not_matter_and_the_text_stays(typed: str, form: str) -> None:
    found = read_edtf(typed)
    assert (found.edtf, found.text) == (form, typed.strip())


REFUSED = [
    "",
    " ",
    "2017-02-29",
    "2017-04-31",
    "2017-00",
    "2017-00-00",
    "2017-04-00",
    "2017-13",
    "2017-20",
    "2017-25",
    "2017-33",
    "2017-21-01",
    "0000",
    "0000-01-01",
    "000X",
    "-0100",
    "Y12000",
    "9999-24",
    "20XX",
    "2XXX",
    "2017-XX-04",
    "2017-1X",
    "2017-04-1X",
    "2017S3",
    "2017-?04",
    "2017?-04",
    "2017??",
    "?2017",
    "2017-4-4",
    "20170404",
    "2017/2016",
    "2017-05/2017-04-15",
    "2017-04-05/2017-04-03",
    "/",
    "../..",
    "../",
    "/..",
    ".../2017",
    "2017/2018/2019",
    "2017//2018",
    "2017/.",
    "[2017",
    "[2017}",
    "[]",
    "{}",
    "[,2017]",
    "[..]",
    "[2017,]",
    "[2017-05..2017-04]",
    "[2017..2018..2019]",
    "{..2017}",
    "{2017..}",
    "{2017..2018-05}",
    "{2017-04~..2017-05}",
    "{2010-01-01..2017-01-01}",
    "[2017-03-24/2017-03-25]",
    "2017-04-04T24:00",
    "2017-04-04T6:40",
    "2017-04-04T06:60",
    "2017-04-04T06:40~",
    "2017-04T06:40",
    "2017-04-04T06:40/2017-04-04T09:00",
    "[2017-04-04T06:40,2017-04-05]",
    "٢٠١٧",
    "unknown",
    "April 2017",
    "2017-04-04\x00",
    "[" + "2017-03-24," * 6 + "2017-03-25]",
]


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_is_no_date_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(NotADate) as refusal:
        read_edtf(text)
    assert refusal.value.message.endswith((".", "?", "”.", "/.."))


def test_sixty_four_characters_are_the_most() -> None:
    assert read_edtf("[2017-03-24,2017-03-25]" + " " * LONGEST).edtf
    with pytest.raises(NotADate, match="64"):
        read_edtf("[" + "2017," * 13 + "2017]")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2017-02-29", "no day 2017-02-29. If only the month is sure, write 2017-02"),
        ("2017-00", "no month 00"),
        ("0000", "no year 0000"),
        ("2017/2016", "Did you mean 2016/2017"),
    ],
)
def test_the_reason_names_the_part_that_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(NotADate, match=reason):
        read_edtf(text)


@pytest.mark.parametrize(("form", "nature"), [("[2017,2018]", "set"), ("{2017,2018}", "instant"), ("2017", "set")])
def test_a_nature_that_does_not_fit_its_form_is_refused(form: str, nature: str) -> None:
    with pytest.raises(NotADate):
        read_edtf(form, nature)


def test_an_unknown_nature_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError):
        read_edtf("2017", "moment")


def test_the_members_of_a_list_are_dates_of_their_own() -> None:
    def forms(text: str) -> list[str | None]:
        return [member.edtf for member in members(read_edtf(text))]

    assert forms("{2017-03-24,2017-03-25}") == ["2017-03-24", "2017-03-25"]
    assert forms("{2016-12..2017-02,2017-05-01}") == ["2016-12", "2017-01", "2017-02", "2017-05-01"]
    assert forms("{2017-02-27..2017-03-01}") == ["2017-02-27", "2017-02-28", "2017-03-01"]
    assert forms("{2015..2017}") == ["2015", "2016", "2017"]
    assert forms("{9999-12-30..9999-12-31}") == ["9999-12-30", "9999-12-31"]
    assert forms("[2017-03-24,2017-05~]") == ["2017-03-24", "2017-05~"]
    assert forms("[..2016,2017-01..2017-03]") == ["[..2016]", "2017-01/2017-03"]
    assert forms("2017-04") == ["2017-04"]
    assert members(read_edtf("[2017-01..2017-03]"))[0].nature == "instant"
    assert members(UncertainDate()) == [UncertainDate()]


def test_words_alone_are_kept_but_are_no_date() -> None:
    assert UncertainDate().is_empty
    only_words = UncertainDate(text="some time before the harvest")
    assert not only_words.is_empty
    assert not only_words.is_dated
