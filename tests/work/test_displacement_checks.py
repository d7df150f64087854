"""What a form refuses of a displacement: each with its place and what to do."""

from typing import Any

from incidents.work.checks.case import check_case

PLACES = [{"id": "p1", "role": "origin", "verbatim": "Madaya"}, {"id": "p2", "role": "occurred", "verbatim": "there"}]


def problems(*, figure: dict[str, Any] | None = None, leg: dict[str, Any] | None = None, **values: Any) -> set[str]:
    drawing: dict[str, Any] = {
        "incident": {"title": {"en": "Evacuation"}},
        "citation": [{"id": "c1", "source_id": 1}],
        "incident_place": PLACES,
        "displacement": [{"id": "d1", **values}],
    }
    if figure is not None:
        drawing["figure"] = [{"id": "f1", "outcome": "displaced", "best": 5, "citation_id": "c1", **figure}]
        drawing["displacement"][0]["figures"] = ["f1"]
    if leg is not None:
        drawing["displacement_leg"] = [{"id": "l1", "displacement_id": "d1", **leg}]
    return {f"{one.path}: {one.code}" for one in check_case(drawing)}


def test_a_stock_has_a_day_and_a_flow_a_time_and_words_will_do() -> None:
    assert problems(kind="stock") == {"displacement.d1.reported_on_text: needed"}
    assert problems(kind="flow") == {"displacement.d1.moved_text: needed"}
    assert problems(kind="flow", moved_text="not known") == set()
    assert problems(kind="stock", reported_on_text="2017-05-01", reported_on_edtf="2017-05-01") == set()
    assert problems() == set()
    ended = {"expires_on_text": "2017-04", "expires_on_edtf": "2017-04"}
    stock = {"kind": "stock", "reported_on_text": "2017-05-01", "reported_on_edtf": "2017-05-01"}
    assert problems(**stock, **ended) == {"displacement.d1.expires_on_text: order"}


def test_category_and_numbers_are_of_the_kind_of_the_displacement() -> None:
    flow = {"kind": "flow", "moved_text": "2017-04-14", "moved_edtf": "2017-04-14"}
    assert problems(**flow, category="idps") == {"displacement.d1.category: kind"}
    assert problems(**flow, category="return") == set()
    assert problems(**flow, figure={"kind": "stock"}) == {"displacement.d1.figures: kind"}
    assert problems(**flow, figure={"outcome": "killed"}) == {"displacement.d1.figures: outcome"}
    assert problems(**flow, figure={"outcome": "returned", "kind": "flow"}) == set()


def test_a_place_on_the_way_is_origin_transit_or_destination() -> None:
    assert problems(leg={"incident_place_id": "p2"}) == {"displacement_leg.l1.incident_place_id: role"}
    assert problems(leg={}) == {"displacement_leg.l1.incident_place_id: needed"}
    assert problems(leg={"incident_place_id": "p1"}) == set()
