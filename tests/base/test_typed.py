"""Dates as people type them, in the written form or in words, in English and Arabic."""

from datetime import date

import pytest

from incidents.base.dates.doubts import split_time
from incidents.base.dates.typed import LONGEST, read_typed
from incidents.base.dates.uncertain import NotADate, UncertainDate

ONE = [
    ("2017-04-04", "2017-04-04"),
    (" 2017–04–04 ", "2017-04-04"),
    ("2017-4-4", "2017-04-04"),
    ("2017/04/04", "2017-04-04"),
    ("2017.4.4", "2017-04-04"),
    ("٢٠١٧-٠٤-٠٤", "2017-04-04"),
    ("۲۰۱۷/۰۴/۰۴", "2017-04-04"),
    ("04/04/2017", "2017-04-04"),
    ("13/04/2017", "2017-04-13"),
    ("04/13/2017", "2017-04-13"),
    ("04/2017", "2017-04"),
    ("2017/4", "2017-04"),
    ("2017-04-xx", "2017-04-XX"),
    ("[2017-03-24, 2017-03-25]", "[2017-03-24,2017-03-25]"),
    ("April 2017", "2017-04"),
    ("apr. 2017", "2017-04"),
    ("april, 2017", "2017-04"),
    ("in April 2017", "2017-04"),
    ("4 April 2017", "2017-04-04"),
    ("4 Apr 2017", "2017-04-04"),
    ("4 april 2017.", "2017-04-04"),
    ("on the 4th of April, 2017", "2017-04-04"),
    ("April 4, 2017", "2017-04-04"),
    ("Tuesday, 4 April 2017", "2017-04-04"),
    ("the year 2017", "2017"),
    ("2017 CE", "2017"),
    ("1858 CE", "1858"),
    ("the 2010s", "201X"),
    ("spring 2017", "2017-21"),
    ("summer of 2017", "2017-22"),
    ("fall 2017", "2017-23"),
    ("winter 2016/2017", "2016-24"),
    ("winter 2016-17", "2016-24"),
    ("a day in April 2017", "2017-04-XX"),
    ("a month in 2017", "2017-XX"),
    ("some day in 2017", "2017-XX-XX"),
    ("about April 2017", "2017-04~"),
    ("c. 2016", "2016~"),
    ("on or about 4 April 2017", "2017-04-04~"),
    ("possibly April 2017", "2017-04?"),
    ("April 2017?", "2017-04?"),
    ("April 2017 (?)", "2017-04?"),
    ("possibly about April 2017", "2017-04%"),
    ("early April 2017", "2017-04~"),
    ("mid-April 2017", "2017-04~"),
    ("at the end of April 2017", "2017-04~"),
    ("late 2016", "2016~"),
    ("possibly early 2016", "2016%"),
    ("4 April 2017, 06:40", "2017-04-04T06:40"),
    ("4 April 2017 at 6:40 UTC", "2017-04-04T06:40Z"),
    ("4 April 2017, about 06:40", "2017-04-04"),
    ("about 4 April 2017, 06:40", "2017-04-04~"),
    ("before 6 September 2017", "[..2017-09-05]"),
    ("before 2017", "[..2016-12-31]"),
    ("before about April 2017", "[..2017-03-31~]"),
    ("by 6 September 2017", "[..2017-09-06]"),
    ("6 September 2017 or earlier", "[..2017-09-06]"),
    ("after April 2017", "[2017-05-01..]"),
    ("on or after 6 September 2017", "[2017-09-06..]"),
    ("24 or 25 March 2017", "[2017-03-24,2017-03-25]"),
    ("24, 25 or 27 March 2017", "[2017-03-24,2017-03-25,2017-03-27]"),
    ("March 24, 2017 or March 25, 2017", "[2017-03-24,2017-03-25]"),
]

LASTING = [
    ("2013/..", "2013/.."),
    ("2014-07~/2017-09-05", "2014-07~/2017-09-05"),
    ("from 3 to 5 April 2017", "2017-04-03/2017-04-05"),
    ("3 to 5 April 2017", "2017-04-03/2017-04-05"),
    ("3–5 April 2017", "2017-04-03/2017-04-05"),
    ("April 3-5, 2017", "2017-04-03/2017-04-05"),
    ("from 28 April until 5 May 2017", "2017-04-28/2017-05-05"),
    ("October 2016 - March 2017", "2016-10/2017-03"),
    ("April to June 2017", "2017-04/2017-06"),
    ("2016-2017", "2016/2017"),
    ("2017-04-03 - 2017-04-05", "2017-04-03/2017-04-05"),
    ("from 8 to about 12 May 2017", "2017-05-08/2017-05-12~"),
    ("since December 2015", "2015-12/.."),
    ("since December 2015, still going on", "2015-12/.."),
    ("from December 2015 until now", "2015-12/.."),
    ("from 4 April 2017 onwards", "2017-04-04/.."),
    ("since December 2015, end unknown", "2015-12/"),
    ("until 6 September 2017", "/2017-09-06"),
    ("until 2017, no known beginning", "../2017"),
    ("من 3 إلى 5 نيسان 2017", "2017-04-03/2017-04-05"),
    ("من كانون الأول ٢٠١٥ حتى آذار ٢٠١٦", "2015-12/2016-03"),
    ("منذ كانون الأول 2015", "2015-12/.."),
    ("منذ كانون الأول 2015 ولا يزال مستمراً", "2015-12/.."),
    ("منذ كانون الأول 2015 حتى الآن", "2015-12/.."),
    ("حتى 6 أيلول 2017", "/2017-09-06"),
    ("from 8 to 10 Rajab 1438 AH", "2017-04-05~/2017-04-07~"),
]

WINDOWS = [
    ("between 3 and 5 April 2017", "2017-04-03/2017-04-05"),
    ("sometime between October 2016 and March 2017", "2016-10/2017-03"),
    ("between 2017-04-03 and 2017-04-05", "2017-04-03/2017-04-05"),
    ("the night of 3 to 4 April 2017", "2017-04-03/2017-04-04"),
    ("night of 3/4 April 2017", "2017-04-03/2017-04-04"),
    ("بين 3 و5 نيسان 2017", "2017-04-03/2017-04-05"),
    ("بين ٣ و ٥ نيسان ٢٠١٧", "2017-04-03/2017-04-05"),
    ("ليلة 3-4 نيسان 2017", "2017-04-03/2017-04-04"),
]

ARABIC = [
    ("٤ نيسان ٢٠١٧", "2017-04-04"),
    ("4 نَيسان 2017", "2017-04-04"),
    ("4 من نيسان عام 2017", "2017-04-04"),
    ("يوم الثلاثاء 4 نيسان 2017", "2017-04-04"),
    ("في 4 نيسان 2017م", "2017-04-04"),
    ("نيسان/أبريل 2017", "2017-04"),
    ("شهر نيسان 2017", "2017-04"),
    ("حوالي نيسان 2017", "2017-04~"),
    ("نيسان 2017 تقريباً", "2017-04~"),
    ("ربما نيسان 2017", "2017-04?"),
    ("نيسان 2017؟", "2017-04?"),
    ("أوائل نيسان 2017", "2017-04~"),
    ("أواخر عام 2016", "2016~"),
    ("ربيع 2017", "2017-21"),
    ("شتاء 2016/2017", "2016-24"),
    ("عام 2017", "2017"),
    ("يوم ما في نيسان 2017", "2017-04-XX"),
    ("قبل 6 أيلول 2017", "[..2017-09-05]"),
    ("بعد نيسان 2017", "[2017-05-01..]"),
    ("24 أو 25 آذار 2017", "[2017-03-24,2017-03-25]"),
]

LEVANTINE = "كانون الثاني، شباط، آذار، نيسان، أيار، حزيران، تموز، آب، أيلول، تشرين الأول، تشرين الثاني، كانون الأول"
EGYPTIAN = "يناير، فبراير، مارس، أبريل، مايو، يونيو، يوليو، أغسطس، سبتمبر، أكتوبر، نوفمبر، ديسمبر"
ENGLISH = "January، February، March، April، May، June، July، August، September، October، November، December"

HIJRI = [
    ("8 رجب 1438 هـ", "2017-04-05~"),
    ("8 رجب 1438هـ", "2017-04-05~"),
    ("٨ رجب ١٤٣٨", "2017-04-05~"),
    ("8 Rajab 1438 AH", "2017-04-05~"),
    ("8 Rajab 1438", "2017-04-05~"),
    ("1438-07-08 AH", "2017-04-05~"),
    ("1438/7/8 هـ", "2017-04-05~"),
    ("12 Rabi' al-Awwal 1438 AH", "2016-12-11~"),
    ("12 ربيع الأول 1438", "2016-12-11~"),
    ("possibly 8 Rajab 1438 AH", "2017-04-05%"),
    ("رجب 1438", "2017-03-29~/2017-04-26~"),
    ("1438 هـ", "2016-10-02~/2017-09-20~"),
    ("before Rajab 1438 AH", "[..2017-03-28~]"),
]


@pytest.mark.parametrize(("typed", "form"), ONE + ARABIC + HIJRI)
def test_one_date_is_read_and_its_words_are_kept(typed: str, form: str) -> None:
    found = read_typed(typed)
    assert (found.edtf, found.nature, found.text) == (form, "instant", typed.strip())


@pytest.mark.parametrize(("typed", "form"), LASTING)
def test_a_time_that_lasts_is_a_duration(typed: str, form: str) -> None:
    found = read_typed(typed)
    assert (found.edtf, found.nature, found.text) == (form, "duration", typed)


@pytest.mark.parametrize(("typed", "form"), WINDOWS)
def test_between_two_days_lies_one_moment(typed: str, form: str) -> None:
    found = read_typed(typed)
    assert (found.edtf, found.nature, found.core_from) == (form, "instant", None)


@pytest.mark.parametrize("typed", ["24 and 25 March 2017", "24 و25 آذار 2017", "24 March 2017 and 25 March 2017"])
def test_days_joined_by_and_are_a_set(typed: str) -> None:
    found = read_typed(typed)
    assert (found.edtf, found.nature) == ("{2017-03-24,2017-03-25}", "set")


@pytest.mark.parametrize("names", [LEVANTINE, EGYPTIAN, ENGLISH])
def test_every_month_has_its_names(names: str) -> None:
    found = [read_typed(f"{name.strip()} 2017").edtf for name in names.split("،")]
    assert found == [f"2017-{month:02}" for month in range(1, 13)]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("03/04/2017", "Write 2017-04-03 for the day before the month, or 2017-03-04"),
        ("٠٣/٠٤/٢٠١٧", "two ways"),
        ("3.4.2017", "two ways"),
        ("8/7/1438 هـ", "Write 1438-07-08 AH .* or 1438-08-07 AH"),
        ("04/04/17", "four digits"),
        ("winter 2017", "winter 2016/2017 or winter 2017/2018"),
        ("spring 2016/2017", "one year"),
        ("winter 2016/2018", "follow each other"),
        ("1438-07-08", "add AH .it would be about 5 April 2017"),
        ("1438", "add AH .it would be about 2 October 2016 – 20 September 2017"),
        ("1858", "1858 CE"),
        ("Monday 4 April 2017", "another day of the week"),
        ("31 April 2017", "no day 2017-04-31. If only the month is sure, write 2017-04"),
        ("2017-02-29", "no day 2017-02-29"),
        ("2017-00", "no month"),
        ("0000", "no year 0000"),
        ("30 Rajab 1438 AH", "Hijri calendar"),
        ("1 Rajab 1300 AH", "1343 to 1500"),
        ("from Rajab 1438 to Ramadan 1438", "first and the last day"),
        ("since Rajab 1438", "first and the last day"),
        ("until Rajab 1438", "first and the last day"),
        ("between 5 and 3 April 2017", "Did you mean 2017-04-03/2017-04-05"),
        ("yesterday", "another day for every reader"),
        ("الثلاثاء الماضي", "another day for every reader"),
        ("unknown", "leave this empty"),
        ("غير معروف", "leave this empty"),
        ("before 0001 CE", "no day beside"),
        ("after the harvest", "cannot be read"),
        ("April", "cannot be read"),
        ("4 April", "cannot be read"),
        ("8 Rajab 1438 CE", "cannot be read"),
        ("early 4 April 2017", "cannot be read"),
        ("x" * (LONGEST + 1), "longer than a date"),
        ("1, 2, 3, 4, 5, 6 and 7 April 2017", "64 characters"),
    ],
)
def test_what_cannot_be_read_or_has_two_meanings_is_refused_with_what_to_type(typed: str, reason: str) -> None:
    with pytest.raises(NotADate, match=reason):
        read_typed(typed)


def test_nothing_typed_is_the_empty_date() -> None:
    assert read_typed(" \n") == UncertainDate()


def test_a_day_that_has_not_come_is_refused_only_when_asked() -> None:
    assert read_typed("4 April 2999").edtf == "2999-04-04"
    with pytest.raises(NotADate, match="has not come yet"):
        read_typed("4 April 2017", today=date(2017, 4, 3))
    assert read_typed("April 2017", today=date(2017, 4, 3)).edtf == "2017-04"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("4 April 2017, about 06:40", ("4 April 2017", "about 06:40")),
        ("4 April 2017 06:40", ("4 April 2017", "06:40")),
        ("4 April 2017", ("4 April 2017", "")),
    ],
)
def test_a_time_of_day_can_be_taken_apart_from_its_date(typed: str, parts: tuple[str, str]) -> None:
    assert split_time(typed) == parts
