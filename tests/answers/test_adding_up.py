"""Whether the parts of a count make up the whole: a sum that holds, a gap that is named, and what cannot be told."""

from hypothesis import given
from hypothesis import strategies as st

from incidents.answers.adding_up import adding_up
from incidents.base.ranges import Count


def exactly(number: int) -> Count:
    return Count(number, number, number)


def test_the_parts_make_up_the_whole() -> None:
    assert adding_up(exactly(33), [exactly(27), exactly(6)]) == ("27 + 6 = 33", True)
    assert adding_up(exactly(0), [exactly(0)]) == ("0 = 0", True)


def test_a_gap_is_named_and_not_filled() -> None:
    words, fits = adding_up(exactly(27), [exactly(7)])
    assert words == "7 of 27: for the other 20 no part is stated."
    assert fits is None


def test_parts_above_the_whole_are_named() -> None:
    words, fits = adding_up(exactly(39), [exactly(33), exactly(6), exactly(3)])
    assert words.startswith("33 + 6 + 3 is more than 39")
    assert fits is False


def test_what_is_no_exact_number_is_not_added_up() -> None:
    for part in (Count(low=27), Count(best=27), Count()):
        words, fits = adding_up(exactly(33), [part, exactly(6)])
        assert "cannot be told" in words
        assert fits is None
    assert adding_up(exactly(33), [Count(low=30), exactly(6)])[1] is False
    assert adding_up(Count(low=33), [exactly(27), exactly(6)])[1] is None


NUMBERS = st.integers(0, 1000)


@given(st.lists(NUMBERS, min_size=1, max_size=5), NUMBERS)
def test_only_what_adds_up_is_said_to_and_only_what_is_too_much_is_wrong(parts: list[int], whole: int) -> None:
    _words, fits = adding_up(exactly(whole), [exactly(part) for part in parts])
    assert fits is (True if sum(parts) == whole else False if sum(parts) > whole else None)
