"""The fields of the search form and of its address: together with the typed question they are views of one question.

An address is therefore a question that can be passed on.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from incidents.base.languages import _
from incidents.search.criteria import ANY, NONE, Criteria, Node, Test, Value, Words, all_of
from incidents.search.filters import FILTERS, NotUnderstood
from incidents.search.language import Misread, Parsed, parse
from incidents.search.order import find_order
from incidents.search.reading.writing import write_node, write_value

Args = Mapping[str, Sequence[str]]

# Fields with plain values: a list of terms, names or features, of which one has to fit.
PLAIN = ("what", "place", "actor", "source", "occurrence", "attribution", "status", "team", "has", "missing")
FIELDS = ("words", *PLAIN, "from", "to", "certainly", "killed", "q", "order")
_PLAIN_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def from_args(args: Args) -> Parsed:
    """Read the fields of a form or an address; what is wrong in a field is left out and named."""
    problems: list[Misread] = []
    nodes: list[Node | None] = [_typed("words", args, problems)]
    nodes += [_plain(name, args, problems) for name in PLAIN]
    nodes += [_dates(args, problems), _killed(args, problems)]
    typed = parse(" ".join(_texts("q", args)), "q")
    problems += typed.problems
    nodes.append(typed.criteria.where)
    return Parsed(Criteria(all_of(nodes), _order(args, problems) or typed.criteria.order), tuple(problems))


def to_args(criteria: Criteria) -> dict[str, list[str]]:
    """Write a question as the fields of the form; what they cannot say stands in the typed question ``q``."""
    args: dict[str, list[str]] = {}
    rest: list[Node] = []
    for node in criteria.clauses:
        name, texts = _as_field(node)
        if not name or (name in args and name != "words") or ("from" in args and name == "date"):
            rest.append(node)
        elif name == "date":
            args |= _as_dates(node)
        else:
            args[name] = [" ".join([*args.get(name, ()), *texts])] if name == "words" else texts
    if rest:
        args["q"] = [write_node(all_of(rest))]
    if criteria.order:
        args["order"] = [criteria.order]
    return args


def _texts(name: str, args: Args) -> list[str]:
    return [text.strip() for text in args.get(name, ()) if text.strip()]


def _typed(name: str, args: Args, problems: list[Misread]) -> Node | None:
    found = parse(" ".join(_texts(name, args)), name)
    problems += found.problems
    return found.criteria.where


def _plain(name: str, args: Args, problems: list[Misread]) -> Test | None:
    words = {NONE: Value(operator=NONE), ANY: Value(operator=ANY)}
    values = (words.get(text, Value(text)) for text in _texts(name, args))
    read = _understood(name, values, FILTERS[name].read, problems)
    return Test(name, tuple(dict.fromkeys(read))) if read else None


def _understood(
    path: str, values: Iterable[Value], read: Callable[[Value], Value], problems: list[Misread]
) -> list[Value]:
    found = []
    for value in values:
        try:
            found.append(read(value))
        except NotUnderstood as reason:
            shown = value.text or value.until
            problems.append(Misread(path, reason.message, "not_understood", 0, len(shown), reason.suggestion))
    return found


def _dates(args: Args, problems: list[Misread]) -> Test | None:
    date = FILTERS["date"]
    ends = {
        name: _understood(name, [Value(text)], date.read, problems)
        for name in ("from", "to")
        for text in _texts(name, args)[:1]
    }
    first, last = (ends[name][0].text if ends.get(name) else "" for name in ("from", "to"))
    if not first and not last:
        return None
    read = _understood("to" if last else "from", [Value(first, "..", last)], date.read, problems)
    certainty = "!" if _texts("certainly", args) else ""
    return Test("date", tuple(read), certainty) if read else None


def _killed(args: Args, problems: list[Misread]) -> Node | None:
    text = ",".join(_texts("killed", args))
    if not text:
        return None
    mark = "?" if text.startswith("?") else ""
    found = parse(f"killed{mark}:{text.removeprefix('?')}", "killed")
    problems += found.problems
    return found.criteria.where


def _order(args: Args, problems: list[Misread]) -> str:
    for text in _texts("order", args)[-1:]:
        order = find_order(text)
        if order is not None:
            return order
        problems.append(Misread("order", _("There is no such order."), "unknown_order", 0, len(text)))
    return ""


def _as_field(node: Node) -> tuple[str, list[str]]:
    """Return the simple field that can say a node, with its texts; "" when none can."""
    if isinstance(node, Words):
        return "words", [write_node(node)]
    if not isinstance(node, Test) or node.part:
        return "", []
    if node.key == "date":
        return ("date" if _is_plain_window(node) else ""), []
    if node.key == "killed":
        mark = "?" if node.certainty == "?" else ""
        return "killed", [mark + ",".join(map(write_value, node.values))]
    plain = all(value.operator in ("=", NONE, ANY) for value in node.values)
    literal = any(value.operator == "=" and value.text in (NONE, ANY) for value in node.values)
    if node.key not in PLAIN or not plain or literal:
        return "", []
    return node.key, [value.text or value.operator for value in node.values]


def _is_plain_window(node: Test) -> bool:
    value = node.values[0]
    ends = [text for text in (value.text, value.until) if text]
    return len(node.values) == 1 and value.operator in ("=", "..") and all(map(_PLAIN_DATE.fullmatch, ends))


def _as_dates(node: Node) -> dict[str, list[str]]:
    assert isinstance(node, Test)
    value = node.values[0]
    last = value.text if value.operator == "=" else value.until
    fields = {"from": value.text, "to": last, "certainly": "1" if node.certainty == "!" else ""}
    return {name: [text] for name, text in fields.items() if text}
