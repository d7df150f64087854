"""The manual of totals names every rule and every kind of row, and its commands are understood."""

import re
import shlex
from pathlib import Path

import pytest

from incidents.answers.breakdown import LABELS
from incidents.answers.breakdown_subject import read_subject
from incidents.search.language import parse
from incidents.vocabularies import vocabulary

MANUAL = (Path(__file__).parents[2] / "docs" / "manual" / "totals.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    incidents (search .*)$", MANUAL, re.MULTILINE)


def test_every_rule_and_kind_of_row_is_named():
    assert re.findall(r"^\| `(\w+)` \|", MANUAL, re.MULTILINE) == list(vocabulary("inclusion_rule").codes)
    assert [words for words in LABELS.values() if words.casefold() not in MANUAL.casefold()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_understood(command):
    _search, question, *options = shlex.split(command)
    assert not parse(question).problems
    given = dict(zip(options[1::2], options[2::2], strict=True))
    assert options[0] == "--totals"
    assert given.get("--by", "month") in LABELS
    assert read_subject(given.get("--of", "killed"))
    assert given.get("--rule", "all") in vocabulary("inclusion_rule")
