"""The manual describes every key by an example, and every example in it is understood."""

import re
from pathlib import Path

import pytest

from incidents.search.criteria import Test, leaves
from incidents.search.filters import FILTERS
from incidents.search.filters.sheets import SHEETS
from incidents.search.language import parse
from incidents.search.order import ORDERS

MANUAL = (Path(__file__).parents[2] / "docs" / "manual" / "search.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \|", MANUAL, re.MULTILINE)
INSIDE = re.findall(r"`([a-z_]+(?:\.\w+)?[!?]?:[^`]+)`", MANUAL)
WRONG_ON_PURPOSE = {"kiled:>=50", "date:03/04/2017", "killed:", "key:value"}


def test_every_key_has_an_example_of_its_own():
    found = [leaf for example in EXAMPLES for leaf in leaves(parse(example).criteria.where)]
    asked = {leaf.key for leaf in found if isinstance(leaf, Test)}
    # The keys of a sheet are told by the page that helps with questions, which is made from what the sheet declares.
    described = [one for one in FILTERS.values() if one not in SHEETS]
    assert asked >= {one.key for one in described}
    shown = {one.example for one in described}
    assert shown <= set(EXAMPLES), shown - set(EXAMPLES)


@pytest.mark.parametrize("example", sorted({*EXAMPLES, *INSIDE} - WRONG_ON_PURPOSE))
def test_every_example_is_understood(example):
    assert parse(example).problems == ()


def test_what_is_wrong_on_purpose_is_named():
    assert all(parse(example).problems for example in WRONG_ON_PURPOSE - {"killed:", "key:value"})


def test_every_order_is_named():
    assert all(f"`{name}`" in MANUAL for name in (*ORDERS, "relevance"))
