"""The first look at a file: every row is read and compared with what is here, and nothing is written.

A dry run ends after it; a real run reads the file a second time and stores what this look decided. So the report of
both is the same, and the memory that an import needs does not grow with what the rows hold.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.base.languages import _
from incidents.imports.reading import Row
from incidents.imports.report import Doubt, Report
from incidents.records import ExternalId, ImportRow

Raw = Mapping[str, str]
KEPT_IN_MEMORY = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """An event that earlier imports brought: its case, and the fingerprints of the rows it was read from."""

    incident_id: int
    fingerprints: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """What is to become of each row, by the line of the file it begins on.

    ``read`` keeps what the first of the new rows say, so that they need not be read twice.
    """

    known: dict[str, Known]
    by_hand: set[str]
    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)
    repeated_codes: set[str] = field(default_factory=set)
    read: dict[int, Any] = field(default_factory=dict)

    def place(self, row: Row, identifier: str, fingerprint: str) -> tuple[str, Doubt | None]:
        """The outcome of a row that can be read, or "differs" where the case must be looked at; and why it is held."""
        before = self.seen.setdefault(identifier, fingerprint)
        if before != fingerprint:
            return "held", Doubt(
                "duplicate_id", "id", identifier, _("stands in this file twice with different content")
            )
        if identifier in self.by_hand:
            message = _("stands in a case that people recorded; compare the two by hand")
            return "held", Doubt("possible_duplicate", "id", identifier, message)
        known = self.known.get(identifier)
        if known is None:
            self.new.add(row.line)
            return "new", None
        # Not only the last row counts: an old file that is read once more must not undo what a later one brought.
        if fingerprint in known.fingerprints:
            return "unchanged", None
        return "differs", None

    def repeats(self, identifier: str, fingerprint: str) -> bool:
        """Whether the very same row came before in this file."""
        return self.seen.get(identifier) == fingerprint


def read_known(session: Session, system: str) -> Plan:
    """What earlier imports of a list brought, and which of its events people recorded themselves."""
    columns = select(ImportRow.external_value, ImportRow.incident_id, ImportRow.fingerprint)
    rows = session.execute(columns.where(ImportRow.system == system).order_by(ImportRow.id))
    known: dict[str, Known] = {}
    for value, incident, fingerprint in rows:
        before = known[value].fingerprints if value in known else ()
        known[value] = Known(incident, (*before, fingerprint))
    values = session.scalars(
        select(ExternalId.value).where(ExternalId.system == system, ExternalId.record_type == "incident")
    )
    return Plan(known, {value for value in values if value not in known})


def raw_text(cells: Raw) -> str:
    """A row as it is kept: its cells by column, as they came."""
    return orjson.dumps(cells).decode()


def fingerprint_of(raw: str) -> str:
    """What tells whether a row is the same as one that was read before."""
    return hashlib.sha256(raw.encode()).hexdigest()


def earlier_rows(session: Session, system: str, identifiers: Iterable[str]) -> dict[str, dict[str, str]]:
    """What is known of events from all rows that were read of them: the last filled cell of each column."""
    wanted = list(identifiers)
    columns = select(ImportRow.external_value, ImportRow.raw).order_by(ImportRow.id)
    found: dict[str, dict[str, str]] = {}
    condition = ImportRow.external_value.in_(wanted)
    for value, raw in session.execute(columns.where(ImportRow.system == system, condition)):
        found[value] = overlaid(found.get(value, {}), orjson.loads(raw))
    return found


def overlaid(below: Raw, above: Raw) -> dict[str, str]:
    """Cells with later ones over them; a column that is absent or blank there changes nothing."""
    return {**below, **{name: cell for name, cell in above.items() if cell.strip() or name not in below}}


def sort_out(row: Row, report: Report, data_began: bool) -> bool:
    """Count a row that holds no data or cannot be trusted, and tell whether it is done with."""
    if row.fault:
        report.count("refused", row.line, "", [Doubt("ragged_row", "", "", row.fault)])
    elif row.is_blank or (not data_began and row.is_tags):
        report.count("skipped", row.line, "")
    elif all(cell.strip().lower() == name for name, cell in row.cells.items()):
        report.count("skipped", row.line, "", [Doubt("leaked_header", "", "", _("the heading stands here once more"))])
    else:
        return False
    return True
