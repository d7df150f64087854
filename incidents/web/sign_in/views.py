"""The pages of signing in and out."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from incidents.base.languages import _
from incidents.web import kept, recognition
from incidents.web.gate import policy
from incidents.web.render import render
from incidents.web.safe import own_address
from incidents.web.sign_in import entering
from incidents.web.sign_in.asking import sign_in_page
from incidents.web.sign_in.forms import SignInForm
from incidents.work.links import look_at_link, use_link
from incidents.work.logins import end_own_login

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
@policy(open_to_all=True)
def page() -> ResponseReturnValue:
    """Ask for name and password, or go on where somebody is signed in already."""
    address = own_address(request.args.get("next"))
    if g.signed_in is not None:
        return redirect(address, 303)
    return sign_in_page(SignInForm(), kept.Kept(address))


@blueprint.post("/sign-in")
@policy(open_to_all=True)
def enter() -> ResponseReturnValue:
    """Sign in with a password, and offer back what was typed before."""
    form, going = SignInForm(request.form), kept.carried(request.form)
    if not form.validate():
        return sign_in_page(form, going, 422)
    name = str(form.name.data)
    opened = entering.check_password(name, str(form.password.data))
    if opened is None or entering.enter_with(opened, name) is None:
        form.refuse()
        return sign_in_page(form, going, 422)
    if going.fields:
        return render("sign_in/go_on.html", kept=going)
    return redirect(going.address, 303)


@blueprint.post("/sign-out")
@policy(open_to_all=True)
def leave() -> ResponseReturnValue:
    """End the sign-in of this browser."""
    if g.signed_in is not None:
        end_own_login(g.session, g.viewer, g.signed_in.login_id)
    recognition.hand_over(None)
    recognition.forget_forms()
    flash(_("You are signed out."), "done")
    return redirect(url_for("sign_in.page"), 303)


@blueprint.get("/enter/<token>")
@policy(open_to_all=True)
def link(token: str) -> Response:
    """Show whom a one-time address would sign in; looking at it does not use it up, as a preview would."""
    account = look_at_link(g.session, token)
    return render("sign_in/enter.html", name=account.display_name, at_once=recognition.is_this_machine())


@blueprint.post("/enter/<token>")
@policy(open_to_all=True)
def enter_by_link(token: str) -> ResponseReturnValue:
    """Use a one-time address up and sign in."""
    account = use_link(g.session, token)
    entering.enter(account)
    if account.password_hash is None and not recognition.is_this_machine():
        flash(_("Choose a password now: this address does not work a second time."), "care")
        return redirect(url_for("account.password"), 303)
    return redirect(url_for("start.index"), 303)
