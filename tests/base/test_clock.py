"""The clock runs in UTC and can be stopped."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from incidents.base import clock


def test_the_clock_knows_its_zone() -> None:
    assert clock.now().tzinfo is UTC


def test_a_stopped_clock_moves_by_hand_and_runs_again() -> None:
    with clock.fixed(datetime(2017, 4, 4, 1, 0, tzinfo=timezone(timedelta(hours=3)))) as stopped:
        assert clock.today() == date(2017, 4, 3)
        stopped.advance(timedelta(hours=3))
        assert clock.now() == datetime(2017, 4, 4, 1, 0, tzinfo=UTC)
    assert clock.now().year > 2017


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError), clock.fixed(datetime(2017, 4, 4)):
        pass
