"""Text as people type it: the same letters however they were typed, cut into words, and made safe to keep.

No search engine folds Arabic as its readers do, and no two cut words alike. So both the stored text and the
question are folded and cut here, and the engines only match what they are given. The original text is always
kept beside it.
"""

import re
import unicodedata
from collections.abc import Callable

# Letters that readers take for the same one. Persian gaf, che and pe and Kurdish ve are letters of their own.
_SAME = {
    "ا": "أإآٱٲٳ",
    "و": "ؤ",
    "ي": "ئىیېۍےێ",
    "ك": "کڪ",
    "ه": "ةۃھہۂۀە",
    "i": "ı",
    "l": "ł",
    "o": "ø",
    "d": "đð",
    "ae": "æ",
    "oe": "œ",
    "th": "þ",
}
_ZEROS = (0x0660, 0x06F0)  # Arabic-Indic and Persian digits
_DIGITS = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_MAP = {ord(letter): to for to, group in _SAME.items() for letter in group} | _DIGITS
# Tatweel and free-standing vowel signs go first: decomposed, the latter become a blank and a mark and split a word.
_FIRST = re.compile("[\u0640\ufe70-\ufe7f\ufc5e-\ufc63]")
# Marks of Latin, Hebrew and Arabic. The vowels of Indic scripts and Burmese are marks too, and must stay.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]")

_PREFIXES = ("وبال", "فبال", "وكال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
_CONJUNCTIONS = ("و", "ف")  # never a single ب, ل or ك: too many names begin with them


class _ByCategory(dict[int, int | None]):
    """Says once for each character what becomes of it, by its Unicode category, and remembers."""

    def __init__(self, kept: Callable[[str], bool], otherwise: int | None) -> None:
        super().__init__()
        self._kept, self._otherwise = kept, otherwise

    def __missing__(self, point: int) -> int | None:
        self[point] = point if self._kept(unicodedata.category(chr(point))) else self._otherwise
        return self[point]


_VISIBLE = _ByCategory(lambda category: category != "Cf", None)
_VISIBLE[0x0640] = None  # tatweel only stretches a word
_APART = _ByCategory(lambda category: category[0] in "LNM", ord(" "))


def fold(text: str) -> str:
    """Return the text as it is compared: one form for every letter, no vowel signs, no capitals, western digits.

    Folding twice changes nothing more.
    """
    if text.isascii():
        return text.lower()  # the rest changes nothing of plain Latin, and an import folds millions of letters
    text = unicodedata.normalize("NFKD", _FIRST.sub("", text)).casefold()
    return unicodedata.normalize("NFC", _MARKS.sub("", text).translate(_MAP).translate(_VISIBLE))


def words(text: str) -> list[str]:
    """Cut the folded text into words: letters, numbers and marks belong to a word, everything else separates."""
    return fold(text).translate(_APART).split()


def bare(word: str) -> str:
    """Return a folded word without its Arabic article, preposition or conjunction, or "" if it has none to lose."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 3:
            return word[len(prefix) :]
    if word.startswith(_CONJUNCTIONS) and len(word) >= 5:
        return word[1:]
    return ""


def western_digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits written as 0 to 9."""
    return text.translate(_DIGITS)


def clean(text: str) -> str:
    """Return the text as it is kept: composed letters, newlines of one kind, no blanks around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip("\ufeff").strip()


def without_nul(text: str) -> str:
    """Return the text without U+0000, which PostgreSQL does not even take in a question."""
    return text.replace("\x00", "")


def forbidden_character(text: str) -> str | None:
    """Return the first character that must not be kept, as "U+0000", or None.

    Control characters other than newline and tab, lone surrogates and U+FFFE and U+FFFF break a database, an XML
    file or a terminal, and nobody types them on purpose.
    """
    for letter in text:
        if letter in "\n\t":
            continue
        if unicodedata.category(letter) in ("Cc", "Cs") or letter in "\ufffe\uffff":
            return f"U+{ord(letter):04X}"
    return None
