"""The filters on the terms of sheets, made from what each sheet declares to be sought."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Text, or_, select, type_coerce

from incidents.access.viewer import Viewer
from incidents.base.languages import N_, _
from incidents.db.fields import Field, Kind, field_of
from incidents.records import Incident
from incidents.records.sheet import SheetRecord, Sought, sheets
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, inside, say_either
from incidents.search.filters.codes import TermFilter, meant, read_term, say_term
from incidents.vocabularies import vocabulary


@dataclass(frozen=True, kw_only=True)
class SheetTerm(TermFilter):
    """A term in a column of a sheet; a term of another column of the same row may follow the key after a dot."""

    sheet: Any
    column: str
    narrowed_by: tuple[str, ...] = field(default=())

    def read_part(self, part: str) -> str:
        if not part:
            return ""
        for name in self.narrowed_by:
            try:
                return read_term(part, _declared(self.sheet, name).vocabulary or "", self.key)
            except NotUnderstood:
                continue
        known = (vocabulary(_declared(self.sheet, name).vocabulary or "").selectable for name in self.narrowed_by)
        words = [term.code for terms in known for term in terms][:12]
        if not words:
            return super().read_part(part)
        raise NotUnderstood(
            _("After “%(key)s.” comes one of %(values)s.", key=self.key, values=say_either(words)), suggestion=words[0]
        )

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        # Asked together they are asked of one row: sarin found in a sample, not sarin here and a sample there.
        narrowed = [self._narrowed(test.part)] if test.part else []
        held = _stored(self.sheet, self.column)
        if value.operator in (NONE, ANY):
            found = Incident.id.in_(select(self.sheet.incident_id).where(held.is_not(None), *narrowed))
            return ~found if value.operator == NONE else found
        codes = meant(value.text, vocabulary(self.vocabulary))
        rows = select(self.sheet.incident_id).where(_holds(self.sheet, self.column, codes), *narrowed)
        return Incident.id.in_(rows)

    def _narrowed(self, part: str) -> Condition:
        found = []
        for name in self.narrowed_by:
            terms = vocabulary(_declared(self.sheet, name).vocabulary or "")
            if part in terms or terms.family(part):
                found.append(_holds(self.sheet, name, meant(part, terms)))
        return or_(*found)

    def say(self, test: Test) -> str:
        said = super().say(test)
        if not test.part:
            return said
        for name in self.narrowed_by:
            declared = _declared(self.sheet, name)
            terms = vocabulary(declared.vocabulary or "")
            if test.part in terms or terms.family(test.part):
                words = say_term(test.part, terms)
                return _("%(clause)s (%(label)s: %(value)s)", clause=said, label=inside(_(declared.label)), value=words)
        return said


def _declared(sheet: SheetRecord, name: str) -> Field:
    return field_of(sheet.__table__.columns[name])


def _stored(sheet: SheetRecord, name: str) -> Any:
    return getattr(sheet, name)


def _holds(sheet: SheetRecord, name: str, codes: tuple[str, ...]) -> Condition:
    column = _stored(sheet, name)
    if _declared(sheet, name).kind is Kind.CODES:
        plain = type_coerce(column, Text)
        return or_(*(plain.contains(f";{code};", autoescape=True) for code in codes))
    found: Condition = column.in_(codes)
    return found


def _filter(sheet: SheetRecord, sought: Sought) -> SheetTerm:
    declared = _declared(sheet, sought.column)
    return SheetTerm(
        key=sought.key,
        aliases=sought.aliases,
        label=declared.label,
        help=sought.help or N_("A term of a sheet. Where it says so, another term of the same row may follow a dot."),
        example=sought.example,
        vocabulary=declared.vocabulary or "",
        says=N_("with %(label)s: %(values)s"),
        says_none=N_("without %(label)s"),
        says_any=N_("with %(label)s"),
        sheet=sheet,
        column=sought.column,
        narrowed_by=sought.narrowed_by,
    )


SHEETS: tuple[Filter, ...] = tuple(_filter(kind, sought) for kind in sheets() for sought in kind.declared.sought)
