"""The forms of one's own account."""

from wtforms import PasswordField, SelectField
from wtforms.fields.choices import SelectChoice

from incidents.base.languages import N_, gettext
from incidents.web.forms.base import Form, Needed, language_choices


class LanguageForm(Form):
    """The language of one's pages."""

    language = SelectField(N_("Language of the pages"))

    def offer_languages(self) -> None:
        """Fill the list; the first choice leaves it to the browser."""
        browsers_own = SelectChoice("", gettext(N_("As my browser asks")))
        self.language.choices = [browsers_own, *language_choices()]


class PasswordForm(Form):
    """The old password, where there is one, and the new one twice."""

    old = PasswordField(N_("Present password"))
    password = PasswordField(
        N_("New password"),
        [Needed(N_("Type a new password."))],
        description=N_("At least 12 letters or signs. Four words that do not belong together are easy to remember."),
    )
    again = PasswordField(N_("New password once more"), [Needed(N_("Type the new password a second time."))])
