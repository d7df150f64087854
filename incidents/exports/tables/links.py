"""The table `links`: how the cases are tied to one another, each link with the case that it is kept with.

A link to a case that the viewer may not see, or that was withdrawn, does not leave: not even that there is one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.access.closed import giving_away, is_closed
from incidents.access.visible import visible
from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.tables.table import Table
from incidents.exports.text import WITHHELD
from incidents.records import Citation, Incident, IncidentLink

LINK = IncidentLink.__tablename__


class LinkLine(NamedTuple):
    """A link with the codes of both cases; of one that was read in a closed source no words."""

    code: str
    row: AnyRow
    other_code: str


COLUMNS: tuple[Column, ...] = (
    of(IncidentLink, "id", "link_id", label=N_("Link")),
    made("code", "code", N_("Case")),
    of(IncidentLink, "kind"),
    made("other_code", "other_code", N_("Other case"), of=[(IncidentLink, "other_id"), (Incident, "code")]),
    of(IncidentLink, "citation_id", kind=Kind.WHOLE),
    of(IncidentLink, "note"),
)


def _lines(reading: Reading) -> Iterator[LinkLine]:
    columns = stored(IncidentLink, COLUMNS, "other_id")
    for piece in reading.pieces():
        parts = reading.parts(piece, IncidentLink, columns)
        if not parts:
            continue
        closed = _closed(reading, piece)
        seen = visible(Incident, reading.viewer).where(Incident.withdrawn_at.is_(None))
        seen = seen.where(reading.among(Incident.id, {row.other_id for row in parts}))
        codes = {row.id: row.code for row in reading.rows(seen.with_only_columns(Incident.id, Incident.code))}
        for row in parts:
            if row.other_id not in codes:
                continue
            if is_closed(LINK, {"citation_id": row.citation_id}, closed):
                row = row._replace(**{name: WITHHELD for name in giving_away(LINK) if name != "citation_id"})
            yield LinkLine(row.incident_code, row, codes[row.other_id])


def _closed(reading: Reading, piece: list[int]) -> set[int]:
    cited = reading.parts(piece, Citation, [Citation.source_id])
    reading.sources.learn(row.source_id for row in cited)
    return {row.id for row in cited if reading.sources.is_hidden(row.source_id)}


TABLE = Table("links", N_("Links between cases"), COLUMNS, _lines)
