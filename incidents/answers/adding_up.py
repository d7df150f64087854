"""The counts of a statement as a tree, and whether the parts of each make up the whole; a gap is named, never filled.

Nothing is worked out that nobody stated: the check compares what stands there and says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from incidents.answers.saying import Names
from incidents.base.languages import _, say_number
from incidents.base.ranges import Count, say_count
from incidents.records import AggregateCount
from incidents.vocabularies import label


@dataclass(frozen=True, slots=True)
class CountNode:
    """One number of a statement with its parts; ``check`` says whether they make it up, ``fits`` is False if not."""

    label: str
    words: str
    count: Count
    actor: str | None
    as_stated: str | None
    parts: list["CountNode"]
    check: str | None = None
    fits: bool | None = None


def tree_of(counts: Iterable[AggregateCount], names: Names) -> list[CountNode]:
    """The counts that lie in no other, each with its parts beneath it."""
    counts = list(counts)
    numbers = {count.id for count in counts}
    inside: dict[int | None, list[AggregateCount]] = {}
    for count in counts:
        above = count.within_count_id if count.within_count_id in numbers else None
        inside.setdefault(above, []).append(count)
    return [_node(count, inside, names) for count in inside.get(None, [])]


def _node(count: AggregateCount, inside: dict[int | None, list[AggregateCount]], names: Names) -> CountNode:
    parts = [_node(part, inside, names) for part in inside.get(count.id, [])]
    whole = Count(count.low, count.best, count.high)
    if whole.is_known:
        words = say_count(whole)
    else:
        state = count.value_state
        words = label("value_state", state) if state and state != "known" else _("not recorded")
    check, fits = adding_up(whole, [part.count for part in parts]) if parts else (None, None)
    actor = names.get(("actor", count.actor_id)) if count.actor_id is not None else None
    return CountNode(count.label, words, whole, actor, count.as_stated, parts, check, fits)


def adding_up(whole: Count, parts: Sequence[Count]) -> tuple[str, bool | None]:
    """Say how the parts compare with the whole, and whether they fit it; None where that cannot be told."""
    sum_, exact = " + ".join(say_count(part) for part in parts), [_exact(part) for part in parts]
    total = _exact(whole)
    known = [number for number in exact if number is not None]
    if total is None or len(known) < len(parts):
        return _bounded(whole, parts)
    added = sum(known)
    if added == total:
        return _("%(sum)s = %(total)s", sum=sum_, total=say_number(total)), True
    if added < total:
        missing = say_number(total - added)
        return _(
            "%(sum)s of %(total)s: for the other %(missing)s no part is stated.",
            sum=sum_, total=say_number(total), missing=missing,
        ), None  # fmt: skip
    return _(
        "%(sum)s is more than %(total)s: the parts overlap, or one of the numbers is wrong.",
        sum=sum_, total=say_number(total),
    ), False  # fmt: skip


def _exact(count: Count) -> int | None:
    return count.low if count.low is not None and count.low == count.high else None


def _bounded(whole: Count, parts: Sequence[Count]) -> tuple[str, bool | None]:
    """What can be said where a number is a bound, a rough one or not known: only that the least is too much."""
    least = sum(part.low or 0 for part in parts)
    if whole.high is not None and least > whole.high:
        words = _(
            "The parts are at least %(least)s, more than %(whole)s: they overlap, or one of the numbers is wrong.",
            least=say_number(least), whole=say_count(whole),
        )  # fmt: skip
        return words, False
    return _("Whether the parts make up the whole cannot be told: not every number is exact."), None
