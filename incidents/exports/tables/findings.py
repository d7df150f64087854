"""The table `findings`: what bodies found on the cases, each by its own standard and in its own terms."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.references import KnownActor
from incidents.exports.tables.table import Table
from incidents.exports.text import WITHHELD
from incidents.records import Actor, Attribution, Citation, Finding, Source


class FindingLine(NamedTuple):
    """A finding with whom it names; of one that was read in a hidden source its words are withheld."""

    code: str
    row: AnyRow
    source_code: str | None
    actor: KnownActor | None

    @property
    def actor_code(self) -> str | None:
        """The code of the actor that it names."""
        return self.actor.code if self.actor else None


COLUMNS: tuple[Column, ...] = (
    of(Finding, "id", "finding_id", label=N_("Finding")),
    made("code", "code", N_("Case")),
    *(of(Finding, field) for field in ("body", "body_text", "axis", "native_value", "standard")),
    of(Finding, "attribution_id", kind=Kind.WHOLE),
    made("actor_id", "actor_code", N_("Code of the actor that it names"), of=[(Actor, "code")]),
    *(of(Finding, field) for field in ("provision", "text", "report_ref", "paragraph")),
    of(Finding, "citation_id", kind=Kind.WHOLE),
    made("source_id", "source_code", N_("Code of the source"), of=[(Source, "code")]),
    of(Finding, "dated_text"),
    of(Finding, "dated_edtf", label=N_("Dated (EDTF)")),
)
TELLING = ("body_text", "native_value", "text", "report_ref", "paragraph")
"""What the words of a hidden source are."""


def _lines(reading: Reading) -> Iterator[FindingLine]:
    columns = [*stored(Finding, COLUMNS), Citation.source_id]
    for piece in reading.pieces():
        parts = reading.parts(piece, Finding, columns, beside=(Citation, Finding.citation_id == Citation.id))
        reading.sources.learn(row.source_id for row in parts)
        actors = _actors(reading, piece)
        for row in parts:
            actor = actors.get(row.attribution_id)
            named = reading.actors.actor(actor) if actor is not None else None
            if reading.sources.is_hidden(row.source_id):
                bare = row._replace(**dict.fromkeys(TELLING, WITHHELD), citation_id=None)
                yield FindingLine(row.incident_code, bare, WITHHELD, named)
            else:
                source = reading.sources.source(row.source_id)
                yield FindingLine(row.incident_code, row, source and source.code, named)


def _actors(reading: Reading, piece: list[int]) -> dict[int, int]:
    found = {row.id: row.actor_id for row in reading.parts(piece, Attribution, [Attribution.actor_id])}
    reading.actors.learn(found.values())
    return found


TABLE = Table("findings", N_("Findings of bodies"), COLUMNS, _lines)
