"""The small world that other tests stand on."""

from tests.support.world import CASES, small_world


def test_the_small_world_holds_its_cases(session):
    cases = small_world(session)
    assert tuple(cases) == CASES
    assert cases["SW-007"].n_independent == 4
    assert cases["SW-016"].external_ids
