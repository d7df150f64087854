"""Migrations that are stopped after any of their operations: by an error, or with the whole process.

As a program it migrates a database and kills itself on the way::

    python -m tests.migrations.interruption ADDRESS COUNT
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from alembic.operations.base import AbstractOperations

from incidents.db.engine import open_databases
from incidents.db.migrate import upgrade


class Interrupted(Exception):
    """What stopped the migration."""


@contextmanager
def stopping_after(count: int, stop: Callable[[], None]) -> Iterator[list[str]]:
    """Call ``stop`` once that many operations are done; yields what was done."""
    done: list[str] = []
    invoke = AbstractOperations.invoke

    def counted(self: AbstractOperations, operation: Any) -> Any:
        result = invoke(self, operation)
        done.append(type(operation).__name__)
        if len(done) == count:
            stop()
        return result

    with patch.object(AbstractOperations, "invoke", counted):
        yield done


def interrupt() -> None:
    """Fail as a statement would that the database refuses."""
    raise Interrupted


def die() -> None:
    """End this process as a power cut or an impatient person would: without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    address, count = sys.argv[1], int(sys.argv[2])
    with stopping_after(count, die):
        upgrade(open_databases(address).writer)
