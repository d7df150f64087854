"""Merging two records of the same source: everything that rests on the one comes to rest on the other, and is told.

The record that goes is withdrawn and says into which one it was merged. Its citations move in every case, also in
those that whoever merges may not see, since a case that cites a record which is gone would be broken; each case has
a change of its own in the ledger. Nothing is joined but citations that say exactly the same.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.errors import Invalid, Problem, Refused
from incidents.base.languages import _
from incidents.db.base import Record
from incidents.db.fields import Kind
from incidents.ledger.trace import act
from incidents.records import AggregateStatement, Citation, Figure, Incident, Source, SourceDerivation
from incidents.records.picture import Picture, drawn, drawn_columns, every_part, picture
from incidents.search.derived import refresh, refresh_users
from incidents.work.applying import apply_picture
from incidents.work.finding import compare_version, find
from incidents.work.reasons import read_reason
from incidents.work.staleness import outdating_users

MERGED = "merged"
"""The verb of the ledger, for the two records and for each case and source that follows."""
# A confidential record stays as closed as it was, and what was agreed with its speaker is never chosen away.
DECIDED = frozenset({"code", "visibility", "merged_into_id", "withdrawn_at", "withdrawn_reason"})
MOVED = ("source_capture", "source_derivation", "external_id", "quality_issue", "field_note")
SAME_PART: dict[str, tuple[str, ...]] = {
    "source_capture": ("captured_edtf", "captured_text", "address", "shows"),
    "source_derivation": ("parent_id",),
    "external_id": ("system", "value"),
}
"""What makes a part of the one record a part that the other has already."""
OPENNESS = ("public", "restricted", "confidential")


def fields_to_choose() -> list[str]:
    """The columns that two records may have differently, one name for each date."""
    names: list[str] = []
    for name, _column, field in drawn_columns(Source):
        one = field.group or name
        if name not in DECIDED and one not in names:
            names.append(one)
    return names


def columns_of(name: str) -> list[str]:
    """The columns that a choice stands for: all those of a date, else the one."""
    return [column for column, _c, field in drawn_columns(Source) if name in (field.group, column)]


def check_merging(session: Session, viewer: Viewer, kept: Source, merged: Source) -> None:
    """Raise `Refused` with the reason when these two cannot be merged by this viewer."""
    if kept.id == merged.id:
        raise Refused(_("These are one record already; name another one."))
    if kept.merged_into_id is not None or merged.merged_into_id is not None:
        raise Refused(_("One of the two was merged already; go on from the record that stands."))
    for one in (kept, merged):
        if is_guarded(one) and not viewer.sees_all and viewer.account_id not in _readers(one):
            raise Refused(_("Only a named reader of %(code)s may merge it.", code=one.code))
    if is_guarded(kept) and is_guarded(merged) and not _common_readers(kept, merged):
        raise Refused(_("No named reader may read both records, so nobody could read what they become."))
    if _leads_to(session, kept.id, merged.id) or _leads_to(session, merged.id, kept.id):
        message = _("One of the two repeats the other, so they are two sources: %(first)s and %(second)s.",
                    first=kept.code, second=merged.code)  # fmt: skip
        raise Refused(message)


def is_guarded(source: Source) -> bool:
    """Whether a source is for its named readers: it is confidential, or says what its speaker agreed to."""
    agreed = source.consent_scope or source.consent_expires
    return source.visibility == "confidential" or bool(agreed)


def _readers(source: Source) -> set[int]:
    return {reader.account_id for reader in source.readers}


def _common_readers(kept: Source, merged: Source) -> set[int]:
    """Who may read the merged record: where both are guarded, only who may read both."""
    guarded = [_readers(one) for one in (kept, merged) if is_guarded(one)]
    return set.intersection(*guarded) if guarded else _readers(kept) | _readers(merged)


def merge_sources(
    session: Session,
    viewer: Viewer,
    kept: tuple[str, int],
    merged: tuple[str, int],
    reason: str | None,
    choices: Mapping[str, str],
) -> Source:
    """Merge the second source into the first, both named by code and version, and return the one that stands.

    ``choices`` says by column (a date by its group) whether the value of the ``"kept"`` or the ``"merged"`` record
    counts; what is not chosen is the kept one's, or the other's where that has none.
    """
    require(viewer, "source.record")
    # Locked in one order, so that two people who merge the same pair never wait for each other.
    found = {code: find(session, viewer, Source, code, for_change=True) for code in sorted({kept[0], merged[0]})}
    staying, going = found[kept[0]], found[merged[0]]
    for record, version in ((staying, kept[1]), (going, merged[1])):
        compare_version(session, record, version)
    check_merging(session, viewer, staying, going)
    reason = read_reason(reason, needed=_("Give the reason for merging.")) or ""
    guarded = is_guarded(staying) or is_guarded(going)
    drawing = _joined(staying, going, choices)
    if not drawing["source"].get("title"):
        raise Invalid([Problem("title", _("This is needed."), "needed")])
    with outdating_users(session, viewer, [staying.id, going.id]):
        with act(session, viewer, MERGED, reason):
            _empty_and_withdraw(session, staying, going, reason)
            apply_picture(session, staying, drawing)
        # The readers of a case or of a source that repeats it may not know of a guarded one, so they get no reason.
        with act(session, viewer, MERGED, None if guarded else reason):
            cases = list(_move_uses(session, staying, going))
            session.flush()
            refresh(session, cases)
            refresh_users(session, staying)
    return staying


def _joined(kept: Source, merged: Source, choices: Mapping[str, str]) -> Picture:
    """The picture of the record that stands: chosen values, and the parts of both."""
    first, second = picture(kept), picture(merged)
    values = {name: first["source"].get(name) for name, _column, _field in drawn_columns(Source)}
    for name in fields_to_choose():
        columns = columns_of(name)
        empty = not any(first["source"].get(column) for column in columns)
        if choices.get(name, "merged" if empty else "kept") == "merged":
            values |= {column: second["source"].get(column) for column in columns}
    values["code"] = kept.code
    values["visibility"] = max((kept.visibility, merged.visibility), key=OPENNESS.index)
    drawing: Picture = {"source": values}
    for table in MOVED:
        own, others = first.get(table, []), second.get(table, [])
        known = {_sameness(table, part) for part in own} if table in SAME_PART else set()
        moving = [part for part in others if table not in SAME_PART or _sameness(table, part) not in known]
        drawing[table] = own + [{**part, "id": f"new-{table}-{n}"} for n, part in enumerate(moving)]
    numbers = {reader.account_id: reader.id for reader in kept.readers}
    drawing["source_reader"] = [
        {"id": numbers.get(one, f"new-reader-{one}"), "account_id": one}
        for one in sorted(_common_readers(kept, merged))
    ]
    return drawing


def _sameness(table: str, part: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(part.get(name) for name in SAME_PART[table])


def _empty_and_withdraw(session: Session, staying: Source, going: Source, reason: str) -> None:
    """Take the parts out of the record that goes, since a part never changes its owner, and say where it went."""
    apply_picture(session, going, {table: [] for table in MOVED})
    going.withdrawn_at, going.withdrawn_reason = now(), reason
    going.merged_into_id = staying.id
    session.flush()


def _move_uses(session: Session, staying: Source, going: Source) -> Iterator[Incident]:
    """Let everything point at the record that stands; yields the cases that this changes."""
    citing = select(Citation.incident_id).where(Citation.source_id == going.id)
    speaking = select(Figure.incident_id).where(Figure.stated_by_source_id == going.id)
    concerned = select(Incident).where(Incident.id.in_(citing) | Incident.id.in_(speaking)).order_by(Incident.id)
    for incident in session.scalars(concerned.with_for_update(of=Incident)).all():
        for citation in incident.citations:
            if citation.source_id == going.id:
                citation.source = staying
        for figure in incident.figures:
            if figure.stated_by_source_id == going.id:
                figure.stated_by_source_id = staying.id
        session.flush()
        _join_same_citations(session, incident, staying.id)
        yield incident
    read_in = select(AggregateStatement).where(AggregateStatement.source_id == going.id)
    for statement in session.scalars(read_in.order_by(AggregateStatement.id)).all():
        statement.source_id = staying.id
    repeating = select(SourceDerivation).where(SourceDerivation.parent_id == going.id).order_by(SourceDerivation.id)
    for derivation in session.scalars(repeating).all():
        child = derivation.source
        if any(other.parent_id == staying.id for other in child.derivations):
            child.derivations.remove(derivation)
        else:
            derivation.parent = staying
    session.flush()


def _join_same_citations(session: Session, incident: Incident, source: int) -> None:
    """Two citations of one case that say exactly the same become one; whatever named the second names the first."""
    first: dict[tuple[Any, ...], Citation] = {}
    for citation in list(incident.citations):
        if citation.source_id != source:
            continue
        same = tuple(sorted((name, repr(value)) for name, value in drawn(citation).items()))
        if (earlier := first.setdefault(same, citation)) is citation:
            continue
        for part in every_part(incident):
            _name_instead(part, citation.id, earlier.id)
        session.flush()
        incident.citations.remove(citation)
        session.flush()


def _name_instead(part: Record, old: int, new: int) -> None:
    for name, _column, field in drawn_columns(type(part)):
        if field.vocabulary != "citation":
            continue
        value = getattr(part, name)
        if field.kind is Kind.LINK and value == old:
            setattr(part, name, new)
        elif field.kind is Kind.LINKS and value and old in value:
            setattr(part, name, list(dict.fromkeys(new if one == old else one for one in value)))


def _leads_to(session: Session, start: int, number: int) -> bool:
    """Whether a source repeats another at any remove."""
    wanted, met = {start}, set[int]()
    while wanted and number not in wanted:
        met |= wanted
        parents = select(SourceDerivation.parent_id).where(SourceDerivation.source_id.in_(wanted))
        wanted = set(session.scalars(parents)) - met
    return number in wanted
