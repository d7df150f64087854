"""The verbs of a law or order: record, revise and withdraw one text with its dates, its procedure and what it amends.

A later text that changes an earlier one is a record of its own, and says itself what it changes; so nothing is
overwritten, and the procedure of any day can be told from the texts that were in force on it.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.access.visible import visible, visible_ids
from incidents.base.clock import now
from incidents.base.errors import Invalid, Problem
from incidents.base.languages import _
from incidents.ledger.trace import act
from incidents.records import Actor, InstrumentAmendment, LegalInstrument, Place, Source
from incidents.records.picture import Picture, drawn, picture
from incidents.work.applying import apply_picture
from incidents.work.checks.instruments import AMENDMENT, TABLE, check_instrument
from incidents.work.checks.keys import check_keys
from incidents.work.finding import compare_version, find, free_code
from incidents.work.reasons import read_reason

LINKS: tuple[tuple[type[Any], str, str], ...] = (
    (Source, TABLE, "source_id"),
    (Place, TABLE, "place_id"),
    (Actor, TABLE, "issuer_id"),
    (LegalInstrument, AMENDMENT, "earlier_id"),
)
"""What an instrument refers to, and where."""


def record_instrument(session: Session, viewer: Viewer, drawing: Picture) -> LegalInstrument:
    """Store a new law or order; raises `Invalid` with every problem at its place."""
    require(viewer, "instrument.record")
    if problems := check_entry(session, viewer, drawing, {}):
        raise Invalid(problems)
    with act(session, viewer, "recorded"):
        instrument = LegalInstrument(code=free_code(session, LegalInstrument, LegalInstrument.code_prefix))
        apply_picture(session, instrument, drawing)
    return instrument


def revise_instrument(
    session: Session, viewer: Viewer, code: str, version: int, drawing: Picture, reason: str | None = None
) -> LegalInstrument:
    """Change one from the version the editor saw; earlier texts that the editor cannot see stay linked."""
    require(viewer, "instrument.record")
    instrument = find(session, viewer, LegalInstrument, code, for_change=True)
    compare_version(session, instrument, version)
    reason = read_reason(reason)
    keep_unseen_amendments(session, viewer, instrument, drawing)
    if problems := check_entry(session, viewer, drawing, picture(instrument)):
        raise Invalid(problems)
    with act(session, viewer, "revised", reason):
        apply_picture(session, instrument, drawing)
    return instrument


def withdraw_instrument(session: Session, viewer: Viewer, code: str, version: int, reason: str) -> LegalInstrument:
    """Take a law or order out of the lists, with a reason; it can still be read, and cases keep their link."""
    require(viewer, "instrument.withdraw")
    instrument = find(session, viewer, LegalInstrument, code, for_change=True)
    compare_version(session, instrument, version)
    reason = read_reason(reason, needed=_("Give the reason for withdrawing the law or order.")) or ""
    with act(session, viewer, "withdrawn", reason):
        instrument.withdrawn_at = now()
        instrument.withdrawn_reason = reason
    return instrument


def check_entry(session: Session, viewer: Viewer, drawing: Picture, before: Picture) -> list[Problem]:
    """Every problem of an instrument with what it refers to, which has to be there for this editor."""
    found = check_keys(session, LegalInstrument, drawing, before) + check_instrument(drawing, before)
    for kind, table, name in LINKS:
        known = {values.get(name) for values in _rows(before, table)}
        asked = {values[name] for values in _rows(drawing, table) if values.get(name)} - known
        seen = set(session.scalars(visible_ids(kind, viewer).where(kind.id.in_(asked)))) if asked else set()
        for values in _rows(drawing, table):
            if values.get(name) in asked - seen:
                path = name if table == TABLE else f"{table}.{values.get('id')}.{name}"
                found.append(Problem(path, _("There is no such record."), "link"))
    return found + _circles(session, drawing, before)


def _rows(drawing: Picture, table: str) -> list[dict[str, Any]]:
    rows = drawing.get(table, [])
    return [rows] if isinstance(rows, dict) else rows


def _circles(session: Session, drawing: Picture, before: Picture) -> list[Problem]:
    """No text amends itself, however many steps lie between."""
    number = before.get(TABLE, {}).get("id")
    if number is None:
        return []
    return [
        Problem(f"{AMENDMENT}.{values.get('id')}.earlier_id", _("This leads back to the text itself."), "link")
        for values in drawing.get(AMENDMENT, [])
        if leads_to(session, values.get("earlier_id"), number)
    ]


def leads_to(session: Session, start: int | None, number: int) -> bool:
    """Whether the way from a text to what it touches, and on from there, comes to another text or is it."""
    wanted: set[int] = {start} if start is not None else set()
    met: set[int] = set()
    while wanted and number not in wanted:
        met |= wanted
        earlier = select(InstrumentAmendment.earlier_id).where(InstrumentAmendment.legal_instrument_id.in_(wanted))
        wanted = set(session.scalars(earlier)) - met
    return number in wanted


def keep_unseen_amendments(session: Session, viewer: Viewer, instrument: LegalInstrument, drawing: Picture) -> None:
    """Put back the links to earlier texts that the editor may not see, whatever was sent about them."""
    if AMENDMENT not in drawing:
        return
    unseen = unseen_instruments(session, viewer, {one.earlier_id for one in instrument.amendments})
    kept = [one for one in instrument.amendments if one.earlier_id in unseen]
    numbers = {one.id for one in kept}
    listed = [values for values in drawing[AMENDMENT] if values.get("id") not in numbers]
    drawing[AMENDMENT] = listed + [{"id": one.id, **drawn(one)} for one in kept]


def unseen_instruments(session: Session, viewer: Viewer, numbers: set[int]) -> set[int]:
    """Those of these laws and orders that the viewer may not see."""
    if not numbers or viewer.sees_all:
        return set()
    return numbers - set(session.scalars(visible_ids(LegalInstrument, viewer).where(LegalInstrument.id.in_(numbers))))


def same_number(
    session: Session, viewer: Viewer, drawing: Picture, before: Picture | None = None
) -> list[LegalInstrument]:
    """Other instruments of this kind that bear this number already, among those the editor may see."""
    stored = (before or {}).get(TABLE, {})
    values = stored | drawing.get(TABLE, {})
    number, kind = values.get("number"), values.get("kind")
    if not number or (number, kind) == (stored.get("number"), stored.get("kind")):
        return []
    same = (
        LegalInstrument.number == number,
        LegalInstrument.kind.is_not_distinct_from(kind),
        LegalInstrument.withdrawn_at.is_(None),
        LegalInstrument.id != stored.get("id", 0),
    )
    return list(session.scalars(visible(LegalInstrument, viewer).where(*same).order_by(LegalInstrument.id)))
