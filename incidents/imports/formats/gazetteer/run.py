"""An import of places from end to end: read every file, compare, and store all of it or nothing; the caller commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.imports.formats.gazetteer.alike import Alike, possibly_the_same
from incidents.imports.formats.gazetteer.comparing import Comparison, compare
from incidents.imports.formats.gazetteer.ground import Ground
from incidents.imports.formats.gazetteer.joining import Entries
from incidents.imports.formats.gazetteer.placing import Placed, Placing
from incidents.imports.formats.gazetteer.recognising import LICENCES, PlacesFile, look_at_places
from incidents.imports.formats.gazetteer.report import FileCounts, PlacesReport
from incidents.imports.formats.gazetteer.storing import store_changed, store_new
from incidents.imports.reading import Advance
from incidents.imports.report import Doubt
from incidents.imports.run import nothing_collected
from incidents.records import ImportRun

MOST_PLACES = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesOptions:
    """What a person may say about an import of places."""

    format: str = "auto"
    edition: date | None = None
    country: str | None = None
    dry_run: bool = False


def import_places(
    session: Session,
    viewer: Viewer,
    paths: Sequence[Path],
    options: PlacesOptions | None = None,
    advance: Advance = lambda _count: None,
) -> PlacesReport:
    """Import gazetteer files together and return what became of their places; a dry run writes nothing."""
    options = options or PlacesOptions()
    require(viewer, "import.run")
    files = [look_at_places(path, options.format, options.edition, options.country) for path in paths]
    report = PlacesReport(", ".join(file.path.name for file in files), dry_run=options.dry_run)
    with nothing_collected():
        entries = Entries()
        for file in files:
            _read(file, entries, report, advance)
        entries.complete()
        ground = Ground(session, viewer)
        placing = Placing(ground, entries.in_order())
        found = [compare(session, one) for one in placing.placed]
        _count(found, report)
        report.alike = [_said(pair) for pair in possibly_the_same(ground, placing, found)]
        if not options.dry_run and report.changes_something:
            _store(session, viewer, files, found, report)
    return report


def _read(file: PlacesFile, entries: Entries, report: PlacesReport, advance: Advance) -> None:
    counts = FileCounts(file.path.name, file.system)
    report.files.append(counts)
    report.notes += file.notes
    for line, found, fault in file.rows(advance):
        counts.read += 1
        if fault:
            counts.refused += 1
            report.note_doubt(Doubt("ragged_row", "", "", fault), line, file.path.name)
        elif not found:
            counts.passed_over += 1
        entries.add(found)
        if len(entries.by_key) > MOST_PLACES:
            raise Refused(
                _("There are more than %(most)s places in %(file)s. Give the file of one country, or --country.",
                  most=MOST_PLACES, file=file.path.name)
            )  # fmt: skip
    if counts.read == counts.passed_over + counts.refused:
        raise Refused(_("There is no place in %(file)s.", file=file.path.name))


def _count(found: list[Comparison], report: PlacesReport) -> None:
    for one in found:
        if one.outcome == "mentioned":
            continue
        report.outcomes[one.outcome] += 1
        report.levels[one.placed.level or "other"] += one.placed.held is None
        doubts = [*one.entry.doubts, *one.placed.doubts, *(one.issues if one.placed.held is None else ())]
        if one.placed.held is not None:
            doubts.append(one.placed.held)
        for doubt in dict.fromkeys(doubts):
            report.note_doubt(doubt, one.entry.line, one.entry.key)
        for name, value in one.kept:
            message = _("people recorded something else here, and it stays")
            report.note_doubt(Doubt("changed_upstream", name, value, message), one.entry.line, one.entry.key)
        report.kept_against_the_file += len(one.kept)


def _said(pair: Alike) -> str:
    return f"{_name(pair.new)} – {_name(pair.other)}"


def _name(one: Placed) -> str:
    known = one.stored.code if one.stored is not None else one.entry.key if one.entry is not None else ""
    return f"{one.title} ({known})"


def _store(
    session: Session, viewer: Viewer, files: list[PlacesFile], found: list[Comparison], report: PlacesReport
) -> None:
    runs: dict[str, int] = {}
    editions = sorted({one.entry.edition for one in found if one.entry.edition is not None})
    for file in files:
        licence, attribution = LICENCES[file.system]
        run = ImportRun(
            system=file.system,
            release=editions[-1].isoformat() if editions else None,
            file_name=file.path.name,
            sha256=file.sha256,
            licence=licence,
            attribution=attribution,
            began_at=now(),
            account_id=viewer.account_id,
            counts=report.as_json(),
        )
        session.add(run)
        session.flush()
        runs[file.path.name] = run.id
    systems = ", ".join(dict.fromkeys(file.system for file in files))
    reason = f"{systems}, {editions[-1].isoformat()}" if editions else systems
    store_new(session, viewer, [one for one in found if one.outcome == "new"], runs, reason)
    store_changed(session, viewer, [one for one in found if one.outcome == "changed"], runs, reason)
