"""The filters on time: possibly, certainly or entirely in a window, and when a case was entered or changed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeAlias

from sqlalchemy import and_, or_, select

from incidents.access.viewer import Viewer
from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.typed import read_typed
from incidents.base.dates.uncertain import NotADate, UncertainDate
from incidents.base.dates.words import say_date
from incidents.base.languages import N_, _
from incidents.records import Incident, OccurredMember
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, say_either

Window: TypeAlias = tuple[date | None, date | None]
_CASE = Incident.__table__.c
EARLIEST, LATEST = _CASE.occurred_earliest, _CASE.occurred_latest
CORE_FROM, CORE_TO, NATURE = _CASE.occurred_core_from, _CASE.occurred_core_to, _CASE.occurred_nature
DATED = or_(EARLIEST.is_not(None), LATEST.is_not(None))


def read_window(value: Value) -> Value:
    """Return a date, a comparison or a range with its dates in their written form."""
    read = Value(_form(value.text), value.operator, _form(value.until))
    if read.operator == ".." and read.text == read.until:
        read = Value(read.text)
    first, last = window(read)
    if first is None and last is None:
        raise NotUnderstood(_("This has neither a first nor a last day. Write date:2017-04 or date:2016..2018."))
    if first is not None and last is not None and first > last:
        raise NotUnderstood(_("This runs backwards."), suggestion=f"{read.until}..{read.text}")
    return read


def _form(text: str) -> str:
    if not text:
        return ""
    try:
        found = read_typed(text)
    except NotADate as reason:
        raise NotUnderstood(reason.message) from None
    return found.edtf or ""


def window(value: Value) -> Window:
    """Return the first and the last day that a value means; None where it is open."""
    when = read_edtf(value.text) if value.text else UncertainDate()
    until = read_edtf(value.until) if value.until else UncertainDate()
    windows: dict[str, Window] = {
        "=": (when.earliest, when.latest),
        ">=": (when.earliest, None),
        "<=": (None, when.latest),
        ">": (_next(when.latest, 1), None),
        "<": (None, _next(when.earliest, -1)),
        "..": (when.earliest, until.latest),
    }
    return windows[value.operator]


def _next(day: date | None, step: int) -> date | None:
    try:
        return None if day is None else day + timedelta(days=step)
    except OverflowError:
        return day


def say_window(value: Value) -> str:
    """Say a window of time: "April 2017", "2016 to 2018", "after April 2017"."""
    when = say_date(read_edtf(value.text)) if value.text else ""
    until = say_date(read_edtf(value.until)) if value.until else ""
    if value.operator == ".." and when and until:
        return _("%(first)s to %(last)s", first=when, last=until)
    if value.operator == ">=" or (value.operator == ".." and when):
        return _("%(date)s or later", date=when)
    if value.operator == "<=" or value.operator == "..":
        return _("%(date)s or earlier", date=until or when)
    if value.operator == ">":
        return _("after %(date)s", date=when)
    return _("before %(date)s", date=when) if value.operator == "<" else when


def meets(earliest: Any, latest: Any, window: Window) -> Condition:
    """Hold where bounds meet a window; a bound that is missing is open."""
    first, last = window
    begins = or_(earliest.is_(None), earliest <= last) if last is not None else None
    ends = or_(latest.is_(None), latest >= first) if first is not None else None
    return and_(*(one for one in (begins, ends) if one is not None))


def lies_inside(earliest: Any, latest: Any, window: Window) -> Condition:
    """Hold where all between the bounds lies in a window."""
    first, last = window
    starts = and_(earliest.is_not(None), earliest >= first) if first is not None else None
    ends = and_(latest.is_not(None), latest <= last) if last is not None else None
    return and_(*(one for one in (starts, ends) if one is not None))


def may_overlap(window: Window) -> Condition:
    """Hold for cases that may have happened in the window, at least in part; of a set, each day is tested."""
    return _of_each(meets(EARLIEST, LATEST, window), meets(OccurredMember.earliest, OccurredMember.latest, window))


def certainly(window: Window) -> Condition:
    """Hold for cases that certainly happened in the window, at least in part."""
    lasting = and_(NATURE.is_not(None), NATURE == "duration", CORE_FROM.is_not(None))
    single = or_(
        and_(lasting, meets(CORE_FROM, CORE_TO, window)), and_(~lasting, lies_inside(EARLIEST, LATEST, window))
    )
    return _of_each(single, lies_inside(OccurredMember.earliest, OccurredMember.latest, window))


def entirely_within(window: Window) -> Condition:
    """Hold for cases that lie in the window with every day that they may be."""
    return and_(DATED, lies_inside(EARLIEST, LATEST, window))


def _of_each(single: Condition, member: Condition) -> Condition:
    is_set = and_(NATURE.is_not(None), NATURE == "set")
    members = select(OccurredMember.incident_id).where(member)
    return and_(DATED, or_(and_(~is_set, single), and_(is_set, Incident.id.in_(members))))


@dataclass(frozen=True, kw_only=True)
class DateFilter(Filter):
    """When a case happened; by itself possibly in the window."""

    def read_value(self, value: Value) -> Value:
        return read_window(value)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator == NONE:
            return ~DATED
        if value.operator == ANY:
            return DATED
        return certainly(window(value)) if test.certainty == "!" else may_overlap(window(value))

    def say(self, test: Test) -> str:
        template = N_("certainly in %(dates)s") if test.certainty == "!" else N_("possibly in %(dates)s")
        return say_times(test, template, N_("without a date"), N_("with a date"))


@dataclass(frozen=True, kw_only=True)
class WithinFilter(DateFilter):
    """Cases that lie in the window with all that they may be."""

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator in (NONE, ANY):
            return super().one(value, test, viewer)
        return entirely_within(window(value))

    def say(self, test: Test) -> str:
        return say_times(test, N_("entirely within %(dates)s"), N_("without a date"), N_("with a date"))


@dataclass(frozen=True, kw_only=True)
class MomentFilter(Filter):
    """A moment that the program noted, by its day in UTC."""

    column: Any
    says: str

    def read_value(self, value: Value) -> Value:
        return read_window(value)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator in (NONE, ANY):
            found: Condition = self.column.is_not(None)
            return ~found if value.operator == NONE else found
        first, last = window(value)
        if last == date.max:
            last = None
        begins = self.column >= _midnight(first) if first is not None else None
        ends = self.column < _midnight(last + timedelta(days=1)) if last is not None else None
        return and_(self.column.is_not(None), *(one for one in (begins, ends) if one is not None))

    def say(self, test: Test) -> str:
        return say_times(test, self.says, N_("never"), N_("at any time"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def say_times(test: Test, template: str, none: str, any_: str) -> str:
    """Say the windows of a test, with words for none and any."""
    dates = [say_window(value) for value in test.values if value.operator not in (NONE, ANY)]
    clauses = [_(template, dates=say_either(dates))] if dates else []
    clauses += [_(none) for value in test.values if value.operator == NONE]
    clauses += [_(any_) for value in test.values if value.operator == ANY]
    return say_either(clauses)
