"""What the export tests share: cases that are stored and derived, and an export of them in memory."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from incidents.access.viewer import OPERATOR, Viewer
from incidents.exports.formats import FORMATS
from incidents.exports.formats.format import Options
from incidents.exports.order import Made, Order, make
from incidents.exports.placing import Stream
from incidents.exports.tables import TABLES
from incidents.records import Incident
from incidents.search.derived import refresh
from incidents.search.language import parse
from incidents.settings import Settings
from tests.support.factories import store


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, database_url="sqlite:///unused", licence="CC BY 4.0", publisher="The archive")


@pytest.fixture
def kept(session) -> Callable[..., Incident]:
    """Store a case and derive what searches and exports read of it."""

    def keep(incident: Incident, *more: Any) -> Incident:
        store(session, incident, *more)
        refresh(session, [incident])
        return incident

    return keep


@pytest.fixture
def exported(session, settings) -> Callable[..., tuple[bytes, Made]]:
    """Export one table of a question's answer, and return the bytes with what was made."""

    def export(
        table: str = "incidents", question: str = "", viewer: Viewer = OPERATOR, **changed: Any
    ) -> tuple[bytes, Made]:
        out = io.BytesIO()
        options = changed.get("options", Options())
        order = Order(question, parse(question).criteria, viewer, (TABLES[table],), FORMATS["csv"], options)
        made = make(session, changed.get("settings", settings), order, Stream(out))
        return out.getvalue(), made

    return export


@pytest.fixture
def rows(exported) -> Callable[..., list[dict[str, str]]]:
    """The rows of an exported table as any reader of CSV has them."""

    def read(*args: Any, **options: Any) -> list[dict[str, str]]:
        content, _made = exported(*args, **options)
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    return read
