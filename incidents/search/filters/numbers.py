"""The filters on numbers: a case's effective figures by outcome and group, and the counts it shows of itself."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select, true

from incidents.access.viewer import Viewer
from incidents.base.languages import N_, _, say_number
from incidents.base.text import fold, western_digits
from incidents.db.columns import MOST_PEOPLE
from incidents.records import EffectiveFigure, Incident
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.effective import HAPPENS_ONCE
from incidents.search.filters.base import Condition, Filter, NotUnderstood, inside, say_either
from incidents.search.filters.codes import read_term, spellings
from incidents.vocabularies import label, vocabulary

Bounds = tuple[int | None, int | None]
# Answers that are no numbers, each its own.
STATES = ("unknown", "withheld", "not_applicable", "not_recorded", "assessed", "not_assessed")
SAID = {
    "unknown": N_("with a number of %(outcome)s that sources do not tell"),
    "withheld": N_("with a number of %(outcome)s that is withheld"),
    "not_applicable": N_("to which a number of %(outcome)s does not apply"),
    "not_recorded": N_("with no number of %(outcome)s recorded"),
    "assessed": N_("with a number of %(outcome)s that the team assessed"),
    "not_assessed": N_("with a number of %(outcome)s that the team has not assessed"),
}


def read_number(value: Value, key: str) -> Value:
    """Return a number, comparison or range in western digits; "50+" is at least 50."""
    if value.operator == "=" and value.text.endswith("+"):
        value = Value(value.text[:-1], ">=")
    read = Value(_digits(value.text, key), value.operator, _digits(value.until, key))
    low, high = bounds(read)
    if high is not None and (high < 0 or (low is not None and low > high)):
        backwards = f"{read.until}..{read.text}" if read.operator == ".." else None
        raise NotUnderstood(_("No number is like this."), suggestion=backwards)
    return read


def _digits(text: str, key: str) -> str:
    if not text:
        return ""
    digits = western_digits(text).strip()
    if not (digits.isascii() and digits.isdecimal()) or int(digits) > MOST_PEOPLE:
        raise NotUnderstood(
            _(
                "“%(text)s” is not a number of people. Write %(key)s:50, %(key)s:>=50 or %(key)s:20..50.",
                text=text,
                key=key,
            )
        )
    return str(int(digits))


def bounds(value: Value) -> Bounds:
    """Return the least and the greatest number that a value means; None where it is open."""
    first = int(value.text) if value.text else None
    until = int(value.until) if value.until else None
    if value.operator == "..":
        return first, until
    assert first is not None
    meanings: dict[str, Bounds] = {
        "=": (first, first),
        ">=": (first, None),
        ">": (first + 1, None),
        "<=": (None, first),
        "<": (None, first - 1),
    }
    return meanings[value.operator]


def say_bounds(value: Value) -> str:
    """Say a number: "50", "at least 50", "20 to 50"."""
    low, high = bounds(value)
    if low is not None and high is not None:
        both = _("%(low)s to %(high)s", low=say_number(low), high=say_number(high))
        return say_number(low) if low == high else both
    if low is not None:
        return _("at least %(count)s", count=say_number(low))
    return _("at most %(count)s", count=say_number(high or 0))


def surely(figure: Any, wanted: Bounds) -> Condition:
    """Hold where a figure lies inside the bounds with all that it can be; an unknown one never does."""
    low, high = wanted
    # "At most 0" says nothing about a least number, and needs not: there is none below 0.
    least = None if low is None else or_(figure.low >= low, figure.low.is_(None)) if low == 0 else figure.low >= low
    most = None if high is None else and_(figure.high <= high, ~figure.open_above)
    return and_(_known(figure), *(one for one in (least, most) if one is not None))


def possibly(figure: Any, wanted: Bounds) -> Condition:
    """Hold where a figure can lie inside the bounds; stated numbers that contradict themselves count both ways."""
    low, high = wanted
    reaches = None if low is None else or_(figure.high >= low, figure.low >= low, figure.open_above)
    begins = None if high is None else or_(func.coalesce(figure.low, 0) <= high, figure.high <= high)
    # "Dozens" is counted as 24 or more by a convention: surely nothing, but possibly that and anything above it.
    said = or_(_known(figure), figure.imputed)
    return and_(said, *(one for one in (reaches, begins) if one is not None))


def _known(figure: Any) -> Condition:
    found: Condition = figure.high.is_not(None)
    return found


@dataclass(frozen=True, kw_only=True)
class FigureFilter(Filter):
    """How many suffered an outcome: surely by itself, possibly with "?"; the group follows a dot."""

    outcome: str

    def read_value(self, value: Value) -> Value:
        state = fold(value.text).strip().replace(" ", "_")
        if value.operator == "=" and state in STATES:
            return Value(state)
        return read_number(value, self.key)

    def read_part(self, part: str) -> str:
        group, unit, kind = "total", "person", ""
        for piece in filter(None, part.split(".")):
            if fold(piece) in spellings("unit"):
                unit = read_term(piece, "unit", self.key)
            elif fold(piece) in spellings("stock_or_flow"):
                kind = self._read_kind(piece)
            else:
                group = read_term(piece, "group", self.key)
        return ".".join(name for name, usual in ((group, "total"), (unit, "person"), (kind, "")) if name != usual)

    def _read_kind(self, piece: str) -> str:
        if self.outcome in HAPPENS_ONCE:
            raise NotUnderstood(
                _(
                    "“%(key)s” happens at a moment: it is neither a stock nor a flow. Leave “%(text)s” out.",
                    key=self.key,
                    text=piece,
                ),
                suggestion=self.key,
            )
        return read_term(piece, "stock_or_flow", self.key)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        figure = EffectiveFigure
        if value.operator == NONE:
            return ~self._in(test, _known(figure))
        if value.operator == ANY:
            return self._in(test, _known(figure))
        if value.text == "not_recorded":
            return ~self._in(test, true())
        if value.text in ("assessed", "not_assessed"):
            judged = figure.assessed if value.text == "assessed" else ~figure.assessed
            return self._in(test, and_(_known(figure), judged))
        if value.text in STATES:
            return self._in(test, figure.value_state == value.text)
        asked = bounds(value)
        return self._in(test, possibly(figure, asked) if test.certainty == "?" else surely(figure, asked))

    def _in(self, test: Test, found: Condition) -> Condition:
        group, unit, kind = self.counted(test.part)
        # Without a kind any of them will do; each by itself, for stock and flow are never added.
        kinds = (EffectiveFigure.kind == kind,) if kind else ()
        return Incident.id.in_(
            select(EffectiveFigure.incident_id).where(
                EffectiveFigure.outcome == self.outcome,
                EffectiveFigure.group == group,
                EffectiveFigure.unit == unit,
                *kinds,
                found,
            )
        )

    @staticmethod
    def counted(part: str) -> tuple[str, str, str]:
        """Return the group, the unit and the kind (empty: any) that a part in its written form stands for."""
        pieces = part.split(".") if part else []
        unit = next((piece for piece in pieces if piece in vocabulary("unit")), "person")
        kind = next((piece for piece in pieces if piece in vocabulary("stock_or_flow")), "")
        return next((piece for piece in pieces if piece not in (unit, kind)), "total"), unit, kind

    def say(self, test: Test) -> str:
        outcome = inside(label("outcome", self.outcome))
        group, unit, kind = self.counted(test.part)
        parts = (("group", group, "total"), ("unit", unit, "person"), ("stock_or_flow", kind, ""))
        aside = [inside(label(name, code)) for name, code, usual in parts if code != usual]
        if aside:
            outcome = _("%(outcome)s (%(group)s)", outcome=outcome, group=", ".join(aside))
        numbers = [
            say_bounds(value) for value in test.values if value.operator not in (NONE, ANY) and value.text not in STATES
        ]
        sure = N_("with %(numbers)s %(outcome)s")
        maybe = N_("with possibly %(numbers)s %(outcome)s")
        template = maybe if test.certainty == "?" else sure
        clauses = [_(template, numbers=say_either(numbers), outcome=outcome)] if numbers else []
        clauses += [_(SAID[value.text], outcome=outcome) for value in test.values if value.text in SAID]
        if any(value.operator == NONE for value in test.values):
            clauses.append(_("with no known number of %(outcome)s", outcome=outcome))
        if any(value.operator == ANY for value in test.values):
            clauses.append(_("with a known number of %(outcome)s", outcome=outcome))
        return say_either(clauses)


@dataclass(frozen=True, kw_only=True)
class CountFilter(Filter):
    """A count that the program keeps of a case, such as its independent sources."""

    column: Any
    says: str

    def read_value(self, value: Value) -> Value:
        return read_number(value, self.key)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator in (NONE, ANY):
            found: Condition = self.column > 0
            return ~found if value.operator == NONE else found
        low, high = bounds(value)
        least = self.column >= low if low is not None else None
        most = self.column <= high if high is not None else None
        return and_(true(), *(one for one in (least, most) if one is not None))

    def say(self, test: Test) -> str:
        said = []
        for value in test.values:
            if value.operator == NONE:
                said.append(_("no"))
            else:
                said.append(_("at least %(count)s", count="1") if value.operator == ANY else say_bounds(value))
        return _(self.says, numbers=say_either(said))
