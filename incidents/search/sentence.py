"""A question in words, in the reader's language: "Cases of chemical attacks, in “Idleb” or below, possibly in 2017"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from incidents.base.languages import _
from incidents.search.criteria import ANY, NONE, All, AnyOf, Criteria, Node, Not, Test, Words
from incidents.search.filters import FILTERS
from incidents.search.filters.base import say_either


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a question in words, the question without it, and for a mere possibility the one made certain."""

    text: str
    node: Node
    without: Criteria
    certain: Criteria | None = None


def sentence(criteria: Criteria) -> str:
    """Return the whole question in words."""
    said = [say(node) for node in criteria.clauses]
    return _("Cases %(clauses)s", clauses=_(", ").join(said)) if said else _("All cases")


def clauses(criteria: Criteria) -> Iterator[Clause]:
    """Yield the parts that must all hold, each with the questions that a click on it leads to."""
    for node in criteria.clauses:
        certain = made_certain(node)
        yield Clause(
            say(node),
            node,
            criteria.without(node),
            None if certain is None else criteria.with_clause(certain, instead_of=node),
        )


def made_certain(node: Node) -> Test | None:
    """Return a test for a possibility as one for a certainty, or None when it is none."""
    if not isinstance(node, Test) or all(value.operator in (NONE, ANY) for value in node.values):
        return None
    chosen = FILTERS[node.key]
    if "!" not in chosen.marks or (node.certainty or chosen.usual) == "!":
        return None
    return replace(node, certainty="" if chosen.usual == "!" else "!")


def say(node: Node) -> str:
    """Return one part of a question as a clause that follows the word "cases"."""
    match node:
        case Words():
            return _say_words(node)
        case Test():
            return FILTERS[node.key].say(node)
        case Not():
            return _("not %(clause)s", clause=say(node.node))
        case All():
            return _("(%(clauses)s)", clauses=_(" and ").join(say(one) for one in node.nodes))
        case AnyOf():
            return say_either(say(one) for one in node.nodes)


def _say_words(node: Words) -> str:
    if node.prefix:
        return _("with a word that begins with “%(words)s”", words=node.text)
    if node.phrase and " " in node.text:
        return _("with the words “%(words)s” together", words=node.text)
    return _("with the word “%(words)s”", words=node.text)
