"""A form part for one record: its controls follow from the declared columns, its data is a picture's values."""

from datetime import date
from functools import cache
from typing import Any, ClassVar

from wtforms import BooleanField, DateField, Form, FormField, HiddenField, SelectMultipleField, TextAreaField
from wtforms import Field as Control
from wtforms.validators import Optional
from wtforms.widgets import TextArea

from incidents.base.dates.words import say_date
from incidents.base.errors import Problem
from incidents.base.languages import N_, _
from incidents.base.text import clean
from incidents.db.base import Record
from incidents.db.columns import MOST_IN_A_LINE
from incidents.db.fields import Field, Kind
from incidents.records.picture import drawn_columns
from incidents.web.forms.controls import (
    CleanString,
    DateText,
    DecimalText,
    KeyField,
    NumberText,
    PicksCheck,
    PickSelect,
    TermsCheck,
    TermSelect,
    WholeText,
)
from incidents.web.forms.untouched import as_stored, as_ticked, is_same_date, shown_date, stored_date
from incidents.work.applying import date_from_plain

SHOWN_LANGUAGES = ("en", "ar")


class ProseText(TextAreaField, CleanString):
    """A text of several lines."""


class LinesText(Control):
    """Several short texts, one a line."""

    widget = TextArea()

    def _value(self) -> str:
        return "\n".join(self.data or [])

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]) if valuelist else ""
        self.data = [cleaned for line in clean(text).split("\n") if (cleaned := clean(line))] or None


class TranslatedForm(Form):
    """A form part whose labels and helps, declared in English, are said in the language of the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.label.text = _(field.label.text)
            field.description = _(field.description) if field.description else ""


class TextsForm(TranslatedForm):
    """One text in English, in Arabic and in the language of the original."""

    en = ProseText(N_("English"))
    ar = ProseText(N_("Arabic"))
    original = ProseText(N_("As written in the original"))
    original_language = CleanString(N_("Language of the original"))
    rest = HiddenField()


class LineTextsForm(TextsForm):
    """The same for a line, such as a title."""

    en = CleanString(N_("English"))
    ar = CleanString(N_("Arabic"))
    original = CleanString(N_("As written in the original"))


class DeclaredForm(TranslatedForm):
    """A form part whose fields are columns of a record; `key` is the number or the key of its row."""

    record: ClassVar[type[Record]]
    names: ClassVar[tuple[str, ...]]
    key = KeyField()

    def values(self, stored: dict[str, Any] | None = None) -> dict[str, Any]:
        """What was entered, as values of a picture; what is empty is None, what nobody touched is as it is stored."""
        stored = stored or {}
        found: dict[str, Any] = {"id": self.key.data} if self.key.data is not None else {}
        for name in self._offered():
            field = self[name]
            if isinstance(field, DateText) and is_same_date(stored, name, field.data):
                found |= stored_date(stored, name)
                continue
            keep = as_ticked if isinstance(field, SelectMultipleField) else as_stored
            found |= {column: keep(value, stored.get(column)) for column, value in _plain(name, field).items()}
        return found

    def problems(self, path: str, stored: dict[str, Any] | None = None) -> list[Problem]:
        """What could not be read at all; the text is kept in the control."""
        found = []
        for name in self._offered():
            field = self[name]
            if isinstance(field, DateText):
                if field.refusal and not is_same_date(stored or {}, name, field.data):
                    found.append(Problem(f"{path}{name}_text", field.refusal, "date_unparsed"))
            elif isinstance(field, FormField):
                found += [Problem(path + name, message, "value") for message in _twice(field.form)]
            elif isinstance(field, NumberText | DateField) and (message := _unreadable(field)):
                found.append(Problem(path + name, message, "value"))
        return found

    def _offered(self) -> list[str]:
        """The columns that this form offers; a page takes out those that are not for everybody."""
        return [name for name in self.names if name in self]


def _plain(name: str, field: Any) -> dict[str, Any]:
    if isinstance(field, DateText):
        when = field.found
        return {f"{name}_text": when.text, f"{name}_edtf": when.edtf, f"{name}_nature": when.nature}
    if isinstance(field, FormField):
        return {name: _texts(field.form)}
    value = field.data
    if isinstance(value, date):
        value = value.isoformat()
    return {name: value or None if isinstance(value, str | list) else value}


def _unreadable(field: Any) -> str | None:
    """What is wrong with a number or a day that was typed; an empty control is not."""
    if not field.process_errors or not "".join(field.raw_data or ()).strip():
        return None
    if isinstance(field, DateField):
        return _("Write the day as year, month and day, such as 2017-04-04.")
    return str(field.process_errors[0])


def _original(form: Any) -> str:
    """The code of the language of the original."""
    return (form.original_language.data or "und").strip().lower()[:35]


def _twice(form: Any) -> list[str]:
    if form.original.data and _original(form) in SHOWN_LANGUAGES and form[_original(form)].data:
        return [_("The text is entered twice in one language. Empty one of them or change the language.")]
    return []


def _texts(form: Any) -> dict[str, str] | None:
    found = {}
    for line in (form.rest.data or "").split("\x1e"):
        language, _colon, text = line.partition("\x1f")
        if text:
            found[language] = text
    for language in SHOWN_LANGUAGES:
        if form[language].data:
            found[language] = form[language].data
    if form.original.data:
        found[_original(form)] = form.original.data
    return found or None


def form_data(kind: type[DeclaredForm], values: dict[str, Any]) -> dict[str, Any]:
    """The data with which a form part shows a picture's values."""
    declared = {name: field for name, _column, field in drawn_columns(kind.record)}
    data: dict[str, Any] = {"key": values.get("id")}
    for name in kind.names:
        if name not in declared:  # the group of an uncertain date
            data[name] = shown_date(values, name)
        elif declared[name].kind is Kind.TEXTS:
            data[name] = _texts_data(values.get(name) or {})
        elif declared[name].kind is Kind.DAY and values.get(name):
            data[name] = date.fromisoformat(values[name])
        else:
            data[name] = values.get(name)
    return data


def _texts_data(texts: dict[str, str]) -> dict[str, str]:
    others = [language for language in texts if language not in SHOWN_LANGUAGES]
    data = {language: texts[language] for language in SHOWN_LANGUAGES if language in texts}
    if others:
        data |= {"original": texts[others[0]], "original_language": others[0]}
        data["rest"] = "\x1e".join(f"{language}\x1f{texts[language]}" for language in others[1:])
    return data


def said(field: DateText) -> str:
    """A date field's content back in words, so that a misreading is seen before it is saved."""
    return say_date(field.found) if field.found.edtf else ""


def said_of(values: dict[str, Any], name: str) -> str:
    """A stored date of a picture in words."""
    return say_date(date_from_plain(name, values))


@cache
def declared_form(record: type[Record], *names: str) -> type[DeclaredForm]:
    """The form part for these columns of a record; an uncertain date goes by the name of its group."""
    declared = {name: field for name, _column, field in drawn_columns(record)}
    controls: dict[str, Any] = {"record": record, "names": names}
    for name in names:
        field = declared.get(name) or declared[f"{name}_text"]
        controls[name] = _control(field, default_of(record, name))
    return type(f"{record.__name__}Form", (DeclaredForm,), controls)


def default_of(record: type[Record], name: str) -> Any:
    """The value that a new row of a record has for a column."""
    column = record.__table__.columns.get(name)
    default = None if column is None else column.default
    return default.arg if default is not None and default.is_scalar else None


def _control(field: Field, default: Any) -> Any:
    options: dict[str, Any] = {"description": field.help, "default": default}
    if field.group is not None:
        return DateText(field.label, **options)
    if field.kind is Kind.CODE:
        return TermSelect(field.label, field.vocabulary or "", needed=field.required and default is not None, **options)
    if field.kind is Kind.CODES:
        return TermsCheck(field.label, field.vocabulary or "", **options)
    if field.kind is Kind.TEXTS:
        kind = LineTextsForm if (field.most or 0) <= MOST_IN_A_LINE * 4 else TextsForm
        return FormField(kind, field.label, description=options["description"])
    if field.kind is Kind.LINK:
        return PickSelect(field.label, **options)
    if field.kind is Kind.LINKS:
        return PicksCheck(field.label, **options)
    simple: dict[Kind, Any] = {
        Kind.LINE: CleanString,
        Kind.PROSE: ProseText,
        Kind.WHOLE: WholeText,
        Kind.DECIMAL: DecimalText,
        Kind.FLAG: BooleanField,
        Kind.LINES: LinesText,
    }
    if field.kind is Kind.DAY:
        return DateField(field.label, validators=[Optional()], **options)
    return simple[field.kind](field.label, **options)
