"""Does a date lie between two days: possibly, certainly, or with all that it may be?

This is the meaning of the search for a time, in plain Python; whatever asks a database must give the same answers.
A window runs from ``first`` to ``last``, both inside, and is open on a side that is None. A date without bounds lies
in no window, not even in the open one: it is undated. Of a set, each member is tested.
"""

from datetime import date

from incidents.base.dates.edtf import members
from incidents.base.dates.uncertain import UncertainDate


def may_overlap(when: UncertainDate, first: date | None, last: date | None) -> bool:
    """Tell whether it may have happened in the window, at least in part."""
    return any(_meets(one.earliest, one.latest, first, last) for one in _tested(when))


def certainly(when: UncertainDate, first: date | None, last: date | None) -> bool:
    """Tell whether it certainly happened in the window, at least in part.

    An instant did when all the days it may be lie inside. A duration also did when the time during which it certainly
    ran touches the window.
    """
    return any(_is_certain(one, first, last) for one in _tested(when))


def entirely_within(when: UncertainDate, first: date | None, last: date | None) -> bool:
    """Tell whether it lies in the window with every day that it may be."""
    return when.is_dated and _lies_inside(when, first, last)


def _tested(when: UncertainDate) -> list[UncertainDate]:
    if not when.is_dated:
        return []
    return members(when) if when.nature == "set" else [when]


def _meets(earliest: date | None, latest: date | None, first: date | None, last: date | None) -> bool:
    begins_in_time = earliest is None or last is None or earliest <= last
    ends_in_time = latest is None or first is None or latest >= first
    return begins_in_time and ends_in_time


def _lies_inside(when: UncertainDate, first: date | None, last: date | None) -> bool:
    starts_inside = first is None or (when.earliest is not None and when.earliest >= first)
    ends_inside = last is None or (when.latest is not None and when.latest <= last)
    return starts_inside and ends_inside


def _is_certain(when: UncertainDate, first: date | None, last: date | None) -> bool:
    if when.nature == "duration" and when.core_from is not None:
        return _meets(when.core_from, when.core_to, first, last)
    return _lies_inside(when, first, last)
