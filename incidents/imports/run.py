"""An import from end to end: look at the file, decide on every row, store it in one transaction; the caller commits."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.base.text import fold
from incidents.imports.formats.ucdp.building import Setting
from incidents.imports.formats.ucdp.checking import check_file
from incidents.imports.formats.ucdp.columns import ATTRIBUTION, LICENCE, NAME, REQUIRED, SYSTEM
from incidents.imports.formats.ucdp.storing import Storing, dataset_source, release_named, released_in
from incidents.imports.plan import Plan, read_known
from incidents.imports.reading import Advance, TableFile, look_at_file
from incidents.imports.report import Report
from incidents.imports.shelf import read_shelf
from incidents.records import ImportRun, Team
from incidents.records.root import Root


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person may say about an import."""

    dry_run: bool = False
    team: str | None = None
    release: str | None = None
    encoding: str | None = None
    prefixes: Mapping[type[Root], str] = field(default_factory=dict)


def import_ucdp(
    session: Session,
    viewer: Viewer,
    path: Path,
    options: Options | None = None,
    advance: Advance = lambda _count: None,
) -> Report:
    """Import a file of UCDP GED and return what became of its rows; a dry run returns the same and writes nothing.

    ``advance`` hears of the bytes of the file as they are read: once over for the check, once more for the storing.
    """
    options = options or Options()
    require(viewer, "import.run")
    team = find_team(session, viewer, options.team)
    file = look_at_file(path, REQUIRED, options.encoding)
    release = options.release or release_named(path.name)
    report = Report(file.path.name, release, called(team), options.dry_run)
    with nothing_collected():
        plan = read_known(session, SYSTEM)
        check_file(session, viewer, file, plan, report, advance)
        _note_missing_columns(file, report)
        if not report.outcomes:
            raise Refused(_("%(file)s has no rows under its heading.", file=file.path.name))
        if not options.dry_run and report.changes_something:
            _store(session, viewer, file, plan, report, team, options, advance)
    return report


def _store(
    session: Session,
    viewer: Viewer,
    file: TableFile,
    plan: Plan,
    report: Report,
    team: Team,
    options: Options,
    advance: Advance,
) -> None:
    run = ImportRun(
        system=SYSTEM,
        release=report.release,
        file_name=file.path.name,
        sha256=file.sha256,
        licence=LICENCE,
        attribution=ATTRIBUTION,
        began_at=now(),
        account_id=viewer.account_id,
        counts=report.as_json(),
    )
    session.add(run)
    session.flush()
    shelf = read_shelf(session, viewer)
    dataset = dataset_source(shelf, report.release, file.path.name)
    setting = Setting(dataset, report.release, released_in(report.release), run.id, team.id)
    reason = f"{NAME} {report.release}" if report.release else f"{NAME}, {file.path.name}"
    Storing(session, viewer, plan, shelf, setting, reason, options.prefixes).store_file(file, advance)
    if look_at_file(file.path, REQUIRED, options.encoding).sha256 != file.sha256:
        raise Refused(_("%(file)s was changed while it was read. Nothing was stored.", file=file.path.name))


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Spare the search for circles of garbage: what is made here has none, and there is very much of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def find_team(session: Session, viewer: Viewer, name: str | None) -> Team:
    """The team that gets the cases: the one named, else the viewer's first; an operator may give to any."""
    teams = session.scalars(select(Team).where(Team.withdrawn_at.is_(None)).order_by(Team.id)).all()
    allowed = [team for team in teams if viewer.sees_all or team.id in viewer.teams]
    if name is not None:
        wanted = fold(name)
        found = [team for team in allowed if wanted in {fold(said) for said in (*team.name.values(), team.code)}]
        if found:
            return found[0]
        known = ", ".join(called(team) for team in allowed) or "–"
        raise Refused(
            _("There is no team %(name)s to give the cases to. There are: %(known)s.", name=name, known=known)
        )
    if not allowed:
        raise Refused(_("There is no team to give the cases to. Make one first, or the cases would be seen by nobody."))
    return allowed[0]


def called(team: Team) -> str:
    """What a team is called in a report."""
    return team.name.get("en") or next(iter(team.name.values()), team.code)


def _note_missing_columns(file: TableFile, report: Report) -> None:
    """What a whole column leaves open is said once, not once for each row."""
    wanted = ("where_prec", "date_prec", "low", "high", "deaths_civilians", "source_article")
    absent = [name for name in wanted if name not in file.columns]
    if absent:
        report.notes.append(
            _("The file has no columns %(names)s: nothing was recorded for them.", names=", ".join(absent))
        )
    if "where_prec" not in file.columns and "latitude" in file.columns:
        report.notes.append(_("Without where_prec nobody can tell how exact a point is; each is marked so."))
