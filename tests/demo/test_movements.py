"""The evacuations of the four towns and of three districts of Damascus, in the demonstration."""

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.answers.flows import flows
from incidents.records import ExternalId
from incidents.search.language import parse
from incidents.search.query import matching

FOUR_TOWNS = 'from:Madaya,al-Zabadani,"al-Fu\'ah",Kafraya has:displacement'


def answered(looking, question):
    numbers = matching(parse(question).criteria, OPERATOR)
    keys = select(ExternalId.value).where(ExternalId.incident_id.in_(numbers), ExternalId.system == "demonstration")
    return set(looking.scalars(keys))


def test_totals_of_the_four_towns_are_those_worked_out_by_hand(looking):
    parsed = parse(FOUR_TOWNS)
    assert parsed.problems == ()
    assert answered(looking, FOUR_TOWNS) == {"SW-019", "SW-020", "SW-022"}
    (section,) = flows(looking, parsed.criteria, OPERATOR, "adm1").sections
    said = {(one.origin.words, one.destination.words): one for one in section.routes}
    # 2,350 by bus out of Madaya and al-Zabadani; about 5,000 in 2017 and about 6,900 in 2018 out of the other two.
    assert {ends: one.persons.best for ends, one in said.items()} == {
        ("Rural Damascus", "Idleb governorate"): 2350,
        ("Idleb governorate", "Aleppo"): 5000 + 6900,
    }
    assert (section.persons.low, section.persons.best, section.persons.high) == (14_250, 14_250, 14_250)
    assert (section.movements, section.cases, section.unknown) == (3, 3, 0)


def test_a_number_of_two_districts_is_counted_once(looking):
    parsed = parse("from:Barzeh,Tishreen has:displacement")
    (section,) = flows(looking, parsed.criteria, OPERATOR).sections
    assert (section.persons.low, section.movements, section.unknown) == (1201, 2, 1)
    assert {one.origin.words for one in section.routes} == {"Barzeh, Tishreen", "Tishreen"}


def test_what_researchers_ask_of_displacement(looking):
    spring = 'from:"Rural Damascus" to:Idleb date:2017-21 displaced:>=1000'
    assert answered(looking, spring) == {"SW-019"}
    assert answered(looking, 'route:"Madaya>Idleb"') == {"SW-019"}
    assert answered(looking, "movement.coerced:siege_surrender") == {"SW-019", "SW-023", "SW-024", "SW-025"}
    assert answered(looking, "consent:unknown") == {"SW-022"}
