"""What a law asks of people on a day: from which text each step comes, and nothing surer than the dates are."""

from datetime import date

import pytest

from incidents.answers.instruments_procedure import Chain, Later, procedure_on, versions_of
from incidents.answers.instruments_timeline import Event, timeline_of
from incidents.base.dates import UncertainDate, read_edtf
from incidents.records import LegalInstrument
from tests.support.factories import make_legal_instrument


def law(number: int, **values: object) -> LegalInstrument:
    made = make_legal_instrument(f"Law {number}", **values)
    made.id = number
    return made


FIRST = {"issued": "2018-04-02", "in_force": "2018-04-02", "deadline_days": 30, "in_person": "yes"}
LONGER = {"issued": "2018-11-11", "in_force": "2018-11-11", "deadline_days": 365, "proxy_degree": 4}


def told(chain: Chain, day: str) -> dict[str, list[tuple[object, int, bool]]]:
    found = procedure_on(chain, date.fromisoformat(day))
    return {name: [(one.value, one.by.id, one.perhaps) for one in said] for name, said in found.steps.items()}


def test_a_later_text_changes_what_it_speaks_of_from_its_day_on() -> None:
    chain = Chain(law(10, **FIRST), (Later(law(42, **LONGER), "amends"),))
    assert procedure_on(chain, date(2018, 4, 1)).in_force == "no"
    assert told(chain, "2018-11-10") == {"deadline_days": [(30, 10, False)], "in_person": [("yes", 10, False)]}
    assert told(chain, "2018-11-11") == {
        "deadline_days": [(365, 42, False)],
        "in_person": [("yes", 10, False)],
        "proxy_degree": [(4, 42, False)],
    }
    first, second = versions_of(chain)
    assert (first.how, first.steps[0]) == (None, ("deadline_days", "30 days", None))
    assert second.steps == [("deadline_days", "365 days", "30 days"), ("proxy_degree", "up to degree 4", None)]


def test_where_a_day_is_not_sure_both_texts_are_given() -> None:
    unsure = law(42, issued="2018-11-11", in_force="2018-11/2019-02", deadline_days=365)
    unsure.in_force = read_edtf("[2018-11-11..2019-02-01]")
    by_issue = law(50, issued="2019-06-01", deadline_days=0)
    chain = Chain(law(10, **FIRST), (Later(by_issue, "amends"), Later(unsure, "amends")))
    assert told(chain, "2018-12-01")["deadline_days"] == [(30, 10, False), (365, 42, True)]
    assert told(chain, "2019-02-01")["deadline_days"] == [(365, 42, False)]
    # That a text was issued does not say that it is in force; and nought days are a deadline.
    assert told(chain, "2020-01-01")["deadline_days"] == [(365, 42, False), (0, 50, True)]
    undated = Chain(law(11, deadline_days=30, in_person="unknown"))
    assert procedure_on(undated, date(1990, 1, 1)).in_force == "perhaps"
    assert told(undated, "1990-01-01") == {"deadline_days": [(30, 11, False)]}


def test_an_order_that_implements_fills_gaps_and_a_repeal_ends_the_text() -> None:
    order = law(12, in_force="2018-06-01", deadline_days=5, fee="100", in_person="no")
    ending = law(60, in_force="2021-01-01", deadline_days=1)
    through = law(43, in_force="2019-01-01", deadline_days=400)
    amending = Later(law(42, **LONGER), "amends", (Later(through, "amends"),))
    chain = Chain(law(10, **FIRST), (Later(ending, "repeals"), Later(order, "implements"), amending))
    assert told(chain, "2018-07-01") == {
        "deadline_days": [(30, 10, False)],
        "in_person": [("yes", 10, False)],
        "fee": [("100", 12, False)],
    }
    assert [one.id for one in procedure_on(chain, date(2018, 7, 1)).implementing] == [12]
    assert told(chain, "2020-12-31")["deadline_days"] == [(400, 43, False)]
    assert procedure_on(chain, date(2021, 1, 1)).in_force == "no"
    assert [version.text.id for version in versions_of(chain)] == [10, 12, 42, 43]


@pytest.mark.parametrize("from_the_right", [False, True])
def test_the_timeline_draws_what_has_a_date_and_lists_the_rest(from_the_right: bool) -> None:
    chain = Chain(law(10, **FIRST), (Later(law(42, **LONGER), "amends"), Later(law(7), "implements")))
    cases = [Event("case", read_edtf("2017"), "A year", "INC-1"), Event("case", UncertainDate(), "Undated", "INC-2")]
    cases += [Event("case", read_edtf("2018-04-02/.."), "Since then", "INC-3")]
    found = timeline_of(chain, cases, from_the_right=from_the_right)
    words = [one.words for one in found.events]
    assert words[0] == "A year"
    assert words.index("Amended by Law 42") == 4
    assert set(words[5:]) == {"Implemented by Law 7", "Undated"}
    assert len(found.marks) == 5
    by_number = {mark.number: mark for mark in found.marks}
    year, last = by_number[1], by_number[5]
    assert (year.x > last.x) is from_the_right
    assert year.ends - year.begins > 30
    for mark in found.marks:
        assert 0 <= mark.begins <= mark.ends <= found.width
        assert (mark.y > found.line) is (mark.kind == "case")
    shown = {(mark.x, mark.y) for mark in found.marks}
    assert len(shown) == len(found.marks)
    assert [year for _x, year in found.years] == [2017, 2018, 2019] or [year for _x, year in found.years] == [
        2017,
        2018,
    ]
    assert timeline_of(Chain(law(9)), []).marks == ()
    assert timeline_of(Chain(law(9, issued="9999")), []).marks
