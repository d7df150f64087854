"""Links between cases: each once, to another case, in no circle; and what an editor may not see stays as it is."""

import pytest

from incidents.access.viewer import OPERATOR
from incidents.base.errors import Invalid
from incidents.ledger.trace import act
from incidents.records import Incident
from tests.support.desk import Desk, make_desk
from tests.support.factories import make_incident, make_incident_link, make_incident_team, store


@pytest.fixture
def desk(session) -> Desk:
    return make_desk(session)


def tie(session, case: Incident, other: Incident, kind: str = "part_of", **values) -> None:
    """A link as an import stores it, whatever the form would say of it."""
    with act(session, OPERATOR, "revised"):
        make_incident_link(case, other, kind, **values)


def link(other: Incident, kind: str = "part_of", key: object = "new-1", **values):
    return {"id": key, "kind": kind, "other_id": other.id, **values}


def refused(desk: Desk, incident: Incident, *links, by: str = "researcher") -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        desk.revise(incident, {"incident_link": list(links)}, by)
    return {problem.path: problem.message for problem in refusal.value.problems}


def test_a_link_leads_elsewhere_and_stands_once_from_either_side(desk: Desk) -> None:
    whole, part = desk.record({}), desk.record({})
    told = refused(desk, part, link(part), link(whole, key="new-2"), link(whole, key="new-3"))
    assert list(told) == ["incident_link.new-1.other_id", "incident_link.new-3.other_id"]
    assert "not linked to itself" in told["incident_link.new-1.other_id"]
    assert "stands here already" in told["incident_link.new-3.other_id"]
    desk.revise(part, {"incident_link": [link(whole)]})
    told = refused(desk, whole, link(part, "encompasses"))
    assert "entered on the other case" in told["incident_link.new-1.other_id"]
    # Another kind between the same two is another link.
    desk.revise(whole, {"incident_link": [link(part, "causes")]})
    assert [one.kind for one in whole.links] == ["causes"]


def test_a_circle_is_refused_at_its_row_and_named(desk: Desk) -> None:
    first, second, third = desk.record({}), desk.record({}), desk.record({})
    desk.revise(first, {"incident_link": [link(second, "precedes")]})
    desk.revise(third, {"incident_link": [link(second, "consequence_of")]})
    kept = {"id": third.links[0].id}
    (message,) = refused(desk, third, kept, link(first, "causes", "new-2")).values()
    assert f"{third.code} → {first.code} → {second.code} → {third.code}" in message
    # Part and whole are another question than before and after.
    desk.revise(third, {"incident_link": [kept, link(first, "encompasses", "new-2")]})
    kept = {"id": first.links[0].id}
    (message,) = refused(desk, first, kept, link(third, "encompasses", "new-2")).values()
    assert f"{third.code} → {first.code} → {third.code}" in message
    # A case that is only being entered can close a circle too.
    with pytest.raises(Invalid, match=r"in a circle: .*this case"):
        desk.record({"incident_link": [link(first, "follows"), link(second, "causes", "new-2"),
                                       link(first, "causes", "new-3")]})  # fmt: skip


def test_what_is_stored_in_a_circle_is_not_held_against_other_corrections(desk: Desk) -> None:
    first, second = desk.record({}), desk.record({})
    tie(desk.session, first, second)
    tie(desk.session, second, first)
    store(desk.session, first, second)
    desk.revise(first, {"incident": {"graphic": True}, "incident_link": [{"id": first.links[0].id}]})
    assert [one.other_id for one in first.links] == [second.id]


def test_a_link_to_a_case_that_the_editor_may_not_see_stays_and_tells_nothing(desk: Desk) -> None:
    case, seen, hidden = desk.record({}), desk.record({}), make_incident("Theirs")
    make_incident_team(hidden, desk.other_team)
    store(desk.session, hidden)
    tie(desk.session, case, hidden, "part_of", note="Only for them")
    tie(desk.session, hidden, seen, "part_of")
    store(desk.session, case, hidden)
    kept = case.links[0].id
    # Not listed, listed as removed, or changed by its number: it stays as it is.
    for listed in ([], [link(seen, key="new-1")], [{"id": kept, "kind": "causes", "other_id": seen.id}]):
        desk.revise(case, {"incident_link": list(listed)})
        assert [(one.kind, one.note) for one in case.links if one.other_id == hidden.id] == [
            ("part_of", "Only for them")
        ]
    assert "no such record" in refused(desk, case, link(hidden, "causes"))["incident_link.new-1.other_id"]
    # A circle through it would tell that it is there, so it is not looked for.
    desk.revise(seen, {"incident_link": [link(case)]})
    assert [one.other_id for one in seen.links] == [case.id]
