"""An import that is killed at any moment leaves nothing behind, and the next one works."""

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from incidents.access.viewer import OPERATOR
from incidents.db.engine import open_databases
from incidents.imports.run import import_ucdp
from incidents.records import Actor, Change, ImportRow, ImportRun, Incident, Place, Source
from tests.imports.conftest import SYRIA
from tests.support.factories import make_team, store

# Runs in a process of its own, stores five rows at a time, and ends itself without warning where it is told to.
SCRIPT = """
import os, signal, sys
from pathlib import Path
from incidents.access.viewer import OPERATOR
from incidents.db.engine import open_databases
from incidents.imports.formats.ucdp import storing
from incidents.imports.run import import_ucdp

address, path, moment = sys.argv[1:]
storing.NEW_AT_A_TIME = 5
calls = {"store": 0}

def die(when):
    if when == moment:
        os.kill(os.getpid(), signal.SIGKILL)

real = storing.derive_in_bulk
def derive(*words, **options):
    calls["store"] += 1
    die("before deriving") if calls["store"] == 2 else None
    real(*words, **options)
    die("after a batch") if calls["store"] == 2 else None
storing.derive_in_bulk = derive

session = open_databases(address).write_session()
import_ucdp(session, OPERATOR, Path(path))
die("before the commit")
session.commit()
"""


@pytest.mark.parametrize("moment", ["before deriving", "after a batch", "before the commit"])
def test_a_killed_import_leaves_nothing(database_maker, moment):
    address = database_maker.migrated()
    databases = open_databases(address)
    try:
        with databases.write_session() as session:
            store(session, make_team())
            session.commit()
        words = [sys.executable, "-c", SCRIPT, address, str(SYRIA), moment]
        done = subprocess.run(words, capture_output=True, text=True, check=False, env=dict(os.environ))
        assert done.returncode == -signal.SIGKILL, done.stderr
        with databases.read_session() as session:
            for record in (Incident, Source, Place, Actor, ImportRun, ImportRow):
                assert session.scalar(select(func.count()).select_from(record)) == 0, record
            assert session.scalar(select(func.count()).select_from(Change)) == 1
        with databases.write_session() as session:
            assert import_ucdp(session, OPERATOR, SYRIA).outcomes == {"new": 18}
            session.commit()
    finally:
        databases.close()


def test_a_refusal_in_the_middle_leaves_nothing(own_databases, monkeypatch):
    with own_databases.write_session() as session:
        store(session, make_team())
        session.commit()
    monkeypatch.setattr("incidents.imports.formats.ucdp.storing.NEW_AT_A_TIME", 5)
    monkeypatch.setattr("incidents.imports.formats.ucdp.storing.Storing._keep_rows", _out_of_space)
    with own_databases.write_session() as session, pytest.raises(OSError, match="no space"):
        import_ucdp(session, OPERATOR, SYRIA)
    with own_databases.read_session() as session:
        assert session.scalar(select(func.count()).select_from(Incident)) == 0


def _out_of_space(*_words: object) -> None:
    raise OSError("no space")
