"""The second look at a UCDP file: what the first one decided is stored, a batch at a time, in one transaction."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import UncertainDate
from incidents.imports.formats.ucdp.building import Builder, Setting
from incidents.imports.formats.ucdp.checking import events_with_cases, repeated_relid
from incidents.imports.formats.ucdp.columns import ADDRESS, LICENCE, NAME, PUBLISHER, SYSTEM
from incidents.imports.formats.ucdp.event import Event, read_event, row_identifier
from incidents.imports.formats.ucdp.release import bring_in
from incidents.imports.formats.ucdp.revising import Hand
from incidents.imports.plan import Plan, raw_text
from incidents.imports.reading import Advance, Row, TableFile, rows_of
from incidents.imports.shelf import Shelf, SourceKey, ordinary
from incidents.ledger.bulk import Numbers, give_codes, insert_in_bulk, store
from incidents.ledger.making import made
from incidents.ledger.trace import act
from incidents.records import ImportRow, Incident
from incidents.records.root import Root
from incidents.search.derived import derive_in_bulk, refresh
from incidents.work.staleness import Standing, mark_outdated, standing_of

NEW_AT_A_TIME = 1000
CHANGED_AT_A_TIME = 200

_YEARLY = re.compile(r"(\d\d)\.\d+", re.ASCII)


@dataclass(slots=True)
class Storing:
    """One import while it is being stored."""

    session: Session
    viewer: Viewer
    plan: Plan
    shelf: Shelf
    setting: Setting
    reason: str
    prefixes: Mapping[type[Root], str]
    builder: Builder = field(init=False)

    def __post_init__(self) -> None:
        self.builder = Builder(self.setting, self.shelf)

    def store_file(self, file: TableFile, advance: Advance) -> None:
        """Store every row that is new or changed; the caller's transaction holds all of it."""
        new: list[Row] = []
        changed: list[Row] = []
        for row in rows_of(file, advance):
            if row.line in self.plan.new:
                new.append(row)
            elif row.line in self.plan.changed:
                changed.append(row)
            if len(new) >= NEW_AT_A_TIME:
                self.store_new(new)
                new = []
        self.store_new(new)
        # The changes go through the session, which gives numbers of its own: so they come after all that is new.
        for start in range(0, len(changed), CHANGED_AT_A_TIME):
            self.store_changed(changed[start : start + CHANGED_AT_A_TIME])

    def store_new(self, rows: list[Row]) -> None:
        """Store the cases of events that were never here, with what they share and one change in the ledger each."""
        incidents = [self.builder.build(self._read(row)) for row in rows]
        roots = [*self.shelf.taken(), *incidents]
        insert_in_bulk(
            self.session,
            self.viewer,
            roots,
            "imported",
            self.reason,
            numbers=self.shelf.numbers,
            prefixes=self.prefixes,
        )
        derive_in_bulk(self.session, incidents, new=True)
        self._keep_rows(zip(rows, incidents, strict=True))

    def store_changed(self, rows: list[Row]) -> None:
        """Bring a later release into the cases that are here, as one act on each."""
        self.shelf.numbers, self.shelf.make = Numbers(self.session), ordinary
        incidents: list[Incident] = []
        rested: list[Standing] = []
        with act(self.session, self.viewer, "updated by import", self.reason), self.session.no_autoflush:
            for _row, before, now, incident in events_with_cases(self.session, rows):
                rested.append(standing_of(self.session, incident))
                bring_in(Hand(incident, now, self.setting, self.shelf), before)
                incidents.append(incident)
            fresh = self.shelf.taken()
            give_codes(self.session, fresh, self.prefixes)
            self.session.add_all(fresh)
            for incident, standing in zip(incidents, rested, strict=True):
                mark_outdated(self.session, incident, standing)
        refresh(self.session, incidents)
        self._keep_rows(zip(rows, incidents, strict=True))
        self.session.flush()
        self.session.expunge_all()

    def _read(self, row: Row) -> Event:
        event: Event = self.plan.read.pop(row.line, None) or read_event(row.cells)
        if event.relid in self.plan.repeated_codes:
            return replace(event, doubts=(*event.doubts, repeated_relid(event.relid)))
        return event

    def _keep_rows(self, rows: Iterator[tuple[Row, Incident]]) -> None:
        kept = []
        for row, incident in rows:
            identifier = row_identifier(row.cells)
            kept.append(
                made(
                    ImportRow,
                    import_run_id=self.setting.run_id,
                    row_line=row.line,
                    system=SYSTEM,
                    external_value=identifier,
                    incident_id=incident.id,
                    raw=raw_text(row.cells),
                    fingerprint=self.plan.seen[identifier],
                )
            )
        store(self.session, ImportRow, kept)


def dataset_source(shelf: Shelf, release: str | None, file_name: str) -> int:
    """The number of the data set as a source: one for each release, or for the file where no release is known."""
    title = f"{NAME} {release}" if release else f"{NAME}, file {file_name}"
    released = released_in(release)
    key = SourceKey(PUBLISHER, released.text or "", title)
    return shelf.source(key, released, kind="dataset", url=ADDRESS, rights=LICENCE, visibility="public", language="en")


def released_in(release: str | None) -> UncertainDate:
    """When a release came out, as far as its own number tells: 23.1 is the first of 2023; others tell nothing."""
    found = _YEARLY.fullmatch(release or "")
    return read_edtf(f"20{found[1]}") if found else UncertainDate()


def release_named(file_name: str) -> str | None:
    """The release that a file's name tells, as UCDP names its files: ged231.csv, GEDEvent_v23_1.csv."""
    found = re.search(r"ged(?:event)?[-_]?v?(\d\d)[-_.]?(\d)(?!\d)", file_name.lower())
    return f"{found[1]}.{found[2]}" if found else None
