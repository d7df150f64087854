"""The forms of accounts and teams."""

from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from incidents.access.viewer import Role
from incidents.base.languages import N_, _
from incidents.records import Team
from incidents.vocabularies import label
from incidents.web.forms.base import Form, LineField, Needed, ProseField
from incidents.work.teams import team_name

LARGEST_VERSION = 2**31 - 1


def role_choices() -> list[SelectChoice]:
    """The roles, the least first, in the reader's words."""
    return [SelectChoice(role.code, label("role", role.code)) for role in Role]


class Versioned(Form):
    """A form that remembers which version of the record it was filled from."""

    version = HiddenField()

    @property
    def started_from(self) -> int:
        """The version; 0, which no record has, where somebody has changed the field by hand."""
        text = str(self.version.data or "")
        return min(int(text), LARGEST_VERSION) if text.isascii() and text.isdigit() and len(text) < 11 else 0


class AccountForm(Versioned):
    """The shown name and the role of an account."""

    display_name = LineField(
        N_("Name shown to colleagues"), [Needed(N_("Give a name of up to 100 letters."))], most=100
    )
    role = SelectField(N_("Role"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.role.choices = role_choices()


class NewAccountForm(AccountForm):
    """A new account."""

    name = LineField(
        N_("Sign-in name"),
        [Needed(N_("Give a name to sign in with."))],
        most=60,
        description=N_("Small letters a–z, figures, dots and dashes. It cannot be changed later."),
    )
    teams = SelectMultipleField(
        N_("Teams"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
        description=N_("The person will see the cases of these teams."),
    )  # fmt: skip

    def offer_teams(self, teams: list[Team], language: str) -> None:
        """Fill the list of teams."""
        self.teams.choices = [SelectChoice(team.code, team_name(team, language)) for team in teams]


class TeamForm(Versioned):
    """The name of a team in each language, and what it is for."""

    name_en = LineField(N_("Name in English"), most=100)
    name_ar = LineField(N_("Name in Arabic"), most=100)
    note = ProseField(N_("What the team is for"), most=5_000)

    def validate(self, *arguments: Any, **options: Any) -> bool:
        """Check each field, and that the team has a name at all."""
        good = bool(super().validate(*arguments, **options))
        if not self.name_en.data and not self.name_ar.data:
            self.name_en.errors = [*self.name_en.errors, _("Give the team a name, in one language or both.")]
            return False
        return good

    @property
    def names(self) -> dict[str, str]:
        """The names that were typed."""
        typed = {"en": self.name_en.data, "ar": self.name_ar.data}
        return {language: text for language, text in typed.items() if text}


class MemberForm(Form):
    """Whom to take into a team."""

    account = SelectField(N_("Account"))
