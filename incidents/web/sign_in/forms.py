"""The form of the sign-in page."""

from wtforms import PasswordField, StringField

from incidents.base.languages import N_, _
from incidents.web.forms.base import Form, Needed


class SignInForm(Form):
    """Name and password; neither is changed before it is compared."""

    name = StringField(N_("Sign-in name"), [Needed(N_("Type your sign-in name."))])
    password = PasswordField(N_("Password"), [Needed(N_("Type your password."))])

    def refuse(self) -> None:
        """Say that it did not work; one sentence for every reason, so that it tells a stranger nothing."""
        self.form_errors.append(
            _("This name and password do not open an account. After several tries, wait a few minutes.")
        )
