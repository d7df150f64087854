"""The two forms of the list of questions: which ones to show, and what to answer to those that are ticked."""

from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from incidents.base.languages import N_, _
from incidents.vocabularies import label, vocabulary
from incidents.web.forms.controls import CleanString, TermSelect
from incidents.web.forms.declared import ProseText, TranslatedForm

ANY = "any"
RECORDS = {
    "incident": N_("Cases"),
    "source": N_("Sources"),
    "place": N_("Places"),
    "actor": N_("Actors"),
}


class NarrowQuestions(TranslatedForm):
    """What to list; open ones of every kind unless told otherwise."""

    state = SelectField(N_("Answer"), default="open")
    code = TermSelect(N_("What looks wrong"), "quality_issue", empty=N_("any"))
    kind = SelectField(N_("About"), default="")
    q = CleanString(N_("Of the cases that answer"), description=N_("A question as in the search; empty for all."))

    def offer(self) -> None:
        """Fill the lists in the reader's language."""
        answers = [SelectChoice(code, label("issue_state", code)) for code in vocabulary("issue_state").codes]
        self.state.choices = [*answers, SelectChoice(ANY, _("any"))]
        self.kind.choices = [SelectChoice("", _("any")), *(SelectChoice(one, _(word)) for one, word in RECORDS.items())]


class SettleForm(TranslatedForm):
    """One answer and one reason for all the questions that are ticked."""

    chosen = SelectMultipleField(N_("Questions"), validate_choice=False)
    answer = SelectField(N_("Answer"), validate_choice=False)
    reason = ProseText(N_("Reason"), description=N_("How you know. It stands in the history of each record."))

    def offer(self, states: tuple[str, ...]) -> None:
        """Fill the list of answers in the reader's language."""
        self.answer.choices = [SelectChoice(code, label("issue_state", code)) for code in states]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the questions that are ticked; what is no number is nobody's."""
        typed = [str(one) for one in self.chosen.data or ()]
        return [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 10]
