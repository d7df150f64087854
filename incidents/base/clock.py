"""The one clock of the program, always in UTC, which a test can stop.

Every other module asks ``now()`` and never the system, so that a test of a deadline does not wait for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass
class StoppedClock:
    """A clock that shows one moment until it is moved."""

    at: datetime

    def advance(self, by: timedelta) -> None:
        """Move the hands of the stopped clock."""
        self.at += by


# One for the process, not one for a thread: a test that stops the clock stops it for its server and workers too.
_stopped: StoppedClock | None = None


def now() -> datetime:
    """Return the present moment, with its time zone, which is UTC."""
    return _stopped.at if _stopped else datetime.now(UTC)


def today() -> date:
    """Return the present day in UTC."""
    return now().date()


@contextmanager
def fixed(at: datetime) -> Iterator[StoppedClock]:
    """Stop the clock at a moment inside the ``with`` block, for tests; the clock can be advanced by hand."""
    global _stopped
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    before, _stopped = _stopped, StoppedClock(at.astimezone(UTC))
    try:
        yield _stopped
    finally:
        _stopped = before
