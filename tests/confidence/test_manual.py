"""What the manual says of the rules and mappings is what the program does."""

from pathlib import Path

import pytest

from incidents.confidence.rules import RULES
from incidents.vocabularies import vocabulary
from incidents.vocabularies.mappings import suggest

MANUAL = (Path(__file__).parents[2] / "docs" / "manual" / "confidence.md").read_text(encoding="utf-8")
EXAMPLES = [
    ("airwars", "Fair", "probable", "both counts are lost"),
    ("airwars", "Contested", "possible", "party is disputed"),
    ("huridocs_41", "confirmed, not a violation", "confirmed", "because it is no violation"),
    ("ucdp_clarity", "1", None, "clarity of identification, not truth"),
    ("gppi", "credibly substantiated", "probable", "which of"),
    ("opcw_ffm", "insufficient information", "not_assessed", "nothing on attribution"),
    ("standard_of_proof", "reasonable grounds to believe", "probable", "is not a probability"),
]


def test_the_manual_names_the_edition_of_the_rules() -> None:
    assert f"(rules {RULES.version})" in MANUAL


@pytest.mark.parametrize(("scheme", "native", "level", "loss"), EXAMPLES)
def test_an_example_of_the_manual_is_what_the_mapping_says(
    scheme: str, native: str, level: str | None, loss: str
) -> None:
    (row,) = [line for line in MANUAL.splitlines() if line.startswith("|") and f"| {native}" in line and loss in line]
    found = suggest(scheme, native.replace(", not a", "_not"))
    assert found is not None
    assert found.confidence_on("occurrence") == level
    assert (vocabulary("confidence").label(level, "en").lower() if level else "nothing") in row
    assert loss in found.loss("en")


@pytest.mark.parametrize("rung", RULES.rungs, ids=lambda rung: rung.level)
def test_every_rung_stands_in_the_table_of_the_manual(rung) -> None:
    table = MANUAL.split("## How a level is proposed")[1].split("A credible source against it")[0]
    assert f"| {rung.level} |" in table
