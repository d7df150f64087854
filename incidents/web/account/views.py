"""The pages of one's own account."""

from flask import Blueprint, flash, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Account
from incidents.vocabularies import label
from incidents.web import language as page_language
from incidents.web import recognition, transaction
from incidents.web.account.devices import say_device
from incidents.web.account.forms import LanguageForm, PasswordForm
from incidents.web.gate import policy
from incidents.web.render import render
from incidents.web.sign_in.entering import caller, passwords
from incidents.work.accounts import choose_language
from incidents.work.guessable import password_problems
from incidents.work.logins import end_logins, end_own_login, logins_of, rotate_login
from incidents.work.password_change import set_own_password
from incidents.work.teams import team_name, teams_of
from incidents.work.throttle import give_back, spend

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("/")
@policy(permission="account.own")
def index() -> ResponseReturnValue:
    """Show who one is here."""
    account = g.session.get(Account, g.viewer.account_id)
    form = LanguageForm(language=account.language or "")
    form.offer_languages()
    return render(
        "account/account.html",
        own=account,
        role=label("role", account.role),
        teams=[team_name(team, g.language.code) for team in teams_of(g.session, account.id)],
        form=form,
    )


@blueprint.post("/language")
@policy(permission="account.own")
def language() -> ResponseReturnValue:
    """Keep the language of one's pages with the account."""
    chosen = request.form.get("language", "")
    choose_language(g.session, g.viewer, chosen or None)
    flash(_("The language is saved."), "done")
    response = make_response(redirect(url_for("account.index"), 303))
    page_language.forget_choice(response)
    return response


@blueprint.get("/password")
@policy(permission="account.own")
def password() -> ResponseReturnValue:
    """Ask for a new password."""
    return _password_page(PasswordForm())


@blueprint.post("/password")
@policy(permission="account.own")
def set_password() -> ResponseReturnValue:
    """Set a new password; everywhere else one is signed out, and here the token changes."""
    form = PasswordForm(request.form)
    with transaction.reading() as session:
        account = session.get_one(Account, g.viewer.account_id)
    if not form.validate() or not _is_acceptable(form, account):
        return _password_page(form, 422)
    new_hash = passwords().hash(str(form.password.data))
    set_own_password(g.session, g.viewer, new_hash, this_login=g.signed_in.login_id)
    recognition.hand_over(rotate_login(g.session, g.signed_in.login_id))
    flash(_("The password is changed. Everywhere else you are signed out."), "done")
    return redirect(url_for("account.index"), 303)


@blueprint.get("/sign-ins")
@policy(permission="account.own")
def sign_ins() -> ResponseReturnValue:
    """Show where one is signed in."""
    found = logins_of(g.session, g.viewer, idle_minutes=recognition.settings().idle_minutes)
    return render("account/sign_ins.html", logins=found, here=g.signed_in.login_id, say_device=say_device)


@blueprint.post("/sign-ins/<int:number>/end")
@policy(permission="account.own")
def end_sign_in(number: int) -> ResponseReturnValue:
    """End one of one's own sign-ins."""
    end_own_login(g.session, g.viewer, number)
    flash(_("That sign-in has ended."), "done")
    return redirect(url_for("account.sign_ins"), 303)


@blueprint.post("/sign-ins/end-others")
@policy(permission="account.own")
def end_other_sign_ins() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    end_logins(g.session, g.viewer.account_id, but=g.signed_in.login_id)
    flash(_("Everywhere else you are signed out."), "done")
    return redirect(url_for("account.sign_ins"), 303)


def _is_acceptable(form: PasswordForm, account: Account) -> bool:
    new = str(form.password.data)
    problems = password_problems(new, names=(account.name, account.display_name))
    if new != form.again.data:
        problems.append(Problem("again", _("This is not the same as above."), "differs"))
    if not problems and account.password_hash is not None and not _knows_the_old(form, account):
        problems.append(Problem("old", _("This is not your present password."), "wrong"))
    form.place(problems)
    return not problems


def _knows_the_old(form: PasswordForm, account: Account) -> bool:
    """Whoever finds a browser left open must not be able to try out passwords here either."""
    with transaction.apart() as session:
        may_try = spend(session, account.name, caller())
    stored = account.password_hash if may_try else None
    right = passwords().verify(stored, str(form.old.data or ""))
    if right:
        with transaction.apart() as session:
            give_back(session, account.name, caller())
    return right


def _password_page(form: PasswordForm, status: int = 200) -> ResponseReturnValue:
    return render("account/password.html", status, form=form, signed_in=g.signed_in)
