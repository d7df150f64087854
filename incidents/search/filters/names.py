"""Finding names by their words: folded, literal, whole words, with or without an Arabic article."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, literal, or_

from incidents.base.languages import _
from incidents.search.filters.base import Condition, NotUnderstood
from incidents.search.fulltext import cut, without_prefix

# What stands between the words of a name. Letters alone are left to compare, so no sign is ever a wildcard.
BETWEEN_WORDS = "-'’‘`\"()[],،./:;&_–—"
MOST_WORDS = 12


def words_of(text: str, key: str) -> tuple[str, ...]:
    """Return the words to look for in names, or raise `NotUnderstood` when there is none."""
    found = cut(text)
    if not found:
        raise NotUnderstood(_("There is no word to look for in “%(text)s”.", text=text))
    if len(found) > MOST_WORDS:
        raise NotUnderstood(_("“%(key)s” takes at most %(most)s words.", key=key, most=MOST_WORDS))
    return found


def has_words(column: Any, words: Sequence[str], *, apart: bool = False) -> Condition:
    """Hold where a column of folded names has every one of the words, as whole words.

    ``apart`` says that the column holds the words set apart by blanks already, with one at each end.
    """
    forms = [_forms(word) for word in words]
    exact: Any = column if apart else _set_apart(column)
    exactly = and_(*(or_(*(exact.contains(f" {form} ") for form in either)) for either in forms))
    if apart:
        return exactly
    # The first half is cheap and leaves few rows for the second, which sets the words apart.
    return and_(*(or_(*(column.contains(form) for form in either)) for either in forms), exactly)


def _set_apart(column: Any) -> Any:
    words: Any = literal(" ") + column + literal(" ")
    for sign in BETWEEN_WORDS:
        words = func.replace(words, sign, " ")
    return words


def _forms(word: str) -> list[str]:
    """Return a word as it is, without its Arabic prefix, and with the article that names come with."""
    if word.isascii():
        return [word]
    return [form for form in dict.fromkeys((word, without_prefix(word), "ال" + word)) if form]
