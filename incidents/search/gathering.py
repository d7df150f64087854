"""What the derived rows of many cases need of the sources, actors and places they name, read in a few statements."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from incidents.records import ActorName, Incident, Place, PlaceName, Source, SourceDerivation
from incidents.search.independence import Origin

AT_ONCE = 5000  # numbers in one statement; PostgreSQL takes 65,535, older SQLite 32,766


@dataclass(slots=True)
class Gathered:
    """Sources with what they repeat, and the words by which sources, actors and places are found."""

    origins: dict[int, Origin] = field(default_factory=dict)
    source_words: dict[int, tuple[str, ...]] = field(default_factory=dict)
    actor_names: dict[int, list[str]] = field(default_factory=dict)
    place_names: dict[int, list[str]] = field(default_factory=dict)


def gather(session: Session, incidents: Sequence[Incident]) -> Gathered:
    """Read what the cases refer to; both stored cases and ones that were just inserted in bulk will do."""
    gathered = Gathered()
    _sources(session, gathered, {citation.source_id for incident in incidents for citation in incident.citations})
    actors = {attribution.actor_id for incident in incidents for attribution in incident.attributions}
    for actor, name in _rows(session, select(ActorName.actor_id, ActorName.text), ActorName.actor_id, actors):
        gathered.actor_names.setdefault(actor, []).append(name)
    places = {place.place_id for incident in incidents for place in incident.places if place.place_id is not None}
    for place, name in _rows(session, select(PlaceName.place_id, PlaceName.text), PlaceName.place_id, places):
        gathered.place_names.setdefault(place, []).append(name)
    coded = select(Place.id, Place.pcode).where(Place.pcode.is_not(None))
    for place, pcode in _rows(session, coded, Place.id, places):
        gathered.place_names.setdefault(place, []).append(pcode)
    return gathered


def _sources(session: Session, gathered: Gathered, cited: set[int]) -> None:
    """Read the cited sources, and then what they repeat, until nothing new turns up."""
    wanted = cited
    while wanted:
        repeats: dict[int, list[int]] = {}
        derived = select(SourceDerivation.source_id, SourceDerivation.parent_id).order_by(SourceDerivation.id)
        for source, parent in _rows(session, derived, SourceDerivation.source_id, wanted):
            repeats.setdefault(source, []).append(parent)
        columns = select(
            Source.id, Source.kind, Source.origin_unknown, Source.visibility, Source.title, Source.publisher
        )
        for source, kind, origin_unknown, visibility, title, publisher in _rows(session, columns, Source.id, wanted):
            gathered.origins[source] = Origin(kind, origin_unknown, tuple(repeats.get(source, ())))
            # The words of a confidential source must not be found, not even by counting what they find.
            if source in cited and visibility != "confidential":
                gathered.source_words[source] = (*(title or {}).values(), publisher or "")
        wanted = {parent for parents in repeats.values() for parent in parents} - set(gathered.origins)


def _rows(
    session: Session, statement: Select[*tuple[Any, ...]], column: Any, numbers: Collection[int]
) -> Iterator[Any]:
    wanted = sorted(numbers)
    for start in range(0, len(wanted), AT_ONCE):
        yield from session.execute(statement.where(column.in_(wanted[start : start + AT_ONCE])))
