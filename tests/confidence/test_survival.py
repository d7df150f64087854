"""Native grades survive export letter by letter beside our level, and the mappings go out with them."""

from typing import Any

import pytest

from incidents.exports.tables import TABLES
from incidents.vocabularies.mappings import suggestions
from tests.exports.conftest import exported, kept, rows, settings
from tests.support.factories import make_assessment, make_citation, make_incident, make_source

__all__ = ["exported", "kept", "rows", "settings"]
NATIVE = [
    ("ucdp_clarity", "2", "not_assessed"),
    ("airwars", "Contested, Discounted", "not_assessed"),
    ("airwars", "Fair", "probable"),
    ("airwars_strike_status", "Single Source Claim", "not_assessed"),
    ("huridocs_41", "confirmed_not_violation", "confirmed"),
    ("huridocs_42", "unsure", "not_assessed"),
    ("admiralty", "6", "not_assessed"),
    ("gppi", "credibly substantiated", "doubtful"),
    ("syrian_archive", "مُتحقَّق منه", "possible"),
    ("iom", "134", "not_assessed"),
]


@pytest.mark.parametrize(("scheme", "native", "ours"), NATIVE)
def test_a_native_grade_leaves_as_it_came(scheme: str, native: str, ours: str, kept: Any, rows: Any) -> None:
    incident = make_incident()
    citation = make_citation(incident, make_source())
    kept(incident)
    judgment = make_assessment(incident, ours, scheme=scheme, native_value=native, mapping_version="0.7",
                               standard_of_proof="reasonable_suspicion", reason="Grade of the list.",
                               author_text="A list", cited=[citation.id])  # fmt: skip
    kept(incident)
    (row,) = rows("assessments")
    assert (row["scheme"], row["native_value"], row["grade"], row["mapping_version"]) == (scheme, native, ours, "0.7")
    assert (row["standard_of_proof"], row["reason"], row["author"]) == (
        *("reasonable_suspicion", "Grade of the list.", "A list"),
    )
    assert (row["state"], row["axis"], row["cited"]) == ("current", "occurrence", str(citation.id))
    assert row["assessment_id"] == str(judgment.id)


def test_a_native_grade_without_a_judgment_leaves_the_case_not_assessed(kept: Any, rows: Any) -> None:
    both, alone = make_incident(), make_incident()
    for incident in (both, alone):
        make_assessment(incident, "not_assessed", scheme="airwars", native_value="Confirmed")
    make_assessment(both, "possible")
    kept(both)
    kept(alone)
    grades = {row["code"]: row["occurrence_grade"] for row in rows()}
    assert grades == {both.code: "possible", alone.code: "not_assessed"}


def test_the_mappings_go_out_with_what_they_lose() -> None:
    lines = list(TABLES["mappings"].lines(None))  # type: ignore[arg-type]
    assert len(lines) == len(suggestions())
    fair = next(line for line in lines if line.suggestion.native_value == "fair")
    assert fair.suggests == ["occurrence:confidence:probable", "attribution:confidence:probable"]
    assert "both counts are lost" in fair.loss_en
    assert (fair.label_en, fair.label_ar, fair.suggestion.contested) == ("Fair", "مقبول", False)
    kept_native = next(line for line in lines if line.suggestion.scheme == "ucdp_clarity")
    assert kept_native.suggests == []
