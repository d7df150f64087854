"""An import of tables from end to end: read every file, hold it against what is here, and store it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.imports.formats.tables.cases import Case, gather, match, row_name
from incidents.imports.formats.tables.columns import known_columns
from incidents.imports.formats.tables.deciding import Decided, Decider
from incidents.imports.formats.tables.files import Bundle, found, look
from incidents.imports.formats.tables.flat import expand
from incidents.imports.formats.tables.instruments import Instrumented, decide_instruments, store_instruments
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.linking import expect_actors, expect_places
from incidents.imports.formats.tables.numbering import Kept
from incidents.imports.formats.tables.references import References
from incidents.imports.formats.tables.remarks import TablesReport
from incidents.imports.formats.tables.sources import Sourced, decide_sources, store_changed, store_new
from incidents.imports.formats.tables.standing import Standing
from incidents.imports.formats.tables.storing import Storing
from incidents.imports.reading import Advance, Row, TableFile, rows_of
from incidents.imports.run import called, find_team
from incidents.ledger.trace import act
from incidents.records import ImportRow, ImportRun, Incident, Team
from incidents.records.picture import parts_of
from incidents.records.sheet import links_of, sheets
from incidents.settings import Settings

OWN = "incidents"
"""The list that tables belong to where nobody names another: this program's own."""
AT_A_TIME = 200
NAMED = {
    "source": ("source_id", "speaker_source_id"),
    "place": ("place_id", "limited_to_place_id"),
    "incident": ("other_code",),
    "actor": ("actor_id", "speaker_actor_id", "issuer_id"),
    "legal_instrument": ("instrument_id", "earlier_id"),
}
"""The columns that name records by their codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesOptions:
    """What a person may say about an import; ``system`` names the database that the tables come from."""

    dry_run: bool = False
    team: str | None = None
    system: str | None = None
    encoding: str | None = None


@dataclass(slots=True)
class Read:
    """What earlier imports made of a row: the part, and the fingerprints of all forms in which it came."""

    part_id: int | None
    fingerprints: set[str]


def import_tables(
    session: Session,
    viewer: Viewer,
    settings: Settings,
    path: Path,
    options: TablesOptions | None = None,
    advance: Advance = lambda _count: None,
) -> TablesReport:
    """Import our own tables and return what became of every row; a dry run returns the same and writes nothing."""
    options = options or TablesOptions()
    require(viewer, "import.run")
    team = find_team(session, viewer, options.team)
    with found(path, options.encoding) as bundle:
        report = TablesReport(bundle.name, called(team), options.dry_run)
        lines = [line for table, file in bundle.tables.items() for line in _lines(table, file, advance)]
        if not lines:
            raise Refused(_("%(file)s has no rows under its heading.", file=bundle.name))
        _note_files(bundle, report)
        work = _Work(session, viewer, settings, bundle, options)
        decided = work.decide(lines)
        _count(lines, decided, report)
        if not options.dry_run and report.changes_something:
            work.store(decided, team, report)
            for table, file in bundle.tables.items():
                if look(file.path, table, options.encoding).sha256 != file.sha256:
                    raise Refused(_("%(file)s was changed while it was read. Nothing was stored.", file=file.path.name))
    return report


def _lines(table: str, file: TableFile, advance: Advance) -> Iterator[Line]:
    began = False
    for row in rows_of(file, advance):
        line = Line(table, file.path.name, row.line, row.cells)
        if row.fault:
            line.outcome = "refused"
            line.remark("", row.fault)
        elif row.is_blank or (not began and row.is_tags) or _is_heading(row):
            line.outcome = "skipped"
        began = began or line.outcome != "skipped"
        yield line


def _is_heading(row: Row) -> bool:
    return all(cell.strip().lower() == name for name, cell in row.cells.items())


def _note_files(bundle: Bundle, report: TablesReport) -> None:
    marks = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs")}
    for table, file in bundle.tables.items():
        said = {"file": file.path.name, "table": table, "encoding": file.encoding, "marks": marks[file.delimiter]}
        report.notes.append(_("%(file)s: read as %(table)s, in %(encoding)s, separated by %(marks)s", **said))
        unknown = [name for name in file.columns if name and name not in known_columns(table)]
        if unknown:
            message = _(
                "%(file)s: columns that are none of ours: %(names)s. Nothing is taken from them; they are kept with "
                "each row that is stored.",
                file=file.path.name,
                names=", ".join(unknown),
            )
            report.notes.append(message)
    if bundle.passed_over:
        report.notes.append(_("Not read: %(names)s", names=", ".join(bundle.passed_over)))


def _count(lines: list[Line], decided: list[Decided], report: TablesReport) -> None:
    for line in lines:
        report.count(line.table, line.outcome or "held")
    made = [line for one in decided for line in one.case.lines() if line.is_made]
    report.remarks = [remark for line in (*lines, *made) for remark in line.remarks]
    for one in decided:
        report.cases["new" if one.is_new else "changed" if one.changes else "unchanged"] += 1


class _Work:
    """One import: what it knows, what it decides, and the storing of it."""

    def __init__(
        self, session: Session, viewer: Viewer, settings: Settings, bundle: Bundle, options: TablesOptions
    ) -> None:
        self._session, self._viewer, self._settings, self._bundle = session, viewer, settings, bundle
        self._named, self._system = options.system is not None, options.system or OWN
        self._references = References(session, viewer, self._system)
        self._sources: Sourced = Sourced()
        self._instruments = Instrumented()
        self._file_source = f"file {bundle.sha256[:32]}"

    def decide(self, lines: list[Line]) -> list[Decided]:
        """Hold every row against what is here."""
        usable = [line for line in lines if not line.outcome]
        sources = [line for line in usable if line.table == "sources"]
        for kind, columns in NAMED.items():
            of_sheets = {name for sheet in sheets() for name, table in links_of(sheet).items() if table == kind}
            self._references.learn(kind, [line.word(name) for line in usable for name in (*columns, *of_sheets)])
        self._references.learn("source", [c.strip() for line in sources for c in line.word("derived_from").split(";")])
        standing = Standing(self._session, self._viewer, self._settings)
        known = self._known(sources)
        self._sources = decide_sources(sources, standing, self._references, self._session, known)
        expect_places((line for line in usable if line.table == "places"), self._references)
        expect_actors((line for line in usable if line.table == "attributions"), self._references)
        laws = [line for line in usable if line.table in ("instruments", "instrument_amendments")]
        self._instruments = decide_instruments(laws, standing, self._references, self._session)
        apart = {id(line) for line in (*sources, *laws)}
        cases = list(gather(line for line in usable if id(line) not in apart).values())
        self._references.coming = {case.code for case in cases if case.line is not None}
        match(self._session, self._viewer, self._system, cases)
        self._expand(cases)
        decided: list[Decided] = []
        for start in range(0, len(cases), AT_A_TIME):
            decided += self._decide(cases[start : start + AT_A_TIME])
        return decided

    def _expand(self, cases: list[Case]) -> None:
        """Make rows of the flat cells of new cases; what they say is said by the file, which becomes a source."""
        self._references.learn("source", [self._file_source])
        for case in cases:
            if case.number is None:
                expand(case, set(self._bundle.tables), self._file_source)
        key = f"source:{self._file_source}"
        if ("source", self._file_source) not in self._references.here:
            self._references.waiting[key] = {"source": {"title": {"en": self._bundle.name}, "kind": "dataset"}}

    def _decide(self, cases: list[Case]) -> list[Decided]:
        numbers = [case.number for case in cases if case.number is not None]
        parts = [selectinload(getattr(Incident, attribute)) for attribute, _kind in parts_of(Incident).values()]
        statement = select(Incident).where(Incident.id.in_(numbers)).options(*parts)
        incidents = {one.id: one for one in self._session.scalars(statement)} if numbers else {}
        standing = Standing(self._session, self._viewer, self._settings)
        if incidents:
            standing.learn_cases({number: incident.code for number, incident in incidents.items()})
        known = self._known([line for case in cases for line in case.lines()])
        decider = Decider(self._viewer, standing, self._references, known, named=self._named)
        found = [decider.decide(case, incidents.get(case.number or 0)) for case in cases]
        self._session.expunge_all()
        return [one for one in found if one is not None]

    def _known(self, lines: list[Line]) -> dict[str, Read]:
        """What earlier imports of the same list made of these rows."""
        names = sorted({row_name(line) for line in lines})
        known: dict[str, Read] = {}
        columns = select(ImportRow.external_value, ImportRow.part_id, ImportRow.fingerprint).order_by(ImportRow.id)
        for start in range(0, len(names), 500):
            piece = ImportRow.external_value.in_(names[start : start + 500])
            for name, part, fingerprint in self._session.execute(
                columns.where(ImportRow.system == self._system, piece)
            ):
                read = known.setdefault(name, Read(part, set()))
                read.part_id = part
                read.fingerprints.add(fingerprint)
        return known

    def store(self, decided: list[Decided], team: Team, report: TablesReport) -> None:
        """Store what was decided in the caller's transaction."""
        run = ImportRun(
            system=self._system,
            file_name=self._bundle.name,
            sha256=self._bundle.sha256,
            began_at=now(),
            account_id=self._viewer.account_id,
            counts=report.as_json(),
        )
        self._session.add(run)
        self._session.flush()
        reason = _("Tables from %(name)s", name=self._bundle.name)
        kept = Kept(self._session, decided)
        storing = Storing(self._references, run.id, team.id, reason, self._settings.code_prefix, kept)
        stored = self._store_sources(reason)
        store_instruments(self._instruments, self._references, reason)
        storing.store(decided)
        storing.keep_sources(stored, self._source_lines(), decided)
        kept.settle()
        self._session.flush()

    def _source_lines(self) -> list[Line]:
        return [line for line, _values in self._sources.new] + [
            line for line, _number, _values in self._sources.changed
        ]

    def _store_sources(self, reason: str) -> dict[int, Any]:
        stored: dict[int, Any] = {}
        if self._sources.new:
            with act(self._session, self._viewer, "imported", reason):
                stored |= store_new(self._sources, self._references)
        if self._sources.changed:
            with act(self._session, self._viewer, "updated by import", reason):
                stored |= store_changed(self._sources, self._references)
        return stored
