"""The laws of the demonstration: which amends which, and what each asked of people on which day."""

from datetime import date

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.answers.instruments import instrument_page
from incidents.records import LegalInstrument


def asked(looking, number: str, day: date):
    code = looking.scalars(select(LegalInstrument.code).where(LegalInstrument.number == number)).one()
    page = instrument_page(looking, OPERATOR, code, day)
    assert page.asked is not None
    return page, {name: [one.value for one in told] for name, told in page.asked.steps.items()}


def test_law_10_gave_thirty_days_and_law_42_a_year_with_relatives_to_the_fourth_degree(looking):
    page, before = asked(looking, "10/2018", date(2018, 7, 1))
    assert (before["deadline_days"], before["in_person"]) == ([30], ["yes"])
    assert "proxy_degree" not in before
    _page, after = asked(looking, "10/2018", date(2018, 11, 11))
    assert (after["deadline_days"], after["proxy_degree"], after["in_person"]) == ([365], [4], ["yes"])
    assert {(one.how, one.title.partition(" on ")[0]) for one in page.earlier} == {
        ("extends", "Legislative Decree 66 of 2012")
    }
    # A decree of September 2017 cannot be it.
    assert asked(looking, "10/2018", date(2017, 9, 30))[0].asked.in_force == "no"


def test_every_law_that_was_not_read_in_full_says_what_is_to_be_checked(looking):
    laws = looking.scalars(select(LegalInstrument)).all()
    assert {one.number for one in laws} >= {"66/2012", "63/2012", "11/2016", "33/2017", "10/2018", "42/2018"}
    assert all("checked" in one.note for one in laws)
