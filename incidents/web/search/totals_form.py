"""The choices above the totals: which cases count, what is counted, and by what it is broken down."""

from typing import Self

from wtforms import SelectField

from incidents.answers.breakdown import LABELS
from incidents.answers.breakdown_cases import RULES
from incidents.answers.breakdown_overview import Overview
from incidents.answers.breakdown_subject import Subject
from incidents.base.languages import N_, _
from incidents.vocabularies import vocabulary
from incidents.web.forms.declared import TranslatedForm


class TotalsForm(TranslatedForm):
    """What can be chosen; the question itself stands in the bar above."""

    rule = SelectField(N_("Which cases count"), validate_choice=False)
    of = SelectField(N_("What is counted"), validate_choice=False)
    by = SelectField(N_("In rows by"), validate_choice=False)

    @classmethod
    def of_answer(cls, found: Overview, rule: str, by: str, subject: Subject) -> Self:
        """The form as it stands above an answer: only subjects that the answer has a number of."""
        form = cls(data={"rule": rule, "by": by, "of": subject.written})
        form.rule.choices = [(term.code, term.label()) for term in vocabulary(RULES)]
        subjects = {line.subject: None for line in found.lines} | {subject: None}
        form.of.choices = [(one.written, one.words) for one in sorted(subjects, key=lambda one: one.rank)]
        form.by.choices = [(name, _(words)) for name, words in LABELS.items()]
        return form
