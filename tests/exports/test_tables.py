"""The long tables: one row for each part, all of them, and of what the viewer may not see only its being there."""

from dataclasses import replace

import pytest

from incidents.db.fields import Audience, Kind
from incidents.exports.columns import stored_column
from incidents.exports.tables import TABLES
from incidents.records import Incident, Source
from tests.support.factories import (
    make_account,
    make_actor,
    make_assessment,
    make_attribution,
    make_citation,
    make_external_id,
    make_figure,
    make_incident,
    make_incident_place,
    make_incident_team,
    make_incident_violation,
    make_place,
    make_quality_issue,
    make_source,
    make_source_derivation,
    make_team,
    store,
    viewer_of,
)

CANARY = "Qanaryword"


@pytest.fixture
def colleague(session):
    """A reader in a team, and the team that cases are given to."""
    account = store(session, make_account("reader.one", "reader"))
    team = store(session, make_team("Northern desk", account))
    return viewer_of(account, team), team


def test_every_place_is_there_and_the_main_one_is_marked(kept, rows) -> None:
    incident = make_incident()
    for place, main in (("market", True), ("hospital", False), ("cemetery", False)):
        make_incident_place(incident, make_place(place), verbatim=place, is_primary=main)
    kept(incident)
    assert [(row["place_name_en"], row["is_primary"]) for row in rows("places")] == [
        ("market", "yes"), ("hospital", "no"), ("cemetery", "no"),
    ]  # fmt: skip


def test_a_figure_says_who_stated_it_where_and_as_of_when(kept, rows) -> None:
    incident = make_incident()
    source = make_source(publisher="A newspaper")
    citation = make_citation(incident, source, locator="page 3")
    stated = {"as_of": "2017-04-04", "stated_by_text": "a hospital", "as_stated": "at least 58"}
    make_figure(incident, low=58, citation=citation, **stated)
    make_figure(incident, value_state="unknown", stated_by_source=source, citation=citation)
    make_figure(incident, stated_by_actor=make_actor("A ministry"), citation=citation)
    kept(incident)
    first, unknown, silent = rows("figures")
    assert (first["low"], first["best"], first["value_state"]) == ("58", "", "known")
    assert (first["stated_by"], first["source_id"], first["locator"]) == ("a hospital", source.code, "page 3")
    assert (first["as_of_edtf"], first["as_stated"]) == ("2017-04-04", "at least 58")
    assert (unknown["low"], unknown["value_state"], unknown["stated_by"]) == ("", "unknown", "A newspaper")
    assert (silent["value_state"], silent["stated_by"]) == ("not_recorded", "A ministry")


def test_a_source_stands_once_with_what_it_repeats(kept, rows, session) -> None:
    wire = make_source({"fr": "Dépêche"}, code="SRC-ZZZZZZ")
    paper = make_source({"en": "A story", "ar": "قصة"}, code="SRC-AAAAAA")
    make_source_derivation(paper, wire, "republishes")
    for _count in range(2):
        incident = make_incident()
        make_citation(incident, paper)
        kept(incident)
    row, repeated = rows("sources")
    assert repeated["source_id"] == "SRC-ZZZZZZ"
    assert (row["source_id"], row["title_en"], row["title_ar"]) == ("SRC-AAAAAA", "A story", "قصة")
    assert row["derived_from"] == "SRC-ZZZZZZ"
    incident = make_incident()
    make_figure(incident, low=1, stated_by_source=wire)
    kept(incident)
    last = rows("sources")[-1]
    assert (last["title_orig"], last["title_orig_lang"], last["title_en"]) == ("Dépêche", "fr", "")


def test_earlier_assessments_stay_and_attributions_carry_their_grade(kept, rows) -> None:
    incident = make_incident()
    attribution = make_attribution(incident, make_actor("An army"), contested=True)
    make_assessment(incident, "possible", state="superseded", author_text="an analyst")
    make_assessment(incident, "confirmed")
    make_assessment(incident, "probable", axis="attribution", about_attribution=attribution)
    kept(incident)
    assert [row["grade"] for row in rows("assessments")] == ["possible", "confirmed", "probable"]
    assert rows("assessments")[0]["author"] == "an analyst"
    assert [(row["actor_name_en"], row["contested"], row["grade"]) for row in rows("attributions")] == [
        ("An army", "yes", "probable")
    ]


def test_violations_identifiers_and_questions_have_their_rows(kept, rows) -> None:
    incident = make_incident()
    make_incident_violation(incident, "killing_in_attack", is_primary=True)
    make_external_id(incident, "242363.0")
    make_quality_issue(incident, raw_value="=1+1")
    kept(incident)
    assert rows("violations")[0]["violation_label_ar"] == "قتل في هجوم"
    assert rows("external_ids")[0]["value"] == "242363.0"
    assert rows("issues")[0] | {"issue": "low_gt_best", "raw_value": "'=1+1"} == rows("issues")[0]
    assert {row["code"] for table in ("violations", "external_ids", "issues") for row in rows(table)} == {incident.code}


def test_the_codebook_has_every_term() -> None:
    lines = list(TABLES["codebook"].lines(None))
    assert {line.vocabulary.name for line in lines} >= {"violation_type", "confidence", "outcome"}


def test_of_a_confidential_source_only_the_number_leaves(kept, rows, colleague) -> None:
    viewer, team = colleague
    incident = make_incident()
    make_incident_team(incident, team)
    secret = make_source(f"{CANARY} witness", visibility="confidential", publisher=CANARY, author=CANARY)
    open_one = make_source("A report", visibility="public")
    make_source_derivation(open_one, secret, "quotes")
    hidden = make_citation(incident, secret, locator=CANARY, excerpt=CANARY, stated_place_text=CANARY)
    make_citation(incident, open_one)
    make_figure(incident, low=7, citation=hidden, as_stated=CANARY, stated_by_text=CANARY)
    kept(incident)
    issue = make_quality_issue(make_incident(), part="citation", part_id=hidden.id, raw_value=CANARY)
    kept(issue.incident)
    for table in TABLES:
        assert CANARY not in str(rows(table, viewer=viewer)), table
    figure = rows("figures", viewer=viewer)[0]
    assert (figure["low"], figure["source_id"], figure["locator"]) == ("7", "withheld", "withheld")
    assert [row["source_id"] for row in rows("citations", viewer=viewer)] == ["withheld", open_one.code]
    (shown,) = rows("sources", viewer=viewer)
    assert (shown["source_id"], shown["derived_from"]) == (open_one.code, "withheld")
    assert CANARY in str(rows("sources"))  # the operator sees it


def test_a_case_of_another_team_is_in_no_table(kept, rows, colleague, session) -> None:
    viewer, team = colleague
    other = store(session, make_team("Southern desk"))
    ours, theirs = make_incident(), make_incident(f"{CANARY} case")
    make_incident_team(ours, team)
    make_incident_team(theirs, other)
    make_incident_place(theirs, make_place(f"{CANARY} town"))
    make_attribution(theirs, make_actor(f"{CANARY} force"))
    make_citation(theirs, make_source(f"{CANARY} report"))
    kept(ours)
    kept(theirs)
    for table in TABLES:
        text = str(rows(table, viewer=viewer))
        assert CANARY not in text, table
        assert theirs.code not in text, table
    assert [row["code"] for row in rows(viewer=viewer)] == [ours.code]


def test_a_hidden_field_is_in_no_table(kept, rows, exported, monkeypatch) -> None:
    kept(make_incident(f"{CANARY} case"))
    column = stored_column(Incident, "title")
    monkeypatch.setitem(column.info, "field", replace(column.info["field"], audience=Audience.NOBODY))
    content, made = exported()
    assert CANARY.encode() not in content
    assert "title_en" not in rows()[0]
    assert "title_en" not in str(made.manifest["tables"])


def test_what_only_named_readers_may_see_never_leaves(kept, rows) -> None:
    incident = make_incident()
    make_citation(incident, make_source(consent_scope=CANARY))
    kept(incident)
    assert "consent_scope" in [column.name for column in TABLES["sources"].declared]
    assert stored_column(Source, "consent_scope").info["field"].audience == Audience.CONFIDENTIAL
    assert CANARY not in str(rows("sources"))


def test_no_table_has_a_secret_or_a_bare_text_of_several_languages() -> None:
    for table in TABLES.values():
        for column in table.declared:
            assert column.kind not in (Kind.TEXTS, Kind.PLAIN), (table.name, column.name)
            assert not any(stored.info["field"].secret for stored in column.made_of)
