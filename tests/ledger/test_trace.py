"""An act writes what was changed: everything, once, in the same transaction, and nothing that was undone."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.base import clock
from incidents.base.dates.edtf import read_edtf
from incidents.ledger.chain import verify
from incidents.ledger.replay import Past, history, position
from incidents.ledger.trace import UntracedChange, act
from incidents.records import Account, Change, Figure, Incident, Source
from tests.support.factories import (
    AT,
    make_account,
    make_actor,
    make_attribution,
    make_citation,
    make_external_id,
    make_figure,
    make_incident,
    make_login,
    make_quality_issue,
    make_source,
    store,
    viewer_of,
)


def last(session: Session, record: Incident | Source | Account) -> Past:
    return history(session, record.__tablename__, record.id)[-1]


# ---- what an act writes


def test_a_new_record_is_written_with_its_parts(session: Session) -> None:
    incident = make_incident("Strike", code="INC-K4SH7Q")
    figure = make_figure(incident, low=83)
    store(session, incident)
    [change] = history(session, "incident", incident.id)
    assert [(d["part"], d["id"], d["is"]) for d in change.differences] == [
        ("incident", incident.id, "added"),
        ("figure", figure.id, "added"),
    ]
    values = change.differences[0]["values"]
    assert values["title"] == {"en": "Strike"}
    assert values["workflow_status"] == "draft", "what the record's default says is part of what was recorded"
    assert change.differences[1]["values"]["low"] == 83
    assert "best" not in change.differences[1]["values"], "what is unknown is absent, never 0"


def test_a_change_is_written_field_by_field_with_both_ends(session: Session) -> None:
    incident = store(session, make_incident("Strike", occurred="2017-04-04", workflow_status="draft"))
    with act(session, OPERATOR, "incident.revised", "A report came in"):
        incident.title = {"en": "Strike", "ar": "غارة"}
        incident.workflow_status = "submitted"
    change = last(session, incident)
    assert (change.verb, change.reason, change.version) == ("incident.revised", "A report came in", 2)
    assert change.differences == [
        {
            "part": "incident",
            "id": incident.id,
            "is": "changed",
            "fields": {
                "title": {"from": {"en": "Strike"}, "to": {"en": "Strike", "ar": "غارة"}},
                "workflow_status": {"from": "draft", "to": "submitted"},
            },
        }
    ]


def test_a_changed_date_is_written_with_all_its_columns(session: Session) -> None:
    incident = store(session, make_incident(occurred="2017-04-04"))
    with act(session, OPERATOR, "incident.revised"):
        incident.occurred = read_edtf("2017-04")
    fields = last(session, incident).differences[0]["fields"]
    assert fields["occurred_edtf"] == {"from": "2017-04-04", "to": "2017-04"}
    assert fields["occurred_earliest"] == {"from": "2017-04-04", "to": "2017-04-01"}
    assert fields["occurred_precision"] == {"from": "day", "to": "month"}
    assert "occurred_nature" not in fields, "what stayed the same is no difference"


def test_what_was_not_read_before_it_was_set_is_known_all_the_same(session: Session) -> None:
    incident = make_incident("Strike", occurred="2017-04-04")
    figure = make_figure(incident, low=83)
    store(session, incident)
    session.expire_all()
    with act(session, OPERATOR, "incident.revised"):
        incident.title = {"en": "Attack"}
        incident.occurred = read_edtf("2017-04-05")
        figure.low = 92
    fields = {d["part"]: d["fields"] for d in last(session, incident).differences}
    assert fields["incident"]["title"]["from"] == {"en": "Strike"}
    assert fields["incident"]["occurred_edtf"]["from"] == "2017-04-04"
    assert fields["figure"]["low"] == {"from": 83, "to": 92}


def test_a_part_added_later_belongs_to_its_record(session: Session) -> None:
    incident = store(session, make_incident())
    with act(session, OPERATOR, "incident.revised"):
        figure = make_figure(incident, best=92)
    [difference] = last(session, incident).differences
    assert (difference["part"], difference["id"], difference["is"]) == ("figure", figure.id, "added")
    assert incident.row_version == 2


def test_a_part_taken_out_of_its_collection_is_written_with_what_it_held(session: Session) -> None:
    incident = make_incident()
    figure = make_figure(incident, best=92)
    store(session, incident)
    number = figure.id
    with act(session, OPERATOR, "incident.revised"):
        incident.figures.remove(figure)
    [difference] = last(session, incident).differences
    assert (difference["part"], difference["id"], difference["is"]) == ("figure", number, "removed")
    assert difference["values"]["best"] == 92
    assert session.scalar(select(func.count()).select_from(Figure).where(Figure.id == number)) == 0


@pytest.mark.parametrize("forgotten", ["never", "before", "after"])
def test_a_deleted_part_is_written_even_when_it_must_be_read_once_more(session: Session, forgotten: str) -> None:
    incident = make_incident()
    figure = make_figure(incident, best=92)
    store(session, incident)
    if forgotten == "before":
        session.expire_all()
    with act(session, OPERATOR, "incident.revised"):
        session.delete(figure)
        if forgotten == "after":
            session.expire_all()
    assert last(session, incident).differences[0]["values"]["best"] == 92


def test_what_was_set_on_its_way_out_was_never_stored(session: Session) -> None:
    incident = make_incident()
    figure = make_figure(incident, best=92)
    store(session, incident)
    with act(session, OPERATOR, "incident.revised"):
        figure.best = 7
        incident.figures.remove(figure)
    assert last(session, incident).differences[0]["values"]["best"] == 92


def test_every_kind_of_root_has_its_parts_in_the_ledger(session: Session) -> None:
    source, actor = make_source(), make_actor()
    make_external_id(source, "S1")
    make_quality_issue(actor, "low_gt_best")
    store(session, source, actor)
    assert [d["part"] for d in last(session, source).differences] == ["source", "external_id"]
    assert sorted(d["part"] for d in history(session, "actor", actor.id)[0].differences) == [
        "actor",
        "actor_name",
        "quality_issue",
    ]


def test_an_act_on_two_records_writes_a_row_for_each(session: Session) -> None:
    incident, source = make_incident(), make_source()
    store(session, incident, source)
    before = position(session)
    with act(session, OPERATOR, "incident.revised"):
        incident.title = {"en": "Other"}
        source.title = {"en": "Other"}
        make_figure(incident, low=1)
    assert position(session) == before + 2
    assert len(last(session, incident).differences) == 2, "one row a record, however many parts changed"


def test_a_record_made_in_an_act_on_another_is_recorded(session: Session) -> None:
    incident = store(session, make_incident())
    with act(session, OPERATOR, "incident.revised"):
        make_citation(incident, source := make_source("Met on the way"))
    assert last(session, incident).verb == "incident.revised"
    [change] = history(session, "source", source.id)
    assert (change.verb, change.version) == ("recorded", 1)


def test_who_when_and_version_are_kept_beside_the_record(session: Session) -> None:
    account = store(session, make_account("researcher.one"))
    viewer = viewer_of(account)
    with clock.fixed(AT) as hands:
        incident = store(session, make_incident(), viewer=viewer)
        hands.advance(timedelta(hours=1))
        with act(session, OPERATOR, "incident.revised"):
            incident.graphic = True
    assert (incident.created_at, incident.created_by) == (AT, account.id)
    assert (incident.updated_at, incident.updated_by) == (AT + timedelta(hours=1), None)
    first, second = session.scalars(select(Change).where(Change.record_type == "incident").order_by(Change.seq))
    assert (first.at, first.account_id, first.account_name) == (AT, account.id, "researcher.one")
    assert (second.at, second.account_id, second.account_name) == (AT + timedelta(hours=1), None, "operator")
    assert (first.record_code, first.record_version, second.record_version) == (incident.code, 1, 2)


def test_a_name_in_the_ledger_outlives_the_account(session: Session) -> None:
    viewer = Viewer(None, "somebody who left", Role.RESEARCHER)
    incident = store(session, make_incident(), viewer=viewer)
    assert last(session, incident).account_name == "somebody who left"


# ---- secrets, and what is no part of a case


def test_a_secret_is_never_written(session: Session) -> None:
    account = store(session, make_account(password_hash="$argon2id$first"))
    with act(session, OPERATOR, "account.password"):
        account.password_hash = "$argon2id$second"
    with act(session, OPERATOR, "account.password"):
        account.password_hash = None
    told = session.scalars(select(Change.differences).where(Change.record_type == "account")).all()
    assert not any("argon2id" in text for text in told)
    changes = [change.differences[0] for change in history(session, "account", account.id)]
    assert changes[0]["values"]["password_hash"] == "•"
    assert changes[1]["fields"] == {"password_hash": {"from": "•", "to": "•"}}, "but that it was changed is written"
    assert changes[2]["fields"] == {"password_hash": {"from": "•", "to": None}}


def test_a_secret_changed_twice_in_one_act_is_still_written(session: Session) -> None:
    account = store(session, make_account(password_hash="first"))
    with act(session, OPERATOR, "account.password"):
        for value in ("second", "third"):
            account.password_hash = value
            session.flush()
    assert last(session, account).differences[0]["fields"] == {"password_hash": {"from": "•", "to": "•"}}


def test_derived_values_and_working_tables_leave_no_row(session: Session) -> None:
    account = store(session, make_account())
    incident = store(session, make_incident())
    before = position(session)
    session.add(make_login(account))
    incident.n_sources = 4
    session.flush()
    assert position(session) == before
    assert incident.row_version == 1


# ---- outside an act


def test_nothing_is_added_changed_or_removed_outside_an_act(session: Session) -> None:
    incident = make_incident()
    figure = make_figure(incident, low=1)
    store(session, incident)
    for change in (
        lambda: session.add(make_source()),
        lambda: setattr(incident, "graphic", True),
        lambda: setattr(figure, "low", 2),
        lambda: session.delete(figure),
        lambda: incident.figures.remove(figure),
    ):
        savepoint = session.begin_nested()
        change()
        with pytest.raises(UntracedChange, match="outside an act"):
            session.flush()
        savepoint.rollback()
    assert len(history(session, "incident", incident.id)) == 1
    assert session.scalar(select(func.count()).select_from(Source)) == 0


def test_an_act_inside_an_act_is_refused(session: Session) -> None:
    with act(session, OPERATOR, "incident.revised"):
        with pytest.raises(UntracedChange, match="inside an act"), act(session, OPERATOR, "source.revised"):
            pass
        incident = make_incident()
        session.add(incident)
    assert last(session, incident).version == 1, "the act that was there before goes on"


def test_after_an_act_the_session_is_closed_to_changes_again(session: Session) -> None:
    incident = store(session, make_incident())
    with pytest.raises(ZeroDivisionError), act(session, OPERATOR, "incident.revised"):
        raise ZeroDivisionError
    incident.graphic = True
    with pytest.raises(UntracedChange):
        session.flush()


def test_a_part_is_not_moved_to_another_record_unseen(session: Session) -> None:
    one, other = make_incident("One"), make_incident("Other")
    figure = make_figure(one, low=1)
    store(session, one, other)
    with pytest.raises(UntracedChange, match="moved"), act(session, OPERATOR, "incident.merged"):
        other.figures.append(figure)


# ---- nothing changed, and changed back


def test_an_act_that_changes_nothing_writes_nothing(session: Session) -> None:
    incident = make_incident("Strike", occurred="2017-04-04", attack_methods=["air_strike"])
    make_figure(incident, low=83)
    store(session, incident)
    before = position(session)
    with act(session, OPERATOR, "incident.revised"):
        incident.title = {"en": "Strike"}
        incident.occurred = read_edtf("2017-04-04")
        incident.attack_methods = ["air_strike"]
        incident.figures[0].low = 83
    assert position(session) == before
    assert incident.row_version == 1


def test_several_flushes_in_one_act_make_one_net_difference(session: Session) -> None:
    incident = make_incident("First")
    figure = make_figure(incident, low=1)
    store(session, incident)
    with act(session, OPERATOR, "incident.revised"):
        incident.title = {"en": "Second"}
        figure.low = 5
        session.flush()
        incident.title = {"en": "Third"}
        figure.low = 1
        session.flush()
    assert last(session, incident).differences == [
        {"part": "incident", "id": incident.id, "is": "changed",
         "fields": {"title": {"from": {"en": "First"}, "to": {"en": "Third"}}}}
    ]  # fmt: skip


def test_what_was_changed_and_changed_back_leaves_no_row(session: Session) -> None:
    incident = store(session, make_incident("First"))
    before = position(session)
    with act(session, OPERATOR, "incident.revised"):
        for title in ("Second", "First"):
            incident.title = {"en": title}
            session.flush()
        figure = make_figure(incident, low=1)
        session.flush()
        incident.figures.remove(figure)
        session.flush()
    assert position(session) == before
    assert incident.row_version == 1


def test_a_record_that_comes_and_goes_in_one_act_leaves_no_row(session: Session) -> None:
    before = position(session)
    with act(session, OPERATOR, "source.recorded"):
        source = make_source()
        session.add(source)
        session.flush()
        session.delete(source)
    assert position(session) == before


def test_a_part_that_is_changed_and_then_removed_is_told_as_it_was_before_the_act(session: Session) -> None:
    incident = make_incident()
    figure = make_figure(incident, low=83)
    store(session, incident)
    with act(session, OPERATOR, "incident.revised"):
        figure.low = 5
        session.flush()
        incident.figures.remove(figure)
    [difference] = last(session, incident).differences
    assert (difference["is"], difference["values"]["low"]) == ("removed", 83)


def test_a_part_that_is_removed_and_comes_back_under_its_number_has_changed(session: Session) -> None:
    incident = make_incident()
    figure = make_figure(incident, low=83, best=92)
    store(session, incident)
    number = figure.id
    with act(session, OPERATOR, "incident.restored"):
        incident.figures.remove(figure)
        session.flush()
        make_figure(incident, id=number, low=83, high=100)
    [difference] = last(session, incident).differences
    assert difference["fields"] == {"best": {"from": 92, "to": None}, "high": {"from": None, "to": 100}}


def test_values_are_written_as_they_are_stored(session: Session) -> None:
    far = datetime(2026, 3, 2, 12, tzinfo=UTC).astimezone(timezone(timedelta(hours=3)))
    incident = store(session, make_incident(attack_methods=[]))
    with act(session, OPERATOR, "incident.withdrawn"):
        incident.withdrawn_at = far
    added, withdrawn = history(session, "incident", incident.id)
    assert "attack_methods" not in added.differences[0]["values"], "an empty list is stored as nothing"
    assert withdrawn.differences[0]["fields"]["withdrawn_at"]["to"] == "2026-03-02T12:00:00+00:00"


# ---- undone


def test_a_savepoint_that_is_rolled_back_leaves_nothing_in_the_ledger(session: Session) -> None:
    incident = store(session, make_incident("First"))
    with act(session, OPERATOR, "incident.revised"):
        incident.title = {"en": "Second"}
        kept = make_figure(incident, low=1)
        with session.begin_nested() as savepoint:
            incident.title = {"en": "Third"}
            make_figure(incident, low=2)
            session.add(make_source("Undone"))
            kept.low = 3
            session.flush()
            savepoint.rollback()
    differences = {(d["part"], d["is"]): d for d in last(session, incident).differences}
    assert differences.keys() == {("incident", "changed"), ("figure", "added")}
    assert differences["incident", "changed"]["fields"] == {"title": {"from": {"en": "First"}, "to": {"en": "Second"}}}
    assert differences["figure", "added"]["values"]["low"] == 1
    assert not history(session, "source", session.scalar(select(func.max(Source.id))) or 1)


def test_a_failed_insert_inside_a_savepoint_is_not_told(session: Session) -> None:
    store(session, make_account("taken"))
    before = position(session)
    with act(session, OPERATOR, "account.opened"):
        session.add(good := make_account("free"))
        savepoint = session.begin_nested()
        session.add_all([make_account("also.free"), make_account("taken")])
        with pytest.raises(IntegrityError):
            session.flush()
        savepoint.rollback()
    assert position(session) == before + 1
    assert last(session, good).differences[0]["values"]["name"] == "free"
    assert verify(session).whole


def test_a_savepoint_that_is_released_keeps_its_changes(session: Session) -> None:
    incident = store(session, make_incident("First"))
    with act(session, OPERATOR, "incident.revised"), session.begin_nested():
        incident.title = {"en": "Second"}
    assert last(session, incident).differences[0]["fields"]["title"]["to"] == {"en": "Second"}


def test_an_act_inside_a_savepoint_that_is_rolled_back_is_gone(session: Session) -> None:
    before = position(session)
    with session.begin_nested() as savepoint:
        store(session, make_incident())
        savepoint.rollback()
    assert position(session) == before
    store(session, make_incident())
    assert position(session) == before + 1
    assert verify(session).whole


def test_an_act_that_fails_writes_nothing(own_databases) -> None:
    with own_databases.write_session() as session:
        incident = store(session, make_incident("First"))
        session.commit()
        with suppress(ZeroDivisionError), act(session, OPERATOR, "incident.revised"):
            incident.title = {"en": "Second"}
            session.flush()
            raise ZeroDivisionError
        session.rollback()
        assert incident.title == {"en": "First"}
        assert position(session) == 1


def test_the_ledger_goes_with_its_transaction(own_databases) -> None:
    with own_databases.write_session() as session:
        store(session, make_incident())
        session.rollback()
        assert position(session) == 0
        assert session.scalar(select(func.count()).select_from(Incident)) == 0


def test_the_ledger_is_not_changed_through_the_session_unseen(session: Session) -> None:
    store(session, make_incident(), make_source())
    session.execute(delete(Change).where(Change.seq == position(session)))
    assert not verify(session).whole


def test_a_root_may_be_named_in_attributions_of_other_cases(session: Session) -> None:
    actor = store(session, make_actor("Forces"))
    one, other = make_incident("One"), make_incident("Other")
    make_attribution(one, actor)
    make_attribution(other, actor)
    store(session, one, other)
    assert len(history(session, "actor", actor.id)) == 1, "to be named in a case does not change the actor"
