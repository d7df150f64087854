"""What a form refuses, rule by rule: where the problem stands and what it says."""

from typing import Any

import pytest

from incidents.records import Actor, Place, Source
from incidents.work.checks.case import check_case
from incidents.work.checks.places import area_fault
from incidents.work.checks.references import check_reference

CITED: dict[str, Any] = {"citation": [{"id": "new-1", "source_id": 1}]}


def of_case(drawing: dict[str, Any], before: dict[str, Any] | None = None) -> dict[str, str]:
    """The problems of a case that is well but for this, by path."""
    whole = {"incident": {"title": {"en": "A strike"}}, **drawing}
    return {problem.path: problem.message for problem in check_case(whole, before)}


def of_figure(**values: Any) -> dict[str, str]:
    """The problems of one reported figure, by column."""
    figure = {"id": "new-1", "citation_id": "new-1", **values}
    return {path.removeprefix("figure.new-1."): said for path, said in of_case({**CITED, "figure": [figure]}).items()}


def of_place(**values: Any) -> dict[str, str]:
    found = of_case({"incident_place": [{"id": "new-1", **values}]})
    return {path.removeprefix("incident_place.new-1."): said for path, said in found.items()}


def test_the_least_that_a_case_needs_is_a_title() -> None:
    assert of_case({}) == {}
    assert of_case({"incident": {}}) == {"title": "Title is needed."}
    assert of_case({"incident": {"title": {}}}) == {"title": "Title is needed."}


@pytest.mark.parametrize(
    ("numbers", "column", "words"),
    [
        ({"low": 90, "best": 83}, "low", "Low (90) is above best (83)."),
        ({"best": 100, "high": 83}, "best", "Best (100) is above high (83)."),
        ({"low": 90, "high": 83}, "low", "Low (90) is above high (83)."),
        ({"low": 1, "best": 0}, "low", "Low (1) is above best (0)."),
    ],
)
def test_bounds_out_of_order_are_said_with_both_numbers(numbers: dict[str, int], column: str, words: str) -> None:
    assert of_figure(**numbers) == {column: words}


@pytest.mark.parametrize(
    "values",
    [
        {"low": 0, "best": 0, "high": 0}, {"low": 83}, {"best": 0}, {"high": 100}, {"low": 1, "high": 1},
        {"value_state": "unknown"}, {"value_state": "withheld"}, {"as_stated": "dozens"},
        {"share_num": 1, "share_den": 3}, {"low": 5, "value_state": "known"}, {"low": 2_000_000_000},
    ],
)  # fmt: skip
def test_figures_that_can_be_stored(values: dict[str, Any]) -> None:
    assert of_figure(**values) == {}


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({}, {"best"}),
        ({"value_state": "known"}, {"best"}),
        ({"low": 1, "value_state": "unknown"}, {"value_state"}),
        ({"low": 0, "value_state": "not_applicable"}, {"value_state"}),
        ({"share_num": 1}, {"share_num"}),
        ({"share_den": 3, "low": 1}, {"share_num"}),
        ({"share_num": 4, "share_den": 3}, {"share_num"}),
        ({"share_num": 0, "share_den": 0}, {"share_den"}),
        ({"low": -1}, {"low"}),
        ({"low": 2_000_000_001}, {"low"}),
        ({"low": 1.5}, {"low"}),
        ({"low": True}, {"low"}),
        ({"low": "83"}, {"low"}),
        ({"low": 1, "outcome": "no such outcome"}, {"outcome"}),
        ({"low": 1, "outcome": None}, {"outcome"}),
        ({"low": 1, "citation_id": None}, {"citation_id"}),
        ({"low": 1, "citation_id": "new-9"}, {"citation_id"}),
        ({"low": 1, "citation_id": 77}, {"citation_id"}),
        ({"low": 1, "supersedes_id": "new-9"}, {"supersedes_id"}),
        ({"low": 1, "household_size": float("nan")}, {"household_size"}),
        ({"low": 1, "household_size": 101.0}, {"household_size"}),
        ({"low": 1, "as_of_text": "x", "as_of_edtf": "2017-13"}, {"as_of_text"}),
        ({"low": 1, "as_of_text": "x" * 201}, {"as_of_text"}),
        ({"low": 1, "as_of_text": "a\x00b"}, {"as_of_text"}),
    ],
)
def test_figures_that_are_refused(values: dict[str, Any], columns: set[str]) -> None:
    assert set(of_figure(**values)) == columns


def test_what_the_team_holds_needs_a_rule_and_a_reason_and_no_source() -> None:
    held = {"role": "assessed", "citation_id": None, "low": 83}
    assert set(of_figure(**held)) == {"rule", "reason"}
    assert of_figure(**held, rule="editor", reason="Both bodies agree.") == {}


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({"verbatim": "a town"}, set()),
        ({"place_id": 7}, set()),
        ({"lat": 35.4, "lon": 36.6, "precision": "exact"}, set()),
        ({"lat": 0.0, "lon": 0.0, "precision": "exact"}, set()),
        ({}, {"verbatim"}),
        ({"lat": 35.4, "precision": "exact"}, {"lon"}),
        ({"lon": 36.6, "verbatim": "x"}, {"lat"}),
        ({"lat": 35.4, "lon": 36.6}, {"precision"}),
        ({"lat": 95.0, "lon": 36.6, "precision": "exact"}, {"lat"}),
        ({"lat": 35.0, "lon": 4239.0, "precision": "exact"}, {"lon"}),
        ({"verbatim": "two\nlines"}, {"verbatim"}),
        ({"verbatim": "x" * 501}, {"verbatim"}),
        ({"area": "nonsense"}, {"area"}),
    ],
)
def test_places(values: dict[str, Any], columns: set[str]) -> None:
    if values.get("precision") == "exact":
        from incidents.vocabularies import vocabulary

        values = values | {"precision": vocabulary("place_precision").codes[0]}
    assert set(of_place(**values)) == columns


RING = [[[36.0, 35.0], [36.1, 35.0], [36.1, 35.1], [36.0, 35.0]]]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ('{"type":"Point","coordinates":[36.6,35.4]}', True),
        (f'{{"type":"Polygon","coordinates":{RING}}}', True),
        (f'{{"type":"MultiPolygon","coordinates":[{RING}]}}', True),
        ('{"type":"LineString","coordinates":[[36,35],[37,35,400]]}', True),
        ("", False), ("null", False), ("[]", False), ('"Point"', False), ("{", False), ("[" * 100_000, False),
        ('{"type":"Point"}', False), ('{"type":"Point","coordinates":[]}', False),
        ('{"type":"Point","coordinates":"36,35"}', False), ('{"type":"Point","coordinates":["36.6","35.4"]}', False),
        ('{"type":"Point","coordinates":[36.6]}', False), ('{"type":"Point","coordinates":[35.4,4239]}', False),
        ('{"type":"Point","coordinates":[NaN,35]}', False), ('{"type":"Point","coordinates":[true,false]}', False),
        ('{"type":"Polygon","coordinates":[[36,35],[37,35]]}', False),
        ('{"type":["Point"],"coordinates":[1,2]}', False),
        ('{"type":"Feature","geometry":null}', False), ("1" * 10_000, False),
    ],
)  # fmt: skip
def test_areas(text: str, good: bool) -> None:
    assert (area_fault(text) is None) is good


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({"title": {"en": "x" * 501}}, {"title"}),
        ({"title": {"en": "a\x00b"}}, {"title"}),
        ({"title": {"en": "a\ud800b"}}, {"title"}),
        ({"title": {"en": "a\x1bb"}}, {"title"}),
        ({"title": {"not a language": "a"}}, {"title"}),
        ({"title": {"<script>": "a"}}, {"title"}),
        ({"title": {"zh-Hans": "a", "und": "b"}}, set()),
        ({"summary": {"en": "x" * 100_001}}, {"summary"}),
        ({"summary": {"ar": "\u202e allowed"}}, set()),
        ({"temporal_type": "sometimes"}, {"temporal_type"}),
        ({"temporal_type": None}, {"temporal_type"}),
        ({"attack_methods": ["chemical", "nonsense"]}, {"attack_methods"}),
        ({"time_from": "25:00"}, {"time_from"}),
        ({"time_from": "6:40"}, {"time_from"}),
        ({"time_from": "06:40", "time_to": "07:00"}, set()),
        ({"tz": "two\nlines"}, {"tz"}),
        ({"occurred_text": "some day", "occurred_edtf": "2017-99-99"}, {"occurred_text"}),
        ({"occurred_text": "some day"}, set()),
        ({"graphic": None}, set()),
    ],
)
def test_fields_of_the_case(values: dict[str, Any], columns: set[str]) -> None:
    assert set(of_case({"incident": {"title": {"en": "A strike"}, **values}})) == columns


def test_overruling_needs_its_reason() -> None:
    citation = {"id": "new-1", "source_id": 1, "reliability_override": "B", "independent": "yes"}
    assert set(of_case({"citation": [citation]})) == {
        "citation.new-1.reliability_reason", "citation.new-1.independent_reason",
    }  # fmt: skip


def test_an_unnamed_violation_needs_its_note() -> None:
    from incidents.vocabularies import vocabulary

    (code, *_rest) = [term.code for term in vocabulary("violation_type") if term.needs_note]
    assert set(of_case({"incident_violation": [{"id": "n", "violation": code}]})) == {"incident_violation.n.note"}
    assert of_case({"incident_violation": [{"id": "n", "violation": code, "note": "What it was."}]}) == {}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x", "//x", "x", "data:text/html,x", " http://x"])
def test_addresses_that_are_none(address: str) -> None:
    named = {"external_id": [{"id": "n", "system": "A", "value": "1", "url": address}]}
    assert set(of_case(named)) == {"external_id.n.url"}
    assert set(refused(Source, {"title": {"en": "A report"}, "url": address})) == {"url"}


def test_an_assessment_needs_its_reason() -> None:
    assert set(of_case({"assessment": [{"id": "n", "axis": "occurrence"}]})) == {"assessment.n.reason"}


def refused(kind: Any, values: dict[str, Any], names: list[dict[str, Any]] | None = None) -> dict[str, str]:
    drawing = {kind.__tablename__: values}
    if names is not None:
        drawing[f"{kind.__tablename__}_name"] = names
    return {problem.path: problem.message for problem in check_reference(kind, drawing)}


def test_what_sources_actors_and_places_need() -> None:
    assert refused(Source, {"title": {"en": "A report"}}) == {}
    assert set(refused(Source, {})) == {"title"}
    assert set(refused(Source, {"title": {"en": "A"}, "retention_until": "2017-02-30"})) == {"retention_until"}
    assert set(refused(Actor, {}, [])) == {"actor_name"}
    assert refused(Actor, {}, [{"id": "n", "text": "An army"}]) == {}
    assert set(refused(Place, {"lat": 1.0}, [{"id": "n", "text": "A town"}])) == {"lon"}
    assert set(refused(Place, {"geometry": "{"}, [{"id": "n", "text": "A town"}])) == {"geometry"}


def test_what_is_stored_already_is_not_held_against_a_correction_elsewhere() -> None:
    figure = {"id": 5, "role": "reported", "outcome": "killed", "group": "total", "unit": "person", "low": 9, "best": 3}
    before = {"incident": {"id": 1, "title": {"en": "x" * 900}}, "figure": [figure]}
    assert of_case({"incident": {"tz": "UTC"}, "figure": [figure]}, before) == {}
    assert of_case({"incident": {"title": {"en": "x" * 900}}}, before) == {}
    assert set(of_case({"incident": {"title": {"en": "x" * 901}}, "figure": [figure | {"best": 4}]}, before)) == {
        "title", "figure.5.low", "figure.5.citation_id",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"native_value": "Fair"}, "scheme"),
        ({"scheme": "airwars"}, "native_value"),
    ],
)
def test_a_native_grade_and_its_scheme_need_each_other(values: dict[str, Any], place: str) -> None:
    judgment = {"id": "new-1", "axis": "occurrence", "mapped_value": "possible", "reason": "One source.", **values}
    case = {"incident": {"title": {"en": "A strike"}}, "assessment": [judgment]}
    assert [problem.path for problem in check_case(case)] == [f"assessment.new-1.{place}"]
    judgment |= {"scheme": "airwars", "native_value": "Contested, Discounted"}
    assert check_case(case) == []
