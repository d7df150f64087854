"""Filters on terms of a vocabulary: by code, by label in either language, with all narrower terms."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Text, and_, false, or_, select, type_coerce

from incidents.access.viewer import Viewer
from incidents.base.languages import LANGUAGES, N_, _
from incidents.base.text import fold
from incidents.records import Incident
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, inside, nearest, only_equal, say_either
from incidents.vocabularies import Vocabulary, vocabulary

# Families have no terms of their own, so what they are called stands here.
FAMILY_LABELS = {
    "chemical": N_("a chemical attack of any kind"),
    "un": N_("any body of the United Nations"),
    "opcw": N_("any body of the OPCW"),
    "laboratory": N_("found in a laboratory"),
    "nerve": N_("any nerve agent"),
    "choking": N_("any choking agent"),
    "blister": N_("any blister agent"),
    "stock": N_("any stock"),
    "flow": N_("any flow"),
}


@cache
def spellings(name: str) -> dict[str, str]:
    """Return what people may type for the terms of a vocabulary, folded, with the code it means."""
    terms = vocabulary(name)
    found = {fold(term.label(language)): term.code for language in LANGUAGES for term in reversed(terms.terms)}
    return (
        found
        | {fold(code): code for code in terms.codes}
        | {fold(code.replace("_", " ")): code for code in terms.codes}
    )


@cache
def families(name: str) -> tuple[str, ...]:
    """Return the families of a vocabulary, such as the chemical attacks among the violations."""
    return tuple(dict.fromkeys(term.family for term in vocabulary(name) if term.family))


def read_term(text: str, name: str, key: str) -> str:
    """Return the code or family that a typed word means, or raise `NotUnderstood` with the nearest one."""
    typed = fold(text).strip().removesuffix("*").rstrip("_ ")
    if typed in families(name):
        return typed
    known = spellings(name)
    code = known.get(typed) or known.get(typed.replace("-", " "))
    if code is None:
        near = nearest(typed, [*families(name), *known])
        raise NotUnderstood(
            _("“%(text)s” is not a value of “%(key)s”.", text=text, key=key),
            suggestion=known.get(near, near) if near else None,
        )
    return code


def meant(code: str, terms: Vocabulary) -> tuple[str, ...]:
    """Return every code that a code or family stands for."""
    return terms.narrower(code) if code in terms else terms.family(code)


def say_term(code: str, terms: Vocabulary) -> str:
    """Say a term by its label; a family by its name."""
    return inside(terms.label(code)) if code in terms else _(FAMILY_LABELS.get(code, code.replace("_", " ")))


@dataclass(frozen=True, kw_only=True)
class TermFilter(Filter):
    """A filter whose values are terms; ``says`` is its clause with a place for the values."""

    says: str
    says_none: str
    says_any: str
    vocabulary: str = field(kw_only=True)

    def read_value(self, value: Value) -> Value:
        return Value(read_term(only_equal(value, self.key), self.vocabulary, self.key))

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator == NONE:
            return ~self.present()
        if value.operator == ANY:
            return self.present()
        return self.holds(meant(value.text, vocabulary(self.vocabulary)))

    def present(self) -> Condition:
        """Hold where the case has any term at all."""
        raise NotImplementedError

    def holds(self, codes: tuple[str, ...]) -> Condition:
        """Hold where the case has one of the codes."""
        raise NotImplementedError

    def say(self, test: Test) -> str:
        terms, name = vocabulary(self.vocabulary), inside(_(self.label))
        said = [say_term(value.text, terms) for value in test.values if value.operator == "="]
        clauses = [_(self.says, values=say_either(said), label=name)] if said else []
        clauses += [_(self.says_none, label=name) for value in test.values if value.operator == NONE]
        clauses += [_(self.says_any, label=name) for value in test.values if value.operator == ANY]
        return say_either(clauses)


@dataclass(frozen=True, kw_only=True)
class OwnTerm(TermFilter):
    """A term in a column of the case itself."""

    column: Any

    def present(self) -> Condition:
        found: Condition = self.column.is_not(None)
        return found

    def holds(self, codes: tuple[str, ...]) -> Condition:
        return and_(self.column.is_not(None), self.column.in_(codes))


@dataclass(frozen=True, kw_only=True)
class OwnTerms(OwnTerm):
    """Terms in a column of the case that holds several, as ``;a;b;``."""

    def holds(self, codes: tuple[str, ...]) -> Condition:
        plain = type_coerce(self.column, Text)
        found = or_(false(), *(plain.contains(f";{code};", autoescape=True) for code in codes))
        return and_(self.column.is_not(None), found)


@dataclass(frozen=True, kw_only=True)
class PartTerm(TermFilter):
    """A term in a column of the case's parts; ``through`` is the part, ``where`` which of them are meant."""

    column: Any
    through: Any
    where: tuple[Any, ...] = ()

    def present(self) -> Condition:
        return self._in(self.column.is_not(None))

    def holds(self, codes: tuple[str, ...]) -> Condition:
        return self._in(self.column.in_(codes))

    def _in(self, found: Condition) -> Condition:
        cases = select(self.through.incident_id).where(found, *self.where, self.through.incident_id.is_not(None))
        return Incident.id.in_(cases)
