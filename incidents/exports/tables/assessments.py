"""The table `assessments`: every judgment of the team, the earlier ones too, with its reason."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.tables.table import Table
from incidents.records import Account, Assessment


class AssessmentLine(NamedTuple):
    """A judgment of the team."""

    row: AnyRow

    @property
    def author(self) -> str | None:
        """Who made it: as written, or else the name of the account."""
        named: str | None = self.row.author_text or self.row.display_name
        return named


COLUMNS: tuple[Column, ...] = (
    of(Assessment, "id", "assessment_id", label=N_("Assessment")),
    made("code", "row.incident_code", N_("Case")),
    of(Assessment, "axis"),
    of(Assessment, "about_attribution_id", "about_attribution", kind=Kind.WHOLE),
    of(Assessment, "about_figure_id", "about_figure", kind=Kind.WHOLE),
    of(Assessment, "mapped_value", "grade"),
    *(of(Assessment, field) for field in (
        "scheme", "native_value", "mapping_version", "standard_of_proof", "verification_level", "provision",
        "legal_status", "contextual_element", "reason",
    )),
    made("author", "author", N_("Author"),
         of=[(Assessment, "author_text"), (Account, "display_name")]),
    of(Assessment, "dated"),
    of(Assessment, "state"),
    of(Assessment, "cited", kind=Kind.LINES),
)  # fmt: skip


def _lines(reading: Reading) -> Iterator[AssessmentLine]:
    columns = [*stored(Assessment, COLUMNS), Account.display_name]
    for piece in reading.pieces():
        beside = Account, Assessment.author_id == Account.id
        yield from map(AssessmentLine, reading.parts(piece, Assessment, columns, beside))


TABLE = Table("assessments", N_("Assessments"), COLUMNS, _lines)
