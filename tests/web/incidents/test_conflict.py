"""Two people correct one case: both texts stand side by side, nothing typed is lost, and nothing closed is shown."""

import pytest
from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Incident
from incidents.records.picture import Picture, picture
from tests.support.factories import make_citation, make_source, make_source_reader, store
from tests.support.pages import Form, form_of, words_of
from tests.support.web import Browser, World
from tests.web.incidents.entering import record


def case_of(world: World, code: str) -> Picture:
    with world.databases.read_session() as session:
        return picture(session.scalars(select(Incident).where(Incident.code == code)).one())


@pytest.fixture
def code(world: World) -> str:
    return record(world)


def opened(world: World, code: str, role: str = "researcher") -> tuple[Browser, Form]:
    browser = world.browser(role)
    return browser, form_of(browser.get(f"/cases/{code}/edit"), "/edit")


def saved(world: World, code: str, role: str, **typed: str) -> None:
    browser, form = opened(world, code, role)
    answer = browser.send(f"/cases/{code}/edit", form.put(typed).sent())
    assert answer.status_code == 303, words_of(answer.text)


def test_different_fields_are_joined_and_the_same_field_is_asked_about(world: World, code: str) -> None:
    mine, form = opened(world, code)
    saved(world, code, "reviewer", **{"case-summary-en": "Their narrative", "case-tz": "Asia/Damascus"})
    form.put({"case-summary-en": "My narrative", "case-time_text": "before seven", "reason": "My reason"})
    answer = mine.send(f"/cases/{code}/edit", form.sent())
    assert answer.status_code == 409
    words = words_of(answer.text)
    for text in (
        "reviewer.one saved this case while you were writing",
        "Their narrative",
        "My narrative",
        "Asia/Damascus",
    ):
        assert text in words
    assert case_of(world, code)["incident"]["summary"]["en"] == "Their narrative"

    joined = form_of(answer, "/edit")
    assert joined["case-summary-en"] == "My narrative"
    assert (joined["case-tz"], joined["case-time_text"]) == ("Asia/Damascus", "before seven")
    assert (joined["reason"], joined["version"]) == ("My reason", "2")
    assert joined["choice.incident..summary"] == "yours"
    assert mine.send(f"/cases/{code}/edit", joined.sent()).status_code == 303
    now = case_of(world, code)["incident"]
    assert (now["summary"]["en"], now["tz"], now["time_text"]) == ("My narrative", "Asia/Damascus", "before seven")


@pytest.mark.one_database
def test_theirs_can_be_chosen_a_date_with_its_meaning(world: World, code: str) -> None:
    mine, form = opened(world, code)
    saved(world, code, "reviewer", **{"case-occurred": "May 2018", "case-summary-en": "Theirs"})
    answer = mine.send(
        f"/cases/{code}/edit", form.put({"case-occurred": "June 2019", "case-summary-en": "Mine"}).sent()
    )
    joined = form_of(answer, "/edit").put(
        {"choice.incident..occurred_text": "theirs", "choice.incident..summary": "theirs"}
    )
    assert mine.send(f"/cases/{code}/edit", joined.sent()).status_code == 303
    now = case_of(world, code)["incident"]
    assert (now["occurred_text"], now["occurred_edtf"], now["summary"]["en"]) == ("May 2018", "2018-05", "Theirs")


def test_what_both_added_is_kept_with_the_source_entered_in_place(world: World, code: str) -> None:
    mine, form = opened(world, code)
    form = form_of(mine.send(f"/cases/{code}/edit", form.sent("add:citations")), "/edit")
    form = form_of(mine.send(f"/cases/{code}/edit", form.sent("add:figures")), "/edit")
    theirs, other = opened(world, code, "reviewer")
    other = form_of(theirs.send(f"/cases/{code}/edit", other.sent("add:places")), "/edit")
    other["places-1-verbatim"] = "a second place"
    assert theirs.send(f"/cases/{code}/edit", other.sent()).status_code == 303

    form.put(
        {
            "citations-1-new-title-en": "A new report",
            "figures-1-citation_id": form["citations-1-key"],
            "figures-1-low": "7",
        }
    )
    answer = mine.send(f"/cases/{code}/edit", form.sent())
    assert answer.status_code == 409
    joined = form_of(answer, "/edit")
    assert "A new report" in {joined[name] for name in joined.data if name.endswith("new-title-en")}
    assert "a second place" in {joined[name] for name in joined.data if name.endswith("verbatim")}
    assert mine.send(f"/cases/{code}/edit", joined.sent()).status_code == 303
    now = case_of(world, code)
    assert [len(now[table]) for table in ("citation", "figure", "incident_place")] == [2, 2, 2]
    assert now["figure"][1]["citation_id"] == now["citation"][1]["id"]


@pytest.mark.one_database
def test_a_source_replaced_in_place_survives_the_conflict(world: World, code: str) -> None:
    mine, form = opened(world, code)
    saved(world, code, "reviewer", **{"case-tz": "UTC"})
    form.put({"citations-0-source": "", "citations-0-new-title-en": "The right report"})
    answer = mine.send(f"/cases/{code}/edit", form.sent())
    assert answer.status_code == 409
    joined = form_of(answer, "/edit")
    assert joined["citations-0-new-title-en"] == "The right report"
    answer = mine.send(f"/cases/{code}/edit", joined.sent())
    assert answer.status_code == 303, words_of(answer.text)


@pytest.mark.one_database
def test_what_they_removed_and_i_changed_is_kept_unless_i_let_it_go(world: World, code: str) -> None:
    for choice, left in (("yours", 1), ("theirs", 0)):
        mine, form = opened(world, code)
        theirs, other = opened(world, code, "reviewer")
        other = form_of(theirs.send(f"/cases/{code}/edit", other.sent("remove:places:0")), "/edit")
        assert theirs.send(f"/cases/{code}/edit", other.sent()).status_code == 303
        number = form["places-0-key"]
        answer = mine.send(f"/cases/{code}/edit", form.put({"places-0-note": f"mine, {choice}"}).sent())
        assert answer.status_code == 409
        joined = form_of(answer, "/edit")
        assert joined["places-0-note"] == f"mine, {choice}"
        joined[f"choice.incident_place.{number}."] = choice
        answer = mine.send(f"/cases/{code}/edit", joined.sent())
        assert answer.status_code == 303, words_of(answer.text)
        assert len(case_of(world, code).get("incident_place", [])) == left


@pytest.mark.one_database
def test_what_i_removed_and_they_changed_stays_unless_i_remove_it_again(world: World, code: str) -> None:
    for choice, left in (("theirs", 1), ("yours", 0)):
        mine, form = opened(world, code)
        number = form["places-0-key"]
        saved(world, code, "reviewer", **{"places-0-note": f"theirs, {choice}"})
        form = form_of(mine.send(f"/cases/{code}/edit", form.sent("remove:places:0")), "/edit")
        answer = mine.send(f"/cases/{code}/edit", form.sent())
        assert answer.status_code == 409
        joined = form_of(answer, "/edit")
        assert joined[f"choice.incident_place.{number}."] == "theirs"
        joined[f"choice.incident_place.{number}."] = choice
        assert mine.send(f"/cases/{code}/edit", joined.sent()).status_code == 303
        assert len(case_of(world, code).get("incident_place", [])) == left


@pytest.mark.one_database
def test_nought_and_nothing_are_two_answers_in_a_conflict(world: World, code: str) -> None:
    saved(
        world, code, "reviewer", **{"figures-0-low": "", "figures-0-value_state": "unknown", "figures-0-qualifier": ""}
    )
    mine, form = opened(world, code)
    saved(world, code, "reviewer", **{"figures-0-low": "5", "figures-0-value_state": "known"})
    form.put({"figures-0-low": "0", "figures-0-value_state": "known"})
    answer = mine.send(f"/cases/{code}/edit", form.sent())
    assert answer.status_code == 409
    joined = form_of(answer, "/edit")
    assert joined["figures-0-low"] == "0"
    assert any(name.startswith("choice.figure.") and name.endswith(".low") for name in joined.data)


@pytest.mark.one_database
def test_a_closed_source_is_not_shown_in_a_conflict(world: World, code: str) -> None:
    with world.databases.write_session() as session:
        incident = session.scalars(select(Incident).where(Incident.code == code)).one()
        source = make_source("Qlosed witness", visibility="confidential", publisher="Qlosed office")
        make_source_reader(source, world.accounts["reviewer"])
        store(session, source)
        with act(session, OPERATOR, "revised"):
            make_citation(incident, source, excerpt="Qlosed words", locator="Qlosed page")
        session.commit()
    mine, form = opened(world, code)
    theirs, other = opened(world, code, "reviewer")
    (place,) = [name for name in other.data if name.endswith("excerpt") and other[name] == "Qlosed words"]
    assert theirs.send(f"/cases/{code}/edit", other.put({place: "Qlosed words, corrected"}).sent()).status_code == 303

    for answer in (
        mine.send(f"/cases/{code}/edit", form.put({"case-tz": "UTC"}).sent()),
        mine.get(f"/cases/{code}/edit"), mine.get(f"/cases/{code}"), mine.get(f"/cases/{code}/history"),
        *(mine.get(f"/cases/{code}/versions/{version}") for version in (1, 2, 3)),
    ):  # fmt: skip
        assert answer.status_code in (200, 409)
        assert "Qlosed" not in answer.text
    assert "Qlosed words, corrected" in theirs.get(f"/cases/{code}/history").text
    answer = mine.send(f"/cases/{code}/edit", form_of(mine.get(f"/cases/{code}/edit"), "/edit").sent("check"))
    assert answer.status_code == 200, words_of(answer.text)
    answer = mine.send(f"/cases/{code}/edit", form_of(answer, "/edit").put({"case-tz": "UTC"}).sent())
    assert answer.status_code == 303
    assert case_of(world, code)["citation"][1]["excerpt"] == "Qlosed words, corrected"


FORGED = (
    "choice.x.1.", "choice.incident.1.", "choice.incident..", "choice...", "choice.figure.1.nothing",
    "choice.incident..row_version", "choice.incident..title.en", "choice.citation..x",
)  # fmt: skip


@pytest.mark.one_database
def test_forged_choices_change_nothing(world: World, code: str) -> None:
    before = case_of(world, code)
    browser, form = opened(world, code)
    for control in FORGED:
        for value in ("theirs", "yours", "x"):
            data = form.sent()
            data.add(control, value)
            assert browser.send(f"/cases/{code}/edit", data).status_code == 303, (control, value)
    assert case_of(world, code) == before


def test_a_version_that_never_was_is_a_conflict(world: World, code: str) -> None:
    browser, form = opened(world, code)
    for version in ("", "0", "-1", "abc", "99", "1" * 30, "٣"):
        data = form.sent()
        data.setlist("version", [version])
        assert browser.send(f"/cases/{code}/edit", data).status_code == 409, version


@pytest.mark.one_database
def test_more_than_twelve_stays_thirteen_through_a_conflict(world: World, code: str) -> None:
    mine, form = opened(world, code)
    control = next(key for key in form.sent() if key.startswith("figures-") and key.endswith("-qualifier"))
    name = control.rpartition("-")[0]
    saved(world, code, "reviewer", **{"case-tz": "Asia/Damascus"})
    form.put({f"{name}-qualifier": "more_than", f"{name}-low": "12", f"{name}-best": "", f"{name}-high": ""})
    answer = mine.send(f"/cases/{code}/edit", form.sent())
    assert answer.status_code == 409
    assert mine.send(f"/cases/{code}/edit", form_of(answer, "/edit").sent()).status_code == 303
    figure = case_of(world, code)["figure"][0]
    assert (figure["qualifier"], figure["low"]) == ("more_than", 13)
