"""Messages, days and numbers in the language of the moment."""

import threading
from datetime import UTC, date, datetime, timedelta, timezone
from gettext import NullTranslations

import pytest

from incidents.base import languages
from incidents.base.languages import (
    LANGUAGES,
    N_,
    _,
    current_language,
    ngettext,
    reset_language,
    say_day,
    say_moment,
    say_number,
    set_language,
    speaking,
)


def test_each_language_says_its_own_name_and_direction() -> None:
    assert {code: (one.name, one.direction) for code, one in LANGUAGES.items()} == {
        "en": ("English", "ltr"),
        "ar": ("العربية", "rtl"),
    }


def test_speaking_lasts_for_the_block_and_stays_in_its_thread() -> None:
    heard: list[str] = []
    with speaking("ar"):
        assert current_language().code == "ar"
        thread = threading.Thread(target=lambda: heard.append(current_language().code))
        thread.start()
        thread.join()
        with speaking("en"):
            assert current_language().code == "en"
        assert current_language().code == "ar"
    assert current_language().code == "en"
    assert heard == ["en"]


def test_a_language_can_be_set_for_a_request_and_given_back() -> None:
    token = set_language("ar")
    assert current_language().direction == "rtl"
    reset_language(token)
    assert current_language().direction == "ltr"


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(LookupError):
        set_language("tlh")


def test_values_are_put_in_only_when_there_are_any() -> None:
    assert _("100 % sure") == "100 % sure"
    assert _("%(n)s cases", n=3) == "3 cases"
    assert _("") == ""
    assert N_("Case") == "Case"
    assert ngettext("%(count)s case", "%(count)s cases", 1, count=1) == "1 case"
    assert ngettext("%(num)s case of %(of)s", "%(num)s cases of %(of)s", 2, of="x") == "2 cases of x"
    assert ngettext("100 %", "200 %", 2) == "200 %"


def test_a_missing_catalogue_leaves_english(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path)
    languages.catalogue.cache_clear()
    try:
        with speaking("ar"):
            assert isinstance(languages.catalogue("ar"), NullTranslations)
            assert _("New case") == "New case"
    finally:
        languages.catalogue.cache_clear()


def test_days_are_said_with_their_month_in_words() -> None:
    assert say_day(date(2017, 4, 4)) == "4 April 2017"
    with speaking("ar"):
        assert say_day(date(2017, 4, 4)) == "4 نيسان 2017"


def test_moments_are_said_in_utc() -> None:
    damascus = timezone(timedelta(hours=3))
    assert say_moment(datetime(2017, 4, 4, 6, 40, tzinfo=damascus)) == "4 April 2017, 03:40 UTC"
    assert say_moment(datetime(2017, 4, 4, 6, 40, tzinfo=UTC)) == "4 April 2017, 06:40 UTC"
    assert say_moment(datetime(2017, 4, 4, 6, 40)) == "4 April 2017, 06:40 UTC"


def test_numbers_keep_western_digits_so_that_they_can_be_copied() -> None:
    assert say_number(1234567) == "1,234,567"
    with speaking("ar"):
        assert say_number(1234567) == "1,234,567"
