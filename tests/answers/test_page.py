"""What a search page shows of an answer is what the totals and the listing say apart from each other."""

from dataclasses import replace

import pytest

from incidents.access.viewer import OPERATOR
from incidents.answers.listing import listing
from incidents.answers.page import answer
from incidents.answers.totals import totals
from incidents.base.clock import now
from incidents.search.language import parse
from incidents.search.order import ORDERS

SORTED = [f"sort:{sign}{name}" for name in ORDERS for sign in ("", "-")]


@pytest.mark.parametrize("question", ["", "killed:>=50", "sarin sort:relevance", "code:INC-NONESO", *SORTED])
@pytest.mark.parametrize("page", [1, 2, 3, 99])
def test_it_agrees_with_the_totals_and_the_listing(world, reading, question, page):
    criteria, moment = parse(question).criteria, now()
    found = answer(reading, criteria, OPERATOR, page=page, size=4)
    assert found.listing == listing(reading, criteria, OPERATOR, page=page, size=4)
    summed = totals(reading, criteria, OPERATOR)
    assert replace(found.totals, as_of=moment) == replace(summed, as_of=moment)
