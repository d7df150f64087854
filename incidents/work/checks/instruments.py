"""What a law or order must hold beyond its single fields: its dates in their order, and each earlier text once."""

from collections.abc import Iterator
from typing import Any

from incidents.base.dates import UncertainDate
from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import LegalInstrument
from incidents.records.picture import Picture
from incidents.work.applying import date_from_plain
from incidents.work.checks.dates import check_dates
from incidents.work.checks.declared import check_declared
from incidents.work.checks.rows import Row, rows_of

TABLE, AMENDMENT = "legal_instrument", "instrument_amendment"


def check_instrument(drawing: Picture, before: Picture | None = None) -> list[Problem]:
    """Every problem of a law or order as it was entered; what is entered just as it is stored is not checked again."""
    before = before or {}
    found = check_declared(LegalInstrument, drawing, before)
    if dates := check_dates(LegalInstrument, drawing, before):
        return found + dates
    for row in rows_of(LegalInstrument, drawing, before):
        if row.table == TABLE:
            found += _order(row)
    return found + list(_twice(drawing))


def _order(row: Row) -> Iterator[Problem]:
    """Nothing is in force or repealed before it was issued; only what is certain counts."""
    issued = date_from_plain("issued", row.whole)
    said = {
        "in_force": _("It would be in force before it was issued. Look at both dates again."),
        "repealed": _("It would be repealed before it was issued. Look at both dates again."),
    }
    for group, message in said.items():
        touched = any(row.changes(f"{one}_{part}") for one in (group, "issued") for part in ("edtf", "text"))
        if touched and _certainly_before(date_from_plain(group, row.whole), issued):
            yield Problem(f"{group}_text", message, "value")


def _certainly_before(one: UncertainDate, other: UncertainDate) -> bool:
    """Whether every day that the one may mean lies before every day that the other may mean."""
    begins = one.latest if one.nature != "duration" else one.core_from or one.latest
    return begins is not None and other.earliest is not None and begins < other.earliest


def _twice(drawing: Picture) -> Iterator[Problem]:
    met: set[Any] = set()
    for values in drawing.get(AMENDMENT, []):
        link = values.get("earlier_id"), values.get("how")
        if link[0] is not None and link in met:
            message = _("This earlier text is listed already with the same effect.")
            yield Problem(f"{AMENDMENT}.{values.get('id')}.earlier_id", message, "taken")
        met.add(link)
