"""The chain of a case: read from both sides, bounded, in order of time, and never through what is hidden."""

from dataclasses import replace

from incidents.access.viewer import OPERATOR
from incidents.answers.chains import chain_of
from incidents.base.languages import speaking
from incidents.ledger.trace import act
from incidents.records import Incident
from incidents.search.language import parse
from incidents.search.query import matching
from tests.support.desk import make_desk
from tests.support.factories import (
    make_citation,
    make_incident,
    make_incident_link,
    make_incident_team,
    make_source,
    store,
)


def tie(session, case: Incident, other: Incident, kind: str = "part_of", **values) -> None:
    """A link as an import stores it, whatever the form would say of it."""
    with act(session, OPERATOR, "revised"):
        make_incident_link(case, other, kind, **values)


def asked(session, question: str, viewer=OPERATOR) -> set[int]:
    parsed = parse(question)
    assert not parsed.problems
    return set(session.scalars(matching(parsed.criteria, viewer)))


def test_a_chain_is_read_from_both_sides_and_shown_in_order_of_time(session) -> None:
    decree = make_incident("Decree", occurred="2018-04-02")
    siege, leaving = make_incident("Siege", occurred="2015/2017"), make_incident("Evacuation", occurred="2017-05-08")
    bombing, other, lone = make_incident("Bombing"), make_incident("Not the same"), make_incident("Alone")
    store(session, siege, leaving, decree, bombing, other, lone)
    tie(session, siege, leaving, "causes")
    tie(session, decree, leaving, "consequence_of", note="Owners had left")
    tie(session, bombing, leaving, "part_of")
    tie(session, leaving, other, "not_duplicate")
    tie(session, lone, siege, "parallel")
    store(session, siege, decree, bombing, leaving, lone)
    found = chain_of(session, OPERATOR, leaving)
    assert [(one.words, one.title, one.note, one.entered_there) for one in found.linked] == [
        ("Consequence of", "Siege", None, True),
        ("Causes", "Decree", "Owners had left", True),
        ("Encompasses", "Bombing", None, True),
    ]
    assert [(one.words, one.title) for one in found.same] == [("Not a duplicate", "Not the same")]
    assert found.further == []
    assert not found.cut
    drawn = found.picture
    assert [one.box.title for one in drawn.boxes] == ["Siege", "Evacuation", "Decree", "Bombing"]
    assert [one.box.when for one in drawn.boxes][3] == "not dated"
    assert {(a.kind, a.origin, a.target) for a in drawn.arrows} == {
        ("causes", siege.code, leaving.code), ("causes", leaving.code, decree.code),
        ("part_of", bombing.code, leaving.code),
    }  # fmt: skip
    # From an end of the chain, what is not linked directly says how it is tied to what is.
    far = chain_of(session, OPERATOR, decree)
    assert [one.title for one in far.further] == ["Siege", "Bombing"]
    assert far.further[0].ties == [("Causes", leaving.code)]
    # Drawn from right to left the boxes stand at the other side of their arrows.
    with speaking("ar"):
        mirrored = chain_of(session, OPERATOR, leaving).picture
    assert mirrored.boxes[0].x < drawn.boxes[0].x
    assert mirrored.boxes[0].text_x > drawn.boxes[0].text_x
    assert asked(session, f"chain:{decree.code}") == {siege.id, leaving.id, decree.id, bombing.id}
    assert asked(session, f"link.encompasses:{bombing.code}") == {leaving.id}
    assert asked(session, "link.part_of:any") == {bombing.id}
    assert asked(session, "link.causes:any") == {siege.id, leaving.id}
    assert asked(session, "link:none") == set()
    assert asked(session, "has:link") == {one.id for one in (siege, leaving, decree, bombing, other, lone)}


def test_nothing_is_shown_of_or_reached_through_what_is_hidden_or_withdrawn(session) -> None:
    desk = make_desk(session)
    near, far, gone, beyond = (make_incident(name) for name in ("Near", "Far", "Gone", "Beyond"))
    hidden = make_incident("Hidden")
    for one in (near, far, gone, beyond):
        make_incident_team(one, desk.team)
    make_incident_team(hidden, desk.other_team)
    store(session, near, far, hidden, gone, beyond)
    tie(session, near, hidden, "precedes")
    tie(session, hidden, far, "precedes")
    tie(session, gone, near, "part_of")
    tie(session, gone, beyond, "part_of")
    store(session, near, hidden, gone)
    with act(session, OPERATOR, "withdrawn"):
        gone.withdrawn_at, gone.withdrawn_reason = near.created_at, "Twice"
    reader = desk.viewer("reader")
    found = chain_of(session, reader, near)
    assert (found.linked, found.further, found.same, found.picture) == ([], [], [], None)
    assert asked(session, f"chain:{near.code}", reader) == {near.id}
    assert asked(session, "has:link", reader) == asked(session, "link:any", reader) == set()
    assert asked(session, f"link:{hidden.code}", reader) == set()
    assert asked(session, f"chain:{hidden.code}", reader) == set()
    assert {one.title for one in chain_of(session, OPERATOR, near).linked} == {"Hidden"}
    assert asked(session, f"chain:{near.code}") == {near.id, hidden.id, far.id}


def test_a_long_chain_and_a_circle_come_to_an_end(session) -> None:
    cases = [make_incident(f"Case {number}", occurred=f"20{number:02}") for number in range(10, 18)]
    store(session, *cases)
    for one, following in zip(cases, [*cases[1:], cases[0]], strict=True):
        tie(session, one, following, "precedes")
    crowd = [make_incident(f"Part {number}") for number in range(60)]
    whole = make_incident("Whole")
    store(session, *cases, whole, *crowd)
    for part in crowd:
        tie(session, part, whole, "part_of")
    store(session, *crowd)
    found = chain_of(session, OPERATOR, cases[0])
    assert len(found.picture.boxes) == 8
    assert len(found.picture.arrows) == 8
    assert not found.cut
    parts = chain_of(session, OPERATOR, whole)
    assert len(parts.picture.boxes) == 40
    assert parts.cut
    assert len(parts.linked) == 60


def test_the_note_of_a_link_is_read_with_its_source(session) -> None:
    desk = make_desk(session)
    here, there = make_incident("Here"), make_incident("There")
    for one in (here, there):
        make_incident_team(one, desk.team)
    store(session, here, there)
    citation = make_citation(there, make_source("Secret file", visibility="confidential"))
    store(session, there)
    tie(session, there, here, "causes", note="As the file says", citation_id=citation.id)
    store(session, there)
    reader = chain_of(session, desk.viewer("reader"), here).linked[0]
    assert (reader.note, reader.read_in) == (None, "a confidential source")
    assert chain_of(session, replace(OPERATOR), here).linked[0].note == "As the file says"
