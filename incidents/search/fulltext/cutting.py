"""Cutting text into the words of the index."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from incidents.base.text import bare, words

LONGEST_WORD = 100
# Stands between two texts of a case, so that no phrase reaches from one into the next. People cannot type it:
# as a private character it is no letter, and cutting drops it.
BETWEEN = "\ue000"


@lru_cache(maxsize=65536)
def cut(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; a monster of a word is cut off, here and in the question alike."""
    return tuple(word[:LONGEST_WORD] for word in words(text))


def without_prefix(word: str) -> str:
    """Return a folded word without its Arabic prefix, or "" if it has none to lose."""
    return "" if word.isascii() else bare(word)


def bare_forms(found: Iterable[str]) -> list[str]:
    """Return the words without their Arabic prefixes, of those that have one."""
    return [form for word in found if not word.isascii() and (form := bare(word))]


def joined(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of several texts with a mark between each two."""
    first = True
    for text in texts:
        found = cut(text)
        if found and not first:
            yield BETWEEN
        yield from found
        first = first and not found
