"""The table of cases: its columns and their order, and what each cell holds or leaves empty."""

from datetime import date

from incidents.db.fields import Audience
from incidents.exports.tables import TABLES
from incidents.settings import Settings
from tests.support.factories import (
    make_actor,
    make_actor_name,
    make_assessment,
    make_attribution,
    make_citation,
    make_external_id,
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_violation,
    make_place,
    make_place_name,
    make_source,
)

COLUMNS = (
    "code,title_en,title_ar,violation_codes,violation_labels_en,violation_labels_ar,temporal_type,occurred_text,"
    "occurred_edtf,occurred_earliest,occurred_latest,occurred_precision,occurred_nature,country_iso3,adm1_name_en,"
    "adm1_name_ar,adm1_pcode,adm2_pcode,adm3_pcode,pcode_edition,place_verbatim,place_name_en,place_name_ar,lat,lon,"
    "place_precision,radius_m,killed_low,killed_best,killed_high,killed_open,killed_state,killed_rule,"
    "killed_civilian_low,killed_civilian_best,killed_civilian_high,killed_civilian_state,killed_status_unknown_best,"
    "killed_children_low,killed_children_high,injured_low,injured_best,injured_high,injured_state,"
    "displaced_persons_low,displaced_persons_high,displaced_kind,actors,occurrence_grade,attribution_grade,"
    "harm_reported,n_sources,n_independent,n_open_issues,public_summary_en,public_summary_ar,external_ids,url,"
    "licence,release"
)


def khan_shaykhun():
    """A case with something in every column."""
    country = make_place("Syria", code="PLC-AAAAAA", level="adm0", pcode="SY")
    make_external_id(country, "SYR", system="ISO 3166-1 alpha-3")
    idleb = make_place("Idleb", code="PLC-BBBBBB", level="adm1", pcode="SY07", parent=country)
    make_place_name(idleb, "إدلب", "ar")
    town = make_place(
        "Khan Shaykun", code="PLC-CCCCCC", level="adm4", pcode="C3998", parent=idleb,
        pcode_edition=date(2020, 12, 17), lat=35.4389, lon=36.6514,
    )  # fmt: skip
    make_place_name(town, "خان شيخون", "ar")
    incident = make_incident(
        {"en": "Chemical attack on a town", "ar": "هجوم كيميائي على بلدة"},
        code="INC-KHAN22", occurred="2017-04-04", harm_reported="yes",
        public_summary={"en": 'Aircraft dropped "one bomb".\nPeople suffocated.', "ar": "\u200fألقت طائرة قنبلة."},
    )  # fmt: skip
    make_incident_violation(incident, "chemical_nerve", is_primary=True)
    make_incident_place(incident, town, verbatim="خان شيخون", precision="settlement")
    source = make_source(code="SRC-AAAAAA", kind="un_report")
    citation = make_citation(incident, source)
    make_figure(incident, low=83, qualifier="at_least", citation=citation)
    make_figure(incident, role="assessed", low=83, high=100, rule="editor", reason="Range of independent sources.")
    make_figure(incident, outcome="injured", low=200, best=200, high=200, citation=citation)
    make_figure(incident, group="children", low=30, citation=citation)
    make_figure(incident, group="civilian", value_state="withheld", citation=citation)
    actor = make_actor("Government of Syria", code="ACT-AAAAAA")
    make_actor_name(actor, "الحكومة السورية", "ar")
    make_attribution(incident, actor)
    make_assessment(incident, "confirmed")
    make_assessment(incident, "probable", axis="attribution")
    make_external_id(incident, "242363")
    return incident


def test_the_columns_and_their_order_are_those_that_readers_rely_on() -> None:
    assert ",".join(column.name for column in TABLES["incidents"].columns) == COLUMNS


def test_a_full_case_to_the_byte(kept, exported) -> None:
    kept(khan_shaykhun())
    content, made = exported()
    expected = (
        '"INC-KHAN22","Chemical attack on a town","هجوم كيميائي على بلدة","chemical_nerve",LABELS,"event",'
        '"2017-04-04","2017-04-04","2017-04-04","2017-04-04","day","instant","SYR","Idleb","إدلب","SY07",,,'
        '"2020-12-17","خان شيخون","Khan Shaykun","خان شيخون",35.4389,36.6514,"settlement",3000,83,,100,"no","known",'
        '"editor",,,,"withheld",,30,30,200,200,200,"known",,,,"alleged_perpetrator:Government of Syria","confirmed",'
        '"probable","yes",1,1,0,"Aircraft dropped ""one bomb"".\nPeople suffocated.","\u200fألقت طائرة قنبلة.",'
        '"UCDP GED:242363",,"CC BY 4.0",\n'
    )
    header, _newline, body = content.decode().partition("\n")
    assert header == ",".join(f'"{name}"' for name in COLUMNS.split(","))
    assert body == expected.replace("LABELS", _labels())
    assert (made.incidents, made.files[0].rows, made.files[0].bytes) == (1, 1, len(content))


def _labels() -> str:
    from incidents.vocabularies import vocabulary

    terms = vocabulary("violation_type")
    return ",".join(f'"{terms.label("chemical_nerve", language)}"' for language in ("en", "ar"))


def test_unknown_is_empty_and_only_zero_is_0(kept, rows) -> None:
    silent = kept(make_incident())
    unknown, none_killed = make_incident(), make_incident()
    citation = make_citation(unknown, make_source())
    make_figure(unknown, value_state="unknown", citation=citation)
    make_figure(none_killed, low=0, best=0, high=0, citation=make_citation(none_killed, make_source()))
    kept(unknown), kept(none_killed)
    found = {row["code"]: row for row in rows()}
    for incident, state, cell in ((silent, "not_recorded", ""), (unknown, "unknown", ""), (none_killed, "known", "0")):
        row = found[incident.code]
        assert [row[f"killed_{end}"] for end in ("low", "best", "high")] == [cell] * 3
        assert row["killed_state"] == state
    assert found[silent.code]["killed_rule"] == ""
    assert found[none_killed.code]["killed_rule"] == "reported_range"


def test_a_year_stays_a_year(kept, rows) -> None:
    kept(make_incident(occurred="2020"))
    row = rows()[0]
    assert (row["occurred_text"], row["occurred_edtf"]) == ("2020", "2020")
    assert (row["occurred_earliest"], row["occurred_latest"]) == ("2020-01-01", "2020-12-31")
    assert row["occurred_precision"] == "year"


def test_nothing_assessed_is_said_to_be_not_assessed(kept, rows) -> None:
    incident = make_incident()
    make_assessment(incident, "confirmed", state="superseded")
    kept(incident)
    assert (rows()[0]["occurrence_grade"], rows()[0]["attribution_grade"]) == ("not_assessed", "not_assessed")


def test_the_main_place_stands_in_the_row(kept, rows) -> None:
    incident = make_incident()
    make_incident_place(incident, verbatim="the hospital", role="treatment", is_primary=False)
    make_incident_place(incident, verbatim="the market", lat=-33.5, lon=-77.03, precision="exact")
    kept(incident)
    row = rows()[0]
    assert (row["place_verbatim"], row["lat"], row["lon"], row["radius_m"]) == ("the market", "-33.5", "-77.03", "10")


def test_a_gazetteer_point_needs_a_stated_precision(kept, rows) -> None:
    incident = make_incident()
    make_incident_place(incident, make_place(lat=35.4, lon=36.6))
    kept(incident)
    assert (rows()[0]["lat"], rows()[0]["lon"]) == ("", "")


def test_numbers_open_above_say_so(kept, rows) -> None:
    incident = make_incident()
    citation = make_citation(incident, make_source())
    make_figure(incident, low=83, best=83, high=83, citation=citation)
    make_figure(incident, low=92, qualifier="at_least", citation=citation)
    kept(incident)
    row = rows()[0]
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["killed_open"]) == ("83", "", "92", "yes")


def test_a_case_has_an_address_where_the_installation_has_one(kept, rows, settings) -> None:
    incident = kept(make_incident())
    at = Settings(home=settings.home, database_url="sqlite:///unused", address="https://cases.example.org/")
    assert rows(settings=at)[0]["url"] == f"https://cases.example.org/cases/{incident.code}"


def test_rows_stand_in_the_order_of_their_codes(kept, rows) -> None:
    for code in ("INC-ZZZZZZ", "INC-222222", "INC-AAAAAA"):
        kept(make_incident(code=code))
    assert [row["code"] for row in rows()] == ["INC-222222", "INC-AAAAAA", "INC-ZZZZZZ"]


def test_every_column_says_what_it_is_and_who_may_see_it() -> None:
    for table in TABLES.values():
        names = [column.name for column in table.declared]
        assert len(names) == len(set(names)), table.name
        for column in table.declared:
            assert column.label, (table.name, column.name)
            assert column.audience < Audience.NOBODY


def test_displaced_people_are_of_one_kind_in_a_row(kept, rows) -> None:
    both, away, untold, unknown_flow = make_incident(), make_incident(), make_incident(), make_incident()
    make_figure(both, outcome="displaced", kind="flow", low=60, high=80)
    make_figure(both, outcome="displaced", kind="stock", low=300, best=300, high=300)
    make_figure(away, outcome="displaced", kind="stock", low=300, best=300, high=300)
    make_figure(untold, outcome="displaced", low=5, best=5, high=5)
    make_figure(unknown_flow, outcome="displaced", kind="flow", value_state="unknown")
    make_figure(unknown_flow, outcome="displaced", kind="stock", low=7, best=7, high=7)
    kept(both), kept(away), kept(untold), kept(unknown_flow)
    found = {row["code"]: row for row in rows()}

    def cells(incident):
        row = found[incident.code]
        return row["displaced_persons_low"], row["displaced_persons_high"], row["displaced_kind"]

    assert cells(both) == ("60", "80", "flow")
    assert cells(away) == ("300", "300", "stock")
    assert cells(untold) == ("5", "5", "")
    assert cells(unknown_flow) == ("7", "7", "stock")


def test_what_a_convention_supplies_is_no_number_of_a_row(kept, rows) -> None:
    incident = make_incident()
    make_figure(incident, low=24, qualifier="dozens", imputed=True)
    kept(incident)
    row = rows()[0]
    assert [row[f"killed_{part}"] for part in ("low", "best", "high", "open", "state", "rule")] == [
        *[""] * 4,
        "unknown",
        "",
    ]
