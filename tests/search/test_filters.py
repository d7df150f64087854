"""Every filter: which cases it finds, how it is said, and how it stands in an address."""

import pytest

from incidents.access.viewer import OPERATOR
from incidents.db.fields import Kind, field_of
from incidents.ledger.trace import act
from incidents.search.arguments import from_args, to_args
from incidents.search.filters import EVERY_FILTER, FILTERS
from incidents.search.filters.sheets import SHEETS
from incidents.search.language import parse, write
from incidents.search.query import matching
from incidents.search.sentence import sentence
from incidents.vocabularies import vocabulary
from tests.support.factories import make_incident, make_sheet

EVERYTHING = {"sarin", "chlorine", "siege", "year", "set", "undated", "zero", "other_team", "secret", "own"}

# question, the cases it finds, its sentence
QUESTIONS = [
    ("", EVERYTHING, "All cases"),
    ("what:chemical", {"sarin", "chlorine", "other_team"}, "Cases of a chemical attack of any kind"),
    ("what:chemical_nerve", {"sarin", "other_team"}, "Cases of chemical attack, nerve agent"),
    ("what:weapons", {"sarin", "chlorine", "other_team"}, None),
    ("what:siege,pillage", {"siege", "undated"}, "Cases of siege or pillage"),
    ("what:حصار", {"siege"}, None),
    ("what:none", {"year", "set", "zero", "secret", "own"}, "Cases without a violation"),
    ("what:any", {"sarin", "chlorine", "siege", "undated", "other_team"}, "Cases with a violation"),
    ("date:2017-04", {"sarin", "chlorine", "siege", "year", "other_team"}, "Cases possibly in April 2017"),
    ("date!:2017-04", {"sarin", "chlorine", "siege", "other_team"}, "Cases certainly in April 2017"),
    ("within:2017-04", {"sarin", "chlorine", "other_team"}, "Cases entirely within April 2017"),
    ("date:2017-03-24", {"siege", "year", "set"}, None),
    ("date!:2017-03-24", {"siege", "set"}, None),
    ("date:2017-03-25..2017-03-31", {"siege", "year"}, "Cases possibly in 25 March 2017 to 31 March 2017"),
    ("date:>=2018", {"secret", "own"}, "Cases possibly in 2018 or later"),
    ("date:>2017-06-01", {"year", "secret", "own"}, None),
    ("date:<2016", {"siege"}, None),
    ("date:<=2015", {"siege"}, None),
    ("date:2018..", {"secret", "own"}, None),
    ('date:"April 2017"', {"sarin", "chlorine", "siege", "year", "other_team"}, "Cases possibly in April 2017"),
    ("تاريخ:٢٠١٧-٠٤-٠٤", {"sarin", "chlorine", "siege", "year"}, "Cases possibly in 4 April 2017"),
    ("date:none", {"undated"}, "Cases without a date"),
    ("-date:any", {"undated"}, "Cases not with a date"),
    ("place:Idleb", {"sarin", "other_team"}, "Cases in “Idleb” or below"),
    ("place:Idlib", {"sarin", "other_team"}, None),
    ("place:إدلب", {"sarin", "other_team"}, None),
    ("place:ادلب", {"sarin", "other_team"}, None),
    ('place:"khan sheikhoun"', {"sarin", "other_team"}, None),
    ("place:SY07", {"sarin", "other_team"}, None),
    ("place:sy070201", {"sarin", "other_team"}, None),
    ("place:حماه", {"sarin", "chlorine"}, None),
    ("place.treatment:Hama", {"sarin"}, "Cases in “Hama” or below (place of treatment)"),
    ("place.occurred:Hama", {"chlorine"}, None),
    ("place:madaya", {"siege"}, None),
    ('place:"deir ez zor"', {"year"}, None),
    ("place:zor", {"year"}, None),
    ("place:id", set(), None),
    ("place:Idleb,Madaya", {"sarin", "other_team", "siege"}, "Cases in “Idleb” or “Madaya” or below"),
    ("place:none", {"set", "undated", "zero", "secret", "own"}, "Cases without a place"),
    ("precision:city,adm1", {"chlorine", "year"}, None),
    ("actor:arvand", {"sarin", "siege"}, "Cases naming “arvand”"),
    ('actor:"government of arvand"', {"sarin", "siege"}, None),
    ('actor:"air force"', {"sarin"}, None),
    ("actor:حكومة", {"sarin", "siege"}, None),
    ("actor.claimant:any", {"chlorine"}, "Cases naming an actor (claims it)"),
    ("actor:none", EVERYTHING - {"sarin", "chlorine", "siege"}, "Cases naming no actor"),
    ("position:denies_act", {"sarin"}, None),
    ('source:"Rights Monitor"', {"sarin"}, "Cases citing “Rights Monitor”"),
    ("source:wire", {"sarin", "chlorine", "year"}, None),
    ("source:none", {"set", "undated", "zero", "other_team", "secret", "own"}, "Cases citing no source"),
    ("source_kind:ngo_report", {"sarin"}, None),
    ("killed:>=50", {"sarin", "other_team"}, "Cases with at least 50 killed"),
    ("killed:>=84", {"other_team"}, None),
    # "Dozens" is no number of the siege: surely nothing, but possibly the 24 of our convention and anything above it.
    ("killed?:>=84", {"sarin", "siege", "other_team"}, "Cases with possibly at least 84 killed"),
    ("killed?:>=101", {"siege", "other_team"}, None),
    ("killed:>=24", {"sarin", "year", "other_team"}, None),
    ("killed?:20..24", {"siege", "year"}, None),
    ("killed?:<24", {"chlorine", "year", "zero"}, None),
    ("-killed?:>=0", {"set", "undated", "secret", "own"}, None),
    ("killed:<=3", {"chlorine", "zero"}, "Cases with at most 3 killed"),
    ("killed:1..3", {"chlorine"}, "Cases with 1 to 3 killed"),
    ("killed:2", set(), None),
    ("killed?:2", {"chlorine"}, None),
    ("killed:0", {"zero"}, "Cases with 0 killed"),
    ("killed:>=25", {"sarin", "year", "other_team"}, None),
    ("killed:none", {"siege", "set", "undated", "secret", "own"}, "Cases with no known number of killed"),
    ("killed:any", {"sarin", "chlorine", "year", "zero", "other_team"}, "Cases with a known number of killed"),
    ("killed:withheld", {"undated"}, None),
    ("killed:unknown", {"siege"}, None),
    ("killed:not_recorded", {"set", "secret", "own"}, None),
    ("killed:assessed", {"sarin"}, None),
    ("killed:not_assessed", {"chlorine", "year", "zero", "other_team"}, None),
    ("killed.civilian:>=20", {"sarin"}, "Cases with at least 20 killed (civilians)"),
    ("killed.civilian:>=21", set(), None),
    ("killed:٥٠+", {"sarin", "other_team"}, None),
    ("injured:>=200", {"sarin"}, None),
    ("injured?:>=5000", {"sarin"}, None),
    ("injured:none", EVERYTHING - {"sarin"}, None),
    ("displaced.household:>=1000", {"siege"}, "Cases with at least 1,000 displaced (households)"),
    ("displaced:any", {"undated"}, "Cases with a known number of displaced"),
    ("displaced.stock:>=300", {"undated"}, "Cases with at least 300 displaced (stock)"),
    ("displaced.flow:<=80", {"undated"}, "Cases with at most 80 displaced (flow)"),
    ("displaced.flow:>=81", set(), None),
    ("displaced:>=301", set(), None),
    ("displaced.household.stock:any", set(), "Cases with a known number of displaced (households, stock)"),
    ("displaced.تدفق?:80", {"undated"}, None),
    ("displaced.stock:none", EVERYTHING - {"undated"}, "Cases with no known number of displaced (stock)"),
    ("detained:>=40", {"secret"}, None),
    ("missing:>=1", {"zero"}, "Cases with at least 1 missing"),
    ("occurrence:confirmed", {"sarin", "other_team"}, "Cases where it is held confirmed that it happened"),
    ("occurrence:possible..", {"sarin", "chlorine", "other_team"}, None),
    ("occurrence:>=probable", {"sarin", "other_team"}, None),
    ("occurrence:..possible", {"chlorine"}, None),
    ("occurrence:discounted", {"siege"}, None),
    ("occurrence:not_assessed", {"year", "set", "undated", "zero", "secret", "own"}, None),
    ("occurrence:none", {"year", "set", "undated", "zero", "secret", "own"}, None),
    ("occurrence:any", {"sarin", "chlorine", "siege", "other_team"}, None),
    ("attribution:probable..", {"sarin"}, "Cases where who did it is at least probable"),
    ("attribution:contested", {"chlorine"}, None),
    ("attribution:not_assessed", EVERYTHING - {"sarin"}, None),
    ("finding:un_coi", {"sarin"}, "Cases with a finding: UN Commission of Inquiry"),
    ("finding:un", {"sarin", "siege"}, "Cases with a finding: any body of the United Nations"),
    ("finding:likely_used", {"chlorine"}, "Cases with a finding: “Likely used”"),
    ("finding:استُخدم", {"other_team"}, None),
    ("finding:used,no_conclusion", {"other_team", "siege"}, None),
    ("finding.occurrence:opcw", {"chlorine", "other_team"}, None),
    ("finding.attribution:any", {"sarin", "siege"}, "Cases with a finding of a body (on who did it)"),
    ("finding.attribution:opcw_ffm", set(), None),
    ("finding.legal:not_used", {"chlorine"}, None),
    ("finding:none", EVERYTHING - {"sarin", "chlorine", "siege", "other_team"}, "Cases without a finding of a body"),
    ("position:denies_act attributed_by:un", {"sarin"}, None),
    ("attributed_by:un_coi", {"sarin"}, "Cases attributed to an actor by UN Commission of Inquiry"),
    ("attributed_by:none", EVERYTHING - {"sarin"}, "Cases attributed to an actor by no body"),
    ("body:opcw_ffm,ngo", {"chlorine", "other_team"}, None),
    ("body:un", {"sarin", "siege"}, "Cases on which a body found something: any body of the United Nations"),
    ("agent:sarin", {"sarin", "other_team"}, "Cases with agent: sarin"),
    ("agent:nerve", {"sarin", "other_team"}, None),
    ("agent.laboratory:sarin", {"sarin"}, "Cases with agent: sarin (on what ground: found in a laboratory)"),
    ("agent.identified:chlorine", set(), None),
    ("agent.ruled_out:chlorine", {"sarin"}, None),
    ("عامل:سارين", {"sarin", "other_team"}, None),
    ("agent:none", EVERYTHING - {"sarin", "chlorine", "other_team"}, "Cases without agent"),
    ("agent.claim:any", {"sarin", "other_team"}, None),
    ("basis:laboratory", {"sarin"}, None),
    ("agent_state:identified", {"sarin"}, None),
    ("delivery:any", {"sarin", "chlorine"}, None),
    ("symptom:choking", {"sarin"}, None),
    ("sample.yes:blood", {"sarin"}, None),
    ("sample.no:blood", set(), None),
    ("has:chemical", {"sarin", "chlorine", "other_team"}, "Cases with chemical attack"),
    ("missing:chemical what:chemical", set(), None),
    ("movement.coerced:evacuation_agreement", {"siege"}, None),
    ("consent:coerced,unknown", {"siege"}, None),
    ("return_right:denied has:displacement", {"siege"}, None),
    ("displacement_category:flow", {"siege"}, None),
    ("from:none to:none", EVERYTHING, "Cases without a place of origin, without a destination"),
    ("from:Idleb", set(), "Cases from “Idleb” or below"),
    ("to:any", set(), "Cases with a destination"),
    ('route:"Madaya>Idleb"', set(), "Cases with a movement from “Madaya” to “Idleb”"),
    ("act.dwelling:armed_seizure", {"undated"}, None),
    ("property:dwelling right:user_customary", {"undated"}, None),
    ("documents:lost strength:own_testimony outcome:pending", {"undated"}, None),
    ("has:dispossession", {"undated"}, None),
    ("body:none", EVERYTHING - {"sarin", "chlorine", "siege", "other_team"}, None),
    ("has:finding", {"sarin", "chlorine", "siege", "other_team"}, "Cases with a finding of a body"),
    ("missing:finding place:any", {"year"}, None),
    ("quantity:possible", {"sarin"}, "Cases where how many is possible"),
    ("quantity:probable..", set(), None),
    ("quantity:not_assessed", EVERYTHING - {"sarin"}, None),
    ("legal:doubtful", {"siege"}, "Cases where what it is in law is doubtful"),
    ("legal:none", EVERYTHING - {"siege"}, None),
    ('law:"8(2)(e)(i)"', {"siege"}, "Cases where this is thought of in law: 8(2)(e)(i)"),
    ('law:"RS 8(2)(b)"', {"siege"}, None),
    ('law:"8(2)(c)(i)",customary', set(), None),
    ("law.team:war_crime law:rome", {"siege"}, None),
    ("law.body:any", set(), None),
    ("law:none", EVERYTHING - {"siege"}, "Cases where no provision is thought of"),
    ("scheme:ucdp_clarity", {"year"}, "Cases with a grade by UCDP clarity of the event"),
    ("scheme:airwars,ucdp_clarity", {"sarin", "year"}, None),
    ("scheme:iom", set(), None),
    ("scheme:none", EVERYTHING - {"sarin", "year"}, "Cases without a grade by another scheme"),
    ("native:1", {"year"}, "Cases with the native grade “1”"),
    ("native:ucdp_clarity:1", {"year"}, None),
    ("native:airwars:1", set(), None),
    ('native:"contested, discounted"', {"sarin"}, None),
    ('native:"airwars:Contested, Discounted"', {"sarin"}, None),
    ("native:contested", set(), None),
    ("native:any", {"sarin", "year"}, None),
    ("native:none", EVERYTHING - {"sarin", "year"}, None),
    ("sources:>=2", {"sarin", "chlorine"}, "Cases whose number of sources is at least 2"),
    ("independent:1", {"year"}, "Cases whose number of independent sources is 1"),
    ("independent:0", EVERYTHING - {"sarin", "chlorine", "year"}, None),
    ("link.part_of:any", set(), "Cases linked to another case (as part of)"),
    ("link:INC-ZZZZZZ", set(), "Cases linked to INC-ZZZZZZ"),
    ("link:none", EVERYTHING, "Cases linked to no other case"),
    ("chain:inc-zzzzzz", set(), "Cases in the chain of INC-ZZZZZZ"),
    ("missing:link", EVERYTHING, "Cases without a link to another case"),
    ("has:point", {"sarin"}, "Cases with a point on the map"),
    ("has:place,actor", {"sarin", "chlorine", "siege", "year", "other_team"}, None),
    ("has:figure", {"sarin", "chlorine", "siege", "year", "undated", "zero", "other_team", "secret"}, None),
    ("has:note", {"undated"}, None),
    ("has:assessment", {"sarin", "chlorine", "siege", "other_team"}, None),
    ("missing:date", {"undated"}, "Cases without a date"),
    ("missing:team", {"own"}, None),
    ("missing:source", {"set", "undated", "zero", "other_team", "secret", "own"}, None),
    ("issues:any", {"year"}, None),
    ("issues:low_gt_best", {"year"}, "Cases with the open question “Lowest above best”"),
    ("issues:>=1", {"year"}, None),
    ("instrument:10/2018", {"set", "year"}, "Cases under “10/2018”"),
    ("instrument:٤٢/٢٠١٨", {"year"}, None),
    ("صك.caused:التنظيم", {"set"}, "Cases under “التنظيم” (caused it)"),
    ("instrument.applied:zoning", {"year"}, None),
    ('instrument.applied:"order to leave"', {"undated"}, None),
    ("instrument:any", {"set", "year", "zero", "undated", "chlorine"}, "Cases under a law or order"),
    ("instrument:none", EVERYTHING - {"set", "year", "zero", "undated", "chlorine"}, "Cases under no law or order"),
    ("has:instrument killed:any", {"year", "zero", "chlorine"}, None),
    ("requires:in_person", {"set"}, "Cases under a law or order that requires registration in person"),
    ("requires:deadline,fee", {"set", "year", "zero"}, None),
    ("requires:security_clearance", {"undated"}, None),
    ("requires:none", EVERYTHING - {"set", "year", "zero", "undated"}, None),
    ("kind:continuing", {"siege"}, "Cases of the kind continuing situation"),
    ("method:air_strike", {"sarin"}, "Cases by air strike"),
    ("method:air_strike,raid_arrest", {"sarin", "set"}, None),
    ("method:none", EVERYTHING - {"sarin", "chlorine", "set"}, None),
    ("target:medical,market", {"chlorine", "year"}, None),
    ("cause:cbrn", {"sarin"}, None),
    ("conflict:niac", {"sarin"}, None),
    ("-conflict:niac", EVERYTHING - {"sarin"}, None),
    ("conflict:none", EVERYTHING - {"sarin"}, None),
    ('conflict:"none"', set(), None),
    ("harm:yes", {"sarin"}, None),
    ("time:around_dawn", {"sarin"}, None),
    ("status:approved,in_review", {"sarin", "chlorine"}, "Cases in the state approved or in review"),
    ("-status:draft", {"sarin", "chlorine"}, "Cases not in the state draft"),
    ("team:southern", {"other_team"}, "Cases given to “southern”"),
    ("team:none", {"own"}, None),
    ("sensitivity:confidential", {"secret"}, None),
    ("external:242363", {"sarin"}, None),
    ("external:ucdp:242363", {"sarin"}, None),
    ("external:ucdp_ged:242363", {"sarin"}, None),
    ('external:"UCDP GED:242363"', {"sarin"}, None),
    ("external:acled:242363", set(), None),
    ("external:any", {"sarin", "other_team"}, None),
    ("entered:2026-03-02", EVERYTHING, None),
    ("entered:<2026-03-02", set(), None),
    ("changed:2026-03", EVERYTHING, None),
    ("by:north.reader", EVERYTHING, "Cases entered by “north.reader”"),
    ("by:nobody", set(), None),
    ("changed_by:north.reader", EVERYTHING, None),
    ("withdrawn:yes", {"withdrawn"}, "Cases withdrawn"),
    ("withdrawn:any", EVERYTHING | {"withdrawn"}, None),
    ("withdrawn:no", EVERYTHING, None),
]


@pytest.mark.parametrize(("question", "expected", "said"), QUESTIONS, ids=[row[0] or "everything" for row in QUESTIONS])
def test_a_question_finds_its_cases(question, expected, said, ask):
    assert ask(question) == expected
    criteria = parse(question).criteria
    if said is not None:
        assert sentence(criteria) == said
    assert sentence(criteria)
    assert parse(write(criteria)).criteria == criteria
    again = from_args(to_args(criteria))
    assert not again.problems
    assert set(again.criteria.clauses) == set(criteria.clauses)


def test_records_are_found_by_their_codes(ask, world):
    assert ask(f"place:{world.record_codes['khan']}") == {"sarin", "other_team"}
    assert ask(f"actor:{world.record_codes['front'].lower()}") == {"chlorine"}
    assert ask(f"source:{world.record_codes['report']}") == {"sarin"}
    assert ask(f"code:{world.codes['set'].lower()}") == {"set"}
    assert ask(f"-code:{world.codes['set']},{world.codes['own']}") == EVERYTHING - {"set", "own"}


def test_the_words_of_sheets_are_found_unless_their_sources_are_closed(ask):
    assert ask("zephyr") == {"sarin"}
    assert ask("quetzal") == set()


def test_a_law_that_was_read_in_a_closed_source_answers_only_whoever_may_read_that(ask):
    assert ask("instrument:xylophone") == ask("instrument:xylophone", "named") == {"chlorine"}
    assert ask("instrument:xylophone", "north") == set()
    assert "chlorine" not in ask("has:instrument", "north") | ask("instrument:any", "north")


def test_every_filter_stands_in_the_table():
    asked = {leaf for question, *_ in QUESTIONS for leaf in _keys(question)}
    tested_by_code_alone = {"code"}
    # These outcomes are the same object with another outcome; one of them is asked for above.
    alike = {"exposed", "treated", "abducted", "disappeared", "returned", "sexual_violence", "affected", "survived"}
    assert set(FILTERS) - asked - tested_by_code_alone - alike - {one.key for one in SHEETS} == set()


def test_every_key_of_a_sheet_finds_its_rows_and_no_others(session):
    with act(session, OPERATOR, "recorded"):
        other = make_incident("Without any sheet")
        session.add(other)
        for one in SHEETS:
            terms = [term.code for term in vocabulary(one.vocabulary).selectable][:2]
            several = field_of(one.sheet.__table__.columns[one.column]).kind is Kind.CODES
            cases = [make_incident(f"{one.key} {code}") for code in terms]
            for case, code in zip(cases, terms, strict=True):
                make_sheet(case, one.sheet.__tablename__, **{one.column: [code] if several else code})
            session.add_all(cases)
            session.flush()

            def found(question: str) -> set[int]:
                return set(session.scalars(matching(parse(question).criteria, OPERATOR)))

            own = {case.id for case in cases}
            assert found(f"{one.key}:{terms[0]}") & own == {cases[0].id}
            assert own <= found(f"{one.key}:any")
            assert other.id not in found(f"{one.key}:any")
            assert other.id in found(f"{one.key}:none")
            assert not own & found(f"{one.key}:none")


def _keys(question: str) -> set[str]:
    from incidents.search.criteria import leaves

    return {leaf.key for leaf in leaves(parse(question).criteria.where)}


@pytest.mark.parametrize("one", EVERY_FILTER, ids=lambda one: one.key)
def test_a_filter_explains_itself(one):
    parsed = parse(one.example)
    assert not parsed.problems, parsed.problems
    assert one.key in _keys(one.example)
    assert one.label
    assert one.help.endswith((".", "..."))


def test_no_two_filters_share_a_key_or_alias():
    from incidents.base.text import fold

    names = [fold(name) for one in EVERY_FILTER for name in (one.key, *one.aliases)]
    assert len(names) == len(set(names))


def test_a_part_and_a_mark_are_understood_or_named(ask):
    assert [p.code for p in parse("killed.martians:>=3").problems] == ["not_understood"]
    assert [p.code for p in parse("killed.flow:>=3").problems] == ["not_understood"]
    assert parse("displaced.flow.household.total:1").criteria == parse("displaced.household.flow:1").criteria
    assert [p.code for p in parse("status!:draft").problems] == ["no_mark"]
    assert parse("killed.children.person:>=3").criteria == parse("killed.children:>=3").criteria
    assert parse("killed!:>=3").criteria == parse("killed:>=3").criteria
    assert parse("date?:2017").criteria == parse("date:2017").criteria
