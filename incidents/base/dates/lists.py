"""Lists of dates in their written form: ``[a,b]`` is one of them, ``{a,b}`` is each of them.

A range ``a..b`` in a list stands for every value from one to the other. In braces it is taken apart into its
members, because search tests each of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.base.dates.elements import Element, read_element
from incidents.base.dates.uncertain import NotADate, UncertainDate, cannot_read
from incidents.base.languages import _

MOST_MEMBERS = 366

_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class _Item:
    """One item of a list, from ``first`` to ``last``; None is an open side."""

    first: Element | None
    last: Element | None

    @property
    def is_range(self) -> bool:
        return self.first is not self.last


def read_list(form: str, written: str) -> UncertainDate:
    """Read a list in its written form: an instant that is one of its members, or a set of them all."""
    items = list(_items(form))
    all_of_them = form[0] == "{"
    if all_of_them and sum(len(_expanded(item)) for item in items) > MOST_MEMBERS:
        raise NotADate(
            _("A set holds %(most)s dates at most. For a time without gaps write first/last.", most=MOST_MEMBERS)
        )
    earliest = _least([item.first.earliest if item.first else None for item in items])
    latest = _greatest([item.last.latest if item.last else None for item in items])
    return UncertainDate(
        text=written,
        edtf=form,
        earliest=earliest,
        latest=latest,
        precision=_members_precision(items) if all_of_them else _window_precision(earliest, latest),
        nature="set" if all_of_them else "instant",
        start_kind="known" if earliest else "open",
        end_kind="known" if latest else "open",
    )


def list_items(form: str) -> list[str]:
    """Return the items of a list, ranges in braces taken apart into their members."""
    if form[0] == "{":
        return [member for item in _items(form) for member in _expanded(item)]
    return _inside(form)


def _inside(form: str) -> list[str]:
    if form[-1] != _CLOSING[form[0]]:
        raise cannot_read(form)
    return form[1:-1].split(",")


def _items(form: str) -> Iterator[_Item]:
    for text in _inside(form):
        first, dots, last = text.partition("..")
        if dots and not (first or last):
            raise cannot_read(form)
        start = read_element(first) if first or not dots else None
        end = (read_element(last) if last else None) if dots else start
        if "time" in (start and start.unit, end and end.unit):
            raise NotADate(
                _("A time of day cannot stand in a list. Write the days only, like [2017-04-03,2017-04-05].")
            )
        if start and end and start.earliest > end.latest:
            raise NotADate(_("“%(text)s” ends before it begins.", text=text))
        if form[0] == "{" and not (start and end):
            raise NotADate(_("A set needs both ends of “%(text)s”. For a time without an end write 2017/..", text=text))
        yield _Item(start, end)


def _expanded(item: _Item) -> list[str]:
    first, last = item.first, item.last
    if first is None or last is None or not item.is_range:
        return [one.form for one in (first or last,) if one]
    if first.unit != last.unit or not (first.is_plain and last.is_plain):
        raise NotADate(_("“%(text)s” needs two plain days, months or years.", text=f"{first.form}..{last.form}"))
    found: list[str] = []
    at = first.earliest
    while at <= last.earliest and len(found) <= MOST_MEMBERS:
        found.append(at.isoformat()[: len(first.form)])
        if at == last.earliest:
            break
        at = _following(at, first.unit)
    return found


def _following(at: date, unit: str) -> date:
    """Return the first day of the next day, month or year."""
    if unit == "day":
        return at + timedelta(days=1)
    if unit == "month" and at.month < 12:
        return at.replace(month=at.month + 1)
    return date(at.year + 1, 1, 1)


def _least(days: list[date | None]) -> date | None:
    known = [day for day in days if day]
    return min(known) if len(known) == len(days) else None


def _greatest(days: list[date | None]) -> date | None:
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None


def _members_precision(items: list[_Item]) -> str:
    found = {item.first.precision for item in items if item.first} | {
        item.last.precision for item in items if item.last
    }
    return found.pop() if len(found) == 1 else "interval"


def _window_precision(earliest: date | None, latest: date | None) -> str:
    return span_precision(earliest, latest) if earliest and latest else "interval"


def span_precision(first: date, last: date) -> str:
    """Return the code of the vocabulary ``date_precision`` for a stretch of days."""
    days = (last - first).days + 1
    return "day" if days == 1 else "days_2_6" if days < 7 else "week" if days == 7 else "interval"
