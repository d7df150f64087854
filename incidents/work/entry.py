"""What an editor hands over: a case as a picture, and the sources and actors that are entered beside it."""

from dataclasses import dataclass, field
from typing import Any

from incidents.records.picture import Picture


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


LINKS_TO_SOURCES = (("citation", "source_id"), ("figure", "stated_by_source_id"))
LINKS_TO_ACTORS = (("attribution", "actor_id"), ("figure", "stated_by_actor_id"))
LINKS_TO_PLACES = (("incident_place", "place_id"), ("figure", "place_id"))


def replace_keys(entry: CaseEntry, links: tuple[tuple[str, str], ...], numbers: dict[str, int]) -> None:
    """Put the numbers of stored companions where the case used their keys."""
    for table, name in links:
        for values in entry.parts(table):
            if values.get(name) in numbers:
                values[name] = numbers[values[name]]
