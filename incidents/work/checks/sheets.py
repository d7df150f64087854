"""What the rows of sheets must hold beyond their single fields: the sheet they detail, and numbers of their own."""

from collections.abc import Callable, Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.db.fields import Kind
from incidents.records.picture import Picture, drawn_columns
from incidents.records.sheet import SheetRecord, sheets
from incidents.vocabularies import vocabulary
from incidents.work.checks.chemical import check_chemical_sheet
from incidents.work.checks.displacement import check_displacement, check_leg
from incidents.work.checks.property import check_property_act, check_property_holder
from incidents.work.checks.rows import Row

CHECKS: dict[str, Callable[[Row, Picture, Picture], Iterator[Problem]]] = {
    "chemical_sheet": check_chemical_sheet,
    "displacement": check_displacement,
    "displacement_leg": check_leg,
    "property_act": check_property_act,
    "property_holder": check_property_holder,
}
"""What the rows of one sheet must hold beyond what those of all do, by table."""


def settle_details(drawing: Picture) -> None:
    """Give a detail that names no sheet the only one of its kind that the case has; of several a person chooses."""
    for kind in sheets():
        column = kind.declared.within
        outer = drawing.get(column.removesuffix("_id"), []) if column else []
        if len(outer) == 1:
            for values in drawing.get(kind.__tablename__, []):
                if values.get(column) is None:
                    values[column] = outer[0].get("id")


def check_sheet(row: Row, drawing: Picture, before: Picture) -> Iterator[Problem]:
    """The problems of one row of a sheet."""
    kind: SheetRecord = row.record
    column, values = kind.declared.within, row.whole
    if column and not values.get(column):
        yield Problem(row.path + column, _("Choose what this belongs to."), "needed")
    yield from _numbers(row, drawing, before)
    yield from _other_terms(row)
    if check := CHECKS.get(kind.__tablename__):
        yield from check(row, drawing, before)


def _numbers(row: Row, drawing: Picture, before: Picture) -> Iterator[Problem]:
    """A number about one of several rows is no total of the case; unless it says so, it would be counted as one."""
    kind: SheetRecord = row.record
    table = kind.__tablename__
    rows = (drawing if table in drawing else before).get(table, [])
    if len(rows) < 2 or not row.changes("figures"):
        return
    figures = {values.get("id"): values for values in (drawing if "figure" in drawing else before).get("figure", [])}
    shared = [set(one.get("figures") or ()) for one in rows if one.get("id") != row.whole.get("id")]
    for number in row.whole.get("figures") or ():
        basis = figures.get(number, {}).get("counting_basis")
        everywhere = all(number in others for others in shared)
        if basis in (None, "incident_total") and number in figures and not everywhere:
            message = _(
                "This number counts one of several here. Under “What the number counts” choose “Part of the incident”, "
                "so that it is not taken for the total of the case."
            )
            yield Problem(f"figure.{number}.counting_basis", message, "part")


def _other_terms(row: Row) -> Iterator[Problem]:
    """A term that says "other" needs a note that says which."""
    for name, _column, field in drawn_columns(row.record):
        code: Any = row.whole.get(name)
        if field.kind is Kind.CODE and field.group is None and code and row.changes(name):
            terms = vocabulary(field.vocabulary or "")
            if code in terms and terms.term(code).needs_note and not row.whole.get("note"):
                yield Problem(row.path + "note", _("Say in a note what “other” stands for."), "needed")
