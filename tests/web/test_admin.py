"""Administrators let people in, change and close accounts, and choose who is in which team."""

import re

from tests.support.web import PASSWORD, World


def form_of(world: World, of: str, **changed: str) -> dict[str, str]:
    account = world.account(of)
    values = {"display_name": account.display_name, "role": account.role, "version": str(account.row_version)}
    return values | changed


def test_somebody_is_let_in_by_a_one_time_address_and_chooses_a_password(world: World) -> None:
    admin = world.browser("administrator")
    page = admin.get("/admin/accounts/new")
    assert f'value="{world.team.code}"' in page.text
    form = {"display_name": "Layla H.", "name": "Layla", "role": "researcher", "teams": world.team.code}
    shown = admin.send("/admin/accounts/new", form)
    assert shown.status_code == 200
    address = re.search(r'value="http://localhost(/enter/[^"]+)"', shown.text)[1]  # type: ignore[index]

    guest = world.browser()
    for _preview in range(3):
        assert guest.get(address).status_code == 200
    remote = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
    assert "enter.js" not in guest.get(address, **remote).text
    entered = guest.send(address, **remote)
    assert (entered.status_code, entered.location) == (303, "/account/password")
    assert guest.send(address, **remote).status_code == 410
    assert "Present password" not in guest.get("/account/password").text
    new = "seventeen quiet lanterns"
    assert guest.send("/account/password", {"password": new, "again": new}).status_code == 303
    assert "Northern desk" in guest.get("/account/").text
    assert world.browser().send("/sign-in", {"name": "layla", "password": new}).status_code == 303


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(world: World) -> None:
    admin = world.browser("administrator")
    answer = admin.send("/admin/accounts/new", {"display_name": "Reem", "name": "reader.one", "role": "reader"})
    assert answer.status_code == 422
    assert "There is already an account with this name." in answer.text
    assert 'value="Reem"' in answer.text
    answer = admin.send("/admin/accounts/new", {"display_name": "Reem", "name": "رِيم", "role": "owner"})
    assert answer.status_code == 422
    assert 'value="رِيم"' in answer.text


def test_a_lost_password_is_replaced_by_a_one_time_address(world: World) -> None:
    admin, reader = world.browser("administrator"), world.browser("reader")
    code = world.accounts["reader"].code
    shown = admin.send(f"/admin/accounts/{code}/link")
    address = re.search(r"http://localhost(/enter/[^\"]+)", shown.text)[1]  # type: ignore[index]
    assert reader.get("/account/").status_code == 303
    assert world.browser().send("/sign-in", {"name": "reader.one", "password": PASSWORD}).status_code == 422
    assert world.browser().send(address).status_code == 303
    assert shown.headers["Cache-Control"] == "no-store"


def test_nobody_gives_an_address_to_themselves_or_to_a_closed_account(world: World) -> None:
    admin = world.browser("administrator")
    assert admin.send(f"/admin/accounts/{world.accounts['administrator'].code}/link").status_code == 422
    admin.send(f"/admin/accounts/{world.accounts['reader'].code}/close", {"version": "1"})
    assert admin.send(f"/admin/accounts/{world.accounts['reader'].code}/link").status_code == 422


def test_two_administrators_do_not_overwrite_each_other(world: World) -> None:
    admin = world.browser("administrator")
    form = form_of(world, "reader", display_name="First")
    code = world.accounts["reader"].code
    assert admin.send(f"/admin/accounts/{code}", form).status_code == 303
    late = admin.send(f"/admin/accounts/{code}", {**form, "display_name": "Second"})
    assert late.status_code == 409
    assert world.account("reader").display_name == "First"
    for version in ("", "x", "-1", "99999999999", "٣"):
        assert admin.send(f"/admin/accounts/{code}", {**form, "version": version}).status_code == 409


def test_the_last_administrator_cannot_step_down(world: World) -> None:
    admin = world.browser("administrator")
    page = admin.get("/admin/accounts").text
    second = re.search(r'/admin/accounts/(ACC-\w+)"><bdi>second.administrator', page)[1]  # type: ignore[index]
    assert admin.send(f"/admin/accounts/{second}/close", {"version": "1"}).status_code == 303
    answer = admin.send(
        f"/admin/accounts/{world.accounts['administrator'].code}", form_of(world, "administrator", role="reader")
    )
    assert answer.status_code == 422
    assert "last administrator" in answer.text
    assert admin.get("/admin/accounts").status_code == 200


def test_a_team_is_made_renamed_and_filled(world: World) -> None:
    admin = world.browser("administrator")
    made = admin.send("/admin/teams/new", {"name_en": "Field", "name_ar": "الميدان"})
    assert made.status_code == 303
    reader = world.accounts["reader"]
    assert admin.send(f"{made.location}/members", {"account": reader.code}).status_code == 303
    page = admin.get(made.location)
    assert "reader.one" in page.text
    version = re.search(r'name="version"[^>]*value="(\d+)"', page.text)[1]  # type: ignore[index]
    renamed = admin.send(made.location, {"name_en": "Field desk", "version": version})
    assert renamed.status_code == 303
    assert "Field desk" in admin.get(made.location).text
    assert admin.send(f"{made.location}/members/{reader.code}/remove").status_code == 303
    assert "Nobody yet." in admin.get(made.location).text


def test_a_member_sees_the_cases_of_the_team_at_the_next_click(world: World) -> None:
    admin, reader = world.browser("administrator"), world.browser("reader")
    address = f"/cases/{world.hidden['cases']}"
    assert reader.get(address).status_code == 404
    members = f"/admin/teams/{world.other_team.code}/members"
    admin.send(members, {"account": world.accounts["reader"].code})
    assert reader.get(address).status_code == 200
    admin.send(f"{members}/{world.accounts['reader'].code}/remove")
    assert reader.get(address).status_code == 404


def test_an_administrator_sees_no_case_that_was_not_given_to_a_team_of_theirs(world: World) -> None:
    assert world.browser("administrator").get(f"/cases/{world.hidden['cases']}").status_code == 404
