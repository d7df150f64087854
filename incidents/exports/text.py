"""How text goes into a file that a spreadsheet may open: composed letters, one kind of newline, and never a formula.

Spreadsheets run a cell that begins with a sign such as ``=`` as a formula, wherever it came from. An
apostrophe before such a text makes it text again. It is lost without harm: `unguard` takes it off.
"""

import re
import unicodedata


class Mark(str):
    """A word that stands in a cell for a value; a text that reads the same is told from it by an apostrophe."""

    __slots__ = ()


CLEAR = Mark("[clear]")
"""What empties a value when a table is read back."""
WITHHELD = Mark("withheld")
"""What stands in a text cell for something that this viewer may not see."""
MARKS = frozenset({CLEAR, WITHHELD})
# What begins like this is no formula however a program reads it: figures, Latin and Arabic letters.
_HARMLESS = re.compile("[0-9A-Za-z\u0621-\u064a]")
_STARTS = ("'", "\t", "\r", "\n", "\0")
_SIGNS = ("=", "+", "-", "@", "|", "%")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run; what it is after blanks and quotes counts."""
    if _HARMLESS.match(text):
        return text
    if text.startswith(_STARTS):
        return "'" + text
    plain = "".join(letter for letter in text if unicodedata.category(letter) not in _UNSEEN)
    plain = unicodedata.normalize("NFKC", plain).lstrip("\"'")
    return "'" + text if plain.startswith(_SIGNS) else text


def guard_words(text: str) -> str:
    """The same for what people wrote, which could also read like a mark."""
    return "'" + text if text.strip() in MARKS else guard(text)


def unguard(text: str) -> str:
    """Take the apostrophe off that `guard` put there."""
    return text[1:] if text.startswith("'") else text


def settled(text: str) -> str:
    """The text as files have it: composed (NFC), and with no newline but LF."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def as_one_of_several(text: str) -> str:
    """A text that stands in a cell with others, between semicolons: its own semicolons become commas."""
    return text.replace(";", ",")
