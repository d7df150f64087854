"""The team's decisions on numbers in sentences: what was adopted, what still stands, what is out of date and why."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from incidents.base.languages import N_, _, ngettext, say_number
from incidents.base.ranges import Count, say_count
from incidents.ledger.replay import Past
from incidents.reconciliation.parameters import LABELS
from incidents.vocabularies import label

Names = Mapping[tuple[str, int], str]

BECAUSE = {
    "number": N_("%(claim)s: the number went from %(before)s to %(after)s"),
    "state": N_("%(claim)s: its place in the series went from %(before)s to %(after)s"),
    "credibility": N_("%(claim)s: its credibility went from %(before)s to %(after)s"),
    "reliability": N_("%(claim)s: the reliability of its source went from %(before)s to %(after)s"),
    "counted": N_("%(claim)s: what it counts was changed"),
    "kept_to_compare": N_("%(claim)s: whether it is kept only to compare was changed"),
    "speaker": N_("%(claim)s: another speaker is named"),
    "independence": N_("%(claim)s: where the number comes from was changed"),
    "source_withdrawn": N_("%(claim)s: its source was withdrawn, or stands again"),
    "cited": N_("%(claim)s: it is stated in another source than before"),
    "added": N_("%(claim)s: the claim was added"),
    "removed": N_("%(claim)s: the claim was taken out of the case"),
    "read": N_("%(claim)s: the rule reads the claim now"),
    "not_read": N_("%(claim)s: the rule does not read the claim any more"),
}
VOCABULARIES = {"state": "series_state", "credibility": "information_credibility", "reliability": "source_reliability"}


def is_because(value: Any) -> bool:
    """Whether a stored value is the list of what has changed since a decision."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "what" in one for one in value)


def because_in_words(reasons: Iterable[Mapping[str, Any]], names: Names) -> list[str]:
    """Each thing that has changed, as a sentence; ``names`` hold the sources that the reader may see."""
    return [_one_reason(reason, names) for reason in reasons]


def _one_reason(reason: Mapping[str, Any], names: Names) -> str:
    what, source = str(reason["what"]), reason.get("source")
    seen = source is None or ("source", source) in names
    if "from" not in reason:
        return _(BECAUSE.get(what, "%(claim)s"), claim=_claim(reason, names))
    # The grade of a closed source is closed with it.
    if what == "reliability" and not seen:
        return _("%(claim)s: the reliability of its source was changed", claim=_claim(reason, names))
    before, after = (_end(what, reason[name]) for name in ("from", "to"))
    return _(BECAUSE[what], claim=_claim(reason, names), before=before, after=after)


def _claim(reason: Mapping[str, Any], names: Names) -> str:
    """A claim in a few words: its number as it was or is, and the source that states it."""
    number = reason.get("number") or (reason.get("to") if reason["what"] == "number" else None)
    said = _said(number) if number else names.get(("figure", reason.get("figure") or 0))
    source = names.get(("source", reason.get("source") or 0)) or _("a confidential source")
    return _("%(number)s in %(source)s", number=said, source=source) if said else source


def _end(what: str, value: Any) -> str:
    if value is None:
        return _("not recorded")
    return _said(value) if what == "number" else label(VOCABULARIES[what], value)


def _said(number: Any) -> str:
    low, best, high, is_open = number
    return say_count(Count(low, best, high, is_open))


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
    table = "figure" if table == "claim" else table
    known = names.get((table, int(number))) if number.isdigit() else None
    return known or {"source": _("a confidential source")}.get(table, _("a speaker in this case"))


def links_in_decisions(value: Any) -> Iterator[tuple[str, int]]:
    """The records that a list of reasons or the parameters of a rule speak of, for the lookup of names."""
    if is_because(value):
        yield from (("source", one["source"]) for one in value if isinstance(one.get("source"), int))
    elif isinstance(value, Mapping):
        for reference in value.get("bodies") or ():
            table, _colon, number = str(reference).partition(":")
            if number.isdigit():
                yield ("figure" if table == "claim" else table), int(number)


def decision_sentence(change: Past, names: Names) -> str | None:
    """The sentence of an act on an adopted figure; None for any other change."""
    if change.verb == "adopted":
        for values in (one["values"] for one in _figures(change) if one["is"] == "added"):
            return _adopted(values)
    if change.verb == "confirmed":
        numbers = [names.get(("figure", one["id"])) for one in _figures(change)]
        return _("confirmed that a number of the team still stands: %(number)s", number=numbers[0] if numbers else "")
    if change.verb == "outdated":
        return _("a source was corrected: %(what)s", what=_outdated(change))
    return None


def outdated_sentence(change: Past) -> str | None:
    """What a change made out of date, to be said after what it did; None where it was nothing."""
    return _outdated(change) if change.verb != "outdated" and _marked(change) else None


def _adopted(values: Mapping[str, Any]) -> str:
    open_above = values.get("qualifier") == "at_least" and values.get("high") is not None
    count = Count(values.get("low"), values.get("best"), values.get("high"), open_above)
    words = label("outcome", values["outcome"])
    if values["group"] != "total":
        words = _("%(outcome)s: %(group)s", outcome=words, group=label("group", values["group"]))
    rule = label("reconciliation_rule", values["rule"])
    return _("adopted %(number)s (%(words)s) by the rule “%(rule)s”", number=say_count(count), words=words, rule=rule)


def _outdated(change: Past) -> str:
    count = len(_marked(change))
    return ngettext(
        "a number that the team holds is out of date since",
        "%(num)s numbers that the team holds are out of date since",
        count,
        num=count,
    )


def _marked(change: Past) -> list[dict[str, Any]]:
    return [one for one in _figures(change) if one.get("fields", {}).get("stale_because", {}).get("to")]


def _figures(change: Past) -> list[dict[str, Any]]:
    return [one for one in change.differences if one["part"] == "figure"]
