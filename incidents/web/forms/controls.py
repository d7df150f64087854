"""Form controls of our own: numbers as people type them, terms of a vocabulary, doubtful dates, keys of rows."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup
from wtforms import Field, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget, TextInput, html_params

from incidents.base.dates.typed import read_typed
from incidents.base.dates.uncertain import NotADate, UncertainDate
from incidents.base.languages import N_, _, current_language
from incidents.base.text import clean
from incidents.vocabularies import vocabulary

THOUSANDS = re.compile(r"\d{1,3}(?:[ ,\u00a0\u202f\u066c]\d{3})+")
DIGITS = {ord(zero) + n: str(n) for zero in "٠۰" for n in range(10)}


class CleanString(StringField):
    """A text whose outer blanks and odd line ends are removed; empty is None."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = clean(valuelist[0]) if valuelist else ""
        self.data = text or None


class NumberText(Field):
    """A number as people type it: any script's digits, blanks or commas between thousands; empty is None, never 0."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        # Every digit of what is stored and no exponent, so that it reads back as the same number.
        return "" if self.data is None else f"{Decimal(repr(self.data)):f}"

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).translate(DIGITS).strip() if valuelist else ""
        if THOUSANDS.fullmatch(text):
            text = re.sub(r"\D", "", text)
        self.data = self.read(text) if text else None

    def read(self, text: str) -> int | float:
        """The number in a text; raises `ValueError` with a sentence."""
        raise NotImplementedError


class WholeText(NumberText):
    """A whole number."""

    def read(self, text: str) -> int:
        if not re.fullmatch(r"-?\d{1,15}", text):
            raise ValueError(_("Write a whole number in digits, such as 83; leave it empty when it is not stated."))
        return int(text)


class DecimalText(NumberText):
    """A number with decimals, such as a latitude."""

    def read(self, text: str) -> float:
        text = text.replace("٫", ".").replace("−", "-")
        if not re.fullmatch(r"-?\d{1,9}(\.\d{1,340})?", text):
            raise ValueError(_("Write a number with a point before the decimals, such as 35.4421."))
        return float(text)


def _or_none(value: Any) -> str | None:
    return str(value) if value else None


class TermOptions:
    """Draws a list of terms; a form has hundreds of such lists and few different ones, so each is drawn once."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        attributes.setdefault("id", field.id)
        language, chosen = current_language().code, field.data
        if chosen is None or chosen in vocabulary(field.terms):
            options = _options(field.terms, field.empty, language, chosen)
        else:  # what no list has stands as it was sent, beneath the error about it
            sent = Markup('<option value="{}" selected>{}</option>').format(chosen, chosen)
            options = _options(field.terms, field.empty, language, None) + sent
        return Markup("<select {}>{}</select>").format(html_params(name=field.name, **attributes), options)


@lru_cache(maxsize=4096)
def _options(terms: str, empty: str | None, _language: str, chosen: str | None) -> Markup:
    drawn: list[Markup] = []
    listed = with_chosen(terms, term_choices(terms, empty=empty)(), [chosen] if chosen else [])
    for group, choices in groupby(listed, key=lambda choice: choice.optgroup):
        options = [
            Markup('<option value="{}"{}>{}</option>').format(
                choice.value, Markup(" selected") if choice.value and choice.value == chosen else "", choice.label
            )
            for choice in choices
        ]
        inside = Markup("").join(options)
        drawn.append(inside if group is None else Markup('<optgroup label="{}">{}</optgroup>').format(group, inside))
    return Markup("").join(drawn)


class TermSelect(SelectField):
    """One term of a vocabulary, grouped where the vocabulary has groups; the first choice is "not recorded"."""

    widget = TermOptions()

    def __init__(
        self, label: str, terms: str, *, needed: bool = False, empty: str = N_("not recorded"), **options: Any
    ) -> None:
        # The checks of the case say what is not in the list, so that imports and forms say it alike and once.
        self.terms, self.empty = terms, None if needed else empty
        choices = term_choices(terms, empty=self.empty)
        super().__init__(label, coerce=_or_none, choices=choices, validate_choice=False, **options)


class TermsCheck(SelectMultipleField):
    """Several terms of a vocabulary as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, terms: str, **options: Any) -> None:
        choices = term_choices(terms, empty=None)
        super().__init__(label, choices=choices, validate_choice=False, **options)
        self.terms = terms

    def process(self, formdata: Any, *arguments: Any, **options: Any) -> None:
        super().process(formdata, *arguments, **options)
        self.choices: list[SelectChoice] = with_chosen(self.terms, self.choices, self.data or [])


class PickSelect(SelectField):
    """One of several things that the form itself knows, such as the sources of this case; set `choices` when made."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, coerce=read_key, choices=[], validate_choice=False, **options)


class PicksCheck(SelectMultipleField):
    """Several of the things that the form itself knows, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, coerce=read_key, choices=[], validate_choice=False, **options)


def read_key(value: Any) -> int | str | None:
    """The key of a row or record as forms carry it: a number for what is stored, a word for what is new."""
    text = str(value)[:60] if value else ""
    return int(text) if re.fullmatch(r"\d{1,9}", text) else text or None


def with_chosen(name: str, choices: list[SelectChoice], chosen: list[str]) -> list[SelectChoice]:
    """The choices, and what is chosen although it is no longer offered, which a browser would otherwise drop."""
    offered, terms = {choice.value for choice in choices}, vocabulary(name)
    kept = [SelectChoice(code, terms.label(code) if code in terms else code) for code in chosen if code not in offered]
    return [*choices, *kept]


def term_choices(name: str, *, empty: str | None) -> Callable[[], list[SelectChoice]]:
    """The choices of a vocabulary in the language of the page at hand."""

    def choices() -> list[SelectChoice]:
        terms = vocabulary(name)
        found = [SelectChoice("", _(empty))] if empty is not None else []
        groups = {term.code: term.label() for term in terms if term.is_group}
        for term in terms:
            if term.is_group or term.replaced_by:
                continue
            found.append(SelectChoice(term.code, term.label(), optgroup=groups.get(term.parent or "")))
        return found

    return choices


class KeyField(Field):
    """The number or key of a row, carried along unseen."""

    widget = HiddenInput()

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = read_key(valuelist[0]) if valuelist else None

    @property
    def number(self) -> int:
        """The number that was carried, or 0, which no row and no version has."""
        return self.data if isinstance(self.data, int) else 0


class DateText(CleanString):
    """A date as people write it. What was read from it is in `found`; words that are no date stand beside `refusal`."""

    found: UncertainDate = UncertainDate()
    refusal: str | None = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        if self.data is None:
            return
        try:
            self.found = read_typed(self.data)
        except NotADate as refusal:
            self.refusal = refusal.message
            self.found = UncertainDate(text=self.data)
