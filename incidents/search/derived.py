"""What is derived from a case at each save so that searches need not work it out: figures, words, days, counts.

Whoever changes a case calls `refresh` in the same transaction. All of it can be thrown away and built
again from the records.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from incidents.base.dates.edtf import members
from incidents.base.dates.uncertain import UncertainDate
from incidents.db.base import Record
from incidents.db.rows import write_rows
from incidents.records import (
    Actor,
    Attribution,
    Citation,
    EffectiveFigure,
    Incident,
    IncidentPlace,
    OccurredMember,
    Place,
    Source,
    SourceDerivation,
)
from incidents.records.sheet import sheets
from incidents.search import fulltext
from incidents.search.effective import effective_figures
from incidents.search.gathering import AT_ONCE, Gathered, gather
from incidents.search.independence import Cited, SourceCounts, count_sources
from incidents.search.sheet_words import sheet_words

AT_A_TIME = 500  # cases read together when everything is built again


def refresh(session: Session, incidents: Iterable[Incident]) -> None:
    """Bring everything derived from these cases up to date, in the transaction that changes them."""
    session.flush()
    given = list(incidents)
    for start in range(0, len(given), AT_A_TIME):
        chunk = given[start : start + AT_A_TIME]
        if len(chunk) > 1:  # one by one, each case would read its parts by itself
            session.scalars(_loaded([incident.id for incident in chunk])).all()
        derive_in_bulk(session, chunk)


def refresh_users(session: Session, record: Source | Actor | Place) -> None:
    """Bring up to date what is derived from the cases that use a source, actor or place which was changed."""
    session.flush()
    numbers = session.scalars(_users(record)).all()
    for chunk in _chunks(sorted(set(numbers)), AT_A_TIME):
        derive_in_bulk(session, session.scalars(_loaded(chunk)).all())


def refresh_all(session: Session) -> int:
    """Build everything derived again from the records, and return the number of cases."""
    session.flush()
    numbers = session.scalars(select(Incident.id).order_by(Incident.id)).all()
    for chunk in _chunks(numbers, AT_A_TIME):
        # A session of its own for each chunk, in the same transaction, lets go of what it has read.
        with Session(session.connection(), join_transaction_mode="rollback_only", autoflush=False) as reading:
            derive_in_bulk(reading, reading.scalars(_loaded(chunk)).all())
    return len(numbers)


def derive_in_bulk(session: Session, incidents: Sequence[Incident], *, new: bool = False) -> None:
    """Derive everything for cases that have their numbers; ``new`` ones have nothing yet that must go first."""
    for start in range(0, len(incidents), AT_ONCE):
        _derive(session, incidents[start : start + AT_ONCE], new)


def _derive(session: Session, incidents: Sequence[Incident], new: bool) -> None:
    gathered = gather(session, incidents)
    numbers = [incident.id for incident in incidents]
    if not new:
        _clear(session, EffectiveFigure, numbers)
        _clear(session, OccurredMember, numbers)
    _store(session, EffectiveFigure, (row for incident in incidents for row in _figure_rows(incident)))
    _store(session, OccurredMember, (row for incident in incidents for row in _member_rows(incident)))
    fulltext.write(session, {incident.id: list(texts_of(incident, gathered)) for incident in incidents}, new=new)
    _count(session, incidents, gathered)


def texts_of(incident: Incident, gathered: Gathered) -> Iterator[str]:
    """Yield the texts that a case is found by: its own words, and the names of what it refers to."""
    yield incident.code
    for texts in (incident.title, incident.summary, incident.public_summary):
        yield from (texts or {}).values()
    for place in incident.places:
        yield place.verbatim or ""
        yield from gathered.place_names.get(place.place_id or 0, ())
    for actor in dict.fromkeys(attribution.actor_id for attribution in incident.attributions):
        yield from gathered.actor_names.get(actor, ())
    for source in dict.fromkeys(citation.source_id for citation in incident.citations):
        yield from gathered.source_words.get(source, ())
    for known in incident.external_ids:
        yield known.value
    yield from sheet_words(incident, {c.id for c in incident.citations if c.source_id not in gathered.source_words})


def _figure_rows(incident: Incident) -> Iterator[dict[str, Any]]:
    for figure in effective_figures(incident.figures):
        yield {
            "incident_id": incident.id,
            "outcome": figure.outcome,
            "group": figure.group,
            "unit": figure.unit,
            "kind": figure.kind,
            "low": figure.low if figure.supplied is None else figure.supplied,
            "best": figure.best,
            "high": figure.high,
            "open_above": figure.open_above,
            "assessed": figure.assessed,
            "value_state": figure.value_state,
            "imputed": figure.supplied is not None,
        }


def _member_rows(incident: Incident) -> Iterator[dict[str, Any]]:
    occurred: UncertainDate | None = incident.occurred  # None while a new record has no date at all
    if occurred is not None and occurred.nature == "set":
        for position, one in enumerate(members(occurred)):
            yield {
                "incident_id": incident.id,
                "position": position,
                "earliest": one.earliest,
                "latest": one.latest,
            }


def _count(session: Session, incidents: Sequence[Incident], gathered: Gathered) -> None:
    rows = []
    for incident in incidents:
        cited = [Cited(citation.source_id, citation.independent) for citation in incident.citations]
        counts = count_sources(cited, gathered.origins) if cited else SourceCounts()
        found = {
            "n_sources": counts.n_sources,
            "n_independent": counts.n_independent,
            "n_source_types": counts.n_source_types,
            "n_open_issues": sum(1 for issue in incident.quality_issues if issue.state == "open"),
        }
        if any(getattr(incident, name) != value for name, value in found.items()):
            rows.append({"number": incident.id, **found})
            for name, value in found.items():
                set_committed_value(incident, name, value)
    if rows:
        table = Incident.__table__
        names = ("n_sources", "n_independent", "n_source_types", "n_open_issues")
        statement = update(table).where(table.c.id == bindparam("number"))  # type: ignore[arg-type]
        session.connection().execute(statement.values({name: bindparam(name) for name in names}), rows)


def _clear(session: Session, record: type[EffectiveFigure] | type[OccurredMember], numbers: Sequence[int]) -> None:
    for chunk in _chunks(numbers, AT_ONCE):
        session.execute(
            delete(record).where(record.incident_id.in_(chunk)).execution_options(synchronize_session=False)
        )


def _store(session: Session, record: type[Record], rows: Iterator[dict[str, Any]]) -> None:
    values = list(rows)
    if values:
        table = record.__table__
        assert isinstance(table, Table)
        write_rows(session.connection(), table, list(values[0]), [tuple(row.values()) for row in values])


def _loaded(numbers: Sequence[int]) -> Any:
    parts = (
        Incident.places,
        Incident.figures,
        Incident.citations,
        Incident.attributions,
        Incident.external_ids,
        Incident.quality_issues,
        *(getattr(Incident, kind.declared.rows) for kind in sheets()),
    )
    return select(Incident).where(Incident.id.in_(numbers)).options(*(selectinload(part) for part in parts))


def _users(record: Source | Actor | Place) -> Any:
    if isinstance(record, Actor):
        return select(Attribution.incident_id).where(Attribution.actor_id == record.id)
    if isinstance(record, Place):
        return select(IncidentPlace.incident_id).where(IncidentPlace.place_id == record.id)
    # What repeats this source, at any remove, may have become more or less independent with it.
    relaying = select(Source.id).where(Source.id == record.id).cte(recursive=True)
    repeats = select(SourceDerivation.source_id).where(SourceDerivation.parent_id == relaying.c.id)
    relaying = relaying.union(repeats)
    return select(Citation.incident_id).where(Citation.source_id.in_(select(relaying.c.id)))


def _chunks(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
