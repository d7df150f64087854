"""Refusals carry words for people."""

import pytest

from incidents.base.errors import BadSetting, Conflict, Forbidden, Invalid, NotFound, Problem, Refused


@pytest.mark.parametrize("refusal", [NotFound(), Forbidden(), Conflict(object()), BadSetting("No secret key is set.")])
def test_every_refusal_says_something(refusal: Refused) -> None:
    assert str(refusal) == refusal.message != ""


def test_a_conflict_hands_over_the_other_version() -> None:
    assert Conflict({"title": "theirs"}).theirs == {"title": "theirs"}


def test_what_is_invalid_is_said_at_its_place() -> None:
    low = Problem("figure.3.low", "The lowest number is above the highest.", "order")
    refusal = Invalid([low, Problem("title", "Give the case a title.")])
    assert refusal.at("figure.3.low") == [low]
    assert "Give the case a title." in str(refusal)
