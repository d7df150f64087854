"""What the rules need of the sources of cases, read in a few statements."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.reconciliation.claim import SourceFacts, Sources
from incidents.records import Incident, Source, SourceDerivation
from incidents.search.independence import Origin

AT_ONCE = 5000


def read_sources(session: Session, incidents: Iterable[Incident]) -> Sources:
    """The sources that these cases cite or let speak, and all that those repeat at any remove."""
    listed = list(incidents)
    cited = {citation.source_id for incident in listed for citation in incident.citations}
    speaking = {figure.stated_by_source_id for incident in listed for figure in incident.figures}
    return sources_with_origins(session, cited | {number for number in speaking if number is not None})


def sources_with_origins(session: Session, numbers: Collection[int]) -> Sources:
    """These sources and all that they repeat at any remove."""
    found: dict[int, SourceFacts] = {}
    wanted = set(numbers)
    while wanted:
        repeats: dict[int, list[int]] = {}
        for chunk in _chunks(wanted):
            derived = select(SourceDerivation.source_id, SourceDerivation.parent_id).order_by(SourceDerivation.id)
            for source, parent in session.execute(derived.where(SourceDerivation.source_id.in_(chunk))):
                repeats.setdefault(source, []).append(parent)
            columns = select(
                Source.id,
                Source.kind,
                Source.origin_unknown,
                Source.publisher,
                Source.default_reliability,
                Source.withdrawn_at,
            )
            for number, kind, unknown, publisher, reliability, withdrawn in session.execute(
                columns.where(Source.id.in_(chunk))
            ):
                origin = Origin(kind, unknown, tuple(repeats.get(number, ())))
                found[number] = SourceFacts(origin, publisher, reliability, withdrawn is not None)
        wanted = {parent for parents in repeats.values() for parent in parents} - set(found)
    return found


def _chunks(numbers: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(numbers)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
