"""An order for an export, and its making: the tables of one question, for one viewer, in one format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.exports.formats import Format
from incidents.exports.formats.format import Options, Written
from incidents.exports.manifest import Asked, manifest_of
from incidents.exports.placing import Target
from incidents.exports.reading import read
from incidents.exports.tables import Table
from incidents.search.criteria import Criteria
from incidents.search.query import matching
from incidents.settings import Settings

Summing: TypeAlias = Callable[[Session, Criteria, Viewer], Mapping[str, Any]]
"""The totals of a question's answer; the floor above hands it in, for totals lie on this one."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported: a question as it was typed and as it was read, which tables, and how."""

    question: str
    criteria: Criteria
    viewer: Viewer
    tables: tuple[Table, ...]
    format: Format
    options: Options = field(default_factory=Options)
    totals: Summing | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """An export that is done: its files, its manifest, and how many cases it tells of."""

    files: list[Written]
    manifest: dict[str, Any]
    incidents: int


def make(session: Session, settings: Settings, order: Order, target: Target) -> Made:
    """Write the files of an order where the target has them, and then the manifest.

    The session must show one unchanging state of the database; see `snapshot.py`.
    """
    require(order.viewer, "case.export")
    try:
        reading = read(session, order.viewer, settings, matching(order.criteria, order.viewer))
        files = order.format.write(reading, order.tables, order.options, target.open)
        for written in files:
            written.name = target.called(written.name)
        totals = order.totals(session, order.criteria, order.viewer) if order.totals else None
        asked = Asked(order.question, order.criteria, order.viewer, totals)
        manifest = manifest_of(reading, asked, order.format, order.tables, files)
        target.finish(manifest)
    except BaseException:
        target.abandon()
        raise
    return Made(files, manifest, len(reading.numbers))
