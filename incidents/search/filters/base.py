"""What every filter is: a key with label and example, a reading of values, a condition in SQL, a clause for people."""

import difflib
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from babel.lists import format_list
from sqlalchemy import ColumnElement, or_

from incidents.access.viewer import Viewer
from incidents.base.errors import Refused
from incidents.base.languages import _, babel_locale
from incidents.search.criteria import ANY, NONE, Test, Value

Condition = ColumnElement[bool]


class NotUnderstood(Refused):
    """A value that the filter cannot read; ``suggestion`` is what may have been meant, ready to be put in its place."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


@dataclass(frozen=True, kw_only=True)
class Filter(ABC):
    """One thing that can be asked of a case.

    ``label`` and ``help`` are message ids, ``example`` a question that uses it. ``marks`` are the signs for
    certainly and possibly that it knows, ``usual`` the one that it needs not be told. ``otherwise`` is the key of a
    filter that may understand what this one does not.
    """

    key: str
    label: str
    help: str
    example: str
    aliases: tuple[str, ...] = ()
    vocabulary: str | None = None
    marks: tuple[str, ...] = ()
    usual: str = ""
    otherwise: str | None = None

    def read(self, value: Value) -> Value:
        """Return the value in its one written form, or raise `NotUnderstood`."""
        if value.operator in (NONE, ANY):
            return Value(operator=value.operator)
        return self.read_value(value)

    def read_part(self, part: str) -> str:
        """Return what narrows the filter in its one written form, or raise `NotUnderstood`."""
        if part:
            raise NotUnderstood(
                _("“%(key)s” has no parts: write %(key)s: and the value.", key=self.key), suggestion=self.key
            )
        return ""

    def condition(self, test: Test, viewer: Viewer) -> Condition:
        """Return the condition on `Incident` that the test asks for; it is never NULL."""
        return or_(*(self.one(value, test, viewer) for value in test.values))

    @abstractmethod
    def read_value(self, value: Value) -> Value:
        """Read any value but "none" and "any"."""

    @abstractmethod
    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        """Return the condition for one value."""

    @abstractmethod
    def say(self, test: Test) -> str:
        """Say the test as a clause that follows the word "cases"."""


def only_equal(value: Value, key: str) -> str:
    """Return the text of a plain value, or refuse a range or a comparison."""
    if value.operator != "=":
        raise NotUnderstood(
            _("“%(key)s” takes plain values, no ranges: list them with commas.", key=key), suggestion=None
        )
    return value.text


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like what was typed, if any is like it at all."""
    found = difflib.get_close_matches(text.casefold(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def say_either(said: Iterable[str]) -> str:
    """Join words with "or" in the current language."""
    return str(format_list(list(said), style="or", locale=babel_locale()))


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence: with a small first letter, unless it begins with a short form."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
