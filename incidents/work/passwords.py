"""Passwords: hashed slowly on purpose, two at a time, and refused when anybody would guess them."""

import base64
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from incidents.base.errors import Refused
from incidents.base.languages import _

LEAST_LETTERS, MOST_LETTERS = 12, 128
_DIGEST_BYTES, _SALT_BYTES = 32, 16


class TooBusy(Refused):
    """The server is at the end of what it can do at once; the same request will pass a little later."""

    def __init__(self, retry_after: int = 5) -> None:
        super().__init__(_("Many people are signing in at this moment. Please try again in a few seconds."))
        self.retry_after = retry_after


class Passwords:
    """Hashes and checks passwords with Argon2id.

    A hash takes 64 MiB and most of a second of a core, so only a few run at once and only a few
    wait: otherwise anybody could fill the memory by knocking. Tests ask for cheaper hashes here.
    """

    def __init__(
        self, *, memory_kib: int = 65_536, passes: int = 3, lanes: int = 2, at_once: int = 2, waiting: int = 6
    ) -> None:
        self._hasher = PasswordHasher(
            time_cost=passes,
            memory_cost=memory_kib,
            parallelism=lanes,
            hash_len=_DIGEST_BYTES,
            salt_len=_SALT_BYTES,
        )
        self._slots = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once + waiting)
        # A hash that no password has: it costs as much to check as a real one.
        self._nobody = (
            f"$argon2id$v=19$m={memory_kib},t={passes},p={lanes}${_random(_SALT_BYTES)}${_random(_DIGEST_BYTES)}"
        )

    def hash(self, password: str) -> str:
        """Hash a new password."""
        with self._turn():
            return self._hasher.hash(_normal(password))

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether the password is the stored one; takes as long when there is none to compare with."""
        known = stored if stored is not None and len(password) <= MOST_LETTERS else None
        with self._turn():
            try:
                self._hasher.verify(known or self._nobody, _normal(password[:MOST_LETTERS]))
            except (VerificationError, InvalidHashError):
                return False
            return known is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether a stored hash was made at another cost than is used today."""
        return self._hasher.check_needs_rehash(stored)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise TooBusy()
        try:
            with self._slots:
                yield
        finally:
            self._places.release()


def _random(count: int) -> str:
    return base64.b64encode(secrets.token_bytes(count)).decode().rstrip("=")


def _normal(password: str) -> str:
    """The same letters typed on two keyboards may be composed differently; a hash must not see that."""
    return unicodedata.normalize("NFKC", password)
