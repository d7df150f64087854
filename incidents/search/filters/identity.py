"""The filters on what a case is called, what it was withdrawn for, and what looked wrong in it."""

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from incidents.access.viewer import Viewer
from incidents.base.codes import read_code
from incidents.base.languages import N_, _
from incidents.base.text import fold
from incidents.records import ExternalId, Incident, QualityIssue
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, only_equal, say_either
from incidents.search.filters.codes import read_term, spellings
from incidents.search.filters.numbers import CountFilter
from incidents.vocabularies import label


@dataclass(frozen=True, kw_only=True)
class CodeFilter(Filter):
    """The code of a case, in whatever way it was typed."""

    def read(self, value: Value) -> Value:
        if value.operator in (NONE, ANY):
            raise NotUnderstood(_("Every case has a code. Write it, like code:INC-K4SH7Q."))
        return super().read(value)

    def read_value(self, value: Value) -> Value:
        text = only_equal(value, self.key).strip()
        return Value(read_code(text, "INC") or text.upper())

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        return Incident.code == value.text

    def say(self, test: Test) -> str:
        return _("with the code %(codes)s", codes=say_either(value.text for value in test.values))


@dataclass(frozen=True, kw_only=True)
class ExternalFilter(Filter):
    """The identifier of a case in somebody else's list, with or without the list: ``ucdp:242363``."""

    def read_value(self, value: Value) -> Value:
        text = only_equal(value, self.key).strip()
        system, colon, number = text.rpartition(":")
        named = " ".join(fold(system).replace("_", " ").replace("-", " ").split())
        return Value(named + colon + number.strip() if named else number.strip() or text)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        mine: Condition = ExternalId.incident_id.is_not(None)
        if value.operator not in (NONE, ANY):
            system, _colon, number = value.text.rpartition(":")
            listed = func.replace(func.replace(func.lower(ExternalId.system), "_", " "), "-", " ")
            of_list = or_(listed == system, listed.startswith(system + " ", autoescape=True))
            whole = ExternalId.value == value.text
            mine = and_(mine, or_(whole, and_(of_list, ExternalId.value == number)) if system else whole)
        found = Incident.id.in_(select(ExternalId.incident_id).where(mine))
        return ~found if value.operator == NONE else found

    def say(self, test: Test) -> str:
        words = {NONE: N_("none"), ANY: N_("any")}
        said = [_(words[v.operator]) if v.operator in words else f"“{v.text}”" for v in test.values]
        return _("with the identifier %(values)s in another list", values=say_either(said))


@dataclass(frozen=True, kw_only=True)
class WithdrawnFilter(Filter):
    """Whether a case was withdrawn; without this filter only those that stand are found."""

    def read(self, value: Value) -> Value:
        if value.operator == NONE:
            return Value("no")
        return super().read(value)

    def read_value(self, value: Value) -> Value:
        return Value(read_term(only_equal(value, self.key), "yes_no_unknown", self.key))

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator == ANY:
            return Incident.id.is_not(None)
        withdrawn = Incident.withdrawn_at.is_not(None)
        return withdrawn if value.text == "yes" else ~withdrawn

    def say(self, test: Test) -> str:
        says = {"yes": N_("withdrawn"), "no": N_("not withdrawn"), "": N_("withdrawn or not")}
        return say_either(_(says.get(value.text, says["no"])) for value in test.values)


@dataclass(frozen=True, kw_only=True)
class IssueFilter(CountFilter):
    """Open questions about a case: how many, or of which kind."""

    def read_value(self, value: Value) -> Value:
        if value.operator == "=" and fold(value.text).strip() in spellings("quality_issue"):
            return Value(read_term(value.text, "quality_issue", self.key))
        try:
            return super().read_value(value)
        except NotUnderstood:
            return Value(read_term(only_equal(value, self.key), "quality_issue", self.key))

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if not _is_kind(value):
            return super().one(value, test, viewer)
        opened = (QualityIssue.code == value.text, QualityIssue.state == "open", QualityIssue.incident_id.is_not(None))
        return Incident.id.in_(select(QualityIssue.incident_id).where(*opened))

    def say(self, test: Test) -> str:
        kinds = [label("quality_issue", value.text) for value in test.values if _is_kind(value)]
        numbers = tuple(value for value in test.values if not _is_kind(value))
        clauses = [super().say(Test(test.key, numbers))] if numbers else []
        clauses += [_("with the open question “%(kinds)s”", kinds=say_either(kinds))] if kinds else []
        return say_either(clauses)


def _is_kind(value: Value) -> bool:
    return value.operator == "=" and not value.text.isdecimal()
