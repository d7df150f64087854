"""Where to where: one number a movement, nothing split that is not known, nothing counted twice or seen by mistake."""

from itertools import product
from typing import Any

from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.answers.flows import flows, movements
from incidents.records import Incident, Place
from incidents.search.language import parse
from tests.support.factories import (
    make_figure,
    make_incident,
    make_incident_link,
    make_incident_place,
    make_place,
    make_sheet,
    store,
)

ALL = parse("").criteria


def gazetteer(session) -> dict[str, Place]:
    places = {}
    for name, level, parent in (
        ("Rural Damascus", "adm1", None), ("Idleb", "adm1", None), ("Aleppo", "adm1", None),
        ("Az-Zabdani", "adm2", "Rural Damascus"), ("Madaya", "adm3", "Az-Zabdani"), ("Zabadani", "adm3", "Az-Zabdani"),
        ("Bennsh", "adm3", "Idleb"), ("Foah", "adm4", "Bennsh"), ("Jarablus", "adm3", "Aleppo"),
    ):  # fmt: skip
        places[name] = store(session, make_place(name, level=level, parent_id=parent and places[parent].id))
    return places


def move(
    session: Any, case: Incident, origins: list[Place], destinations: list[Place], numbers: list[dict[str, Any]], *,
    on_legs: dict[str, dict[str, Any]] | None = None, **values: Any,
) -> None:  # fmt: skip
    """Add a movement to a case, with its numbers, and with those of single places by name."""
    values = {"kind": "flow", "category": "new_displacement", **values}
    figures = [make_figure(case, **{"outcome": "displaced", **one}) for one in numbers]
    placed = [(place, make_incident_place(case, place, role="origin")) for place in origins]
    placed += [(place, make_incident_place(case, place, role="destination")) for place in destinations]
    legs = {name: make_figure(case, outcome="displaced", counting_basis="part_of_incident", **one)
            for name, one in (on_legs or {}).items()}  # fmt: skip
    store(session, case)
    moved = make_sheet(case, "displacement", figures=[one.id for one in figures], **values)
    store(session, case)
    for place, one in placed:
        name = place.names[0].text
        own = [legs[name].id] if name in legs else []
        make_sheet(case, "displacement_leg", displacement_id=moved.id, incident_place_id=one.id, figures=own)
    store(session, case)


def rows(found: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
    (section,) = found.sections
    return {
        (one.origin.words, one.destination.words): (one.persons.low, one.persons.best, one.persons.high, one.movements)
        for one in section.routes
    }


def test_pairs_that_are_not_known_stay_together_until_the_unit_is_wide_enough(session) -> None:
    at = gazetteer(session)
    move(session, make_incident(), [at["Madaya"], at["Zabadani"]], [at["Bennsh"]], [{"low": 2350, "high": 2350}])
    recorded = flows(session, ALL, OPERATOR)
    assert rows(recorded) == {("Madaya, Zabadani", "Bennsh"): (2350, None, 2350, 1)}
    assert "several" in recorded.sections[0].routes[0].origin.beneath
    assert rows(flows(session, ALL, OPERATOR, "adm2")) == {("Az-Zabdani", "Bennsh"): (2350, None, 2350, 1)}
    assert rows(flows(session, ALL, OPERATOR, "adm1")) == {("Rural Damascus", "Idleb"): (2350, None, 2350, 1)}


def test_numbers_on_every_place_of_one_end_make_up_the_movement(session) -> None:
    at = gazetteer(session)
    legs = {"Bennsh": {"best": 900}, "Jarablus": {"low": 400}}
    move(session, make_incident(), [at["Madaya"]], [at["Bennsh"], at["Jarablus"]], [{"best": 1500}], on_legs=legs)
    assert rows(flows(session, ALL, OPERATOR)) == {
        ("Madaya", "Bennsh"): (900, 900, 900, 1), ("Madaya", "Jarablus"): (400, None, 400, 1),
    }  # fmt: skip
    whole = flows(session, ALL, OPERATOR).sections[0]
    assert (whole.persons.low, whole.movements, whole.persons.n_open) == (1300, 1, 1)


def test_one_number_a_movement_and_stocks_apart(session) -> None:
    at = gazetteer(session)
    claims = [
        {"low": 2000, "high": 2000}, {"low": 2400, "high": 2400},
        {"best": 9000, "role": "check"}, {"best": 800, "series_state": "superseded"},
    ]  # fmt: skip
    move(session, make_incident("Two speakers"), [at["Madaya"]], [at["Idleb"]], claims)
    settled = [*claims, {"low": 2100, "best": 2200, "high": 2300, "role": "assessed"}]
    move(session, make_incident("Settled"), [at["Madaya"]], [at["Idleb"]], settled)
    move(session, make_incident("Silent"), [at["Madaya"]], [at["Idleb"]], [{"value_state": "unknown"}])
    stock = [{"best": 40_000, "kind": "stock"}]
    move(session, make_incident("Stock"), [at["Madaya"]], [at["Idleb"]], stock, kind="stock", category="idps")
    found = flows(session, ALL, OPERATOR)
    assert rows(found) == {("Madaya", "Idleb"): (4100, None, 4700, 3)}
    assert (found.stocks, found.sections[0].unknown, found.sections[0].persons.n_assessed) == (1, 1, 1)


def test_persons_are_worked_out_only_of_households_whose_size_is_stated(session) -> None:
    at = gazetteer(session)
    sized = {"best": 1200, "unit": "household", "household_size": 5}
    move(session, make_incident("Sized"), [at["Madaya"]], [at["Idleb"]], [sized])
    move(session, make_incident("Bare"), [at["Madaya"]], [at["Idleb"]], [{"best": 300, "unit": "household"}])
    (route,) = flows(session, ALL, OPERATOR).sections[0].routes
    assert route.persons.best == 6000
    assert route.households.best == 1500
    assert route.workings == ("about 1,200 households × 5 = about 6,000 persons, size from the source",)
    assert route.unknown == 0


def test_a_part_is_not_counted_beside_its_whole_and_what_is_hidden_nowhere(session) -> None:
    at = gazetteer(session)
    whole = make_incident("Whole", includes_parts="yes")
    move(session, whole, [at["Madaya"]], [at["Idleb"]], [{"best": 3000}])
    part = make_incident("Part")
    move(session, part, [at["Madaya"]], [at["Idleb"]], [{"best": 1000}])
    make_incident_link(part, whole)
    store(session, part)
    found = flows(session, ALL, OPERATOR)
    assert rows(found) == {("Madaya", "Idleb"): (3000, 3000, 3000, 1)}
    assert found.skipped == 1
    assert rows(flows(session, parse(f"code:{part.code}").criteria, OPERATOR)) == {
        ("Madaya", "Idleb"): (1000, 1000, 1000, 1)
    }
    stranger = Viewer(999, "stranger", Role.RESEARCHER, frozenset())
    assert flows(session, ALL, stranger).sections == []


def test_the_sums_of_every_level_are_those_over_the_movements(session) -> None:
    at = gazetteer(session)
    ends = [["Madaya"], ["Madaya", "Zabadani"], ["Foah", "Madaya"], []]
    numbers: list[list[dict[str, Any]]] = [
        [{"low": 7, "best": 11, "high": 13}], [{"low": 5}], [], [{"low": 3, "high": 3}, {"low": 19, "high": 19}],
        [{"best": 17, "unit": "household", "household_size": 4.5}],
    ]  # fmt: skip
    for place, (from_, to, said) in enumerate(product(ends, [["Bennsh"], ["Jarablus", "Foah"]], numbers)):
        legs = {"Jarablus": {"low": 23, "high": 29}, "Foah": {"best": 2}} if place % 3 == 0 and len(to) == 2 else {}
        category = ("new_displacement", "multiple_displacement")[place % 2]
        move(session, make_incident(), [at[one] for one in from_], [at[one] for one in to], said,
             on_legs=legs, category=category)  # fmt: skip
    plain: dict[str, list[int]] = {}
    for one in movements(session, ALL, OPERATOR):
        sums = plain.setdefault(str(one.category), [0, 0, 0])
        sums[2] += 1
        for piece in one.pieces:
            if piece.number.persons is not None:
                sums[0] += piece.number.persons.low or 0
                sums[1] += piece.number.persons.high or 0
    for level in ("recorded", "adm3", "adm2", "adm1"):
        for section in flows(session, ALL, OPERATOR, level).sections:
            low, high, n = plain[str(section.category)]
            assert (section.persons.low, section.persons.high, section.movements) == (low, high, n)
            assert sum(route.persons.low or 0 for route in section.routes) == low
            assert sum(route.persons.high or 0 for route in section.routes) == high


def test_a_question_asks_for_both_ends_and_for_one_movement(session) -> None:
    at = gazetteer(session)
    exchange = make_incident("Exchange", occurred="2017-04")
    move(session, exchange, [at["Madaya"]], [at["Bennsh"]], [{"best": 100}])
    move(session, exchange, [at["Foah"]], [at["Jarablus"]], [{"best": 50}])

    def finds(question: str) -> bool:
        parsed = parse(question)
        assert not parsed.problems
        return flows(session, parsed.criteria, OPERATOR).cases == 1

    assert finds('from:"Rural Damascus" to:Idleb date:2017-21')
    assert finds("from:Idleb to:Aleppo")
    assert finds("from:Madaya to:Jarablus")
    assert finds('route:"Rural Damascus>Idleb"')
    assert not finds("route:Madaya>Jarablus")
    assert not finds("from:Jarablus")
    assert not finds("to:Zabadani")
