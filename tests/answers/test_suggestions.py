"""Suggestions and names: found in any script, never by a wildcard, never what one may not see, and only when sure."""

import pytest

from incidents.access.viewer import OPERATOR
from incidents.answers.references import cases_of
from incidents.answers.saying import names_of
from incidents.answers.sources_list import WantedSources, source_list
from incidents.answers.suggestions import label_of, labels, resolve, suggest
from incidents.base.clock import now
from incidents.base.languages import speaking
from incidents.records import Actor, LegalInstrument, Place, Source
from tests.support.desk import Desk, make_desk
from tests.support.factories import (
    make_actor,
    make_actor_name,
    make_legal_instrument,
    make_place,
    make_place_name,
    make_source,
    store,
)
from tests.work.test_recording import DISAGREEING, TWO_SOURCES


@pytest.fixture
def desk(session) -> Desk:
    return make_desk(session)


def test_letters_are_folded_in_both_scripts(desk: Desk) -> None:
    place = make_place("Khān Shaykhūn")
    make_place_name(place, "خان شيخون", "ar")
    store(desk.session, place)
    for typed in ("khan shay", "KHAN", "خان شيخون", "خَان", "شيخون خان"):
        assert [found.id for found in suggest(desk.session, OPERATOR, Place, typed)] == [place.id], typed
    with speaking("ar"):
        assert suggest(desk.session, OPERATOR, Place, "khan")[0].label == "خان شيخون"
    assert suggest(desk.session, OPERATOR, Place, "khan")[0].typed == f"{place.code} · Khān Shaykhūn"


@pytest.mark.parametrize("typed", ["%", "_", "a%", "\\", "'", "", "   ", "x" * 300, "%%%%"])
def test_signs_are_no_wildcards(desk: Desk, typed: str) -> None:
    store(desk.session, make_actor("An army"), make_source("A report"))
    assert suggest(desk.session, OPERATOR, Actor, typed) == []
    assert suggest(desk.session, OPERATOR, Source, typed) == []
    assert resolve(desk.session, OPERATOR, Actor, typed) is None


def test_a_name_means_one_record_or_none(desk: Desk) -> None:
    first, second = make_actor("An army"), make_actor("An army of the north")
    make_actor_name(first, "The forces")
    store(desk.session, first, second)
    asked = "an army", "AN ARMY OF THE NORTH", "an", first.code, f"{first.code} · whatever", "ACT-ZZZZZZ"
    found = [resolve(desk.session, OPERATOR, Actor, typed) for typed in asked]
    assert [one.id if one else None for one in found] == [first.id, second.id, None, first.id, first.id, None]
    store(desk.session, make_actor("An army"))
    assert resolve(desk.session, OPERATOR, Actor, "an army") is None


def test_a_source_is_found_by_its_address_however_it_was_copied(desk: Desk) -> None:
    source = store(desk.session, make_source("A report", url="https://www.example.org/report/?utm_source=x"))
    for address in ("http://example.org/report", "https://example.org/report/#page"):
        found = resolve(desk.session, OPERATOR, Source, address)
        assert found is not None
        assert found.id == source.id
    for odd in ("http://[::1", "http://", "https://example.org:port/x"):
        assert resolve(desk.session, OPERATOR, Source, odd) is None


def test_what_one_may_not_see_is_not_suggested_named_or_counted(desk: Desk) -> None:
    incident = desk.record(DISAGREEING, sources=TWO_SOURCES)
    source = incident.citations[0].source
    ours, theirs = desk.viewer("reader"), desk.viewer("stranger")
    assert [one.id for one in suggest(desk.session, ours, Source, "commission")] == [source.id]
    assert [case.code for case in cases_of(desk.session, ours, Source, source.id)] == [incident.code]
    assert suggest(desk.session, theirs, Source, "commission") == []
    assert resolve(desk.session, theirs, Source, source.code) is None
    assert labels(desk.session, theirs, Source, [source.id]) == {}
    assert cases_of(desk.session, theirs, Source, source.id) == []
    assert source_list(desk.session, theirs, WantedSources()).totals.total == 0
    assert source_list(desk.session, ours, WantedSources()).totals.total == 2


def test_a_public_source_is_counted_only_in_the_cases_one_sees(desk: Desk) -> None:
    incident = desk.record(DISAGREEING, sources=TWO_SOURCES)
    source = incident.citations[0].source
    from incidents.work.references import revise_reference

    revise_reference(
        desk.session, desk.viewer("researcher"), Source, source.code, 1, {"source": {"visibility": "public"}}
    )
    for name, count in (("reader", 1), ("stranger", 0)):
        (row,) = source_list(desk.session, desk.viewer(name), WantedSources(typed="commission")).rows
        assert row.cases == count


def test_a_law_is_found_by_its_number_or_title_in_either_script_unless_it_is_withdrawn(desk: Desk) -> None:
    titles = {"en": "Law on development zones", "ar": "قانون المناطق التنظيمية"}
    law = make_legal_instrument(titles, kind="law", number="10/2018", visibility="public")
    gone = make_legal_instrument("A law that was entered twice", number="10/2018", withdrawn_at=now())
    store(desk.session, law, gone)
    for typed in ("10/2018", "zones law", "المناطق", law.code):
        assert [one.id for one in suggest(desk.session, OPERATOR, LegalInstrument, typed)] == [law.id], typed
    assert label_of(law) == "Law 10/2018: Law on development zones"
    meant = resolve(desk.session, OPERATOR, LegalInstrument, "law on development zones")
    assert meant is not None
    assert names_of(desk.session, OPERATOR, [("legal_instrument", law.id)]) == {
        ("legal_instrument", law.id): meant.label
    }
