"""The rule of sight in plain Python, for a record that is already at hand; `visible.py` is its SQL twin."""

from collections.abc import Iterable

from incidents.access.viewer import Viewer
from incidents.records import Actor, AggregateStatement, Incident, LegalInstrument, Place, Source


def can_see(viewer: Viewer, incident: Incident) -> bool:
    """Whether the viewer may see this incident."""
    if viewer.sees_all:
        return True
    if viewer.account_id is not None and any(reader.account_id == viewer.account_id for reader in incident.readers):
        return True
    if incident.visibility == "confidential":
        return False
    if incident.teams:
        return any(given.team_id in viewer.teams for given in incident.teams)
    return viewer.account_id is not None and incident.created_by == viewer.account_id


def can_see_source(viewer: Viewer, source: Source, cited_in: Iterable[Incident]) -> bool:
    """Whether the viewer may see this source, given the incidents that cite it."""
    if viewer.sees_all:
        return True
    if _is_named_reader(viewer, source):
        return True
    if source.visibility == "confidential":
        return False
    return _can_see_shared(viewer, source, cited_in)


def _is_named_reader(viewer: Viewer, source: Source) -> bool:
    return viewer.account_id is not None and any(one.account_id == viewer.account_id for one in source.readers)


def can_see_aggregate(viewer: Viewer, statement: AggregateStatement) -> bool:
    """Whether the viewer may see this aggregate statement, by its own cases and the source it was read in."""
    if viewer.sees_all:
        return True
    if _is_closed(viewer, statement.source):
        return False
    return _can_see_shared(viewer, statement, (case.incident for case in statement.cases))


def can_see_instrument(viewer: Viewer, instrument: LegalInstrument, used_in: Iterable[Incident]) -> bool:
    """Whether the viewer may see this law or order, by the source it was read in and the incidents that name it."""
    if viewer.sees_all:
        return True
    return not _is_closed(viewer, instrument.source) and _can_see_shared(viewer, instrument, used_in)


def _is_closed(viewer: Viewer, source: Source | None) -> bool:
    return source is not None and source.visibility == "confidential" and not _is_named_reader(viewer, source)


def can_see_used(viewer: Viewer, record: Actor | Place, used_in: Iterable[Incident]) -> bool:
    """Whether the viewer may see this actor or place, given the incidents that use it."""
    return viewer.sees_all or _can_see_shared(viewer, record, used_in)


def _can_see_shared(
    viewer: Viewer,
    record: Source | Actor | Place | AggregateStatement | LegalInstrument,
    used_in: Iterable[Incident],
) -> bool:
    if record.visibility == "public":
        return True
    if viewer.account_id is not None and record.created_by == viewer.account_id:
        return True
    return any(can_see(viewer, incident) for incident in used_in)
