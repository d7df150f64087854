"""The base of every form: WTForms in the reader's language, and the problems a verb found put at their fields.

The token against forged forms is checked for every request before any form is read, so forms here
carry none of their own; a template writes the hidden field once.
"""

from collections.abc import Iterable
from typing import Any

from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from incidents.base.errors import Problem
from incidents.base.languages import LANGUAGES, _, current_language
from incidents.base.text import forbidden_character
from incidents.web.forms.controls import CleanString
from incidents.web.forms.declared import ProseText, TranslatedForm


class Form(TranslatedForm):
    """A form that speaks the reader's language, WTForms' own messages included."""

    class Meta:
        """How WTForms treats our forms."""

        csrf = False
        cache_translations = True

        @property
        def locales(self) -> list[str]:
            """The language of WTForms' own messages."""
            return [current_language().code]

    def place(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put each problem at the field that its path names, and return those that have no field here."""
        left = []
        for problem in problems:
            field = field_at(self, problem.path)
            if field is None:
                left.append(problem)
                self.form_errors.append(problem.message)
            else:
                field.errors = [*field.errors, problem.message]
        return left


def field_at(form: Any, path: str) -> Field | None:
    """The field that a path such as ``figure.3.low`` leads to, where a number is a position in a list."""
    here: Any = form
    for step in filter(None, path.split(".")):
        if step.isdigit() and hasattr(here, "entries"):
            number = int(step)
            here = here.entries[number] if number < len(here.entries) else None
        else:
            inner = getattr(here, "form", here)
            here = inner[step] if hasattr(inner, "_fields") and step in inner else None
        if here is None:
            return None
    return here if isinstance(here, Field) else None


def no_forbidden_character(_form: Any, field: Field) -> None:
    """Refuse control characters that a database, a file or a terminal would choke on."""
    found = forbidden_character(field.data or "")
    if found:
        raise ValidationError(_("This holds a sign that cannot be kept (%(sign)s).", sign=found))


def one_line(_form: Any, field: Field) -> None:
    """Refuse line breaks."""
    if "\n" in (field.data or ""):
        raise ValidationError(_("Write this on one line."))


class AtMost:
    """Refuse what is longer than a number of letters, and say how long it is."""

    def __init__(self, letters: int) -> None:
        self.letters = letters

    def __call__(self, _form: Any, field: Field) -> None:
        """Raise when the field is too long."""
        length = len(field.data or "")
        if length > self.letters:
            words = _("This has %(length)s letters; at most %(most)s can be kept.", length=length, most=self.letters)
            raise ValidationError(words)


class Needed:
    """Refuse an empty field with a sentence of our own."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.field_flags = {"required": True}

    def __call__(self, _form: Any, field: Field) -> None:
        """Raise when nothing was typed."""
        if not field.data:
            raise ValidationError(_(self.sentence))


class LineField(CleanString):
    """A line of text, cleaned: ``LineField(N_("Title"), most=500)``."""

    def __init__(self, label: str, validators: Iterable[Any] = (), *, most: int = 500, **options: Any) -> None:
        super().__init__(label, [*validators, AtMost(most), one_line, no_forbidden_character], **options)


class ProseField(ProseText):
    """A text of any number of lines, cleaned."""

    def __init__(self, label: str, validators: Iterable[Any] = (), *, most: int = 100_000, **options: Any) -> None:
        super().__init__(label, [*validators, AtMost(most), no_forbidden_character], **options)


def language_choices() -> list[SelectChoice]:
    """The languages of the pages, each in its own name."""
    return [SelectChoice(language.code, language.name) for language in LANGUAGES.values()]
