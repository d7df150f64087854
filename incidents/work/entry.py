"""What an editor hands over: a case as a picture, and the sources and actors that are entered beside it."""

from dataclasses import dataclass, field
from typing import Any

from incidents.records.picture import Picture
from incidents.records.sheet import links_of, sheets


@dataclass(slots=True)
class CaseEntry:
    """A case with its new companions.

    ``case`` is a picture whose new parts have keys such as ``"new-1"``. ``sources`` and ``actors``
    hold pictures of records that do not exist yet, under keys that ``source_id`` and ``actor_id``
    of the case's parts may use instead of a number.
    """

    case: Picture
    sources: dict[str, Picture] = field(default_factory=dict)
    actors: dict[str, Picture] = field(default_factory=dict)

    def parts(self, table: str) -> list[dict[str, Any]]:
        """The listed parts of one kind."""
        found: list[dict[str, Any]] = self.case.get(table, [])
        return found


Links = tuple[tuple[str, str], ...]


def _of_sheets(table: str) -> Links:
    named = ((kind.__tablename__, links_of(kind)) for kind in sheets())
    return tuple((part, name) for part, linked in named for name, led in linked.items() if led == table)


LINKS_TO_SOURCES: Links = (("citation", "source_id"), ("figure", "stated_by_source_id"), *_of_sheets("source"))
LINKS_TO_ACTORS: Links = (("attribution", "actor_id"), ("figure", "stated_by_actor_id"), *_of_sheets("actor"))
LINKS_TO_PLACES: Links = (("incident_place", "place_id"), ("figure", "place_id"), *_of_sheets("place"))
LINKS_TO_INSTRUMENTS: Links = (("incident_instrument", "instrument_id"), *_of_sheets("legal_instrument"))


def replace_keys(entry: CaseEntry, links: Links, numbers: dict[str, int]) -> None:
    """Put the numbers of stored companions where the case used their keys."""
    for table, name in links:
        for values in entry.parts(table):
            if values.get(name) in numbers:
                values[name] = numbers[values[name]]
