"""Every data file is whole: a code is for ever, and each term has its words in both languages."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from incidents.vocabularies import VERSION, names, vocabulary
from incidents.vocabularies.reading import DATA

FILES = {name: DATA / f"{name}.json" for name in names()}
RELEASED: dict[str, list[str]] = json.loads((Path(__file__).parent / "codes.json").read_text("utf-8"))

# The keys of a term in the order in which they are written; what only one vocabulary has follows them.
KEYS = [
    *("code", "en", "ar", "definition_en", "definition_ar", "order", "parent", "group", "family", "references"),
    *("keys", "rank", "judged", "needs_note", "inverse", "verify", "verify_what", "replaced_by"),
]
# Codes that are the values of a standard and keep its spelling.
STANDARD = {"source_reliability": r"[A-F]", "information_credibility": r"[1-6]"}
EVERY_TERM_IS_DEFINED = [
    "violation_type",
    "outcome",
    "group",
    "qualifier",
    "confidence",
    "standard_of_proof",
    "source_reliability",
    "information_credibility",
    "place_precision",
    "value_state",
    "series_state",
    "counting_basis",
    "record_kind",
    "attribution_role",
    "degree",
    "actor_statement",
    "workflow_status",
    "conflict_class",
    "temporal_type",
]
A_SOURCE_CAN_BE_SILENT = [
    "value_state",
    "yes_no_unknown",
    "independence",
    "derivation",
    "violation_type",
    "outcome",
    "sex",
    "age_group",
    "victim_status",
    "cause_of_death",
    "directness",
    "counting_basis",
    "method",
    "actor_kind",
    "attribution_role",
    "degree",
    "actor_statement",
    "attack_method",
    "target",
    "connection",
    "violation_status",
    "place_precision",
    "date_precision",
    "end_kind",
]


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FILES[name].read_text("utf-8"))
    return content


def arabic(text: str) -> bool:
    return re.search(r"[\u0621-\u064a]", text) is not None


@pytest.mark.parametrize("name", names())
def test_a_file_is_named_described_and_printed_in_one_way(name: str) -> None:
    content = read(name)
    assert content["vocabulary"] == name
    assert content["label_en"]
    assert content["definition_en"]
    assert arabic(content["label_ar"])
    assert arabic(content["definition_ar"])
    assert content["version"] <= VERSION
    assert FILES[name].read_text("utf-8") == json.dumps(content, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", names())
def test_codes_are_plain_and_unique(name: str) -> None:
    codes = [term["code"] for term in read(name)["terms"]]
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    shape = STANDARD.get(name, r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
    assert [code for code in codes if not re.fullmatch(shape, code)] == []


@pytest.mark.parametrize("name", names())
def test_every_term_has_its_words_in_both_languages(name: str) -> None:
    for term in read(name)["terms"]:
        assert term["en"].strip() == term["en"] != "", term
        assert not arabic(term["en"]), term
        assert arabic(term["ar"]), term
        # A definition is in both languages or in neither.
        assert ("definition_en" in term) == ("definition_ar" in term), term
        assert "definition_ar" not in term or (term["definition_en"] and arabic(term["definition_ar"])), term
        assert "(verify)" not in json.dumps(term), term


@pytest.mark.parametrize("name", names())
def test_labels_tell_the_terms_apart(name: str) -> None:
    for language in ("en", "ar"):
        labels = Counter((term.label(language), term.is_group) for term in vocabulary(name).terms)
        assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize("name", names())
def test_terms_and_their_keys_are_in_a_stable_order(name: str) -> None:
    terms = read(name)["terms"]
    orders = [term["order"] for term in terms]
    assert orders == sorted(set(orders))
    for term in terms:
        common = [key for key in term if key in KEYS]
        assert list(term) == [*sorted(common, key=KEYS.index), *sorted(set(term) - set(KEYS))]


def test_a_released_code_stays() -> None:
    now = {name: list(vocabulary(name).codes) for name in names()}
    gone = {name: [code for code in codes if code not in now.get(name, ())] for name, codes in RELEASED.items()}
    assert not any(gone.values()), "a code is retired with replaced_by, never removed"


@pytest.mark.parametrize("name", names())
def test_terms_refer_to_terms_that_exist(name: str) -> None:
    terms = vocabulary(name)
    for term in terms:
        assert term.parent is None or terms.term(term.parent).is_group
        assert not (term.is_group and term.parent), "two levels only"
        assert term.replaced_by is None or term.replaced_by in terms
        assert term.inverse is None or terms.term(term.inverse).inverse == term.code
        assert [key for key in term.keys if key not in vocabulary("provision")] == []


@pytest.mark.parametrize("name", EVERY_TERM_IS_DEFINED)
def test_terms_that_need_a_definition_have_one(name: str) -> None:
    assert [term.code for term in vocabulary(name) if not term.definition("en")] == []


@pytest.mark.parametrize("name", A_SOURCE_CAN_BE_SILENT)
def test_unknown_is_an_answer(name: str) -> None:
    assert "unknown" in vocabulary(name)


def test_other_needs_a_note() -> None:
    asking = {(name, term.code) for name in names() for term in vocabulary(name) if term.needs_note}
    assert asking == {(name, "other") for name in names() if "other" in vocabulary(name)}


def test_every_violation_but_other_and_unknown_is_in_a_group() -> None:
    violations = vocabulary("violation_type")
    loose = {term.code for term in violations if term.parent is None and not term.is_group}
    assert loose == {"other", "unknown"}
    assert all(violations.narrower(term.code) != (term.code,) for term in violations if term.is_group)


def test_not_judged_is_not_the_lowest_grade() -> None:
    ladders = {
        "confidence": "not_assessed",
        "standard_of_proof": "not_assessed",
        "source_reliability": "F",
        "information_credibility": "6",
    }
    for name, code in ladders.items():
        assert [term.code for term in vocabulary(name) if not term.judged] == [code]
        assert read(name)["terms"][[t["code"] for t in read(name)["terms"]].index(code)]["judged"] is False
        assert vocabulary(name).term(code).rank is None


def test_discounted_is_a_decision_and_no_rung() -> None:
    discounted = vocabulary("confidence").term("discounted")
    assert discounted.judged
    assert discounted.rank is None


def test_the_standards_of_proof_carry_their_number() -> None:
    assert [(term.order, term.code) for term in vocabulary("standard_of_proof")] == [
        (0, "not_assessed"),
        (1, "reasonable_suspicion"),
        (2, "reasonable_grounds_to_believe"),
        (3, "balance_of_probabilities"),
        (4, "clear_and_convincing"),
        (5, "beyond_reasonable_doubt"),
    ]


def test_places_have_a_radius_or_a_shape() -> None:
    radii = {term.code: term.extra["radius_m"] for term in vocabulary("place_precision")}
    assert radii == {
        "exact": 10,
        "within_100m": 100,
        "neighbourhood": 1000,
        "settlement": 3000,
        "city": 10000,
        "near_place": 25000,
        "adm3": None,
        "adm2": None,
        "adm1": None,
        "adm0": None,
        "linear": None,
        "water_air": None,
        "unknown": None,
    }
    assert vocabulary("place_precision").term("within_100m").extra["equivalents"] == {
        "ucdp": ("1",),
        "acled": ("1",),
        "airwars": ("within_100m", "street", "nearby_landmark"),
        "idmc": ("point",),
    }


def test_a_finding_belongs_to_a_body() -> None:
    assert {term.family for term in vocabulary("body_finding")} <= set(vocabulary("body").codes)
