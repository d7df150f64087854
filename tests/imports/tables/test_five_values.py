"""Nought, unknown, not applicable, withheld and not recorded: from the form through everything and back again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR
from incidents.answers.totals import totals
from incidents.db.engine import Databases, open_databases
from incidents.records import Figure, Incident
from incidents.search.language import parse
from incidents.search.query import matching
from tests.imports.tables.conftest import bring_in, export_tables, give_a_team, read_rows
from tests.support.web import World
from tests.web.conftest import world
from tests.web.incidents.entering import typed_form

# What is typed, what is stored, what its row says, and the questions that find it.
VALUES: dict[str, tuple[dict[str, str], tuple[int | None, str | None], tuple[str, str], tuple[str, ...]]] = {
    "nought": (
        {"best": "0", "qualifier": "exact"}, (0, "known"), ("0", "known"), ("killed:0", "killed:any", "killed:<=5"),
    ),
    "unknown": ({"value_state": "unknown"}, (None, "unknown"), ("", "unknown"), ("killed:none", "killed:unknown")),
    "not_applicable": (
        {"value_state": "not_applicable"}, (None, "not_applicable"), ("", "not_applicable"),
        ("killed:none", "killed:not_applicable"),
    ),
    "withheld": ({"value_state": "withheld"}, (None, "withheld"), ("", "withheld"), ("killed:none", "killed:withheld")),
    "not_recorded": (
        {"outcome": "injured", "best": "7", "qualifier": "exact"}, (7, "known"), ("", "not_recorded"),
        ("killed:none", "killed:not_recorded"),
    ),
}  # fmt: skip
__all__ = ["world"]
QUESTIONS = sorted({question for *_rest, found in VALUES.values() for question in found})


@pytest.fixture
def elsewhere(database_maker) -> Iterator[Databases]:
    opened = open_databases(database_maker.migrated())
    yield opened
    opened.close()


def _typed(shown: World, typed: dict[str, str]) -> str:
    browser = shown.browser("researcher")
    cleared = {"figures-0-low": "", "figures-0-qualifier": "", "figures-0-as_stated": ""}
    form = typed_form(browser, **(cleared | {f"figures-0-{name}": value for name, value in typed.items()}))
    answer = browser.send("/cases/new", form.sent())
    assert answer.status_code == 303, answer.text
    return str(answer.location.rpartition("/")[2])


def _said(session: Session, code: str) -> dict[str, Any]:
    """All that a database says of the number killed in a case."""
    found = {}
    for question in QUESTIONS:
        numbers = matching(parse(question).criteria, OPERATOR)
        found[question] = code in session.scalars(select(Incident.code).where(Incident.id.in_(numbers)))
    total = totals(session, parse(f"code:{code}").criteria, OPERATOR).killed
    figures = session.scalars(select(Figure).join(Incident).where(Incident.code == code)).all()
    return {
        "found by": found,
        "total": (total.incidents, total.low, total.best, total.high, total.n_zero, total.n_unknown,
                  total.n_not_applicable, total.n_withheld, total.n_not_recorded),
        "stored": [(one.outcome, one.low, one.best, one.high, one.value_state or "known") for one in figures],
    }  # fmt: skip


@pytest.mark.parametrize("value", [*VALUES])
def test_a_value_survives_every_way_that_it_can_go(world, elsewhere, tmp_path, value: str) -> None:
    typed, (best, state), (cell, word), questions = VALUES[value]
    code = _typed(world, typed)
    with world.databases.read_session() as session:
        here = _said(session, code)
        first = export_tables(session, tmp_path / "first", f"code:{code}")
    assert [(one[2], one[4]) for one in here["stored"]] == [(best, state)]
    assert {question for question, is_found in here["found by"].items() if is_found} == set(questions)
    (row,) = read_rows(first / "incidents.csv")
    assert (row["killed_best"], row["killed_state"]) == (cell, word)
    with elsewhere.write_session() as session:
        give_a_team(session)
        assert bring_in(session, first).cases["new"] == 1
        session.commit()
    with elsewhere.read_session() as session:
        assert _said(session, code) == here
        second = export_tables(session, tmp_path / "second", f"code:{code}")
    assert _bytes(second, "figures") == _bytes(first, "figures")
    assert _bytes(second, "incidents") == _bytes(first, "incidents")


def _bytes(folder: Path, table: str) -> bytes:
    return (folder / f"{table}.csv").read_bytes()
