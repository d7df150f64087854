"""The pages of accounts, for administrators."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from incidents.base.errors import Invalid, Refused
from incidents.base.languages import _
from incidents.records import Account
from incidents.web import transaction
from incidents.web.admin.blueprint import blueprint
from incidents.web.admin.forms import AccountForm, NewAccountForm, Versioned
from incidents.web.gate import policy
from incidents.web.render import render
from incidents.work import accounts as work
from incidents.work.links import make_link
from incidents.work.password_change import take_password
from incidents.work.teams import every_team, team_name, teams_of


@blueprint.get("/accounts")
@policy(permission="account.manage")
def accounts() -> ResponseReturnValue:
    """Show every account."""
    return render("admin/accounts.html", accounts=work.every_account(g.session, g.viewer))


@blueprint.get("/accounts/new")
@policy(permission="account.manage")
def new_account() -> ResponseReturnValue:
    """Ask whom to let in; the first team is chosen already."""
    first = [team.code for team in every_team(g.session)[:1]]
    return _new_page(NewAccountForm(role="researcher", teams=first))


@blueprint.post("/accounts/new")
@policy(permission="account.manage")
def open_account() -> ResponseReturnValue:
    """Let somebody in, and show the one-time address to hand over."""
    form = NewAccountForm(request.form)
    teams = every_team(g.session)
    form.offer_teams(teams, g.language.code)
    if not form.validate():
        return _new_page(form, 422)
    chosen = [team for team in teams if team.code in (form.teams.data or [])]
    try:
        account = work.open_account(
            g.session,
            g.viewer,
            name=str(form.name.data),
            display_name=str(form.display_name.data),
            role=str(form.role.data),
            teams=chosen,
        )
    except Invalid as refused:
        form.place(refused.problems)
        return _new_page(form, 422)
    return _show_link(account)


@blueprint.get("/accounts/<code:code>")
@policy(permission="account.manage")
def account(code: str) -> ResponseReturnValue:
    """Show one account with what can be done to it."""
    found = work.find_account(g.session, g.viewer, code)
    form = AccountForm(display_name=found.display_name, role=found.role, version=found.row_version)
    return _account_page(found, form)


@blueprint.post("/accounts/<code:code>")
@policy(permission="account.manage")
def change_account(code: str) -> ResponseReturnValue:
    """Change the shown name and the role."""
    form = AccountForm(request.form)
    found = work.find_account(g.session, g.viewer, code)
    if not form.validate():
        return _account_page(found, form, 422)
    try:
        work.change_account(
            g.session,
            g.viewer,
            code,
            form.started_from,
            display_name=str(form.display_name.data),
            role=str(form.role.data),
        )
    except Invalid as refused:
        form.place(refused.problems)
        return _account_page(found, form, 422)
    flash(_("The account is saved."), "done")
    return redirect(url_for("admin.account", code=code), 303)


@blueprint.post("/accounts/<code:code>/close")
@policy(permission="account.manage")
def close_account(code: str) -> ResponseReturnValue:
    """Keep somebody out."""
    work.close_account(g.session, g.viewer, code, Versioned(request.form).started_from)
    flash(_("The account is closed and signed out everywhere."), "done")
    return redirect(url_for("admin.account", code=code), 303)


@blueprint.post("/accounts/<code:code>/open")
@policy(permission="account.manage")
def reopen_account(code: str) -> ResponseReturnValue:
    """Let somebody in again."""
    work.reopen_account(g.session, g.viewer, code, Versioned(request.form).started_from)
    flash(_("The account is open again."), "done")
    return redirect(url_for("admin.account", code=code), 303)


@blueprint.post("/accounts/<code:code>/link")
@policy(permission="account.manage")
def give_link(code: str) -> ResponseReturnValue:
    """Take the password away and show a one-time address that leads to a new one."""
    found = work.find_account(g.session, g.viewer, code)
    if found.id == g.viewer.account_id:
        raise Refused(_("Change your own password under “My account”."))
    if found.disabled_at is not None:
        raise Refused(_("This account is closed. Open it first."))
    if found.password_hash is not None:
        take_password(g.session, g.viewer, code)
    return _show_link(found)


def _show_link(account: Account) -> ResponseReturnValue:
    address = url_for("sign_in.link", token=make_link(g.session, account), _external=True)
    return render("admin/link.html", shown=account, address=address)


def _new_page(form: NewAccountForm, status: int = 200) -> ResponseReturnValue:
    if form.teams.choices is None:
        form.offer_teams(every_team(g.session), g.language.code)
    return render("admin/new_account.html", status, form=form)


def _account_page(found: Account, form: AccountForm, status: int = 200) -> ResponseReturnValue:
    teams = [(team.code, team_name(team, g.language.code)) for team in teams_of(g.session, found.id)]
    if status >= 400:
        transaction.abandon()
    return render("admin/account.html", status, shown=found, form=form, teams=teams)
