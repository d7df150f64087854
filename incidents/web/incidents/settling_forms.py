"""The forms of the page where figures are settled: what to show, adopt, confirm, grade a claim, enter a claim."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from incidents.base.errors import Invalid
from incidents.base.languages import N_, _
from incidents.reconciliation import RULES
from incidents.reconciliation.parameters import DEFAULTS, WITHOUT_IMPUTED, read_parameters
from incidents.records import Figure
from incidents.vocabularies import label, vocabulary
from incidents.web.forms.controls import CleanString, KeyField, WholeText
from incidents.web.forms.declared import ProseText, TranslatedForm, declared_form

BODIES = ("body1", "body2", "body3")
NOT_JUDGED = "6"
# The control of each parameter on the page.
CONTROLS = {"credibility_at_most": "ceiling", "at_least_speakers": "speakers", "tolerance": "tolerance"}
REASON = N_("It stands in the history for everybody who may see the case.")


class ParametersForm(TranslatedForm):
    """With which parameters the rules are asked."""

    ceiling = SelectField(N_("Credible up to"), default="3", validate_choice=False)
    speakers = WholeText(N_("Independent speakers at least"), default=2)
    tolerance = WholeText(N_("Counts as the same number up to a difference of"), default=0)
    body1 = SelectField(N_("Body that counts most"), default="", validate_choice=False)
    body2 = SelectField(N_("Else"), default="", validate_choice=False)
    body3 = SelectField(N_("Else"), default="", validate_choice=False)
    imputed = BooleanField(N_("With numbers put in by a convention"))

    def offer(self, speakers: dict[str, str]) -> None:
        """Fill the lists in the reader's language."""
        self.ceiling.choices = [
            SelectChoice(code, f"{code} · {label('information_credibility', code)}")
            for code in vocabulary("information_credibility").codes
            if code != NOT_JUDGED
        ]
        for name in BODIES:
            listed = [SelectChoice(key, words) for key, words in speakers.items()]
            self[name].choices = [SelectChoice("", _("none")), *listed]

    def read(self) -> dict[str, dict[str, Any]]:
        """The parameters by rule; one that a rule cannot use has its message at its control and is not used."""
        bodies = [str(self[name].data) for name in BODIES if self[name].data]
        ceiling = str(self.ceiling.data or "")
        typed: dict[str, Any] = {
            "credibility_at_most": int(ceiling) if ceiling.isascii() and ceiling.isdigit() and len(ceiling) < 4 else -1,
            "at_least_speakers": self.speakers.data,
            "tolerance": self.tolerance.data,
        }
        for name, control in CONTROLS.items():
            field = self[control]
            field.errors = [str(message) for message in field.process_errors]
            if field.errors or typed[name] is None:  # what is left empty is as usual
                typed.pop(name)
        found: dict[str, dict[str, Any]] = {}
        for rule in RULES:
            params = {name: value for name, value in typed.items() if name in DEFAULTS[rule]}
            params |= {"bodies": bodies} if rule == "named_body" else {}
            params |= {"with_imputed": True} if self.imputed.data and rule not in WITHOUT_IMPUTED else {}
            found[rule] = self._usable(rule, params)
        return found

    def _usable(self, rule: str, params: dict[str, Any]) -> dict[str, Any]:
        try:
            read_parameters(rule, params)
        except Invalid as refused:
            for problem in refused.problems:
                name = problem.path.removeprefix("params.")
                params.pop(name, None)
                field = self[CONTROLS.get(name, "body1")]
                field.errors = list(dict.fromkeys([*field.errors, problem.message]))
        return params


class AdoptForm(TranslatedForm):
    """Which rule's number is to be the team's, and why; an editor's decision brings its own numbers."""

    version = KeyField()
    rule = RadioField(N_("Rule"), validate_choice=False)
    low = WholeText(N_("Low"))
    best = WholeText(N_("Best"))
    high = WholeText(N_("High"))
    open_above = BooleanField(N_("It can be more than the highest number"))
    reason = ProseText(N_("Reason"), description=REASON)

    @property
    def numbers(self) -> dict[str, Any]:
        """The editor's own numbers."""
        return {name: self[name].data for name in ("low", "best", "high")}

    def unreadable(self) -> bool:
        """Whether something typed is no number; says so at its place."""
        wrong = [self[name] for name in ("low", "best", "high") if self[name].process_errors]
        for field in wrong:
            field.errors = [str(message) for message in field.process_errors]
        return bool(wrong) and self.rule.data == "editor"


class ConfirmForm(TranslatedForm):
    """Why an adopted number still stands."""

    version = KeyField()
    figure = KeyField()
    reason = ProseText(N_("Reason"), description=REASON)


class GradeForm(declared_form(Figure, "credibility", "series_state")):  # type: ignore[misc]
    """How credible a claim is, and where it stands among its speaker's numbers."""

    version = KeyField()
    reason = CleanString(N_("Why you change it"))


class ClaimForm(
    declared_form(  # type: ignore[misc]
        Figure,
        "citation_id",
        "outcome",
        "group",
        "unit",
        "qualifier",
        "low",
        "best",
        "high",
        "as_stated",
        "value_state",
        "as_of",
        "stated_by_text",
        "credibility",
        "supersedes_id",
    )
):
    """A number from a source that the case cites already, with the passage where it stands."""

    version = KeyField()
    locator = CleanString(N_("Page, paragraph or time code"))
    excerpt = ProseText(N_("Exact words of the passage"))
    reason = CleanString(N_("Why you change it"), description=N_("One line for the history; it may stay empty."))

    def offer(self, cited: list[tuple[int, str]], replaceable: list[tuple[int, str]]) -> None:
        """Fill the lists with the sources and the numbers of this case."""
        nothing = [SelectChoice("", _("none"))]
        self.citation_id.choices = [SelectChoice(str(number), words) for number, words in cited]
        self.supersedes_id.choices = nothing + [SelectChoice(str(number), words) for number, words in replaceable]
