"""What becomes of an event that was never here: a case that says what UCDP says, and who says it."""

import pytest
from sqlalchemy import func, select

from incidents.access.viewer import OPERATOR
from incidents.imports.run import Options, import_ucdp
from incidents.ledger.chain import verify
from incidents.ledger.replay import history
from incidents.records import Actor, Change, ImportRow, ImportRun, Incident, Place, Source
from incidents.records.picture import picture
from incidents.search.language import parse
from incidents.search.query import matching
from incidents.vocabularies.mappings import version
from tests.imports.conftest import CORE, LATER, SYRIA, case_of, current, row_of, rows_in, write_rows


@pytest.fixture
def brought(bring):
    return bring(SYRIA)


def test_every_row_becomes_a_case(session, brought):
    assert brought.outcomes == {"new": 18}
    assert session.scalar(select(func.count()).select_from(Incident)) == 18


def test_the_numbers_of_khan_shaykhun_come_out_with_their_source(session, brought):
    case = case_of(session, "242363")
    (total,) = current(case, "total")
    assert (total.low, total.best, total.high, total.qualifier) == (88, 88, 88, "exact")
    assert total.citation.source.title == {"en": f"UCDP GED, file {SYRIA.name}"}
    assert (total.citation.source.kind, total.citation.locator) == ("dataset", "event 242363")
    assert total.stated_by_source is total.citation.source
    parts = {figure.group: figure.best for figure in case.figures if figure.within_figure is total}
    assert parts == {"civilian": 52, "status_unknown": 36, "combatant": 0}
    effective = {figure.group: (figure.low, figure.best, figure.high) for figure in case.effective_figures}
    assert effective["total"] == (88, 88, 88)


def test_the_case_says_what_the_row_says(session, brought):
    case = case_of(session, "242363")
    assert case.title == {
        "en": "Khan Shaykhun town, Idlib Governorate: Government of Syria – Syrian insurgents, 4 April 2017"
    }
    assert (case.temporal_type, case.workflow_status, case.visibility) == ("event", "submitted", "restricted")
    assert (case.occurred.edtf, case.occurred.text) == ("2017-04-04", "2017-04-04")
    (place,) = case.places
    assert (place.verbatim, place.lat, place.lon) == ("Khan Shaykhun town", 35.44208, 36.65095)
    assert (place.precision, place.radius_m, place.is_primary) == ("settlement", None, True)
    assert [violation.violation for violation in case.violations] == ["killing_in_attack"]
    assert [(a.actor.names[0].text, a.role, a.known_or_suspected) for a in case.attributions] == [
        ("Government of Syria", "belligerent_side", None),
        ("Syrian insurgents", "belligerent_side", None),
    ]
    assert all(a.alleged_by == [case.citations[0].id] for a in case.attributions)
    assert (case.harm_reported, case.conflict_class) == ("yes", None)


def test_an_attack_on_civilians_has_an_alleged_perpetrator_and_no_second_side(session, brought):
    case = case_of(session, "243294")
    assert [violation.violation for violation in case.violations] == ["attack_on_civilians", "killing_in_attack"]
    assert [(a.actor.names[0].text, a.role, a.known_or_suspected) for a in case.attributions] == [
        ("Syrian insurgents", "alleged_perpetrator", "suspected")
    ]


def test_nought_as_the_best_number_does_not_make_the_parts_nought(session, brought):
    case = case_of(session, "243294")
    (total,) = current(case, "total")
    assert (total.low, total.best, total.high, total.qualifier) == (0, 0, 126, "range")
    (civilian,) = current(case, "civilian")
    assert (civilian.value_state, civilian.best, civilian.as_stated) == ("unknown", None, "deaths_civilians 0")


def test_parts_of_an_uncertain_total_are_about_so_many(session, brought):
    case = case_of(session, "303816")
    (total,) = current(case, "total")
    assert (total.low, total.best, total.high) == (120, 145, 170)
    assert all(
        (figure.low, figure.high, figure.qualifier) == (None, None, "approximately")
        for figure in case.figures
        if figure is not total
    )


def test_the_dead_of_each_side_are_kept_apart_and_are_no_rival_claims(session, brought):
    case = case_of(session, "246694")
    (fighters,) = current(case, "combatant")
    assert (fighters.best, fighters.calculation) == (47, "13 (Government of Syria) + 34 (IS)")
    sides = {figure.calculation: figure.best for figure in current(case, "combatant", part=True)}
    assert sides == {"Government of Syria": 13, "IS": 34}
    assert all(figure.within_figure is fighters for figure in current(case, "combatant", part=True))
    effective = {figure.group: figure.best for figure in case.effective_figures}
    assert effective["combatant"] == 47


def test_allies_are_actors_of_their_own_and_the_alliance_is_noted(session, brought):
    case = case_of(session, "216204")
    assert [a.actor.names[0].text for a in case.attributions] == [
        *("Ahrar al-Sham", "Jabhat Fateh al-Sham", "Southern Front", "IS")
    ]
    notes = {a.note for a in case.attributions}
    assert notes == {"UCDP names this side: Ahrar al-Sham, Jabhat Fateh al-Sham, Southern Front", None}


def test_only_a_government_is_given_a_kind(session, brought):
    kinds = {actor.names[0].text: actor.kind for actor in session.scalars(select(Actor))}
    assert kinds["Government of Syria"] == "state_executive"
    assert {kind for name, kind in kinds.items() if not name.startswith("Government of ")} == {None}


def test_articles_become_sources_once_and_one_publisher_is_one_voice(session, brought):
    case = case_of(session, "242363")
    dataset, *articles = case.citations
    assert [c.source.publisher for c in articles] == ["SOHR", "SOHR", "UN News Centre", "SOHR"]
    assert articles[0].source.title["en"].startswith("More casualties raise the death toll to 58")
    assert (articles[0].source.kind, articles[0].source.published.edtf) == ("ngo_report", "2017-04-04")
    assert (articles[0].source.visibility, dataset.source.visibility) == ("restricted", "public")
    assert (dataset.independent, dataset.independent_reason) == ("no", "UCDP compiles the listed articles.")
    assert [c.independent for c in articles] == [None, "no", None, "no"]
    assert (case.n_sources, case.n_independent) == (5, 2)
    doubles = [case_of(session, identifier).citations[1].source_id for identifier in ("246943", "246951")]
    assert doubles[0] == doubles[1]


def test_what_ucdp_codes_is_kept_in_its_own_words(session, brought):
    native = dict(line.split(": ", 1) for line in case_of(session, "242363").citations[0].excerpt.split("\n"))
    assert native["event_clarity"] == "1"
    assert native["conflict_name"] == "Syria: Government"
    assert native["number_of_sources"] == "4"
    assert native["type_of_violence"] == "1"


def test_clarity_is_kept_as_a_native_grade_and_is_no_judgment_of_the_team(session, brought):
    case = case_of(session, "242363")
    (kept,) = case.assessments
    assert (kept.axis, kept.scheme) == ("occurrence", "ucdp_clarity")
    assert (kept.native_value, kept.mapped_value) == ("1", "not_assessed")
    assert (kept.mapping_version, kept.state) == (version(), "current")
    assert kept.author_text == "Uppsala Conflict Data Program"
    assert kept.cited == [case.citations[0].id]
    everybody = matching(parse("occurrence:not_assessed scheme:ucdp_clarity native:1").criteria, OPERATOR)
    assert case.id in session.scalars(everybody).all()
    assert not session.scalars(matching(parse("has:assessment").criteria, OPERATOR)).all()


def test_places_lie_in_their_district_province_and_country(session, brought):
    place = case_of(session, "242363").places[0].place
    chain = []
    while place is not None:
        chain.append((place.names[0].text, place.level, place.pcode, place.visibility))
        place = place.parent
    assert chain == [
        ("Khan Shaykhun town", "adm4", None, "public"),
        ("Maarat al-Numaan district", "adm2", None, "public"),
        ("Idlib Governorate", "adm1", None, "public"),
        ("Syria", "adm0", None, "public"),
    ]
    town = case_of(session, "242363").places[0].place
    assert (town.lat, town.lon) == (35.44208, 36.65095)
    province = case_of(session, "219244").places[0]
    assert (province.precision, province.place.level) == ("adm1", "adm1")
    assert (province.place.lat, province.place.lon) == (None, None), "a centroid is not the place"


def test_contradictions_are_kept_and_asked_about(session, brought):
    case = case_of(session, "246694")
    (total,) = current(case, "total")
    assert (total.low, total.best, total.high) == (47, 47, 46)
    issues = {issue.code: issue for issue in case.quality_issues}
    assert set(issues) == {"best_gt_high", "low_gt_high"}
    issue = issues["best_gt_high"]
    assert (issue.raw_value, issue.state, issue.field) == ("low 47.0, best 47.0, high 46.0", "open", "best")
    assert (issue.part, issue.part_id) == ("figure", total.id)
    assert case.n_open_issues == 2
    assert brought.doubts == {"best_gt_high": 2, "low_gt_high": 1, "low_gt_best": 1}


def test_the_row_is_kept_as_it_came(session, brought):
    case = case_of(session, "242363")
    kept = session.scalars(select(ImportRow).where(ImportRow.incident_id == case.id)).one()
    assert '"priogrid_gid":"180434.0"' in kept.raw
    assert (kept.system, kept.external_value, kept.row_line) == ("ucdp_ged", "242363", 2)
    run = session.get(ImportRun, kept.import_run_id)
    assert (run.file_name, run.licence, run.counts["new"]) == (SYRIA.name, "CC BY 4.0", 18)


def test_the_ledger_tells_all_of_it(session, brought):
    case = case_of(session, "242363")
    (change,) = history(session, "incident", case.id)
    assert (change.verb, change.reason, change.account_name) == (
        "imported",
        f"UCDP GED, {SYRIA.name}",
        "operator",
    )
    told = {(d["part"], d["id"]) for d in change.differences}
    drawn = picture(case)
    assert told == {("incident", case.id)} | {
        (table, part["id"]) for table, parts in drawn.items() if table != "incident" for part in parts
    }
    assert verify(session).whole
    kinds = set(session.scalars(select(Change.record_type).where(Change.verb == "imported")))
    assert kinds == {"incident", "source", "actor", "place"}


def test_fourteen_columns_are_enough_and_say_no_more_than_they_hold(session, bring):
    report = bring(CORE)
    assert report.outcomes == {"new": 3}
    case = case_of(session, "242363")
    assert [figure.group for figure in case.figures] == ["total"]
    assert [citation.source.kind for citation in case.citations] == ["dataset"]
    assert (case.citations[0].independent, case.n_independent) == (None, 1)
    (place,) = case.places
    assert (place.precision, place.place) == ("unknown", None), "a name alone could be any of several places"
    assert not case.quality_issues, "a missing column is said once, not in every case"
    assert any("where_prec" in note for note in report.notes)
    assert case_of(session, "246694").occurred.edtf == "2017-09-05/2017-09-07"


def test_a_tag_row_is_no_event(session, bring, tmp_path):
    tags = dict.fromkeys(row_of("242363"), "") | {"id": "#meta+id", "country": "#country +name", "latitude": "#lat"}
    report = bring(write_rows(tmp_path / "tagged.csv", [tags, row_of("242363")]))
    assert report.outcomes == {"skipped": 1, "new": 1}


def test_a_dry_run_reports_the_same_and_writes_nothing(session, bring):
    dry = bring(SYRIA, dry_run=True)
    for record in (Incident, Source, Place, Actor, ImportRun, ImportRow):
        assert session.scalar(select(func.count()).select_from(record)) == 0, record
    wet = bring(SYRIA)
    assert (dry.as_json(), dry.examples) == (wet.as_json(), wet.examples)


def test_a_reading_session_is_enough_for_a_dry_run(own_databases, session, bring):
    from tests.support.factories import make_team, store

    with own_databases.write_session() as writing:
        store(writing, make_team())
        writing.commit()
    with own_databases.read_session() as reading:
        report = import_ucdp(reading, OPERATOR, SYRIA, Options(dry_run=True))
    assert report.outcomes == {"new": len(rows_in(SYRIA))}


def test_prose_and_a_list_of_the_dead_are_questions(session, bring):
    report = bring(LATER)
    prose = case_of(session, "21300")
    assert [(issue.code, issue.state) for issue in prose.quality_issues] == [("multi_valued_cell", "open")]
    (article,) = prose.citations[1:]
    assert (article.source.kind, article.source.publisher) == (None, None)
    assert article.source.title["en"].startswith('Reuters 1989-05-17 "ANGOLAN')
    assert "personal_data_in_text" not in report.doubts, "a removed name is no name"
