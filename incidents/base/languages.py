"""The languages people read the program in, and how a day, a moment and a number are said in each.

A message is written in English where it is used and marked with ``_``; the catalogues in
``incidents/translations`` say it in the other languages. The language of the running request or command is a
context variable, so two threads never mix theirs. A catalogue that is missing, or a message that is not in it,
is answered in English.

Days and numbers use western digits in every language. Arabic readers of the field read both kinds, and a figure
that is copied from a page into a sheet or a search must arrive as the same figure.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from babel.support import Translations

CATALOGUES = Path(__file__).resolve().parents[1] / "translations"
DOMAIN = "incidents"


@dataclass(frozen=True)
class Language:
    """A language of the interface: its code, its own name for itself, its direction and its locale."""

    code: str
    name: str
    direction: str
    locale: str


DEFAULT = "en"
# British English puts the day before the month; Syrian Arabic has the Levantine month names.
LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        "en": Language("en", "English", "ltr", "en_GB"),
        "ar": Language("ar", "العربية", "rtl", "ar_SY"),
    }
)

_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current_language() -> Language:
    """Return the language that messages are said in at the moment."""
    return LANGUAGES[_current.get()]


def set_language(code: str) -> Token[str]:
    """Speak the language from here on, and return the token that ``reset_language`` takes back."""
    if code not in LANGUAGES:
        raise LookupError(f"no such language: {code!r}")
    return _current.set(code)


def reset_language(token: Token[str]) -> None:
    """Speak again what was spoken before the ``set_language`` call that returned the token."""
    _current.reset(token)


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Speak the language inside the ``with`` block."""
    token = set_language(code)
    try:
        yield LANGUAGES[code]
    finally:
        reset_language(token)


@lru_cache
def catalogue(code: str) -> NullTranslations:
    """Return the compiled messages of a language; without a catalogue every message is its own translation."""
    return Translations.load(CATALOGUES, [code], DOMAIN)


def gettext(message: str, /, **values: object) -> str:
    """Say the message in the current language, with the named values put in.

    Without values nothing is interpolated, so a per cent sign in the message stays what it is.
    """
    if not message:
        return ""  # the empty message is the heading of a catalogue
    said = catalogue(_current.get()).gettext(message)
    return said % values if values else said


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """Say the form that fits the number; ``num`` is the number itself when values are put in."""
    said = catalogue(_current.get()).ngettext(singular, plural, number)
    return said % {"num": number, **values} if values else said


_ = gettext


def N_(message: str) -> str:
    """Mark a message for the catalogues without saying it yet; message extraction looks for this name."""
    return message


def say_day(day: date) -> str:
    """Say a day with its month in words: "4 April 2017", "4 نيسان 2017"."""
    return format_date(day, "d MMMM y", locale=babel_locale())


def say_moment(moment: datetime) -> str:
    """Say a moment to the minute, in UTC; one without a time zone is taken to be in UTC already."""
    at = moment.astimezone(UTC) if moment.tzinfo else moment
    return gettext("%(day)s, %(time)s UTC", day=say_day(at), time=format_time(at, "HH:mm", locale=babel_locale()))


def say_number(number: int) -> str:
    """Say a whole number with its thousands set apart, in western digits."""
    return format_decimal(number, locale=babel_locale(), numbering_system="latn")


def babel_locale() -> Locale:
    """Return Babel's locale for the current language."""
    return Locale.parse(current_language().locale)
