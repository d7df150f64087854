"""Recording and correcting sources, actors and places: from the version one saw, and never one's own ancestor."""

import pytest

from incidents.base.errors import Forbidden, Invalid, NotFound
from incidents.records import Actor, Place, Source
from incidents.records.picture import picture
from incidents.work.finding import EditedMeanwhile
from incidents.work.references import record_reference, revise_reference
from tests.support.desk import Desk
from tests.work.test_recording import DISAGREEING, TWO_SOURCES

NAMED = [{"id": "n", "text": "Khan Shaykhun", "lang": "en"}]


def test_a_correction_reaches_the_cases_that_refer_to_it(desk: Desk) -> None:
    from incidents.search.criteria import Criteria
    from incidents.search.language import parse
    from incidents.search.query import matching

    incident = desk.record(DISAGREEING, sources=TWO_SOURCES)
    source = incident.citations[0].source
    viewer = desk.viewer("researcher")
    revise_reference(desk.session, viewer, Source, source.code, 1, {"source": {"publisher": "Zebrahouse"}})
    criteria: Criteria = parse("Zebrahouse").criteria
    assert list(desk.session.scalars(matching(criteria, viewer))) == [incident.id]
    assert source.title == {"en": "At least 83 killed"}


def test_nothing_changed_writes_nothing(desk: Desk) -> None:
    viewer = desk.viewer("researcher")
    place = record_reference(desk.session, viewer, Place, {"place": {"lat": 35.4, "lon": 36.6}, "place_name": NAMED})
    before, rows = picture(place), desk.changes()
    revise_reference(desk.session, viewer, Place, place.code, 1, picture(place))
    assert (picture(place), desk.changes(), place.row_version) == (before, rows, 1)


def test_the_second_editor_is_told(desk: Desk) -> None:
    viewer = desk.viewer("researcher")
    actor = record_reference(desk.session, viewer, Actor, {"actor": {"note": "a"}, "actor_name": NAMED})
    revise_reference(desk.session, viewer, Actor, actor.code, 1, {"actor": {"note": "b"}})
    with pytest.raises(EditedMeanwhile) as conflict:
        revise_reference(desk.session, viewer, Actor, actor.code, 1, {"actor": {"note": "c"}})
    assert (conflict.value.base["actor"]["note"], conflict.value.now["actor"]["note"]) == ("a", "b")


def test_who_may(desk: Desk) -> None:
    drawing = {"source": {"title": {"en": "A report"}}}
    with pytest.raises(Forbidden):
        record_reference(desk.session, desk.viewer("reader"), Source, drawing)
    source = record_reference(desk.session, desk.viewer("researcher"), Source, drawing)
    with pytest.raises(NotFound):
        revise_reference(desk.session, desk.viewer("stranger"), Source, source.code, 1, drawing)


def test_a_confidential_source_stays_open_to_whoever_closed_it(desk: Desk) -> None:
    viewer = desk.viewer("researcher")
    source = record_reference(desk.session, viewer, Source, {"source": {"title": {"en": "A witness"}}})
    revise_reference(desk.session, viewer, Source, source.code, 1, {"source": {"visibility": "confidential"}})
    assert [reader.account_id for reader in source.readers] == [viewer.account_id]
    revise_reference(desk.session, viewer, Source, source.code, 2, {"source": {"author": "x"}})


def test_nothing_leads_back_to_itself(desk: Desk) -> None:
    viewer = desk.viewer("researcher")
    above = record_reference(desk.session, viewer, Place, {"place": {}, "place_name": NAMED})
    below = record_reference(desk.session, viewer, Place, {"place": {"parent_id": above.id}, "place_name": NAMED})
    for parent in (above.id, below.id):
        with pytest.raises(Invalid) as refusal:
            revise_reference(desk.session, viewer, Place, above.code, 1, {"place": {"parent_id": parent}})
        assert [problem.path for problem in refusal.value.problems] == ["parent"]
    first = record_reference(desk.session, viewer, Source, {"source": {"title": {"en": "First"}}})
    repeats = {"source_derivation": [{"id": "n", "parent_id": first.id}]}
    second = record_reference(desk.session, viewer, Source, {"source": {"title": {"en": "Second"}}, **repeats})
    for parent in (first.id, second.id):
        drawing = {"source_derivation": [{"id": "n", "parent_id": parent}]}
        with pytest.raises(Invalid):
            revise_reference(desk.session, viewer, Source, first.code, 1, drawing)


def test_names_of_another_record_cannot_be_claimed(desk: Desk) -> None:
    viewer = desk.viewer("researcher")
    one = record_reference(desk.session, viewer, Actor, {"actor": {}, "actor_name": NAMED})
    two = record_reference(desk.session, viewer, Actor, {"actor": {}, "actor_name": NAMED})
    stolen = {"actor_name": [{"id": one.names[0].id, "text": "Stolen"}]}
    with pytest.raises(Invalid):
        revise_reference(desk.session, viewer, Actor, two.code, 1, stolen)
    assert one.names[0].text == "Khan Shaykhun"
