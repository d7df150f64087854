"""A small world to ask questions of: a dozen invented cases that differ in all that a question can be about.

Every case has a short name, and a test says which names it expects.
"""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR, Viewer
from incidents.base.clock import fixed
from incidents.ledger.trace import act
from incidents.records import Account, Incident, Source, Team
from incidents.search.derived import refresh
from tests.support.factories import (
    AT,
    make_account,
    make_actor,
    make_actor_name,
    make_assessment,
    make_attribution,
    make_citation,
    make_external_id,
    make_field_note,
    make_figure,
    make_finding,
    make_incident,
    make_incident_instrument,
    make_incident_place,
    make_incident_reader,
    make_incident_team,
    make_incident_violation,
    make_instrument_amendment,
    make_legal_instrument,
    make_place,
    make_place_name,
    make_quality_issue,
    make_sheet,
    make_source,
    make_source_derivation,
    make_source_reader,
    make_team,
    store,
    viewer_of,
)


@dataclass
class SmallWorld:
    """The cases by their short names, and who may look at them."""

    cases: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    record_codes: dict[str, str] = field(default_factory=dict)

    def names(self, numbers: list[int]) -> set[str]:
        """The short names of cases by their numbers."""
        by_number = {number: name for name, number in self.cases.items()}
        return {by_number[number] for number in numbers}


def make_small_world(session: Session) -> SmallWorld:
    """Make the accounts, teams, sources, actors, places and cases, and derive what searches read."""
    with fixed(AT):
        return _make(session)


def _make(session: Session) -> SmallWorld:
    north_reader, south_reader = make_account("north.reader"), make_account("south.reader")
    named_reader = make_account("named.reader", role="reader")
    store(session, north_reader, south_reader, named_reader)
    north, south = make_team("Northern desk", north_reader, named_reader), make_team("Southern desk", south_reader)
    store(session, north, south)
    world = SmallWorld(
        viewers={
            "operator": OPERATOR,
            "north": viewer_of(north_reader, north),
            "south": viewer_of(south_reader, south),
            "named": viewer_of(named_reader, north),
        }
    )
    cases = _cases(session, north, south, named_reader, world)
    with act(session, viewer_of(north_reader, north), "recorded"):
        session.add_all(cases.values())
        session.flush()  # what a sheet was read in is told by numbers
        _sheets(cases)
        _laws(session, cases)
    with act(session, OPERATOR, "withdrawn"):
        cases["withdrawn"].withdrawn_at = AT
    refresh(session, cases.values())
    session.flush()
    world.cases = {name: case.id for name, case in cases.items()}
    world.codes = {name: case.code for name, case in cases.items()}
    return world


def _cases(session: Session, north: Team, south: Team, named: Account, world: SmallWorld) -> dict[str, Incident]:
    idleb = make_place("Idleb", level="adm1", pcode="SY07")
    make_place_name(idleb, "إدلب", "ar")
    make_place_name(idleb, "Idlib", "en", kind="alias")
    khan = make_place("Khan Shaykun", level="adm3", pcode="SY070201", parent=idleb)
    make_place_name(khan, "خان شيخون", "ar")
    make_place_name(khan, "Khan Sheikhoun", "en", kind="alias")
    hama = make_place("Hama", level="adm1", pcode="SY05")
    make_place_name(hama, "حماة", "ar")
    deir = make_place("Deir-ez-Zor", level="adm1", pcode="SY09")
    government = make_actor("Government of Arvand", kind="state_executive")
    make_actor_name(government, "حكومة أروند", "ar")
    air_force = make_actor("Air Force of Arvand", kind="armed_forces", parent=government)
    front = make_actor("Northern Front", kind="opposition_group")
    wire = make_source("Gas kills dozens, agency says", publisher="Wire Agency", kind="news")
    paper = make_source("Agency: dozens dead from gas", publisher="Morning Paper", kind="news")
    make_source_derivation(paper, wire, "republishes")
    report = make_source("Death in the Morning", publisher="Rights Monitor", kind="ngo_report")
    hidden = make_source("Testimony of the nurse", publisher="Zebra Clinic", visibility="confidential")
    rumour = make_source("They say 100 % of houses_burnt", publisher="Street Talk", origin_unknown=True)
    with act(session, OPERATOR, "recorded"):
        session.add_all([idleb, khan, hama, deir, government, air_force, front, wire, paper, report, hidden, rumour])
        session.flush()
        make_source_reader(hidden, named)
    world.record_codes = {"khan": khan.code, "front": front.code, "report": report.code, "hidden": hidden.code}
    cases = {
        "sarin": make_incident(
            {"en": "Sarin released over Khan Shaykun", "ar": "إطلاق السارين على خان شيخون"},
            summary="A bomb with a nerve agent fell on the northern quarter near the bakery.",
            occurred="2017-04-04",
            attack_methods=["air_strike", "chemical"],
            targets=["residential"],
            causes=["cbrn"],
            conflict_class="niac",
            harm_reported="yes",
            time_word="around_dawn",
            workflow_status="approved",
            visibility="public",
        ),
        "chlorine": make_incident(
            "Chlorine cylinder on a hospital",
            occurred="2017-04",
            attack_methods=["barrel_bomb"],
            targets=["medical"],
            workflow_status="in_review",
        ),
        "siege": make_incident(
            {"ar": "حصار المدينة ومنع الإغاثة"}, occurred="2015-12/2017-04-14", temporal_type="continuing"
        ),
        "year": make_incident("Market shelled", occurred="2017", targets=["market"]),
        "set": make_incident("Two raids", occurred="{2017-03-24,2017-05-25}", attack_methods=["raid_arrest"]),
        "undated": make_incident("Houses burnt, 100 % of them", summary="Looted and burnt."),
        "zero": make_incident("Bomb that failed", occurred="2017-06-01"),
        "other_team": make_incident("Zanzibar canary in another desk", occurred="2017-04-05", summary="Sarin too."),
        "secret": make_incident("Confidential arrest", occurred="2018-02", visibility="confidential"),
        "withdrawn": make_incident("Withdrawn double of the sarin case", occurred="2017-04-04"),
        "own": make_incident("Nobody's team yet", occurred="2020-01-01"),
    }
    for name, case in cases.items():
        if name != "own":
            make_incident_team(case, south if name == "other_team" else north)
    make_incident_reader(cases["secret"], named)
    _places(cases, khan, hama, deir)
    _numbers(cases, wire, paper, report, hidden, rumour)
    _judgments(cases, air_force, front, government)
    return cases


def _places(cases: dict[str, Incident], khan: object, hama: object, deir: object) -> None:
    make_incident_place(
        cases["sarin"], khan, lat=35.44, lon=36.65, precision="within_100m", verbatim="north of the bakery"
    )
    make_incident_place(cases["sarin"], hama, role="treatment", is_primary=False)
    make_incident_place(cases["chlorine"], hama, precision="city")
    make_incident_place(cases["siege"], None, verbatim="Madaya, rural Damascus", precision="settlement")
    make_incident_place(cases["year"], deir, precision="adm1")
    make_incident_place(cases["other_team"], khan)
    make_incident_violation(cases["sarin"], "chemical_nerve", is_primary=True)
    make_incident_violation(cases["sarin"], "killing_in_attack")
    make_incident_violation(cases["chlorine"], "chemical_choking")
    make_incident_violation(cases["chlorine"], "attack_on_medical")
    make_incident_violation(cases["siege"], "siege")
    make_incident_violation(cases["siege"], "denial_of_relief")
    make_incident_violation(cases["undated"], "pillage")
    make_incident_violation(cases["other_team"], "chemical_nerve")


def _numbers(
    cases: dict[str, Incident], wire: Source, paper: Source, report: Source, hidden: Source, rumour: Source
) -> None:
    sarin = cases["sarin"]
    first, second = make_citation(sarin, report), make_citation(sarin, wire)
    make_figure(sarin, low=92, qualifier="at_least", citation=first, stated_by_text="Rights Monitor")
    make_figure(sarin, low=100, best=100, high=100, qualifier="exact", citation=second)
    make_figure(sarin, low=58, qualifier="at_least", citation=second, series_state="superseded")
    make_figure(sarin, group="civilian", low=20, best=30, high=52, citation=first)
    make_figure(sarin, outcome="injured", low=200, qualifier="more_than", citation=second)
    make_figure(sarin, role="assessed", low=83, high=100, qualifier="range", reason="Two lists compared.")
    chlorine = cases["chlorine"]
    make_figure(chlorine, low=1, high=3, citation=make_citation(chlorine, paper))
    make_figure(chlorine, outcome="injured", value_state="unknown", citation=make_citation(chlorine, wire))
    make_citation(chlorine, hidden)
    siege = cases["siege"]
    make_figure(siege, low=24, qualifier="dozens", imputed=True, citation=make_citation(siege, rumour))
    make_figure(siege, outcome="displaced", unit="household", low=1200, best=1200, high=1200)
    year = cases["year"]
    # Low above best, as published data have it: it is used as it stands.
    make_figure(year, low=25, best=18, high=22, citation=make_citation(year, wire))
    make_quality_issue(year, "low_gt_best", raw_value="25 > 18")
    make_figure(cases["undated"], value_state="withheld")
    make_figure(cases["undated"], outcome="displaced", kind="stock", low=300, best=300, high=300)
    make_figure(cases["undated"], outcome="displaced", kind="flow", low=60, high=80)
    make_figure(cases["zero"], low=0, best=0, high=0, qualifier="exact")
    make_figure(cases["zero"], outcome="missing", low=4, best=4, high=4)
    make_figure(cases["other_team"], low=5000, best=5000, high=5000)
    make_figure(cases["secret"], outcome="detained", best=40, qualifier="approximately")
    make_external_id(sarin, "242363")
    make_external_id(cases["other_team"], "999999")
    make_field_note(cases["undated"], "occurred")


def _sheets(cases: dict[str, Incident]) -> None:
    make_sheet(cases["sarin"], "chemical_sheet", agent="sarin", agent_state="identified", delivery="aerial_bomb",
               agent_basis=["biomedical_sample", "symptoms"], symptoms=["miosis", "choking"], weather="Zephyr at dawn")
    make_sheet(cases["sarin"], "chemical_sheet", agent="chlorine", agent_state="ruled_out", agent_basis=["claim"])
    make_sheet(cases["sarin"], "sample", type="blood", custody="yes")
    make_sheet(cases["other_team"], "chemical_sheet", agent="sarin", agent_state="suspected", agent_basis=["claim"])
    make_sheet(cases["chlorine"], "chemical_sheet", agent="chlorine", delivery="helicopter_cylinder",
               weather="Quetzal feathers", cited=[one.id for one in cases["chlorine"].citations][-1:])
    make_sheet(cases["siege"], "displacement", kind="flow", category="new_displacement", consent="coerced",
               mode="evacuation_agreement", return_right="denied")
    make_sheet(cases["undated"], "property_act", act="armed_seizure", property_kind="dwelling", outcome="pending",
               right_held="user_customary", documents="lost", evidence_strength="own_testimony")


def _laws(session: Session, cases: dict[str, Incident]) -> None:
    hidden = session.scalars(select(Source).where(Source.visibility == "confidential")).one()
    zoning = make_legal_instrument({"en": "Zoning law", "ar": "قانون التنظيم"}, kind="law", number="10/2018",
                                   in_person="yes", deadline_days=30, visibility="public")  # fmt: skip
    longer = make_legal_instrument("Longer deadlines", kind="law", number="42/2018", deadline_days=365)
    ended = make_legal_instrument("End of the zones", number="3/2020", fee="100")
    order = make_legal_instrument("Order to leave", number="7", in_person="no", security_clearance="yes")
    leaked = make_legal_instrument("Leaked xylophone order", source_id=hidden.id)
    make_instrument_amendment(longer, zoning)
    make_instrument_amendment(ended, zoning, "repeals")
    session.add_all([zoning, longer, ended, order, leaked])
    session.flush()
    make_incident_instrument(cases["set"], zoning, role="caused")
    make_incident_instrument(cases["year"], longer)
    make_incident_instrument(cases["zero"], ended)
    make_incident_instrument(cases["chlorine"], leaked)
    session.flush()
    for act_ in cases["undated"].property_acts:  # type: ignore[attr-defined]
        act_.instrument_id = order.id


def _judgments(cases: dict[str, Incident], air_force: object, front: object, government: object) -> None:
    sarin = cases["sarin"]
    make_attribution(sarin, air_force, position="denies_act")  # type: ignore[arg-type]
    make_attribution(cases["chlorine"], front, role="claimant", contested=True)  # type: ignore[arg-type]
    make_attribution(cases["siege"], government)  # type: ignore[arg-type]
    make_assessment(sarin, "confirmed")
    make_assessment(sarin, "possible", state="superseded")
    make_assessment(sarin, "probable", axis="attribution", about_attribution=sarin.attributions[0])
    make_assessment(cases["chlorine"], "possible")
    make_assessment(cases["siege"], "discounted")
    make_assessment(cases["year"], "not_assessed")
    make_assessment(cases["year"], "not_assessed", scheme="ucdp_clarity", native_value="1")
    make_assessment(sarin, "possible", axis="quantity", scheme="airwars", native_value="Contested, Discounted")
    make_assessment(sarin, "probable", axis="quantity", state="superseded", scheme="iom", native_value="4")
    make_assessment(cases["siege"], "doubtful", axis="legal", provision="wc_attacking_civilians")
    make_assessment(cases["other_team"], "confirmed")
    make_finding(sarin, "un_coi", axis="attribution", native_value="Reasonable grounds to believe",
                 attribution=sarin.attributions[0])  # fmt: skip
    make_finding(cases["chlorine"], "opcw_ffm", native_value="likely used")
    make_finding(cases["siege"], "un_other", axis="attribution", native_value="no_conclusion", body_text="A board")
    make_finding(cases["other_team"], "opcw_ffm", native_value="used")
    hidden = next(one for one in cases["chlorine"].citations if one.source.visibility == "confidential")
    make_finding(cases["chlorine"], "ngo", axis="legal", native_value="Not used", citation=hidden)
