"""A vocabulary and its terms, as values that nothing can change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from incidents.base.languages import DEFAULT, current_language


class UnknownVocabulary(KeyError):
    """There is no vocabulary of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"There is no vocabulary {self.name!r}."


class UnknownTerm(KeyError):
    """The vocabulary has no term with this code."""

    def __init__(self, vocabulary: str, code: str) -> None:
        super().__init__(code)
        self.vocabulary = vocabulary
        self.code = code

    def __str__(self) -> str:
        return f"The vocabulary {self.vocabulary!r} has no term {self.code!r}."


# Terms are compared by identity: each is read once, and its mappings could not be hashed.
@dataclass(frozen=True, eq=False)
class Term:
    """One controlled term: its stable code, its words in each language, and how it relates to others.

    ``rank`` orders the terms of a ladder, the strongest or finest highest; a term without one stands beside the
    ladder. ``judged`` is false for answers such as "not assessed": they are not the lowest grade but none at all.
    ``verify`` marks a term that holds a fact nobody has checked in a primary source yet. ``extra`` keeps what only
    one vocabulary has: a radius, bounds, equivalents elsewhere, articles.
    """

    code: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    order: int
    parent: str | None
    is_group: bool
    family: str | None
    references: tuple[str, ...]
    keys: tuple[str, ...]
    rank: int | None
    judged: bool
    needs_note: bool
    inverse: str | None
    verify: bool
    replaced_by: str | None
    extra: Mapping[str, object]

    def label(self, language: str | None = None) -> str:
        """Return what people call the term, in the language given or the current one."""
        return _said(self.labels, language)

    def definition(self, language: str | None = None) -> str:
        """Return what the term means, or nothing where its label says it all."""
        return _said(self.definitions, language)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """A list of terms that a field takes its values from."""

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    references: tuple[str, ...]
    verify: bool
    version: str
    terms: tuple[Term, ...]

    @cached_property
    def _by_code(self) -> Mapping[str, Term]:
        return {term.code: term for term in self.terms}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code, retired ones too, in the order of the vocabulary."""
        return tuple(self._by_code)

    @cached_property
    def selectable(self) -> tuple[Term, ...]:
        """The terms that a new record may use: neither retired nor a mere group."""
        return tuple(term for term in self.terms if term.replaced_by is None and not term.is_group)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def term(self, code: str) -> Term:
        """Return the term of a code, a retired one too, or raise ``UnknownTerm``."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownTerm(self.name, code) from None

    def label(self, code: str, language: str | None = None) -> str:
        """Return what people call the term of this code."""
        return self.term(code).label(language)

    def current(self, code: str) -> str:
        """Return the code that is used today for this one: itself, unless it was retired."""
        term = self.term(code)
        return code if term.replaced_by is None else self.current(term.replaced_by)

    def narrower(self, code: str) -> tuple[str, ...]:
        """Return the code itself and every code below it, with the retired ones that these replaced."""
        found = [self.term(code).code]
        for above in found:
            found += [t.code for t in self.terms if above in (t.parent, t.replaced_by) and t.code not in found]
        return tuple(known for known in self.codes if known in found)

    def at_least(self, code: str) -> tuple[str, ...]:
        """Return the codes as strong as this one or stronger; a code beside the ladder answers for itself alone."""
        floor = self.term(code).rank
        if floor is None:
            return (code,)
        return tuple(term.code for term in self.terms if term.rank is not None and term.rank >= floor)

    def family(self, family: str) -> tuple[str, ...]:
        """Return the codes that share a family, such as the chemical attacks among the violations."""
        return tuple(term.code for term in self.terms if term.family == family)


def _said(texts: Mapping[str, str], language: str | None) -> str:
    """Return the text in the language, or in English where that language has none yet."""
    return texts.get(language or current_language().code) or texts.get(DEFAULT, "")
