"""The library of sources: list, pages, warnings of the same address, merging; and what it keeps to itself."""

import pytest
from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.answers.sources_list import WantedSources, source_list
from incidents.ledger.trace import act
from incidents.records import Incident, Source
from incidents.search.derived import refresh
from incidents.work.references import revise_reference
from tests.support.factories import (
    make_citation,
    make_figure,
    make_quality_issue,
    make_source,
    make_source_capture,
    make_source_derivation,
    make_source_reader,
    store,
)
from tests.support.pages import form_of, words_of
from tests.support.web import World


@pytest.fixture
def library(world: World) -> dict[str, str]:
    """Sources of our own, one of the other team, and one that only the reviewer may read; codes by short names."""
    with world.databases.write_session() as session:
        ours = session.query(Incident).filter_by(code=world.codes["cases"]).one()
        wire = make_source("Gas kills dozens", publisher="Wire & Sons", kind="news", published="2017-04-04",
                           url="https://example.org/gas?utm_source=x", default_reliability="B")  # fmt: skip
        wire.archive_urls = ["https://archive.ph/AbCdE"]
        make_source_capture(
            wire, captured="2017-04-05", shows="Says 83", address="https://archive.ph/2017/http://example.org/gas"
        )
        make_quality_issue(wire)
        paper = make_source({"ar": "الغاز يقتل العشرات"}, publisher="جريدة", default_reliability="F", language="ar")
        make_source_derivation(paper, wire, "republishes")
        bare = make_source("A loose leaf")
        theirs = make_source("Qtheirs leaf", publisher="Qtheirspress", url="https://example.org/theirs")
        closed = make_source("Qclosed leaf", publisher="Qclosedpress", visibility="confidential",
                             url="https://example.org/closed", default_reliability="E")  # fmt: skip
        make_source_reader(closed, world.accounts["reviewer"])
        make_source_derivation(closed, wire, "quotes")
        with act(session, OPERATOR, "revised"):
            cited = make_citation(ours, wire, credibility="2", locator="p. 7", stance_occurrence="supports")
            make_figure(ours, low=83, best=83, high=83, citation=cited)
            for other in (paper, closed):
                make_citation(ours, other)
            session.flush()
        for one in (bare, theirs):
            store(session, one)
        with act(session, OPERATOR, "revised", "To whom they belong"):
            bare.created_by = world.accounts["researcher"].id
        refresh(session, [ours])
        session.commit()
        found = {"wire": wire, "paper": paper, "bare": bare, "theirs": theirs, "closed": closed}
        return {name: one.code for name, one in found.items()}


def listed(world: World, library: dict[str, str], question: str, role: str = "researcher") -> set[str]:
    text = world.browser(role).get(f"/sources?{question}").text
    return {name for name, code in library.items() if f'href="/sources/{code}"' in text}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", {"wire", "paper", "bare"}),
        ("q=GAS", {"wire"}),
        ("q=الغازُ", {"paper"}),
        ("q=https://www.example.org/gas%23x", {"wire"}),
        ("kind=news", {"wire"}),
        ("reliability=B", {"wire"}),
        ("reliability=F", {"paper"}),
        ("reliability=none&cited=no", {"bare"}),
        ("publisher=جريدة", {"paper"}),
        ("written=ar", {"paper"}),
        ("cited=yes", {"wire", "paper"}),
        ("captured=yes", {"wire"}),
        ("captured=no", {"paper", "bare"}),
        ("published_from=2017-04&published_to=2017-04-30", {"wire"}),
        ("published_from=2017-04-05", set()),
        ("visibility=confidential", set()),
        ("q=Qclosed", set()),
    ],
)
def test_the_list_is_narrowed(world: World, library: dict[str, str], question: str, found: set[str]) -> None:
    assert listed(world, library, question) == found


def test_words_that_are_no_date_are_marked_and_do_not_narrow(world: World, library: dict[str, str]) -> None:
    page = world.browser("researcher").get("/sources?published_from=whenever&q=gas").text
    assert library["wire"] in page
    assert "field-error" in page


def test_a_closed_source_is_in_no_list_count_or_page(world: World, library: dict[str, str]) -> None:
    researcher, reviewer = world.browser("researcher"), world.browser("reviewer")
    for address in (
        "/sources", "/sources?sort=cases", "/sources?reliability=E", "/sources/suggest?q=Qclosed",
        f"/sources/{library['wire']}", f"/sources/{library['wire']}/merge?with={library['closed']}",
        f"/sources/{library['wire']}/merge?with=Qclosed+leaf",
    ):  # fmt: skip
        text = researcher.get(address).text.replace("Qclosed+leaf", "").replace('value="Qclosed leaf"', "")
        assert "Qclosedpress" not in text, address
        assert "example.org/closed" not in text, address
    for address in ("/sources/publishers?name=Qclosedpress", f"/sources/{library['closed']}/merge"):
        assert researcher.get(address).status_code == 404
        assert reviewer.get(address).status_code == 200
    with world.databases.read_session() as session:
        viewer = viewer_for(world, "researcher")
        letters = source_list(session, viewer, WantedSources()).totals.letters
        assert "E" not in letters


def viewer_for(world: World, role: str):
    from tests.support.factories import viewer_of

    return viewer_of(world.accounts[role], world.team)


def test_the_page_shows_grade_cases_origins_and_copies(world: World, library: dict[str, str]) -> None:
    with world.databases.write_session() as session:
        wire = session.scalars(select(Source).where(Source.code == library["wire"])).one()
        revise_reference(session, OPERATOR, Source, wire.code, wire.row_version,
                         {"source": {"default_reliability": "C"}}, "Two retractions")  # fmt: skip
        session.commit()
    text = world.browser("researcher").get(f"/sources/{library['wire']}").text
    words = words_of(text)
    for said in ("Fairly reliable", "Two retractions", "p. 7", "83", "Says 83", "archive.ph/AbCdE", "جريدة",
                 "This source repeats it", "It is its own origin", "Open questions"):  # fmt: skip
        assert said in words, said
    paper = words_of(world.browser("researcher").get(f"/sources/{library['paper']}").text)
    assert "not that it is bad" in paper
    assert "one independent origin" in paper
    assert "not graded" in words_of(world.browser("researcher").get(f"/sources/{library['bare']}").text)


def test_a_publisher_has_a_page_whatever_its_name(world: World, library: dict[str, str]) -> None:
    browser = world.browser("researcher")
    words = words_of(browser.get("/sources/publishers?name=Wire+%26+Sons").text)
    assert "cited in one case" in words
    assert "Usually reliable" in words
    assert browser.get("/sources/publishers").status_code == 404
    assert browser.get("/sources/publishers?name=Qtheirspress").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "http://m.example.org/gas/?fbclid=1#top",
        "https://web.archive.org/web/2017/https://example.org/gas",
        "https://archive.is/AbCdE",
    ],
)
def test_the_same_address_is_said_and_not_refused(world: World, library: dict[str, str], address: str) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get("/sources/new")).put({"record-title-en": "Another copy", "record-url": address})
    warned = browser.send("/sources/new", form.sent())
    assert warned.status_code == 200
    assert "is here already" in words_of(warned.text)
    assert library["wire"] in warned.text
    again = form_of(warned)
    assert again["record-title-en"] == "Another copy"
    assert again["record-url"] == address
    assert browser.send("/sources/new", again.sent()).status_code == 303


@pytest.mark.parametrize("hidden", ["closed", "theirs"])
def test_a_source_one_may_not_see_causes_no_warning(world: World, library: dict[str, str], hidden: str) -> None:
    browser = world.browser("researcher")
    address = f"https://example.org/{hidden}"
    form = form_of(browser.get("/sources/new")).put({"record-title-en": "My own", "record-url": address})
    assert browser.send("/sources/new", form.sent()).status_code == 303
    assert library[hidden]


def test_captures_and_readers_are_entered_and_kept(world: World) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get("/sources/new"))
    form = form_of(browser.send("/sources/new", form.put({"record-title-en": "A witness"}).sent("add:captures")))
    reader = str(world.accounts["reviewer"].id)
    form = form.put({"captures-0-captured": "5 April 2017", "captures-0-shows": "Says 90", "readers": [reader],
                     "record-visibility": "confidential"})  # fmt: skip
    answer = browser.send("/sources/new", form.sent())
    assert answer.status_code == 303, words_of(answer.text)
    page = words_of(browser.get(answer.location).text)
    assert "Says 90" in page
    assert "5 April 2017" in page
    assert world.browser("reviewer").get(answer.location).status_code == 200
    assert world.browser("reader").get(answer.location).status_code == 404


def test_a_circle_is_named_where_it_is_entered(world: World, library: dict[str, str]) -> None:
    browser, address = world.browser("researcher"), f"/sources/{library['wire']}/edit"
    form = form_of(browser.get(address), "/edit")
    form = form_of(browser.send(address, form.sent("add:rows")), "/edit").put({"rows-0-parent": library["paper"]})
    answer = browser.send(address, form.sent())
    assert answer.status_code == 422
    assert f"{library['wire']} → {library['paper']} → {library['wire']}" in words_of(answer.text)


def test_two_records_are_compared_and_merged(world: World, library: dict[str, str]) -> None:
    browser, address = world.browser("researcher"), f"/sources/{library['bare']}/merge"
    assert browser.get(address).status_code == 200
    assert browser.get(f"{address}?with=nonsense").status_code == 422
    compared = browser.get(f"{address}?with={library['wire']}")
    assert "Gas kills dozens" in words_of(compared.text)
    form = form_of(compared, "/merge")
    stale = browser.send(address, {**form.sent(), "kept_version": "7", "reason": "x"})
    assert stale.status_code == 409
    assert form_of(stale, "/merge")["kept_version"] == form["kept_version"]
    refused = browser.send(address, form.sent())
    assert refused.status_code == 422
    assert "Give the reason for merging" in words_of(refused.text)
    done = browser.send(address, form_of(refused, "/merge").put({"reason": "One page"}).sent())
    assert done.status_code == 303
    old = browser.get(f"/sources/{library['wire']}")
    assert old.status_code == 200
    assert f'href="/sources/{library["bare"]}"' in old.text
    assert "83" in words_of(browser.get(done.location).text)
    circle = browser.get(f"{address}?with={library['paper']}")
    assert circle.status_code == 422
    assert "repeats the other" in words_of(circle.text)


def test_a_source_entered_in_a_case_can_give_way_to_the_one_that_is_here(world: World, library: dict[str, str]) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get("/cases/new"))
    form = form.put({"case-title-en": "A strike", "citations-0-new-title-en": "Gas", "citations-0-excerpt": "83 dead",
                     "citations-0-new-url": "http://www.example.org/gas/?fbclid=1"})  # fmt: skip
    warned = browser.send("/cases/new", form.sent())
    assert warned.status_code == 200
    assert library["wire"] in warned.text
    assert browser.send("/cases/new", form_of(warned).sent()).status_code == 303  # both stay
    chosen = form_of(browser.send("/cases/new", form_of(warned).sent(f"use:{0}:{library['wire']}")))
    assert chosen["citations-0-source"].startswith(library["wire"])
    assert chosen["citations-0-excerpt"] == "83 dead"
    assert not chosen["citations-0-new-url"]
    done = browser.send("/cases/new", chosen.sent())
    assert done.status_code == 303
    assert library["wire"] in browser.get(done.location).text


@pytest.mark.parametrize("hidden", ["closed", "theirs"])
def test_in_a_case_too_nothing_is_said_of_what_one_may_not_see(
    world: World, library: dict[str, str], hidden: str
) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get("/cases/new"))
    form = form.put({"case-title-en": "A strike", "citations-0-new-title-en": "Gas",
                     "citations-0-new-url": f"https://example.org/{hidden}"})  # fmt: skip
    assert browser.send("/cases/new", form.sent()).status_code == 303
    assert library[hidden]
