"""The team's decisions on numbers in sentences: what was adopted, what still stands, what is out of date and why."""

from collections.abc import Mapping
from typing import Any

from incidents.answers.outdated import say_outdated
from incidents.base.languages import _, ngettext
from incidents.base.ranges import Count, say_count
from incidents.ledger.replay import Past
from incidents.vocabularies import label

Names = Mapping[tuple[str, int], str]


def because_in_words(reasons: Any, names: Names) -> str | None:
    """Each thing that has changed, as a line; ``names`` hold the sources that the reader may see."""
    lines = [line for one in reasons or () for line in say_outdated([one], *_named(one, names))]
    return "\n".join(dict.fromkeys(lines)) or None


def _named(reason: Mapping[str, Any], names: Names) -> tuple[dict[int, str], list[int]]:
    """How a claim is called: by its source, which may be closed to the reader, and by a number that is gone."""
    figure, number = reason.get("figure", 0), reason.get("number")
    known = names.get(("source", reason.get("source") or 0))
    source = known or _("a confidential source")
    if number:
        low, best, high, is_open = number
        said = say_count(Count(low, best, high, is_open))
        words = _("the number %(number)s of %(source)s", number=said, source=source)
    else:
        words = _("the number of %(source)s", source=source)
    return {figure: words}, [] if known or reason.get("source") is None else [figure]


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
