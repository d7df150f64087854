"""The pages of sources, actors and places: entering, correcting, colliding, listing and finding."""

import pytest
from sqlalchemy import func, select

from incidents.records import Change
from tests.support.pages import form_of, words_of
from tests.support.web import World

FILLED = {
    "sources": {"record-title-en": "A report on the attack", "record-publisher": "A body",
                "record-published": "May 2017", "record-url": "https://example.org/report?utm_source=x",
                "record-retention_until": "2030-01-31",
                "record-consent_scope": "Quotable without a name."},
    "actors": {"rows-0-text": "An air force", "rows-0-lang": "en", "rows-0-used": "since 2012",
               "record-note": "Two\r\nlines"},
    "places": {"rows-0-text": "A village by the road", "rows-0-lang": "en", "record-lat": "35.4421",
               "record-lon": "36.6512",
               "record-pcode": "SY070"},
}  # fmt: skip
CHANGED = {"sources": "record-author", "actors": "record-note", "places": "record-note"}


def changes(world: World) -> int:
    with world.databases.read_session() as session:
        return session.scalar(select(func.count()).select_from(Change)) or 0


def record(world: World, area: str) -> str:
    browser = world.browser("researcher")
    answer = browser.send(f"/{area}/new", form_of(browser.get(f"/{area}/new")).put(FILLED[area]).sent())
    assert answer.status_code == 303, words_of(answer.text)
    return answer.location


@pytest.mark.parametrize("area", FILLED)
def test_what_is_entered_is_shown_and_found(world: World, area: str) -> None:
    address = record(world, area)
    browser = world.browser("researcher")
    words = words_of(browser.get(address).text)
    assert "recorded it" in words
    name = next(value for value in FILLED[area].values())
    assert name in words
    assert name in words_of(browser.get(f"/{area}?q={name.split()[-1]}").text)
    (suggested,) = browser.get(f"/{area}/suggest?q={name.upper()}").get_json()
    assert name in suggested["label"]
    assert world.browser("stranger").get(address).status_code == 404


@pytest.mark.parametrize("area", FILLED)
def test_a_form_saved_untouched_writes_nothing(world: World, area: str) -> None:
    address, browser = record(world, area), world.browser("researcher")
    before = changes(world)
    assert browser.send(f"{address}/edit", form_of(browser.get(f"{address}/edit"), "/edit").sent()).status_code == 303
    assert changes(world) == before


@pytest.mark.parametrize("area", FILLED)
def test_rows_come_and_go(world: World, area: str) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get(f"/{area}/new")).put(FILLED[area])
    added = form_of(browser.send(f"/{area}/new", form.sent("add:rows")))
    assert {name: added[name] for name in FILLED[area]} == FILLED[area]
    assert "rows-1-key" in added.data
    removed = form_of(browser.send(f"/{area}/new", added.sent("remove:rows:1")))
    assert "rows-1-key" not in removed.data


@pytest.mark.parametrize("area", FILLED)
def test_two_editors_of_one_record(world: World, area: str) -> None:
    address, control = record(world, area), CHANGED[area]
    mine = world.browser("researcher")
    form = form_of(mine.get(f"{address}/edit"), "/edit").put({control: "What I wrote"})
    theirs = world.browser("reviewer")
    with world.databases.write_session() as session:
        from incidents.access.viewer import OPERATOR
        from incidents.records import Actor, Place, Source
        from incidents.work.references import revise_reference

        kind = {"sources": Source, "actors": Actor, "places": Place}[area]
        table, column = kind.__tablename__, control.removeprefix("record-")
        drawing = {table: {column: "What they wrote", "visibility": "public"}}
        revise_reference(session, OPERATOR, kind, address.rpartition("/")[2], 1, drawing)
        session.commit()
    answer = mine.send(f"{address}/edit", form.sent())
    assert answer.status_code == 409
    assert "operator has saved here: What they wrote" in words_of(answer.text)
    joined = form_of(answer, "/edit")
    assert (joined[control], joined["record-visibility"], joined["version"]) == ("What I wrote", "public", "2")
    assert mine.send(f"{address}/edit", joined.sent()).status_code == 303
    assert "What I wrote" in theirs.get(address).text


def test_mistakes_stand_at_their_fields(world: World) -> None:
    browser = world.browser("researcher")
    wrong = {"record-title-en": "", "record-url": "javascript:alert(1)", "record-retention_until": "2030-13-45"}
    form = form_of(browser.get("/sources/new")).put(FILLED["sources"]).put(wrong)
    answer = browser.send("/sources/new", form.sent())
    assert answer.status_code == 422
    assert 'id="record-retention_until-error"' in answer.text
    assert form_of(answer)["record-retention_until"] == "2030-13-45"
    answer = browser.send("/sources/new", form_of(answer).put({"record-retention_until": ""}).sent())
    assert answer.status_code == 422
    for name in ("record-title-en", "record-url"):
        assert f'id="{name}-error"' in answer.text
    answer = browser.send("/places/new", form_of(browser.get("/places/new")).put({"record-lat": "35.4"}).sent())
    assert answer.status_code == 422
    assert "Give at least one name." in words_of(answer.text)


def test_what_the_speaker_agreed_to_is_for_named_readers(world: World) -> None:
    address = record(world, "sources")
    code = address.rpartition("/")[2]
    browser = world.browser("researcher")
    form = form_of(browser.get("/cases/new")).put({"case-title-en": "A case", "citations-0-source": code})
    assert browser.send("/cases/new", form.sent()).status_code == 303
    assert "Quotable" in browser.get(address).text
    other = world.browser("reviewer")
    edit = form_of(other.get(f"{address}/edit"), "/edit")
    assert "record-consent_scope" not in edit.data
    assert "Quotable" not in other.get(address).text
    data = edit.put({"record-author": "Somebody"}).sent()
    data.setlist("record-consent_scope", ["forged"])
    assert other.send(f"{address}/edit", data).status_code == 303
    assert "Quotable without a name." in form_of(browser.get(f"{address}/edit"), "/edit")["record-consent_scope"]


def test_the_list_turns_its_pages(world: World) -> None:
    browser = world.browser("reader")
    for page in ("0", "-1", "99999999", "x", "1" * 50, "٢"):
        assert browser.get(f"/sources?page={page}").status_code == 200
