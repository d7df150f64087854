"""A later release makes a number that the team adopted out of date where it changes what the number rests on."""

import pytest

from incidents.access.viewer import OPERATOR
from incidents.records import Figure
from incidents.work.settling import Adoption, adopt
from tests.imports.conftest import LATER, SYRIA, case_of


def adopted_in(session, identifier: str) -> Figure:
    case = case_of(session, identifier)
    adoption = Adoption("killed", "total", "editor", "Read in the articles.", low=4, high=4)
    return adopt(session, OPERATOR, case.code, adoption, case.row_version)


@pytest.mark.parametrize(
    ("identifier", "what"),
    [("216596", {"state", "added"}), ("242386", set())],  # another number; another day and place
)
def test_a_later_release_marks_the_adopted_number(session, bring, identifier, what):
    bring(SYRIA)
    number = adopted_in(session, identifier).id
    bring(LATER, release="23.1")
    figure = session.get_one(Figure, number)
    assert {one["what"] for one in figure.stale_because or []} == what
    assert figure.stale == bool(what)
    assert (figure.low, figure.high, figure.series_state) == (4, 4, "current")
