"""The parameters of a rule in words, and the records that a decision on a number refers to."""

from collections.abc import Iterator, Mapping
from typing import Any

from incidents.base.languages import _, say_number
from incidents.reconciliation.parameters import LABELS

Names = Mapping[tuple[str, int], str]


def parameters_in_words(params: Mapping[str, Any], names: Names) -> str:
    """The parameters of a rule, as they are told beside it."""
    return _("; ").join(
        _("%(name)s: %(value)s", name=_(LABELS[name]) if name in LABELS else name, value=_parameter(value, names))
        for name, value in params.items()
    )


def _parameter(value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return say_number(value)
    if isinstance(value, list):
        return _(", ").join(_body(one, names) for one in value)
    return str(value)


def _body(reference: Any, names: Names) -> str:
    """A body that was chosen, by the record that it is stored as; never by words that not everybody may read."""
    table, _colon, number = str(reference).partition(":")
    known = names.get((table, int(number))) if number.isdigit() else None
    return known or {"source": _("a confidential source")}.get(table, _("a speaker in this case"))


def links_in_decisions(value: Any) -> Iterator[tuple[str, int]]:
    """The records that a list of reasons or the parameters of a rule speak of, for the lookup of names."""
    if isinstance(value, list):
        reasons = [one for one in value if isinstance(one, Mapping)]
        yield from (("source", one["source"]) for one in reasons if isinstance(one.get("source"), int))
    elif isinstance(value, Mapping):
        for reference in value.get("bodies") or ():
            table, _colon, number = str(reference).partition(":")
            if number.isdigit():
                yield table, int(number)
