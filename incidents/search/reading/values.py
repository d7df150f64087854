"""Reading the values after a key: lists, comparisons, ranges, and quoted texts with blanks in them."""

import re
from dataclasses import dataclass

from incidents.search.criteria import ANY, NONE, Value

# Opening quotation marks, each with what may close it.
QUOTES = {'"': '"', "“": '”“"', "„": '”“"', "”": '”"', "«": "»", "＂": '＂"'}
OPERATORS = {">=": ">=", "<=": "<=", "=>": ">=", "=<": "<=", "≥": ">=", "≤": "<=", ">": ">", "<": "<", "=": "="}
# Words for none and any in place of a value.
NONE_WORDS = frozenset({NONE, "لا-شيء", "لاشيء", "بلا"})
ANY_WORDS = frozenset({ANY, "أي", "اي"})

_OPERATOR = re.compile("|".join(map(re.escape, sorted(OPERATORS, key=len, reverse=True))))
_BARE = re.compile(r"""[^\s,،()"“”„«»＂]+""")
_BRACKETED = re.compile(r"\[[^\[\]{}]*\]|\{[^\[\]{}]*\}")
_BLANKS = re.compile(r"\s*")
_ESCAPED = re.compile(r'\\(["\\])')


@dataclass
class Cursor:
    """A text and the place where reading has come to."""

    text: str
    at: int = 0

    @property
    def done(self) -> bool:
        """Whether the text is used up."""
        return self.at >= len(self.text)

    @property
    def here(self) -> str:
        """The next character, or nothing."""
        return self.text[self.at : self.at + 1]

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read on over what the pattern matches here."""
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def skip_blanks(self) -> None:
        """Read on to the next character that is no blank."""
        self.take(_BLANKS)


def read_quoted(cursor: Cursor) -> tuple[str, bool]:
    """Read a text in quotes, and tell whether it was closed; an open one runs to the end."""
    closing = QUOTES[cursor.here]
    start = cursor.at = cursor.at + 1
    while not cursor.done:
        if cursor.here == "\\" and cursor.text[cursor.at + 1 : cursor.at + 2] in ('"', "\\"):
            cursor.at += 2
        elif cursor.here in closing:
            cursor.at += 1
            return _ESCAPED.sub(r"\1", cursor.text[start : cursor.at - 1]), True
        else:
            cursor.at += 1
    return _ESCAPED.sub(r"\1", cursor.text[start:]), False


def read_values(cursor: Cursor) -> list[Value]:
    """Read the values of a test, separated by commas; empty ones are passed over."""
    values: list[Value] = []
    while True:
        value = _read_value(cursor)
        if value is not None:
            values.append(value)
        if cursor.here not in (",", "،"):
            return values
        cursor.at += 1


def _read_value(cursor: Cursor) -> Value | None:
    sign = cursor.take(_OPERATOR)
    operator = OPERATORS[sign[0]] if sign else "="
    first, quoted = _atom(cursor)
    if cursor.text.startswith("..", cursor.at):  # after a quoted beginning, or before a quoted end
        cursor.at += 2
        until, _quoted = _atom(cursor)
        return Value(first, "..", until) if first or until else None
    if quoted or not first:
        return Value(first, operator) if first else None
    if operator == "=" and not sign and first.casefold() in NONE_WORDS | ANY_WORDS:
        return Value(operator=NONE if first.casefold() in NONE_WORDS else ANY)
    return Value(first, operator)


def _atom(cursor: Cursor) -> tuple[str, bool]:
    if cursor.here and cursor.here in QUOTES:
        text, _closed = read_quoted(cursor)
        return " ".join(text.split()), True
    if bracketed := cursor.take(_BRACKETED):
        return "".join(bracketed[0].split()), False
    found = _BARE.match(cursor.text, cursor.at)
    if not found:
        return "", False
    text = found[0]
    dots = text.find("..")
    text = text if dots < 0 else text[:dots]
    cursor.at += len(text)
    return text, False
