"""The demonstration comes through the verbs, once, whole, and shows every kind of value."""

import pytest
from sqlalchemy import func, select

from incidents.access.viewer import OPERATOR
from incidents.base.errors import Refused
from incidents.demo.files import documented_cases
from incidents.demo.loading import key_of, load_demonstration, steps
from incidents.demo.people import ACCOUNTS, TEAMS
from incidents.demo.synthetic import HOW_MANY, invented_cases
from incidents.ledger.chain import verify
from incidents.ledger.replay import history
from incidents.records import (
    Account,
    Assessment,
    Change,
    EffectiveFigure,
    ExternalId,
    Figure,
    Incident,
    IncidentPlace,
    IncidentViolation,
    QualityIssue,
    Team,
)
from incidents.records.picture import picture
from incidents.vocabularies import vocabulary
from incidents.work.accounts import viewer_of
from incidents.work.settling import recomputed, still_gives


def keys_of_cases(session):
    rows = select(ExternalId.value, Incident).join(Incident, ExternalId.incident_id == Incident.id)
    return dict(session.execute(rows.where(ExternalId.system == "demonstration")).all())


def used(session, column):
    return set(session.scalars(select(column).distinct()))


def test_every_case_is_there_once(world, looking):
    keys = looking.scalars(select(ExternalId.value).where(ExternalId.system == "demonstration")).all()
    documented = {key_of(drawing) for drawing in documented_cases()}
    assert len(documented) == len(documented_cases()) >= 39
    invented = {f"NM-{number + 1:03}" for number in range(HOW_MANY)}
    assert sorted(keys) == sorted(documented | invented)
    assert (world.loaded.documented, world.loaded.invented) == (len(documented), HOW_MANY)
    assert world.advanced == steps()


def test_the_ledger_is_whole_and_tells_of_every_case(looking):
    assert verify(looking).whole
    told = select(func.count()).where(Change.record_type == "incident", Change.verb == "recorded")
    assert looking.scalar(told) == len(documented_cases()) + HOW_MANY
    assert {"revised", "restored", "withdrawn"} <= used(looking, Change.verb)


def test_a_restored_case_is_what_it_was(looking):
    case = keys_of_cases(looking)["SW-021"]
    verbs = [change.verb for change in history(looking, "incident", case.id)]
    # Revised once to link it to the other cases of its chain.
    assert verbs == ["recorded", "adopted", "adopted", "revised", "revised", "revised", "restored"]
    assert picture(case)["incident"]["harm_reported"] == "yes"


def test_a_second_run_refuses(world):
    with world.databases.write_session() as session:
        with pytest.raises(Refused, match="cases in this database already"):
            load_demonstration(session, OPERATOR)
        assert session.scalar(select(func.count()).select_from(Team)) == 1 + len(TEAMS)


def test_nobody_has_a_password(looking):
    accounts = looking.scalars(select(Account).where(Account.name.like("demo-%"))).all()
    assert {account.role for account in accounts} == set(ACCOUNTS)
    assert all(account.password_hash is None for account in accounts)


def test_the_reader_sees_neither_the_closed_desk_nor_the_confidential_case(looking):
    from incidents.access.sight import can_see

    reader = looking.scalars(select(Account).where(Account.name == "demo-reader")).one()
    viewer = viewer_of(looking, reader)
    cases = keys_of_cases(looking)
    unseen = {key for key, case in cases.items() if not can_see(viewer, case)}
    assert unseen == {"NM-046", *(f"NM-{number:03}" for number in range(HOW_MANY - 5, HOW_MANY + 1))}
    reviewer = viewer_of(looking, looking.scalars(select(Account).where(Account.name == "demo-reviewer")).one())
    assert all(can_see(reviewer, case) for case in cases.values())


def test_every_violation_is_used(looking):
    terms = {term.code for term in vocabulary("violation_type").selectable}
    assert terms <= used(looking, IncidentViolation.violation)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        (Incident.temporal_type, "temporal_type"),
        (Incident.workflow_status, "workflow_status"),
        (Incident.visibility, "visibility"),
        (Incident.conflict_class, "conflict_class"),
        (IncidentPlace.precision, "place_precision"),
        (IncidentPlace.role, "place_role"),
        (Assessment.mapped_value, "confidence"),
        (Assessment.axis, "axis"),
        (Figure.qualifier, "qualifier"),
        (Figure.series_state, "series_state"),
        (Figure.value_state, "value_state"),
        (Figure.outcome, "outcome"),
        (Figure.group, "group"),
        (Figure.role, "figure_role"),
        (QualityIssue.state, "issue_state"),
    ],
)
def test_every_code_of_a_list_is_used(looking, column, name):
    assert set(vocabulary(name).codes) <= used(looking, column)


def test_dates_of_every_kind_are_there(looking):
    forms = used(looking, Incident.occurred_edtf)
    signs = ("?", "~", "%", "/..", "[", "{", "XX", "-21", "[..", "T06:40")
    assert [sign for sign in signs if not any(sign in (form or "") for form in forms)] == []
    undated = select(func.count()).where(Incident.occurred_edtf.is_(None), Incident.occurred_text.is_not(None))
    assert None in forms
    assert looking.scalar(undated) > 0


def test_effective_figures_are_there_in_every_state(looking):
    assert {"known", "unknown", "not_applicable", "withheld"} <= used(looking, EffectiveFigure.value_state)
    assert looking.scalar(select(func.count()).where(EffectiveFigure.high == 0)) > 0


def test_invented_cases_are_always_the_same_and_say_that_they_are_invented():
    assert list(invented_cases()) == list(invented_cases())
    for drawing in invented_cases():
        case = drawing["incident"]
        assert case["inclusion_basis"].startswith("Invented for demonstration")
        assert "(invented case)" in case["title"]["en"]
        assert "(حالة مختلقة)" in case["title"]["ar"]
        assert "invented" in case["summary"]["en"]


def test_no_number_of_the_team_names_a_rule_that_does_not_give_it(looking):
    own = looking.scalars(select(Figure).where(Figure.role == "assessed")).all()
    rules = {figure.rule for figure in own}
    assert {"range_independent", "min_credible", "max_credible", "named_body", "editor"} <= rules
    for figure in own:
        result = recomputed(looking, figure.incident, figure)
        assert not figure.stale
        assert set(figure.inputs or ()) == set(result.used)
        assert figure.rule == "editor" or still_gives(figure, result)
