"""What lies in a window of time: possibly, certainly, entirely."""

from datetime import date

import pytest

from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import UncertainDate
from incidents.base.dates.window import certainly, entirely_within, may_overlap

APRIL = (date(2017, 4, 1), date(2017, 4, 30))

# form, nature, may overlap, certainly, entirely within April 2017
CASES = [
    ("2017-04-XX", None, True, True, True),
    ("2017-04-04", None, True, True, True),
    ("2017-04?", None, True, True, True),
    ("2017", None, True, False, False),
    ("2017-21", None, True, False, False),
    ("2017-05-01", None, False, False, False),
    ("2017-03-31", None, False, False, False),
    ("2016-10/2017-06", "duration", True, True, False),
    ("2016-10/2017-06", "instant", True, False, False),
    ("2017-03/2017-04", "duration", True, True, False),
    ("2017-04/2017-05", "duration", True, True, False),
    ("2017-04/2017-04", "duration", True, True, True),
    ("2017-03/2017-03", "duration", False, False, False),
    ("2017/2017-06", "duration", True, False, False),
    ("2015-12/..", None, True, True, False),
    ("2015-12/", None, True, False, False),
    ("2017-04-10/", None, True, True, False),
    ("/2017-04-10", None, True, True, False),
    ("../2017", None, True, False, False),
    ("../2017-03", None, False, False, False),
    ("[2017-03-24,2017-04-25]", None, True, False, False),
    ("[2017-04-03,2017-04-25]", None, True, True, True),
    ("[..2017-04-03]", None, True, False, False),
    ("[2017-04-03..]", None, True, False, False),
    ("{2017-03-24,2017-04-25}", None, True, True, False),
    ("{2017-03-24,2017-05-25}", None, False, False, False),
    ("{2017-03..2017-05}", None, True, True, False),
    ("{2016,2017}", None, True, False, False),
    ("{2017-04-24,2017-04-25}", None, True, True, True),
]


@pytest.mark.parametrize(("form", "nature", "possible", "certain", "entire"), CASES)
def test_a_date_in_april_2017(form: str, nature: str | None, possible: bool, certain: bool, entire: bool) -> None:
    when = read_edtf(form, nature)
    assert (may_overlap(when, *APRIL), certainly(when, *APRIL), entirely_within(when, *APRIL)) == (
        possible,
        certain,
        entire,
    )


@pytest.mark.parametrize("window", [(None, None), (None, date(2020, 1, 1)), (date(1900, 1, 1), None)])
def test_a_window_can_be_open(window: tuple[date | None, date | None]) -> None:
    assert entirely_within(read_edtf("2017-04-04"), *window)
    assert certainly(read_edtf("2017"), *window)


def test_an_open_date_lies_entirely_only_in_a_window_that_is_open_too() -> None:
    assert entirely_within(read_edtf("2015-12/.."), date(2015, 1, 1), None)
    assert not entirely_within(read_edtf("2015-12/.."), date(2015, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize("undated", [UncertainDate(), UncertainDate(text="after the harvest")])
def test_what_is_undated_lies_in_no_window(undated: UncertainDate) -> None:
    assert not may_overlap(undated, None, None)
    assert not certainly(undated, None, None)
    assert not entirely_within(undated, None, None)
