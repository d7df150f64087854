"""What the tests of imports share: the fixture files, a team to give cases to, and an import in one line."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR, Viewer
from incidents.imports.report import Report
from incidents.imports.run import Options, import_ucdp
from incidents.records import ExternalId, Figure, Incident
from tests.support.factories import make_team, store

FIXTURES = Path(__file__).parent / "fixtures"
SYRIA = FIXTURES / "ged_41_columns.csv"
LATER = FIXTURES / "ged_49_columns.csv"
CORE = FIXTURES / "ged_14_columns.csv"

Import = Callable[..., Report]


def rows_in(path: Path) -> list[dict[str, str]]:
    """The rows of a fixture as they are written."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def row_of(identifier: str, path: Path = SYRIA) -> dict[str, str]:
    """One event of a fixture."""
    return next(row for row in rows_in(path) if row["id"] == f"{identifier}.0")


def write_rows(path: Path, rows: list[Mapping[str, str]], **options: str) -> Path:
    """A file of these rows with the columns of the first."""
    with path.open("w", encoding=options.get("encoding", "utf-8"), newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=options.get("delimiter", ","))
        writer.writeheader()
        writer.writerows(rows)
    return path


def case_of(session: Session, identifier: str) -> Incident:
    """The case that an import made of an event."""
    return session.scalars(select(Incident).join(ExternalId).where(ExternalId.value == identifier)).one()


def current(incident: Incident, group: str, *, part: bool = False) -> list[Figure]:
    """The figures of a group that stand; ``part`` asks for those of one side of the fighting."""
    return [
        figure
        for figure in incident.figures
        if figure.group == group and figure.series_state == "current" and (figure.victim_status is not None) == part
    ]


@pytest.fixture
def bring(session) -> Import:
    """Import a file into the shared database as the operator; a team is there to give the cases to."""
    store(session, make_team({"en": "Northern desk", "ar": "مكتب الشمال"}))

    def once(path: Path, viewer: Viewer = OPERATOR, **options: object) -> Report:
        report = import_ucdp(session, viewer, path, Options(**options))  # type: ignore[arg-type]
        session.expire_all()
        return report

    return once
