"""Sample values for the gallery of components, so that each macro can be looked at without a database.

The figures are the worked example of the domain guide; the form is typed with mistakes on purpose.
"""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
)
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from incidents.web.strip import Claim, large, small


def _choices(*words: str) -> Any:
    """Return choices whose code is their word."""
    return [SelectChoice(word, word) for word in words]


QUALIFIERS = _choices("Stated number", "At least", "From – to")
STATES = _choices("Known", "Not known", "Withheld")
TARGETS: Any = [
    SelectChoice("medical", "Medical", optgroup="Protected objects"),
    SelectChoice("education", "School", optgroup="Protected objects"),
    SelectChoice("worship", "Place of worship", optgroup="Protected objects"),
    SelectChoice("market", "Market", optgroup="Places of daily life"),
    SelectChoice("bakery", "Bakery", optgroup="Places of daily life"),
]


class FigureForm(Form):
    """One number that a source states."""

    source = StringField("Source")
    outcome = SelectField("Outcome", choices=_choices("Killed", "Injured"))
    qualifier = SelectField("As the source puts it", choices=QUALIFIERS)
    low = IntegerField("Low", [validators.Optional(), validators.NumberRange(min=0, message="Not below 0")])
    best = IntegerField("Best", [validators.Optional()])
    high = IntegerField("High", [validators.Optional()])
    as_stated = StringField("In the words of the source")
    state = SelectField("Is there a number", choices=STATES)


class CitationForm(Form):
    """What one source says, as a block that repeats."""

    source = StringField("Source", description="Title, address or code; choose one of the list or type a new one.")
    locator = StringField("Where in it", description="Page, paragraph or minute.")
    excerpt = TextAreaField("In its own words")


class SampleForm(Form):
    """Every kind of field there is."""

    title_en = StringField("Title in English")
    title_ar = StringField("Title in Arabic")
    title_original = StringField("Original title")
    title_language = StringField("Language")
    summary = TextAreaField("What happened", description="In the order it happened, without judging who did it.")
    occurred = StringField(
        "When",
        [validators.InputRequired("Say when, or write “unknown”")],
        description="As the source says it: “spring 2017”, “4 April 2017”, “between 3 and 5 April”.",
    )
    kind = SelectField("Kind", choices=_choices("Event", "Continuing situation"))
    violations = SelectMultipleField(
        "Violations",
        choices=_choices("Chemical weapon", "Attack on health care"),
    )
    targets = SelectMultipleField(
        "What was hit", choices=[], widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    harm = RadioField(
        "Was harm to civilians reported",
        choices=_choices("Yes", "No", "Not known"),
    )
    graphic = BooleanField("Contains graphic material", description="It stays closed until somebody asks for it.")
    killed = FormField(FigureForm)
    figures = FieldList(FormField(FigureForm))
    citations = FieldList(FormField(CitationForm))


TYPED = {
    "title_en": "Sarin released over Khan Shaykhun",
    "title_ar": "إطلاق غاز السارين على خان شيخون",
    "summary": "An aircraft dropped a bomb beside a road in the north of the town.",
    "occurred": "",
    "kind": "Event",
    "violations": "Chemical weapon",
    "targets": "medical",
    "harm": "Yes",
    "graphic": "y",
    "killed-qualifier": "From – to",
    "killed-low": "83",
    "killed-high": "100",
    "killed-state": "Known",
    "figures-0-source": "Syrian Observatory for Human Rights",
    "figures-0-outcome": "Killed",
    "figures-0-qualifier": "Stated number",
    "figures-0-low": "86",
    "figures-0-best": "86",
    "figures-0-high": "86",
    "figures-0-state": "Known",
    "figures-0-as_stated": "86 people, among them 30 children",
    "figures-1-source": "Human Rights Watch",
    "figures-1-outcome": "Killed",
    "figures-1-qualifier": "At least",
    "figures-1-low": "-92",
    "figures-1-state": "Known",
    "figures-1-as_stated": "at least 92",
    "citations-0-source": "A/HRC/36/55",
    "citations-0-locator": "para. 75",
    "citations-0-excerpt": "",
}

CLAIMS = (
    Claim("SOHR", low=58, current=False),
    Claim("SOHR", 86, 86, 86),
    Claim("Idleb health directorate", 100, 100, 100),
    Claim("HRW", low=92),
    Claim("UN Commission of Inquiry", low=83),
    Claim("UCDP GED", 88, 88, 88),
)
ADOPTED = Claim("The team", low=83, best=88, high=100, open_above=True)
INJURED = (
    Claim("SOHR", best=200),
    Claim("Health directorate", low=401),
    Claim("Commission", best=300, high=300),
    Claim("A field hospital", 180, None, 260),
    Claim("An agency", high=240),
)


def component_samples() -> dict[str, object]:
    """Return the context of templates/developer/components.html beyond that of every page."""
    form = SampleForm(MultiDict(TYPED))
    form.targets.choices = TARGETS
    form.validate()
    return {
        "form": form,
        "row_strip": small(CLAIMS, ADOPTED),
        "wide_strip": large(CLAIMS, ADOPTED),
        "narrow_strip": large(CLAIMS, ADOPTED, width=340),
        "wide_injured": large(INJURED),
        "narrow_injured": large(INJURED, width=340),
    }
