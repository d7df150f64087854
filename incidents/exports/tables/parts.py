"""The tables whose rows are parts of cases just as they stand: violations, and identifiers in other lists."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.tables.table import Table
from incidents.records import ExternalId, IncidentViolation
from incidents.vocabularies import vocabulary

CODE = made("code", "row.incident_code", N_("Case"))


def _fields(record: type[Record], *fields: str) -> list[Column]:
    return [of(record, field) for field in fields]


class ViolationLine(NamedTuple):
    """A violation of a case with its labels."""

    row: AnyRow

    @property
    def label_en(self) -> str:
        """What the violation is called in English."""
        return _label(self.row.violation, "en")

    @property
    def label_ar(self) -> str:
        """What the violation is called in Arabic."""
        return _label(self.row.violation, "ar")


def _label(code: str, language: str) -> str:
    terms = vocabulary("violation_type")
    return terms.label(code, language) if code in terms else code


NAMED = [(IncidentViolation, "violation")]
VIOLATIONS: tuple[Column, ...] = (
    of(IncidentViolation, "id", "violation_id", label=N_("Violation of a case")),
    CODE,
    of(IncidentViolation, "violation"),
    made("violation_label_en", "label_en", N_("Violation in English"), of=NAMED),
    made("violation_label_ar", "label_ar", N_("Violation in Arabic"), of=NAMED),
    *_fields(IncidentViolation, "is_primary", "status", "note"),
)  # fmt: skip

EXTERNAL_IDS: tuple[Column, ...] = (CODE, *_fields(ExternalId, "system", "release", "value", "url", "match"))

class IdentifierLine(NamedTuple):
    """An identifier of a case in another list."""

    row: AnyRow


def _violations(reading: Reading) -> Iterator[ViolationLine]:
    columns = stored(IncidentViolation, VIOLATIONS)
    for piece in reading.pieces():
        yield from map(ViolationLine, reading.parts(piece, IncidentViolation, columns))


def _external_ids(reading: Reading) -> Iterator[IdentifierLine]:
    columns = stored(ExternalId, EXTERNAL_IDS)
    for piece in reading.pieces():
        yield from map(IdentifierLine, reading.parts(piece, ExternalId, columns))


TABLES = (
    Table("violations", N_("Violations"), VIOLATIONS, _violations),
    Table("external_ids", N_("Identifiers in other lists"), EXTERNAL_IDS, _external_ids),
)
