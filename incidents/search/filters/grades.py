"""The filters on judgments: what the team holds about whether it happened and who did it."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select

from incidents.access.viewer import Viewer
from incidents.base.languages import N_, _
from incidents.base.text import fold
from incidents.records import Assessment, Attribution, Incident
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, inside, only_equal, say_either
from incidents.search.filters.codes import read_term, spellings
from incidents.vocabularies import label, vocabulary

NOT_ASSESSED, CONTESTED = "not_assessed", "contested"
LADDER = "confidence"


@dataclass(frozen=True, kw_only=True)
class GradeFilter(Filter):
    """The grades of the current assessments on one question; not assessed is an answer of its own, never the lowest."""

    axis: str
    says: str

    def read(self, value: Value) -> Value:
        if value.operator == NONE:
            return Value(NOT_ASSESSED)
        return super().read(value)

    def read_value(self, value: Value) -> Value:
        if self.axis == "attribution" and value.operator == "=" and fold(value.text) == CONTESTED:
            return Value(CONTESTED)
        first = read_term(value.text, LADDER, self.key) if value.text else ""
        last = read_term(value.until, LADDER, self.key) if value.until else ""
        ranks = vocabulary(LADDER)
        for code in filter(None, (first, last)):
            if value.operator != "=" and ranks.term(code).rank is None:
                raise NotUnderstood(
                    _("“%(grade)s” stands beside the ladder of grades: it has no “at least”.", grade=ranks.label(code)),
                    suggestion=code,
                )
        return Value(first, value.operator, last)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.text == CONTESTED:
            return Incident.id.in_(select(Attribution.incident_id).where(Attribution.contested))
        if value.operator == ANY:
            return self._judged()
        if value.operator == "=" and value.text == NOT_ASSESSED:
            return ~self._judged()
        return self._in(grades(value))

    def _judged(self) -> Condition:
        return self._in(tuple(term.code for term in vocabulary(LADDER) if term.judged))

    def _in(self, codes: tuple[str, ...]) -> Condition:
        return Incident.id.in_(
            select(Assessment.incident_id).where(
                Assessment.axis == self.axis, Assessment.state == "current", Assessment.mapped_value.in_(codes)
            )
        )

    def say(self, test: Test) -> str:
        said = [self._say(value) for value in test.values]
        return _(self.says, grades=say_either(said))

    @staticmethod
    def _say(value: Value) -> str:
        if value.operator == ANY:
            return _("any grade")
        if value.text == CONTESTED:
            return _("contested")
        first = inside(label(LADDER, value.text)) if value.text else ""
        last = inside(label(LADDER, value.until)) if value.until else ""
        if value.operator == ".." and first and last:
            return _("%(first)s to %(last)s", first=first, last=last)
        if value.operator in (">=", "..") and first:
            return _("at least %(grade)s", grade=first)
        if value.operator in ("<=", ".."):
            return _("at most %(grade)s", grade=last or first)
        if value.operator == ">":
            return _("more than %(grade)s", grade=first)
        return _("less than %(grade)s", grade=first) if value.operator == "<" else first


@dataclass(frozen=True, kw_only=True)
class NativeFilter(Filter):
    """The grade of another scheme letter by letter, in any case of the letters: ``fair``, ``airwars:fair``."""

    says: str

    def read_value(self, value: Value) -> Value:
        text = only_equal(value, self.key).strip()
        scheme, colon, native = text.partition(":")
        code = spellings("scheme").get(fold(scheme).strip()) if colon else None
        return Value(f"{code}:{native.strip()}" if code else text)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        held = and_(Assessment.state == "current", Assessment.scheme.is_not(None), Assessment.native_value.is_not(None))
        if value.operator in (NONE, ANY):
            found: Condition = Incident.id.in_(select(Assessment.incident_id).where(held))
            return ~found if value.operator == NONE else found
        scheme, colon, native = value.text.partition(":")
        same = func.lower(Assessment.native_value) == func.lower(value.text)
        if colon and scheme in vocabulary("scheme"):
            same = and_(Assessment.scheme == scheme, func.lower(Assessment.native_value) == func.lower(native))
        return Incident.id.in_(select(Assessment.incident_id).where(held, same))

    def say(self, test: Test) -> str:
        words = {NONE: N_("none"), ANY: N_("any")}
        said = [_(words[v.operator]) if v.operator in words else f"“{v.text}”" for v in test.values]
        return _(self.says, values=say_either(said))


def grades(value: Value) -> tuple[str, ...]:
    """Return the grades of the ladder that a value means."""
    terms = vocabulary(LADDER)
    if value.operator == "=":
        return (value.text,)
    first = terms.term(value.text).rank if value.text else None
    until = terms.term(value.until).rank if value.until else None
    low, high = first, until
    if value.operator in (">", "<", "<="):
        step = {">": 1, "<": -1, "<=": 0}[value.operator]
        edge = (first or 0) + step
        low, high = (edge, None) if value.operator == ">" else (None, edge)
    ranked = [(term.rank, term.code) for term in terms if term.rank is not None]
    return tuple(code for rank, code in ranked if (low is None or rank >= low) and (high is None or rank <= high))
