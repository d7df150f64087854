"""Grades of other schemes and what they suggest: the same input, the same grade, for any actor."""

import inspect
import json

import pytest

from incidents.base.languages import speaking
from incidents.vocabularies import UnknownTerm, vocabulary
from incidents.vocabularies.mappings import (
    TABLE,
    FaultyMapping,
    holds_several,
    read_table,
    suggest,
    suggestions,
    version,
)

# scheme, native value, confidence that it happened, confidence in who did it
GRADES: list[tuple[str, str, str | None, str | None]] = [
    ("huridocs_41", "confirmed_violation", "confirmed", None),
    ("huridocs_41", "confirmed_similar_act", "confirmed", None),
    ("huridocs_41", "confirmed_not_violation", "confirmed", None),
    ("huridocs_41", "likely", "probable", None),
    ("huridocs_41", "possible", "possible", None),
    ("huridocs_41", "unlikely", "doubtful", None),
    ("huridocs_41", "unknown", "not_assessed", None),
    ("admiralty", "1", "confirmed", "confirmed"),
    ("admiralty", "2", "probable", "probable"),
    ("admiralty", "3", "possible", "possible"),
    ("admiralty", "4", "doubtful", "doubtful"),
    ("admiralty", "5", "doubtful", "doubtful"),
    ("admiralty", "6", "not_assessed", "not_assessed"),
    ("airwars", "Confirmed", "confirmed", "confirmed"),
    ("airwars", "Fair", "probable", "probable"),
    ("airwars", "Weak", "possible", "possible"),
    ("airwars", "Contested", "possible", "possible"),
    ("airwars", "Discounted", None, "discounted"),
    ("gppi", "comprehensively confirmed", "confirmed", None),
    ("gppi", "confirmed", "confirmed", None),
    ("gppi", "established", "confirmed", None),
    ("gppi", "credibly substantiated", "probable", None),
    ("gppi", "dismissed", "discounted", None),
    ("opcw_ffm", "used", "confirmed", None),
    ("opcw_ffm", "likely used", "probable", None),
    ("opcw_ffm", "insufficient", "not_assessed", None),
    ("opcw_ffm", "insufficient_information", "not_assessed", None),
    ("opcw_ffm", "not used", "discounted", None),
    ("standard_of_proof", "beyond_reasonable_doubt", "confirmed", "confirmed"),
    ("standard_of_proof", "clear_and_convincing", "confirmed", "confirmed"),
    ("standard_of_proof", "balance_of_probabilities", "probable", "probable"),
    ("standard_of_proof", "reasonable_grounds_to_believe", "probable", "probable"),
    ("standard_of_proof", "reasonable_suspicion", "possible", "possible"),
    ("standard_of_proof", "not_assessed", "not_assessed", "not_assessed"),
    *(("standard_of_proof", level, grade, grade) for level, grade in [("5", "confirmed"), ("4", "confirmed")]),
    *(("standard_of_proof", level, grade, grade) for level, grade in [("3", "probable"), ("2", "probable")]),
    *(("standard_of_proof", level, grade, grade) for level, grade in [("1", "possible"), ("0", "not_assessed")]),
]
KEPT_NATIVE = [
    *(("airwars_strike_status", value) for value in ("declared", "likely", "contested", "single source")),
    *(("ucdp_clarity", value) for value in "12"),
    *(("opcw_un_jim", value) for value in ("responsible actor identified", "no_conclusion")),
    *(("opcw_iit", value) for value in ("reasonable_grounds_to_believe", "no finding")),
    *(("iom", value) for value in "12345"),
    *(("idmc", value) for value in ("low", "Medium", "HIGH", "low to medium", "MEDIUM_TO_HIGH", "low to high")),
]
RELIABILITY = [
    *(("highly reliable", "A"), ("likely reliable", "B"), ("unsure", "C")),
    *(("likely unreliable", "D"), ("highly unreliable", "E"), ("unknown", "F")),
]


@pytest.mark.parametrize(("scheme", "native", "occurrence", "attribution"), GRADES)
def test_a_native_grade_suggests_one_of_ours(
    scheme: str, native: str, occurrence: str | None, attribution: str | None
) -> None:
    suggestion = suggest(scheme, native)
    assert suggestion is not None
    assert suggestion.confidence_on("occurrence") == occurrence
    assert suggestion.confidence_on("attribution") == attribution
    assert suggestion.version == version()


@pytest.mark.parametrize(("scheme", "native"), KEPT_NATIVE)
def test_some_values_are_only_kept(scheme: str, native: str) -> None:
    suggestion = suggest(scheme, native)
    assert suggestion is not None
    assert suggestion.grades == ()
    assert suggestion.loss("en")


@pytest.mark.parametrize(("native", "letter"), RELIABILITY)
def test_reliability_goes_to_the_source_and_never_to_the_case(native: str, letter: str) -> None:
    suggestion = suggest("huridocs_42", native)
    assert suggestion is not None
    assert [(grade.axis, grade.vocabulary, grade.value) for grade in suggestion.grades] == [
        (None, "source_reliability", letter)
    ]
    assert suggestion.confidence_on("occurrence") is None


def test_no_violation_is_a_legal_answer_and_not_a_discounted_event() -> None:
    suggestion = suggest("huridocs_41", "confirmed_not_violation")
    assert suggestion is not None
    assert [(g.axis, g.vocabulary, g.value) for g in suggestion.grades] == [
        ("occurrence", "confidence", "confirmed"),
        ("legal", "violation_status", "confirmed_not_violation"),
    ]
    assert suggestion.confidence_on("legal") is None


def test_only_the_contested_grade_is_contested() -> None:
    assert [(s.scheme, s.native_value) for s in suggestions() if s.contested] == [("airwars", "contested")]


@pytest.mark.parametrize("native", ["Contested, Discounted", "", "  ", "45", "highly likely", "confirmed; fair", "٥"])
@pytest.mark.parametrize("scheme", ["airwars", "gppi", "iom", "syrian_archive"])
def test_a_value_that_the_scheme_does_not_have_suggests_nothing(scheme: str, native: str) -> None:
    assert suggest(scheme, native) is None


@pytest.mark.parametrize("letter", ["A", "B", "F", "B2", "a1"])
def test_the_letter_never_decides_the_digit(letter: str) -> None:
    assert suggest("admiralty", letter) is None


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(UnknownTerm, match="scheme"):
        suggest("nobody", "confirmed")


@pytest.mark.parametrize(
    "written", ["Comprehensively confirmed", " comprehensively-confirmed ", "COMPREHENSIVELY_CONFIRMED"]
)
def test_the_accidents_of_writing_do_not_matter(written: str) -> None:
    assert suggest("gppi", written) is suggest("gppi", "comprehensively_confirmed")


def test_the_table_knows_no_actor_and_no_country() -> None:
    assert list(inspect.signature(suggest).parameters) == ["scheme", "native_value"]
    rows = json.loads(TABLE.read_text("utf-8"))["mappings"]
    allowed = {"scheme", "native_value", "en", "ar", "also", "suggests", "contested", "loss_en", "loss_ar", "source"}
    assert all(set(row) <= allowed for row in rows)
    pairs = [(row["scheme"], row["native_value"]) for row in rows]
    assert len(pairs) == len(set(pairs)) == len(suggestions())


def test_every_suggestion_is_made_of_known_terms() -> None:
    for suggestion in suggestions():
        assert suggestion.scheme in vocabulary("scheme")
        assert set(suggestion.losses) in (set(), {"en", "ar"})
        for grade in suggestion.grades:
            assert grade.value in vocabulary(grade.vocabulary)
            assert grade.axis is None or grade.axis in vocabulary("axis")


@pytest.mark.parametrize(
    "fault",
    [
        {"scheme": "nobody"},
        {"suggests": [{"axis": "occurrence", "vocabulary": "confidence", "value": "certain"}]},
        {"suggests": [{"axis": "guilt", "vocabulary": "confidence", "value": "confirmed"}]},
        {"suggests": [{"axis": "occurrence", "vocabulary": "trust", "value": "confirmed"}]},
        {"suggests": [{"value": "confirmed"}]},
        {"ar": ""},
        {"loss_ar": ""},
        {"actor": "anybody"},
        {"also": ["fair"]},
    ],
)
def test_a_faulty_table_is_refused(fault: dict[str, object]) -> None:
    content = json.loads(TABLE.read_text("utf-8"))
    row = next(row for row in content["mappings"] if row["native_value"] == "weak")
    assert read_table(content)
    row |= fault
    with pytest.raises(FaultyMapping):
        read_table(content)


def test_a_table_that_lacks_a_key_is_refused() -> None:
    content = json.loads(TABLE.read_text("utf-8"))
    del content["mappings"][0]["source"]
    with pytest.raises(FaultyMapping, match="source"):
        read_table(content)


@pytest.mark.parametrize(
    ("scheme", "native", "several"),
    [
        ("airwars", "Contested, Discounted", True),
        ("airwars", "Confirmed/Fair", True),
        ("airwars", "Contested،Discounted", True),
        ("airwars", "Contested", False),
        ("airwars", "Somehow", False),
        ("airwars", "Fair,", False),
        ("iom", "45", True),
        ("iom", "134", True),
        ("iom", "4", False),
        ("iom", "6", False),
        ("idmc", "low to medium", False),
        ("syrian_archive", "verified", False),
    ],
)
def test_a_cell_with_several_values_is_flagged_and_suggests_nothing(scheme: str, native: str, several: bool) -> None:
    assert holds_several(scheme, native) is several
    assert not several or suggest(scheme, native) is None


def test_a_value_is_called_by_its_label() -> None:
    found = suggest("gppi", "established")
    assert found is not None
    assert found.label("en") == "Established"
    assert found.label("ar") == "ثابت"
    assert found.source.endswith("2020 edition")
    assert [one.native_value for one in suggestions("ucdp_clarity")] == ["1", "2"]


def test_every_row_of_the_table_is_tested_here() -> None:
    tested = {(scheme, native) for scheme, native, *_ in GRADES} | set(KEPT_NATIVE)
    tested |= {("huridocs_42", native) for native, _ in RELIABILITY}
    assert {suggest(*pair) for pair in tested} == set(suggestions())


def test_what_is_lost_is_said_in_the_current_language() -> None:
    suggestion = suggest("opcw_ffm", "used")
    assert suggestion is not None
    assert suggestion.loss() == "Says nothing on attribution."
    with speaking("ar"):
        assert suggestion.loss() == "لا يقول شيئًا عن الجهة المسؤولة."
