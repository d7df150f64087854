"""Numbers with unknown sides, from a source's wording and back into words."""

import pytest

from incidents.base.errors import Refused
from incidents.base.ranges import Bounds, Count, from_qualifier, say_count


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(), "not known"),
        (Count(open_above=True), "not known"),
        (Count(0, 0, 0), "0"),
        (Count(83, 83, 83), "83"),
        (Count(83, None, 83), "83"),
        (Count(1200, None, 1200), "1,200"),
        (Count(83, None, 100), "83–100"),
        (Count(0, None, 3), "0–3"),
        (Count(83, 92, 100), "83–100, best 92"),
        (Count(83, 83, 100), "83–100, best 83"),
        (Count(92, None, None), "≥ 92"),
        (Count(92, None, None, True), "≥ 92"),
        (Count(92, 92, None), "≥ 92"),
        (Count(83, 92, None), "≥ 83, best 92"),
        (Count(None, None, 100), "≤ 100"),
        (Count(None, 92, 100), "≤ 100, best 92"),
        (Count(None, 40, None), "about 40"),
        (Count(None, 40, None, True), "about 40 or more"),
        (Count(None, 40, 40), "nearly 40"),
        (Count(83, None, 100, True), "83–100 or more"),
        (Count(None, None, 100, True), "up to 100 or more"),
        (Count(83, 83, 83, True), "83 or more"),
        # Published data break sane constraints; what is stored is shown as it is.
        (Count(100, None, 83), "100–83"),
        (Count(83, 120, 100), "83–100, best 120"),
    ],
)
def test_a_count_is_said_with_its_doubt(count: Count, said: str) -> None:
    assert say_count(count) == said


@pytest.mark.parametrize(
    ("qualifier", "n", "m", "bounds"),
    [
        ("exact", 83, None, Bounds(83, 83, 83)),
        ("exact", 0, None, Bounds(0, 0, 0)),
        ("at_least", 92, None, Bounds(92, None, None)),
        ("more_than", 92, None, Bounds(93, None, None)),
        ("at_most", 92, None, Bounds(None, None, 92)),
        ("fewer_than", 92, None, Bounds(None, None, 91)),
        ("approximately", 40, None, Bounds(None, 40, None)),
        ("nearly", 40, None, Bounds(None, 40, 40)),
        ("range", 83, 100, Bounds(83, None, 100)),
        ("dozens", None, None, Bounds(24, None, None, imputed=True)),
        ("hundreds", None, None, Bounds(200, None, None, imputed=True)),
        ("several", None, None, Bounds(None, None, None)),
    ],
)
def test_a_wording_has_its_bounds(qualifier: str, n: int | None, m: int | None, bounds: Bounds) -> None:
    assert from_qualifier(qualifier, n, m) == bounds


@pytest.mark.parametrize(
    ("qualifier", "n", "m"),
    [("exact", None, None), ("range", 3, None), ("range", 5, 3), ("exact", -1, None), ("fewer_than", 0, None)],
)
def test_a_wording_without_its_number_is_refused(qualifier: str, n: int | None, m: int | None) -> None:
    with pytest.raises(Refused):
        from_qualifier(qualifier, n, m)


def test_an_unknown_wording_is_a_fault_of_the_program() -> None:
    with pytest.raises(LookupError):
        from_qualifier("umpteen", 3)
