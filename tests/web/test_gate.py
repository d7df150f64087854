"""The gate is closed until an address says who may come."""

import pytest
from flask import Blueprint

from incidents.access.permissions import PERMISSIONS
from incidents.web import app as application
from incidents.web.gate import NoPolicy, check_every_endpoint_has_a_policy, policy, policy_of
from tests.support.web import World, make_world


def test_the_program_does_not_start_with_an_address_that_says_nothing(own_databases, tmp_path, monkeypatch) -> None:
    class Area:
        blueprint = Blueprint("forgotten", "forgotten")

    @Area.blueprint.get("/forgotten")
    def page() -> str:
        return "open to the world"

    monkeypatch.setattr(application, "AREAS", (*application.AREAS, Area))
    with pytest.raises(NoPolicy, match="forgotten"):
        make_world(own_databases, tmp_path / "home")


def test_an_address_added_later_is_closed_too(own_world: World) -> None:
    own_world.app.add_url_rule("/forgotten", "forgotten", lambda: "open to the world")
    answer = own_world.browser("administrator").get("/forgotten")
    assert answer.status_code == 500
    assert "open to the world" not in answer.text


def test_a_policy_is_one_of_three(world: World) -> None:
    for options in ({}, {"open_to_all": True, "signed_in": True}, {"signed_in": True, "permission": "case.see"}):
        with pytest.raises(TypeError):
            policy(**options)
    with pytest.raises(LookupError):
        policy(permission="case.sea")


def test_few_addresses_are_open_to_all(world: World) -> None:
    """Every address that strangers reach is named here; a new one is a decision, not an accident."""
    rules = world.app.url_map.iter_rules()
    opened = {rule.endpoint for rule in rules if (found := policy_of(world.app, rule.endpoint)) and found.open_to_all}
    signing_in = {"sign_in.page", "sign_in.enter", "sign_in.leave", "sign_in.link", "sign_in.enter_by_link"}
    assert opened == {"static"} | signing_in


def test_every_permission_that_an_address_names_exists(world: World) -> None:
    for rule in world.app.url_map.iter_rules():
        found = policy_of(world.app, rule.endpoint)
        assert found is not None
        assert found.permission is None or found.permission in PERMISSIONS
    check_every_endpoint_has_a_policy(world.app)
