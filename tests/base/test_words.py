"""Dates said back in words, in English and in Arabic."""

from datetime import date

import pytest

from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.typed import read_typed
from incidents.base.dates.uncertain import UncertainDate
from incidents.base.dates.words import say_date
from incidents.base.languages import speaking

SAID = [
    ("2017-04-04", None, "4 April 2017"),
    ("2017-04", None, "April 2017"),
    ("2017-04-XX", None, "a day in April 2017"),
    ("2017", None, "2017"),
    ("2017-XX", None, "a month in 2017"),
    ("2017-XX-XX", None, "a day in 2017"),
    ("201X", None, "the 2010s"),
    ("2017-21", None, "spring 2017"),
    ("2017-22", None, "summer 2017"),
    ("2017-23", None, "autumn 2017"),
    ("2017-24", None, "winter 2017/2018"),
    ("2017-04-04T06:40", None, "4 April 2017, 06:40"),
    ("2017-04-04T06:40:30", None, "4 April 2017, 06:40:30"),
    ("2017-04-04T06:40Z", None, "4 April 2017, 06:40 UTC"),
    ("2017-04-04T06:40:30+03:00", None, "4 April 2017, 06:40:30 +03:00"),
    ("2017-04?", None, "possibly April 2017"),
    ("2017-04-04~", None, "about 4 April 2017"),
    ("2017%", None, "possibly about 2017"),
    ("1858", None, "1858 CE"),
    ("2017-04-03/2017-04-05", None, "from 3 to 5 April 2017"),
    ("2017-04-03/2017-04-05", "instant", "between 3 and 5 April 2017"),
    ("2017-04-28/2017-05-05", None, "from 28 April to 5 May 2017"),
    ("2016-12-28/2017-01-05", None, "from 28 December 2016 to 5 January 2017"),
    ("2017-04/2017-06", None, "from April to June 2017"),
    ("2016-10/2017-03", None, "from October 2016 to March 2017"),
    ("2016/2017", None, "from 2016 to 2017"),
    ("2017-04/2017-06-05", None, "from April 2017 to 5 June 2017"),
    ("2017-05-08/2017-05-12~", None, "from 8 to about 12 May 2017"),
    ("2014-07~/2017-09-05", None, "from about July 2014 to 5 September 2017"),
    ("2015-12/..", None, "since December 2015, still going on"),
    ("2018-03-20~/..", None, "since about 20 March 2018, still going on"),
    ("2015-12/", None, "since December 2015, end unknown"),
    ("../2017", None, "until 2017, no known beginning"),
    ("/2017-09-06", None, "until 6 September 2017, beginning unknown"),
    ("[..2017-09-05]", None, "5 September 2017 or earlier"),
    ("[2017-09-07..]", None, "7 September 2017 or later"),
    ("[2017-10-23..2017-11-23]", None, "between 23 October and 23 November 2017"),
    ("[2017-03-24,2017-03-25]", None, "24 March 2017 or 25 March 2017"),
    ("{2017-03-24,2017-03-25,2017-05}", None, "24 March 2017, 25 March 2017 and May 2017"),
]


@pytest.mark.parametrize(("form", "nature", "said"), SAID)
def test_a_date_is_said_in_words(form: str, nature: str | None, said: str) -> None:
    assert say_date(read_edtf(form, nature)) == said


@pytest.mark.parametrize(("form", "nature", "said"), SAID)
def test_what_is_said_is_understood_again(form: str, nature: str | None, said: str) -> None:
    meant, understood = read_edtf(form, nature), read_typed(said)
    for part in ("earliest", "latest", "core_from", "core_to", "precision", "nature", "start_kind", "end_kind"):
        assert getattr(understood, part) == getattr(meant, part), part


def test_months_have_their_levantine_names_in_arabic() -> None:
    with speaking("ar"):
        assert say_date(read_edtf("2017-04-04")) == "4 نيسان 2017"
        assert say_date(read_edtf("2016-12")) == "كانون الأول 2016"


def test_words_that_could_not_be_read_are_said_as_they_are() -> None:
    assert say_date(UncertainDate(text="after the harvest")) == "after the harvest"
    assert say_date(UncertainDate()) == "not recorded"


def test_bounds_without_a_written_form_are_said_too() -> None:
    assert say_date(UncertainDate(earliest=date(2017, 4, 3), latest=date(2017, 4, 5))) == "between 3 and 5 April 2017"
    assert say_date(UncertainDate(latest=date(2017, 4, 5), nature="instant")) == "5 April 2017 or earlier"
