"""Whatever is done to a record in whatever order, its changes alone tell what it was at any time."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR
from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import UncertainDate
from incidents.ledger.chain import verify
from incidents.ledger.replay import history, picture_at, replayed
from incidents.ledger.trace import act
from incidents.records import Incident
from incidents.records.picture import picture
from tests.support.databases import rolled_back
from tests.support.examples import examples
from tests.support.factories import make_citation, make_figure, make_incident, make_source, store

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=8)
TEXTS = st.dictionaries(st.sampled_from(["en", "ar", "fr"]), WORDS, min_size=1)
NUMBERS = st.none() | st.integers(0, 5)
DATES = st.sampled_from(["2017", "2017-04", "2017-04-04?", "2017-04-03/2017-04-05", None])
ZONE = datetime.timezone(datetime.timedelta(hours=3))
# A field of the case, and what somebody may put into it; empty in each of the ways in which it can be.
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": TEXTS,
    "summary": st.none() | TEXTS,
    "occurred": DATES.map(lambda text: read_edtf(text) if text else UncertainDate()),
    "attack_methods": st.none() | st.lists(st.sampled_from(["air_strike", "shelling", "siege"]), unique=True),
    "graphic": st.booleans(),
    "time_text": st.none() | WORDS,
    "workflow_status": st.sampled_from(["draft", "submitted", "approved"]),
    "withdrawn_at": st.none() | st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2026, 1, 1)).map(
        lambda at: at.replace(tzinfo=ZONE)
    ),
    "n_sources": st.integers(0, 9),
}  # fmt: skip

Step = Callable[[Session, Incident], None]


def change_of_the_case(name: str, value: Any) -> Step:
    return lambda session, incident: setattr(incident, name, value)


def new_figure(low: int | None, high: int | None) -> Step:
    return lambda session, incident: make_figure(incident, low=low, high=high)


def change_of_a_figure(which: int, name: str, value: Any) -> Step:
    def step(session: Session, incident: Incident) -> None:
        if incident.figures:
            setattr(incident.figures[which % len(incident.figures)], name, value)

    return step


def loss_of_a_figure(which: int) -> Step:
    def step(session: Session, incident: Incident) -> None:
        if incident.figures:
            incident.figures.pop(which % len(incident.figures))

    return step


def new_citation(locator: str | None) -> Step:
    return lambda session, incident: make_citation(incident, make_source(), locator=locator)


def flush(session: Session, incident: Incident) -> None:
    session.flush()


def forget(session: Session, incident: Incident) -> None:
    session.flush()
    session.expire_all()


def undone(steps: list[Step]) -> Step:
    """Steps inside a savepoint that is rolled back."""

    def step(session: Session, incident: Incident) -> None:
        with session.begin_nested() as savepoint:
            for inner in steps:
                inner(session, incident)
            session.flush()
            savepoint.rollback()

    return step


FIELD_CHANGES = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda name: st.builds(change_of_the_case, st.just(name), FIELDS[name])
)
FIGURE_CHANGES = st.builds(change_of_a_figure, st.integers(0, 9), st.sampled_from(["low", "best", "high"]), NUMBERS)
SIMPLE = (
    FIELD_CHANGES
    | FIGURE_CHANGES
    | st.builds(new_figure, NUMBERS, NUMBERS)
    | st.builds(loss_of_a_figure, st.integers(0, 9))
    | st.builds(new_citation, st.none() | WORDS)
    | st.sampled_from([flush, forget])
)
STEPS = SIMPLE | st.builds(undone, st.lists(SIMPLE, min_size=1, max_size=4))
LIVES = st.lists(st.lists(STEPS, max_size=6), max_size=6)
"""The life of a case: acts, each of several steps."""


@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(life=LIVES)
def test_replayed_changes_are_the_record(engine: Engine, life: list[list[Step]]) -> None:
    with rolled_back(engine) as session:
        incident = store(session, make_incident())
        seen = {1: picture(incident)}
        for steps in life:
            with act(session, OPERATOR, "incident.revised"):
                for step in steps:
                    step(session, incident)
            session.expire_all()  # the picture is taken from what is stored, not from what is in memory
            if incident.row_version in seen:
                assert seen[incident.row_version] == picture(incident), "nothing changes without a new version"
            seen[incident.row_version] = picture(incident)
        past = history(session, "incident", incident.id)
        assert replayed("incident", incident.id, past) == picture(incident)
        assert [change.version for change in past] == sorted(seen)
        for version, then in seen.items():
            assert picture_at(session, "incident", incident.id, version=version) == then
        assert all(change.differences for change in past)
        assert verify(session).whole


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_version_is_told_by_its_number(session: Session, version: int) -> None:
    incident = store(session, make_incident("Version 1"))
    for number in (2, 3):
        with act(session, OPERATOR, "incident.revised"):
            incident.title = {"en": f"Version {number}"}
    then = picture_at(session, "incident", incident.id, version=version)
    assert then["incident"]["title"] == {"en": f"Version {version}"}
