"""What bodies found and counted, in the demonstration, with the facts that are easily mixed up kept straight."""

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.answers.aggregates import WantedStatements, statement_list, statement_page
from incidents.records import AggregateStatement, ExternalId, Finding, Incident
from incidents.search.language import parse
from incidents.search.query import matching


def answered(looking, question):
    numbers = matching(parse(question).criteria, OPERATOR)
    keys = select(ExternalId.value).where(ExternalId.incident_id.in_(numbers), ExternalId.system == "demonstration")
    return set(looking.scalars(keys))


def test_the_fact_finding_mission_names_nobody(looking):
    found = looking.scalars(select(Finding).where(Finding.body == "opcw_ffm")).all()
    assert len(found) == 4
    assert {(one.axis, one.attribution_id) for one in found} == {("occurrence", None)}


def test_the_first_report_of_the_investigation_team_is_about_ltamenah(looking):
    assert answered(looking, "finding.attribution:opcw_iit date:2017-03") == {"SW-009", "SW-010", "SW-011"}


def test_what_an_actor_denies_and_a_body_of_the_united_nations_attributes(looking):
    found = answered(looking, "position:denies_act,denies_responsibility attributed_by:un")
    assert "SW-007" in found
    assert answered(looking, "finding.attribution:no_conclusion") == {"SW-031"}
    assert "SW-017" not in answered(looking, "attributed_by:un")


def test_both_counts_of_the_commission_stand_and_add_up(looking):
    listed = statement_list(looking, OPERATOR, WantedStatements(body="un_coi"))
    assert [one.record.as_of.edtf for one in listed] == ["2018-09-12", "2017-09-06"]
    later, first = (statement_page(looking, OPERATOR, one.code) for one in listed)
    assert first.counts[0].check == "27 + 6 = 33"
    assert later.counts[0].check == "33 + 6 = 39"
    assert first.scope.startswith("UN Commission of Inquiry: 33 chemical attacks documented")
    assert [one.code for one in first.series] == [listed[0].code]
    assert len(first.cases) == len(later.cases) == 1


def test_a_count_of_attacks_is_no_case(looking):
    assert len(looking.scalars(select(AggregateStatement)).all()) == 8
    titles = looking.scalars(select(Incident.title)).all()
    assert not [title for title in titles if "documented by the UN Commission" in title.get("en", "")]
