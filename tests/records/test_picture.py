"""A picture is all that a record holds, as plain JSON under the names of its columns."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.orm import Session

from incidents.records import Account, Actor, AggregateStatement, Incident, Place, Source, Team
from incidents.records.picture import every_part, parts_of, picture, plain
from incidents.records.sheet import sheets
from tests.support.factories import (
    make_actor,
    make_citation,
    make_external_id,
    make_field_note,
    make_figure,
    make_incident,
    make_quality_issue,
    make_source,
    make_source_derivation,
    store,
)


def test_a_picture_holds_the_record_and_a_list_for_each_kind_of_part(session: Session) -> None:
    source = make_source("Report")
    incident = make_incident({"en": "Strike", "ar": "غارة"}, code="INC-K4SH7Q", occurred="2017-04-04")
    citation = make_citation(incident, source, locator="p. 3")
    one, two = make_figure(incident, low=83, citation=citation), make_figure(incident, outcome="injured")
    store(session, incident)
    drawn = picture(incident)
    assert drawn.keys() == {"incident", "citation", "figure"}
    assert drawn["incident"]["title"] == {"en": "Strike", "ar": "غارة"}
    assert drawn["incident"]["occurred_earliest"] == "2017-04-04"
    assert [figure["id"] for figure in drawn["figure"]] == [one.id, two.id]
    assert drawn["figure"][0]["citation_id"] == citation.id
    assert drawn["citation"] == [{"id": citation.id, "source_id": source.id, "locator": "p. 3"}]


def test_a_picture_is_plain_json(session: Session) -> None:
    incident = make_incident(
        occurred="2017-04", withdrawn_at=datetime(2026, 3, 2, tzinfo=UTC), attack_methods=["siege"]
    )
    make_figure(incident, inputs=[1, 2], rule_params={"share": 0.5})
    store(session, incident)
    drawn = picture(incident)
    assert json.loads(json.dumps(drawn)) == drawn


def test_what_is_unknown_is_absent_and_what_is_nought_is_not(session: Session) -> None:
    incident = make_incident()
    make_figure(incident, low=0)
    [figure] = picture(store(session, incident))["figure"]
    assert figure["low"] == 0
    assert figure["imputed"] is False
    assert not {"best", "high", "qualifier", "as_of_text"} & figure.keys()


def test_what_the_program_keeps_aside_is_not_repeated(session: Session) -> None:
    incident = store(session, make_incident(n_sources=4))
    kept = {"row_version", "created_at", "created_by", "updated_at", "updated_by", "n_sources"}
    assert not kept & picture(incident)["incident"].keys()


def test_a_picture_is_the_same_before_and_after_reading_it_back(session: Session) -> None:
    at = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=3)))
    incident = make_incident(withdrawn_at=at, attack_methods=[], targets=["hospital"], occurred="2017-04-04?")
    make_figure(incident, low=1, household_size=5, inputs=[], rule_params={"n": 1})
    store(session, incident)
    before = picture(incident)
    session.expire_all()
    assert picture(incident) == before


def test_sources_actors_and_places_have_pictures_of_all_their_parts(session: Session) -> None:
    source, actor = make_source(), make_actor("Forces")
    make_source_derivation(source, make_source("Wire"))
    for owner in (source, actor):
        make_external_id(owner)
        make_quality_issue(owner)
        make_field_note(owner)
    store(session, source, actor)
    common = {"external_id", "quality_issue", "field_note"}
    assert picture(source).keys() == {"source", "source_derivation"} | common
    assert picture(actor).keys() == {"actor", "actor_name"} | common
    assert len(list(every_part(actor))) == 4


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (Account, 0),
        (Team, 1),
        (Actor, 4),
        (Place, 4),
        (AggregateStatement, 2),
        (Source, 6),
        (Incident, 14 + len(sheets())),
    ],
)
def test_the_kinds_of_parts_are_counted(kind: type, parts: int) -> None:
    assert len(parts_of(kind)) == parts, "a new kind of part needs its place in forms, exports and history"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=3))), "2026-03-02T09:00:00+00:00"),
        (datetime(2026, 3, 2, 12, tzinfo=UTC).date(), "2026-03-02"),
        ([], None),
        (["a"], ["a"]),
        ({}, {}),
        (0, 0),
        (False, False),
        ("", ""),
        (None, None),
    ],
)
def test_values_are_written_plainly(value: object, written: object) -> None:
    assert plain(value) == written
