"""Asking to sign in: a page to a person, a bare 401 to a script, and what was typed stays."""

from flask import Flask, Response, make_response, redirect, request, url_for

from incidents.base.languages import _
from incidents.web import kept, transaction
from incidents.web.gate import SignInNeeded
from incidents.web.recognition import is_this_machine
from incidents.web.render import render
from incidents.web.safe import is_from_script
from incidents.web.sign_in.forms import SignInForm


def install(app: Flask) -> None:
    """Answer whoever is not signed in."""
    app.register_error_handler(SignInNeeded, ask)


def ask(_error: SignInNeeded) -> Response:
    """Lead a reader to the sign-in page, and show it at once to somebody who has sent a form."""
    transaction.abandon()
    if is_from_script():
        response = make_response(_("You are signed out."), 401)
        response.mimetype = "text/plain"
        return response
    going = kept.of_this_request()
    if request.method in ("GET", "HEAD"):
        return make_response(
            redirect(url_for("sign_in.page", next=going.address if going.address != "/" else None), 303)
        )
    return sign_in_page(SignInForm(), going, 401)


def sign_in_page(form: SignInForm, going: kept.Kept, status: int = 200) -> Response:
    """The page with name and password, and with what was on its way."""
    return render("sign_in/sign_in.html", status, form=form, kept=going, here=is_this_machine())
