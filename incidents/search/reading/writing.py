"""Writing criteria as a typed question that is read back as the same criteria."""

import re

from incidents.search.criteria import ANY, NONE, All, AnyOf, Criteria, Node, Not, Test, Value, Words
from incidents.search.reading.values import ANY_WORDS, NONE_WORDS

_BARE = re.compile(r"""[^\s,،()"“”„«»＂<>=≤≥\[\]{}\\.][^\s,،()"“”„«»＂\[\]{}\\]*""")


def write(criteria: Criteria) -> str:
    """Return the question that means the criteria."""
    order = f"order:{criteria.order}" if criteria.order else ""
    return " ".join(filter(None, (write_node(criteria.where), order)))


def write_node(node: Node | None) -> str:
    """Return the question that means one node."""
    match node:
        case Words():
            text = quoted(node.text) if node.phrase else node.text
            return text + "*" if node.prefix else text
        case Test():
            part = f".{node.part}" if node.part else ""
            return f"{node.key}{part}{node.certainty}:{','.join(map(write_value, node.values))}"
        case Not():
            inside = write_node(node.node)
            return f"-({inside})" if isinstance(node.node, All | AnyOf) else f"-{inside}"
        case All():
            return " ".join(f"({write_node(one)})" if isinstance(one, AnyOf) else write_node(one) for one in node.nodes)
        case AnyOf():
            return " OR ".join(map(write_node, node.nodes))
        case None:
            return ""


def write_value(value: Value) -> str:
    """Return one value as it is typed after a key."""
    if value.operator in (NONE, ANY):
        return value.operator
    if value.operator == "..":
        return f"{_atom(value.text)}..{_atom(value.until)}"
    return (value.operator if value.operator != "=" else "") + _atom(value.text)


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _atom(text: str) -> str:
    bare = _BARE.fullmatch(text) and ".." not in text and not text.endswith(".")
    return text if not text or (bare and text.casefold() not in NONE_WORDS | ANY_WORDS) else quoted(text)
