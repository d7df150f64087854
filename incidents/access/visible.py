"""The rule of sight as SQL: which incidents, sources, actors, places, laws and aggregate statements a viewer may see.

`can_see` in `sight.py` says the same in Python; a property test compares the two. Closed until
shared: a case is seen by the teams it was given to, a case given to nobody by whoever entered it,
a confidential one by its named readers only. A source, actor or place that is not marked public is
seen by whoever sees a case that uses it, or entered it. An aggregate statement is seen like them,
through the cases that it is linked to, and so is a law or order; one of both that was read in a closed source only
by whoever may read that.
"""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from incidents.access.viewer import Viewer
from incidents.records import (
    Actor,
    AggregateCase,
    AggregateStatement,
    Attribution,
    Citation,
    Figure,
    Incident,
    IncidentInstrument,
    IncidentPlace,
    IncidentReader,
    IncidentTeam,
    LegalInstrument,
    Place,
    Source,
    SourceReader,
)
from incidents.records.property_act import PropertyAct

Rooted = TypeVar("Rooted", bound=Incident | Source | Actor | Place | AggregateStatement | LegalInstrument)
Shared = type[Source] | type[Actor] | type[Place] | type[AggregateStatement] | type[LegalInstrument]


def visible_incidents(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `Incident` that holds for what the viewer may see."""
    if viewer.sees_all:
        return true()
    # Each condition is tied to its own record by name, so that it means the same in a query that joins these tables.
    shared = exists().where(IncidentTeam.incident_id == Incident.id).correlate(Incident)
    given = shared.where(IncidentTeam.team_id.in_(sorted(viewer.teams))) if viewer.teams else false()
    own = and_(Incident.created_by == viewer.account_id, ~shared) if viewer.account_id is not None else false()
    # The named readers come last: few cases have any, and SQLite asks in this order.
    return or_(and_(Incident.visibility != "confidential", or_(given, own)), _named_reader(viewer))


def _named_reader(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.account_id is None:
        return false()
    named = exists().where(IncidentReader.incident_id == Incident.id, IncidentReader.account_id == viewer.account_id)
    return named.correlate(Incident)


def _entered_by(record: Shared, viewer: Viewer) -> ColumnElement[bool]:
    return record.created_by == viewer.account_id if viewer.account_id is not None else false()


def _used(
    viewer: Viewer,
    record: Shared,
    user: InstrumentedAttribute[Any],
    owner: InstrumentedAttribute[Any],
) -> ColumnElement[bool]:
    """Whether a part of a case that the viewer may see points at the record."""
    return exists().where(user == record.id, owner == Incident.id, visible_incidents(viewer)).correlate(record)


def visible_sources(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `Source` that holds for what the viewer may see."""
    if viewer.sees_all:
        return true()
    cited = _used(viewer, Source, Citation.source_id, Citation.incident_id)
    speaks = _used(viewer, Source, Figure.stated_by_source_id, Figure.incident_id)
    reads = SourceReader.source_id == Source.id, SourceReader.account_id == viewer.account_id
    named = exists().where(*reads).correlate(Source) if viewer.account_id is not None else false()
    wider = or_(Source.visibility == "public", _entered_by(Source, viewer), cited, speaks)
    return or_(named, and_(Source.visibility != "confidential", wider))


def visible_actors(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `Actor` that holds for what the viewer may see."""
    if viewer.sees_all:
        return true()
    named = _used(viewer, Actor, Attribution.actor_id, Attribution.incident_id)
    speaks = _used(viewer, Actor, Figure.stated_by_actor_id, Figure.incident_id)
    return or_(Actor.visibility == "public", _entered_by(Actor, viewer), named, speaks)


def visible_places(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `Place` that holds for what the viewer may see."""
    if viewer.sees_all:
        return true()
    used = _used(viewer, Place, IncidentPlace.place_id, IncidentPlace.incident_id)
    counted = _used(viewer, Place, Figure.place_id, Figure.incident_id)
    return or_(Place.visibility == "public", _entered_by(Place, viewer), used, counted)


def visible_aggregates(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `AggregateStatement` that holds for what the viewer may see."""
    if viewer.sees_all:
        return true()
    counted = _used(viewer, AggregateStatement, AggregateCase.aggregate_statement_id, AggregateCase.incident_id)
    wider = or_(AggregateStatement.visibility == "public", _entered_by(AggregateStatement, viewer), counted)
    return and_(~_read_in_closed(AggregateStatement, viewer), wider)


def visible_instruments(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `LegalInstrument` that holds for what the viewer may see."""
    if viewer.sees_all:
        return true()
    linked = _used(viewer, LegalInstrument, IncidentInstrument.instrument_id, IncidentInstrument.incident_id)
    acted = _used(viewer, LegalInstrument, PropertyAct.instrument_id, PropertyAct.incident_id)
    wider = or_(LegalInstrument.visibility == "public", _entered_by(LegalInstrument, viewer), linked, acted)
    return and_(~_read_in_closed(LegalInstrument, viewer), wider)


def _read_in_closed(record: type[AggregateStatement] | type[LegalInstrument], viewer: Viewer) -> ColumnElement[bool]:
    """Whether the record was read in a confidential source that the viewer is no named reader of."""
    read_in = exists().where(Source.id == record.source_id, Source.visibility == "confidential")
    if viewer.account_id is not None:
        named = exists().where(SourceReader.source_id == Source.id, SourceReader.account_id == viewer.account_id)
        read_in = read_in.where(~named.correlate(Source))
    return read_in.correlate(record)


_CONDITIONS = {
    Incident: visible_incidents,
    Source: visible_sources,
    Actor: visible_actors,
    Place: visible_places,
    AggregateStatement: visible_aggregates,
    LegalInstrument: visible_instruments,
}


def visible(record: type[Rooted], viewer: Viewer) -> Select[Rooted]:
    """A statement for the records of one kind that the viewer may see; every reading query starts here."""
    condition: ColumnElement[bool] = _CONDITIONS[record](viewer)
    return select(record).where(condition)


def visible_ids(
    record: type[Incident] | type[Source] | type[Actor] | type[Place] | type[LegalInstrument], viewer: Viewer
) -> Select[int]:
    """A statement for the numbers of the records of one kind that the viewer may see."""
    condition: ColumnElement[bool] = _CONDITIONS[record](viewer)
    return select(record.id).where(condition)
