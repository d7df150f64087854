"""What was asked, as a value: a tree of words and tests, without a viewer and without SQL.

Criteria come from a form, an address, a typed question or the command line, and turn back into each of
them and into a sentence. Two questions that mean the same in the same order are equal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

NONE, ANY = "none", "any"


@dataclass(frozen=True, slots=True)
class Words:
    """A word, a phrase whose words follow each other, or the beginning of a word."""

    text: str
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a test: ``=``, ``>=``, ``<=``, ``>`` or ``<`` a text, a range ``..`` to another, ``none``, ``any``.

    In a range the text is its beginning and ``until`` its end; either is empty when the range is open there.
    """

    text: str = ""
    operator: str = "="
    until: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """One filter with its values, of which one has to fit.

    ``part`` narrows the filter (``civilian`` in ``killed.civilian``). ``certainty`` is "!" for certainly, "?"
    for possibly, and empty for what the filter does by itself.
    """

    key: str
    values: tuple[Value, ...]
    certainty: str = ""
    part: str = ""

    # pytest takes any class called Test… for a test of its own.
    __test__ = False


@dataclass(frozen=True, slots=True)
class Not:
    """Holds for the cases that the node does not hold for."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Holds where every one of the nodes holds."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds where at least one of the nodes holds."""

    nodes: tuple["Node", ...]


Node: TypeAlias = Words | Test | Not | All | AnyOf


@dataclass(frozen=True, slots=True)
class Criteria:
    """A whole question: what must hold, and the order of the answer; empty is the usual order."""

    where: Node | None = None
    order: str = ""

    @property
    def clauses(self) -> tuple[Node, ...]:
        """The parts that must all hold."""
        if isinstance(self.where, All):
            return self.where.nodes
        return () if self.where is None else (self.where,)

    def without(self, clause: Node) -> "Criteria":
        """The question without one of its clauses."""
        return replace(self, where=all_of(node for node in self.clauses if node != clause))

    def with_clause(self, clause: Node, instead_of: Node | None = None) -> "Criteria":
        """The question with one more clause, or with one in the place of another."""
        kept = [clause if node == instead_of else node for node in self.clauses]
        return replace(self, where=all_of(kept if instead_of in self.clauses else [*kept, clause]))


def all_of(nodes: Iterable[Node | None]) -> Node | None:
    """Join nodes that must all hold, in the one form that they are kept in."""
    flat: list[Node] = []
    for node in nodes:
        if node is not None:
            flat += node.nodes if isinstance(node, All) else (node,)
    return All(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def any_of(nodes: Iterable[Node | None]) -> Node | None:
    """Join nodes of which one must hold, in the one form that they are kept in."""
    flat: list[Node] = []
    for node in nodes:
        if node is not None:
            flat += node.nodes if isinstance(node, AnyOf) else (node,)
    return AnyOf(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def negate(node: Node | None) -> Node | None:
    """Turn a node round; twice is not at all."""
    if node is None:
        return None
    return node.node if isinstance(node, Not) else Not(node)


def leaves(node: Node | None) -> Iterator[Words | Test]:
    """Yield all words and tests of a tree, wherever they stand."""
    if isinstance(node, Words | Test):
        yield node
    elif isinstance(node, Not):
        yield from leaves(node.node)
    elif node is not None:
        for below in node.nodes:
            yield from leaves(below)
