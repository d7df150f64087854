"""Values come back from either engine as they went in, and what nobody could have meant is refused."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR
from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import UncertainDate
from incidents.db.types import Codes, Lines, Links, Moment
from incidents.ledger.replay import history
from incidents.ledger.trace import act
from incidents.records import Figure, Incident, Throttle
from tests.support.factories import AT, make_actor, make_attribution, make_figure, make_incident, make_source, store

EAST = timezone(timedelta(hours=3))


def again(session: Session, record: Any) -> Any:
    """The record as it is stored."""
    session.expire(record)
    return record


# ---- moments


def test_a_moment_without_a_zone_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        session.query(Incident).filter(Incident.withdrawn_at < datetime(2026, 3, 2, 9, 30)).all()
    assert Moment().process_bind_param(None, session.get_bind().dialect) is None


@pytest.mark.parametrize("zone", [UTC, EAST, timezone(timedelta(hours=-5, minutes=-30))])
def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc(session: Session, zone: timezone) -> None:
    at = AT.replace(microsecond=123_456).astimezone(zone)
    incident = store(session, make_incident(withdrawn_at=at))
    stored = again(session, incident).withdrawn_at
    assert stored == at
    assert stored.utcoffset() == timedelta(0)
    assert history(session, "incident", incident.id)[0].differences[0]["values"]["withdrawn_at"] == stored.isoformat()


def test_moments_are_ordered_by_when_they_were_not_by_how_they_were_written(session: Session) -> None:
    earlier = make_incident("Earlier", withdrawn_at=datetime(2026, 3, 2, 11, 0, tzinfo=EAST))
    later = make_incident("Later", withdrawn_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    store(session, later, earlier)
    found = session.query(Incident).order_by(Incident.withdrawn_at).all()
    assert found == [earlier, later]
    noon = datetime(2026, 3, 2, 11, 30, tzinfo=EAST)
    assert session.query(Incident).filter(Incident.withdrawn_at < noon).all() == [earlier]


def test_no_moment_stays_none(session: Session) -> None:
    assert again(session, store(session, make_incident())).withdrawn_at is None


# ---- JSON


def test_none_is_null_and_never_the_word_null(session: Session) -> None:
    incident = make_incident(summary=None)
    make_figure(incident, rule_params=None)
    store(session, incident)
    assert session.query(Incident).filter(Incident.summary.is_(None)).one() is incident
    assert session.execute(text("SELECT summary IS NULL FROM incident")).scalar_one() in (1, True)
    assert session.query(Figure).filter(Figure.rule_params.is_(None)).count() == 1
    assert again(session, incident).summary is None


@pytest.mark.parametrize(
    "value", [{"en": "Strike", "ar": "غارة جوية"}, {"en": ""}, {"en": "é\u0301 “quotes” \\ \n tab\t"}, {"en": "🕊"}]
)
def test_texts_come_back_letter_by_letter(session: Session, value: dict[str, str]) -> None:
    assert again(session, store(session, make_incident(value))).title == value


@pytest.mark.parametrize("value", [{}, {"deep": [1, None, {"x": 1.5}]}, [1, 2], "text", 0, False])
def test_json_keeps_what_is_empty_apart_from_nothing(session: Session, value: Any) -> None:
    incident = make_incident()
    figure = make_figure(incident, rule_params=value)
    store(session, incident)
    assert again(session, figure).rule_params == value
    assert type(figure.rule_params) is type(value)


# ---- lists in a column


@pytest.mark.parametrize("value", [["air_strike"], ["air_strike", "siege"], ["siege", "air_strike"]])
def test_codes_come_back_in_their_order(session: Session, value: list[str]) -> None:
    assert again(session, store(session, make_incident(attack_methods=value))).attack_methods == value


@pytest.mark.parametrize("value", [None, []])
def test_no_code_is_null(session: Session, value: list[str] | None) -> None:
    incident = store(session, make_incident(attack_methods=value))
    assert session.execute(text("SELECT attack_methods IS NULL FROM incident")).scalar_one() in (1, True)
    assert again(session, incident).attack_methods is None


def test_one_code_of_several_is_found_and_no_part_of_another(session: Session) -> None:
    incident = store(session, make_incident(attack_methods=["air_strike", "siege"]))
    for code, found in (("siege", True), ("air_strike", True), ("strike", False), ("air", False)):
        # The column is written so that both engines find a code by LIKE.
        condition = Incident.__table__.c.attack_methods.cast(Throttle.__table__.c.key.type).like(f"%;{code};%")
        assert (session.query(Incident).filter(condition).all() == [incident]) is found, code


def test_lines_and_links_come_back(session: Session) -> None:
    source = store(session, make_source(archive_urls=["https://example.org/a?b=1", "https://example.org/ة"]))
    assert again(session, source).archive_urls == ["https://example.org/a?b=1", "https://example.org/ة"]
    incident = make_incident()
    first = make_figure(incident, low=1)
    attribution = make_attribution(incident, make_actor())
    store(session, incident)
    with_figure = [first.id, 2_000_000_000]
    with act(session, OPERATOR, "incident.revised"):
        attribution.conceded_figures = with_figure
    assert again(session, attribution).conceded_figures == with_figure


@pytest.mark.parametrize(
    ("type_", "value", "stored"),
    [
        (Codes, ["a", "b"], ";a;b;"),
        (Codes, [], None),
        (Codes, None, None),
        (Links, [3, 14], ";3;14;"),
        (Links, [], None),
        (Lines, ["one", "two"], "one\ntwo"),
        (Lines, [], None),
    ],
)
def test_lists_are_stored_as_text_that_a_person_can_read(type_: type, value: Any, stored: str | None) -> None:
    column = type_()
    assert column.process_bind_param(value, None) == stored
    assert column.process_result_value(stored, None) == (value or None)


# ---- numbers and dates


def test_nought_is_a_number_and_unknown_is_none(session: Session) -> None:
    incident = make_incident()
    figure = make_figure(incident, low=0, best=None, high=2_000_000_000)
    store(session, incident)
    again(session, figure)
    assert (figure.low, figure.best, figure.high) == (0, None, 2_000_000_000)


@pytest.mark.parametrize(
    "form", ["2017-04-04", "2017-04?", "2015-12/..", "2017-04-03/2017-04-05", "{2017-03-24,2017-03-25}"]
)
def test_an_uncertain_date_comes_back_whole(session: Session, form: str) -> None:
    when = read_edtf(form)
    incident = store(session, make_incident(occurred=when))
    assert again(session, incident).occurred == when
    assert isinstance(incident.occurred.earliest, date)


def test_no_date_is_an_empty_one(session: Session) -> None:
    assert make_incident().occurred == UncertainDate()
    incident = store(session, make_incident())
    assert again(session, incident).occurred.is_empty
