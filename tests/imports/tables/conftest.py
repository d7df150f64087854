"""What the tests of our own tables share: an export of everything into a folder, and an import in one line."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR, Viewer
from incidents.exports.formats import FORMATS
from incidents.exports.formats.format import Options
from incidents.exports.order import Order, make
from incidents.exports.placing import target_for
from incidents.exports.tables import chosen
from incidents.imports.formats.tables.remarks import TablesReport
from incidents.imports.formats.tables.run import TablesOptions, import_tables
from incidents.records.sheet import sheets
from incidents.search.language import parse
from incidents.settings import Settings
from tests.support.factories import make_team, store

Rows = list[dict[str, str]]
# What the program works out anew, or decides here.
OURS = {"incidents": {"n_open_issues"}, "details": {"workflow_status"}}
TABLES = ("incidents", "details", "figures", "sources", "citations", "places", "violations", "external_ids",
          "attributions", "assessments", "findings", "instruments", "instrument_amendments", "case_instruments",
          "links", *(kind.declared.rows for kind in sheets()))  # fmt: skip


def settings_in(folder: Path) -> Settings:
    """Settings of an installation in a folder; nothing is written there."""
    return Settings(home=folder, database_url="sqlite:///unused")


def export_tables(session: Session, target: Path, question: str = "", viewer: Viewer = OPERATOR) -> Path:
    """Export all tables of a question's answer into a folder or a ZIP file."""
    order = Order(question, parse(question).criteria, viewer, chosen("all"), FORMATS["csv"], Options())
    make(session, settings_in(target.parent), order, target_for(target, several=True))
    return target


def read_rows(path: Path) -> Rows:
    """The rows of a CSV file as any reader has them."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def write_rows(path: Path, rows: list[Mapping[str, Any]], **options: Any) -> Path:
    """A file of these rows under all of their columns."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding=options.get("encoding", "utf-8"), newline="") as stream:
        writer = csv.DictWriter(stream, columns, delimiter=options.get("delimiter", ","))
        writer.writeheader()
        writer.writerows(rows)
    return path


def bring_in(session: Session, path: Path, viewer: Viewer = OPERATOR, **options: Any) -> TablesReport:
    """Import tables into the database of a session."""
    report = import_tables(session, viewer, settings_in(path.parent), path, TablesOptions(**options))
    session.expire_all()
    return report


def give_a_team(session: Session) -> None:
    """A team that cases can be given to."""
    store(session, make_team({"en": "Northern desk", "ar": "مكتب الشمال"}))


def differences(left: Path, right: Path) -> list[tuple[str, ...]]:
    """Every cell in which two exports differ, with what both have."""
    found: list[tuple[str, ...]] = []
    for table in TABLES:
        first, second = read_rows(left / f"{table}.csv"), read_rows(right / f"{table}.csv")
        if len(first) != len(second):
            found.append((table, str(len(first)), str(len(second))))
        for one, other in zip(first, second, strict=False):
            found += [
                (table, one.get("code", ""), name, one[name], other[name])
                for name in one
                if one[name] != other[name] and name not in OURS.get(table, ())
            ]
    return found


@pytest.fixture
def bring(session) -> Callable[..., TablesReport]:
    """Import a file into the shared database as the operator."""
    give_a_team(session)

    def once(path: Path, viewer: Viewer = OPERATOR, **options: Any) -> TablesReport:
        return bring_in(session, path, viewer, **options)

    return once


@pytest.fixture
def written(tmp_path) -> Callable[..., Path]:
    """Write a table into a folder of this test, and return the folder."""

    def write(**tables: list[Mapping[str, Any]]) -> Path:
        folder = tmp_path / "tables"
        folder.mkdir(exist_ok=True)
        for name, rows in tables.items():
            write_rows(folder / f"{name}.csv", rows)
        return folder

    return write
