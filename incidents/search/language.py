"""The typed language: words, "phrases", beginnings*, -not, OR, brackets and key:value, read without ever failing.

A half-typed or wrong question is answered as far as it is understood. What is not is left out and named:
where it stands, why it was not understood and what may have been meant.
"""

from dataclasses import dataclass

from incidents.base.languages import _
from incidents.base.text import forbidden_character
from incidents.search.criteria import Criteria
from incidents.search.reading.problems import Misread, Problems
from incidents.search.reading.question import QuestionReader
from incidents.search.reading.writing import write

LONGEST = 2000


@dataclass(frozen=True)
class Parsed:
    """What a question means, and what in it was not understood."""

    criteria: Criteria
    problems: tuple[Misread, ...] = ()


def parse(text: str, path: str = "q") -> Parsed:
    """Read a typed question; whatever was typed, it never raises. ``path`` names the field in the problems."""
    problems = Problems(path=path)
    if len(text) > LONGEST:
        message = _("A question has %(most)s characters at most; the rest was left out.", most=LONGEST)
        problems.note(LONGEST, len(text), message, "too_long")
    typed = "".join(" " if forbidden_character(letter) else letter for letter in text[:LONGEST])
    reader = QuestionReader(typed, problems=problems)
    where = reader.read()
    return Parsed(Criteria(where, reader.order), tuple(problems.found))


__all__ = ["LONGEST", "Misread", "Parsed", "parse", "write"]
