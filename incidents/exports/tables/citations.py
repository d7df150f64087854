"""The table `citations`: which source gives what to which case, and how far it is relied on there."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.base.languages import N_
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.tables.table import Table
from incidents.exports.text import WITHHELD
from incidents.records import Citation, Source


class CitationLine(NamedTuple):
    """A citation with the code of its source; where that is hidden from the viewer, all else is withheld."""

    code: str
    row: AnyRow
    source_code: str


LABELS = {"received_edtf": N_("Received (EDTF)"), "stated_date_edtf": N_("Date, as this source has it (EDTF)")}
OF_THE_SOURCE = (
    "locator", "excerpt", "excerpt_translation", "connection", "received_text", "received_edtf",
    "reliability_override", "reliability_reason", "credibility", "independent", "independent_reason",
    "stance_occurrence", "stance_attribution", "stance_quantity", "stance_legal",
    "stated_date_text", "stated_date_edtf", "stated_place_text",
)  # fmt: skip
COLUMNS: tuple[Column, ...] = (
    of(Citation, "id", "citation_id", label=N_("Citation")),
    made("code", "code", N_("Case")),
    made("source_id", "source_code", N_("Code of the source"), of=[(Source, "code")]),
    *(of(Citation, field, label=LABELS.get(field)) for field in OF_THE_SOURCE),
)


def _lines(reading: Reading) -> Iterator[CitationLine]:
    columns = stored(Citation, COLUMNS, "source_id")
    for piece in reading.pieces():
        parts = reading.parts(piece, Citation, columns)
        reading.sources.learn(row.source_id for row in parts)
        for row in parts:
            source = reading.sources.source(row.source_id)
            if source is None:
                hidden = {field: WITHHELD for field in OF_THE_SOURCE if field in row._fields}
                yield CitationLine(row.incident_code, row._replace(**hidden), WITHHELD)
            else:
                yield CitationLine(row.incident_code, row, source.code)


TABLE = Table("citations", N_("Citations"), COLUMNS, _lines)
