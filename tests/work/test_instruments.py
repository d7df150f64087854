"""The verbs of a law or order: what is refused and where, what an editor cannot see stays, and withdrawing."""

import pytest

from incidents.base.errors import Forbidden, Invalid, NotFound
from incidents.records import LegalInstrument
from incidents.work.finding import EditedMeanwhile
from incidents.work.instruments import record_instrument, revise_instrument, same_number, withdraw_instrument
from tests.support.desk import Desk
from tests.support.factories import make_legal_instrument, make_source, store


def entry(*earlier: int, **values: object) -> dict:
    rows = [{"id": f"new-{n}", "earlier_id": number, "how": "amends"} for n, number in enumerate(earlier)]
    return {"legal_instrument": {"title": {"en": "A law"}, **values}, "instrument_amendment": rows}


def paths(desk: Desk, drawing: dict, record: LegalInstrument | None = None) -> set[str]:
    def enter() -> LegalInstrument:
        viewer = desk.viewer("researcher")
        if record is None:
            return record_instrument(desk.session, viewer, drawing)
        return revise_instrument(desk.session, viewer, record.code, record.row_version, drawing)

    with pytest.raises(Invalid) as refusal:
        enter()
    return {problem.path for problem in refusal.value.problems}


def test_what_cannot_be_is_refused_at_its_place(desk: Desk) -> None:
    april, may = {"issued_edtf": "2018-04-02"}, {"issued_edtf": "2018-05"}
    assert paths(desk, entry(**april, in_force_edtf="2018-04-01")) == {"in_force_text"}
    assert paths(desk, entry(**april, repealed_edtf="2017")) == {"repealed_text"}
    assert paths(desk, entry(deadline_days=-1, objection_days=-3)) == {"deadline_days", "objection_days"}
    assert paths(desk, {"legal_instrument": {"number": "1"}}) == {"title"}
    assert paths(desk, entry(987)) == {"instrument_amendment.new-0.earlier_id"}
    assert record_instrument(desk.session, desk.viewer("researcher"), entry(**may, in_force_edtf="2018-05-02")).code
    with pytest.raises(Forbidden):
        record_instrument(desk.session, desk.viewer("reader"), entry())


def test_no_chain_of_amendments_runs_in_a_circle(desk: Desk) -> None:
    viewer = desk.viewer("researcher")
    first = record_instrument(desk.session, viewer, entry())
    second = record_instrument(desk.session, viewer, entry(first.id))
    third = record_instrument(desk.session, viewer, entry(second.id))
    for number in (first.id, second.id, third.id):
        assert paths(desk, entry(number), first) == {"instrument_amendment.new-0.earlier_id"}
    assert paths(desk, entry(first.id, first.id), third) == {"instrument_amendment.new-1.earlier_id"}
    assert len(revise_instrument(desk.session, viewer, third.code, 1, entry(first.id, second.id)).amendments) == 2


def test_earlier_texts_that_an_editor_cannot_see_stay_and_a_stale_version_is_said(desk: Desk) -> None:
    viewer, closed = desk.viewer("researcher"), make_source(visibility="confidential")
    hidden, seen = make_legal_instrument("Hidden", source=closed), make_legal_instrument("Seen", visibility="public")
    store(desk.session, closed, hidden, seen)
    law = record_instrument(desk.session, viewer, entry(seen.id))
    law.amendments[0].earlier_id = hidden.id
    store(desk.session, law)
    version = law.row_version
    revise_instrument(desk.session, viewer, law.code, version, entry(seen.id, number="1/2020"))
    assert [one.earlier_id for one in law.amendments] == [hidden.id, seen.id]
    with pytest.raises(EditedMeanwhile):
        revise_instrument(desk.session, viewer, law.code, version, entry())
    with pytest.raises(NotFound):
        revise_instrument(desk.session, viewer, hidden.code, 1, entry())
    assert [one.code for one in same_number(desk.session, viewer, entry(number="1/2020"))] == [law.code]
    assert not same_number(desk.session, viewer, entry(number="1/2020", kind="law"))


def test_a_withdrawn_text_keeps_its_reason(desk: Desk) -> None:
    law = record_instrument(desk.session, desk.viewer("researcher"), entry(number="1/2020", visibility="public"))
    with pytest.raises(Forbidden):
        withdraw_instrument(desk.session, desk.viewer("researcher"), law.code, 1, "Entered twice.")
    with pytest.raises(Invalid):
        withdraw_instrument(desk.session, desk.viewer("reviewer"), law.code, 1, " ")
    withdraw_instrument(desk.session, desk.viewer("reviewer"), law.code, 1, "Entered twice.")
    assert (law.withdrawn_reason, law.row_version) == ("Entered twice.", 2)
    assert not same_number(desk.session, desk.viewer("reviewer"), entry(number="1/2020"))
