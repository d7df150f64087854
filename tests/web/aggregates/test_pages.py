"""A body's count in the browser: entered, shown with its sum, corrected, linked, withdrawn, kept to its readers."""

import pytest
from sqlalchemy import select

from incidents.records import AggregateStatement, Incident
from incidents.records.picture import picture
from tests.support.factories import make_aggregate_case, make_aggregate_count, make_aggregate_statement, store
from tests.support.pages import form_of, words_of
from tests.support.web import Browser, World

TYPED = {
    "record-title-en": "Chemical attacks documented",
    "record-body": "un_coi",
    "record-subject": "chemical attacks documented",
    "record-violation": "chemical_nerve",
    "record-as_of": "6 September 2017",
    "record-period": "2013-03/2017-03",
    "counts-0-label": "documented",
    "counts-0-qualifier": "exact",
    "counts-0-best": "33",
}


def enter(browser: Browser, **more: str) -> str:
    """Enter a count of 33 with two parts of 27 and 6, and return its code."""
    form = form_of(browser.get("/aggregates/new")).put(TYPED)
    for _part in (1, 2):
        form = form_of(browser.send("/aggregates/new", form.sent("add:counts")))
    for number, (name, value) in enumerate((("by the Government", "27"), ("not attributed", "6")), 1):
        typed = {"label": name, "qualifier": "exact", "best": value, "within_count_id": form["counts-0-key"]}
        form.put({f"counts-{number}-{control}": what for control, what in typed.items()})
    answer = browser.send("/aggregates/new", form.put(more).sent())
    assert answer.status_code == 303, words_of(answer.text)
    return str(answer.location.rpartition("/")[2])


def stored(world: World, code: str):
    with world.databases.read_session() as session:
        return picture(session.scalars(select(AggregateStatement).where(AggregateStatement.code == code)).one())


def linked(world: World, code: str, *cases: str, **values: object) -> None:
    """Link cases by their codes to a statement that is stored already."""
    with world.databases.write_session() as session:
        from incidents.access.viewer import OPERATOR
        from incidents.ledger.trace import act

        statement = session.scalars(select(AggregateStatement).where(AggregateStatement.code == code)).one()
        with act(session, OPERATOR, "revised", "because of Qsecret"):
            for case in cases:
                incident = session.scalars(select(Incident).where(Incident.code == case)).one()
                make_aggregate_case(statement, incident, **values)
        session.commit()


def test_a_count_is_entered_and_shown_with_its_scope_and_its_sum(world: World) -> None:
    browser = world.browser("researcher")
    code = enter(browser)
    words = words_of(browser.get(f"/aggregates/{code}").text)
    assert "UN Commission of Inquiry: 33 chemical attacks documented," in words
    assert "as of 6 September 2017" in words
    assert "27 + 6 = 33" in words
    assert [one["low"] for one in stored(world, code)["aggregate_count"]] == [33, 27, 6]
    assert code in browser.get("/aggregates?q=CHEMICAL&body=un_coi&as_of=2017").text
    for nowhere in ("q=sarin", "body=ngo", "as_of=2018", "violation=siege", "place=nowhere"):
        assert code not in browser.get(f"/aggregates?{nowhere}").text, nowhere
    assert "as_of" in browser.get("/aggregates?as_of=perhaps").text


def test_a_form_saved_untouched_writes_nothing(world: World) -> None:
    browser = world.browser("researcher")
    code = enter(browser)
    before = stored(world, code)
    answer = browser.send(f"/aggregates/{code}/edit", form_of(browser.get(f"/aggregates/{code}/edit")).sent())
    assert answer.status_code == 303, words_of(answer.text)
    assert stored(world, code) == before
    with world.databases.read_session() as session:
        assert session.scalar(select(AggregateStatement.row_version).where(AggregateStatement.code == code)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"record-body": ""}, "Say which body counted."),
        ({"record-body": "court"}, "Name the body"),
        ({"counts-0-low": "40", "counts-0-best": "33", "counts-0-qualifier": "range"}, "above best"),
        ({"counts-0-best": "", "counts-0-qualifier": ""}, "Give a number, the source"),
        ({"record-as_of": "31 February 2017"}, "31"),
        ({"source": "no such source"}, "is not one record"),
    ],
)
def test_mistakes_stand_at_their_fields_and_nothing_typed_is_lost(world: World, typed: dict, said: str) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get("/aggregates/new")).put(TYPED).put(typed)
    answer = browser.send("/aggregates/new", form.sent())
    assert answer.status_code == 422
    assert said in words_of(answer.text)
    again = form_of(answer)
    assert {name: again[name] for name in typed} == typed
    assert again["record-title-en"] == TYPED["record-title-en"]


def test_a_case_is_linked_with_a_note_and_says_where_it_may_be_counted(world: World) -> None:
    browser = world.browser("researcher")
    code, case = enter(browser), world.codes["cases"]
    assert code not in world.browser("reader").get("/aggregates").text
    form = form_of(browser.get(f"/aggregates/{code}/edit"))
    form = form_of(browser.send(f"/aggregates/{code}/edit", form.sent("add:cases")))
    form.put({"cases-0-incident": case.lower(), "cases-0-note": "The day and the town fit."})
    assert browser.send(f"/aggregates/{code}/edit", form.sent()).status_code == 303
    # Whoever sees the case sees the count now.
    reader = world.browser("reader")
    page = words_of(reader.get(f"/aggregates/{code}").text)
    assert "Air strike on a market" in page
    assert "The day and the town fit." in page
    assert "Counted perhaps in" in words_of(reader.get(f"/cases/{case}").text)
    assert world.browser("stranger").get(f"/aggregates/{code}").status_code == 404
    suggested = browser.get("/aggregates/cases?q=market").json
    assert [one["value"].partition(" ")[0] for one in suggested] == [case]
    assert browser.get("/aggregates/cases?q=Qanaryword").json == []


def test_a_case_of_another_team_stays_linked_and_nobody_is_told(world: World) -> None:
    browser = world.browser("researcher")
    code = enter(browser)
    linked(world, code, world.hidden["cases"], note="Qsecret note")
    for role in ("researcher", "administrator"):
        for path in ("", "/edit"):
            text = world.browser(role).get(f"/aggregates/{code}{path}").text
            assert "Qsecret" not in text
            assert "another case" not in text
            assert "Qanaryword" not in text
    before = words_of(browser.get(f"/aggregates/{code}").text)
    assert "one difference" not in before
    form = form_of(browser.get(f"/aggregates/{code}/edit")).put({"record-note": "Read once more."})
    assert browser.send(f"/aggregates/{code}/edit", form.sent()).status_code == 303
    assert len(stored(world, code)["aggregate_case"]) == 1
    theirs = world.browser("stranger")
    assert "Qsecret note" in theirs.get(f"/aggregates/{code}").text


def test_two_editors_of_one_count(world: World) -> None:
    first, second = world.browser("researcher"), world.browser("reviewer")
    code = enter(first, **{"record-visibility": "public"})
    mine, theirs = (form_of(one.get(f"/aggregates/{code}/edit")) for one in (first, second))
    theirs.put({"record-locator": "paragraph 67", "record-subject": "attacks"})
    assert second.send(f"/aggregates/{code}/edit", theirs.sent()).status_code == 303
    mine.put({"record-note": "Mine.", "record-subject": "chemical attacks"})
    answer = first.send(f"/aggregates/{code}/edit", mine.sent())
    assert answer.status_code == 409
    joined = form_of(answer)
    assert joined["record-locator"] == "paragraph 67"
    assert joined["record-subject"] == "chemical attacks"
    assert "has saved here: attacks" in words_of(answer.text)
    assert first.send(f"/aggregates/{code}/edit", joined.sent()).status_code == 303
    assert stored(world, code)["aggregate_statement"]["note"] == "Mine."


def test_an_earlier_and_a_later_count_stand_side_by_side(world: World) -> None:
    browser = world.browser("researcher")
    first = enter(browser)
    later = enter(browser, **{"record-title-en": "One year later", "record-as_of": "12 September 2018"})
    assert "One year later" in words_of(browser.get(f"/aggregates/{first}").text)
    assert TYPED["record-title-en"] in words_of(browser.get(f"/aggregates/{later}").text)


def test_a_count_is_withdrawn_with_a_reason_by_a_reviewer(world: World) -> None:
    code = enter(world.browser("researcher"), **{"record-visibility": "public"})
    reviewer = world.browser("reviewer")
    assert world.browser("researcher").get(f"/aggregates/{code}/withdraw").status_code == 403
    form = form_of(reviewer.get(f"/aggregates/{code}/withdraw"))
    assert reviewer.send(f"/aggregates/{code}/withdraw", form.sent()).status_code == 422
    form.put({"reason": "It was entered twice."})
    assert reviewer.send(f"/aggregates/{code}/withdraw", form.sent()).status_code == 303
    assert "It was entered twice." in words_of(reviewer.get(f"/aggregates/{code}").text)
    assert code not in reviewer.get("/aggregates").text


def test_a_count_read_in_a_closed_source_is_for_its_readers(world: World) -> None:
    from tests.support.factories import make_source, make_source_reader

    with world.databases.write_session() as session:
        closed = make_source("Closed paper", visibility="confidential")
        make_source_reader(closed, world.accounts["reviewer"])
        store(session, closed)
        statement = make_aggregate_statement("Qclosed count", source_id=closed.id, visibility="public")
        make_aggregate_count(statement, low=3, best=3, high=3)
        store(session, statement)
        code = statement.code
        session.commit()
    assert world.browser("reviewer").get(f"/aggregates/{code}").status_code == 200
    for role in ("reader", "researcher", "administrator"):
        assert world.browser(role).get(f"/aggregates/{code}").status_code == 404
        assert "Qclosed" not in world.browser(role).get("/aggregates").text
