"""The table `issues`: what looked wrong in the cases, with the value as it came, and how it was settled."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import and_

from incidents.base.languages import N_
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.tables.table import Table
from incidents.exports.text import WITHHELD
from incidents.records import Citation, QualityIssue


class IssueLine(NamedTuple):
    """A question about a case; what it says of a source that is hidden from the viewer is withheld."""

    row: AnyRow


COLUMNS: tuple[Column, ...] = (
    of(QualityIssue, "id", "issue_id", label=N_("Question")),
    made("code", "row.incident_code", N_("Case")),
    of(QualityIssue, "part"),
    of(QualityIssue, "part_id"),
    of(QualityIssue, "field"),
    of(QualityIssue, "code", "issue"),
    of(QualityIssue, "raw_value"),
    of(QualityIssue, "message"),
    of(QualityIssue, "state"),
    of(QualityIssue, "resolution"),
)


SAID = ("raw_value", "message", "resolution")


def _lines(reading: Reading) -> Iterator[IssueLine]:
    columns = [*stored(QualityIssue, COLUMNS), Citation.source_id]
    beside = Citation, and_(QualityIssue.part == "citation", QualityIssue.part_id == Citation.id)
    for piece in reading.pieces():
        parts = reading.parts(piece, QualityIssue, columns, beside)
        reading.sources.learn(row.source_id for row in parts)
        for row in parts:
            hidden = dict.fromkeys(SAID, WITHHELD) if reading.sources.is_hidden(row.source_id) else {}
            yield IssueLine(row._replace(**hidden))


TABLE = Table("issues", N_("Questions, open and settled"), COLUMNS, _lines)
