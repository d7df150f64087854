"""What a database's error means to the person who waits: busy, full, too slow or out of reach."""

import enum

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# SQLSTATE classes of PostgreSQL; SQLite says it in words.
_STATES = {
    "55P03": "BUSY",  # lock not available
    "40P01": "BUSY",  # deadlock detected
    "40001": "BUSY",  # could not serialize
    "57014": "TOO_SLOW",  # statement timeout
    "53100": "FULL",  # disk full
    "53300": "BUSY",  # too many connections
}
_WORDS = {
    "database is locked": "BUSY",
    "database table is locked": "BUSY",
    "disk is full": "FULL",
    "interrupted": "TOO_SLOW",
    "unable to open database file": "UNREACHABLE",
    "disk i/o error": "UNREACHABLE",
}


class Trouble(enum.Enum):
    """Why the database could not answer, where it is no fault of the question."""

    BUSY = enum.auto()
    FULL = enum.auto()
    TOO_SLOW = enum.auto()
    UNREACHABLE = enum.auto()


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble that an exception tells of, or None where it tells of a fault of the program."""
    if isinstance(error, PoolTimeout):
        return Trouble.BUSY
    if not isinstance(error, DBAPIError):
        return None
    state = getattr(error.orig, "sqlstate", None)
    if state in _STATES:
        return Trouble[_STATES[state]]
    words = str(error.orig).lower()
    for said, name in _WORDS.items():
        if said in words:
            return Trouble[name]
    lost = error.connection_invalidated or (isinstance(error, OperationalError | InterfaceError) and state is None)
    return Trouble.UNREACHABLE if lost and "no such" not in words else None
