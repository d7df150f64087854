"""One place as a gazetteer file gives it, before it is compared with what is recorded."""

from dataclasses import dataclass, field
from datetime import date

from incidents.imports.report import Doubt

ADMINISTRATIVE = ("adm0", "adm1", "adm2", "adm3")
LEVELS = (*ADMINISTRATIVE, "adm4", "neighbourhood", "poi", "other")


@dataclass(frozen=True, slots=True)
class GivenName:
    """One name of a place: as it is written, the language where it is known, and what kind of name it is."""

    text: str
    lang: str | None
    kind: str = "official"


@dataclass(slots=True)
class Entry:
    """What one or several rows say of one place.

    ``key`` is what the place is found by: a place code, or a system and its identifier. ``parents`` are the codes of
    what it lies in, the nearest first: where that one is not known, the next one may be. ``by_point`` says that the
    file does not tell what the place lies in, so that its point must.
    """

    key: str
    level: str | None
    file: str
    line: int
    country: str | None = None
    pcode: str | None = None
    edition: date | None = None
    previous: str | None = None
    names: list[GivenName] = field(default_factory=list)
    parents: tuple[str, ...] = ()
    by_point: bool = False
    lat: float | None = None
    lon: float | None = None
    geometry: str | None = None
    external: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def title(self) -> str:
        """How a report names it."""
        return self.names[0].text if self.names else self.key


def identifier(system: str, value: str) -> str:
    """The key of a place that has no place code: the list that knows it, and its number there."""
    return f"{system}:{value}"
