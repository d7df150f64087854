"""How often somebody may try a password: buckets in the database, so that every worker counts the same.

A try takes a token from each bucket it falls into, and tokens come back with time. Nobody is ever
locked out for good, since a lock would let anybody lock anybody: whoever floods one name from one
address is slowed down there, while the person whose name it is signs in from another.
"""

import ipaddress
from collections.abc import Iterator

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from incidents.base.clock import now
from incidents.base.text import fold
from incidents.records import Throttle

REFILL_SECONDS = 900.0
TRIES_OF_ONE_NAME_FROM_ONE_ADDRESS = 5
TRIES_FROM_ONE_ADDRESS = 40
TRIES_OF_ONE_NAME = 60
FORGOTTEN_AFTER_SECONDS = 86_400.0


def spend(session: Session, name: str, address: str) -> bool:
    """Take one try from every bucket; False when one of them has none left."""
    at = now().timestamp()
    # In one order for everybody, so that two who wait for each other's rows cannot exist.
    left = [_take(session, key, size, at) for key, size in sorted(_buckets(name, address))]
    return all(left)


def give_back(session: Session, name: str, address: str) -> None:
    """Return the try that turned out to be the right password."""
    for key, size in sorted(_buckets(name, address)):
        row = session.get(Throttle, key, with_for_update=True)
        if row is not None:
            row.tokens = min(float(size), row.tokens + 1)


def _buckets(name: str, address: str) -> Iterator[tuple[str, int]]:
    who, where = fold(name)[:60], _network(address)
    yield f"name+address:{who}@{where}", TRIES_OF_ONE_NAME_FROM_ONE_ADDRESS
    yield f"address:{where}", TRIES_FROM_ONE_ADDRESS
    yield f"name:{who}", TRIES_OF_ONE_NAME


def _network(address: str) -> str:
    """One household has one IPv4 address but a whole block of IPv6 ones."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(found) if found.version == 4 else str(ipaddress.ip_network(f"{found}/64", strict=False))


def _take(session: Session, key: str, size: int, at: float) -> bool:
    row = session.get(Throttle, key, with_for_update=True, populate_existing=True)
    if row is None:
        row = _begin(session, key, size, at)
    tokens = min(float(size), row.tokens + max(0.0, at - row.at) * size / REFILL_SECONDS)
    passed = tokens >= 1
    row.tokens, row.at = tokens - passed, at
    return passed


def _begin(session: Session, key: str, size: int, at: float) -> Throttle:
    session.execute(delete(Throttle).where(Throttle.at < at - FORGOTTEN_AFTER_SECONDS))
    try:
        with session.begin_nested():
            session.add(row := Throttle(key=key, tokens=float(size), at=at))
        return row
    except IntegrityError:  # somebody else began it a moment ago
        return session.get_one(Throttle, key, with_for_update=True)
