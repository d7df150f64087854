"""What stands here today, in the very words that an export would use: the file is compared with it cell by cell."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.exports.columns import Column, reader
from incidents.exports.formats.csv import as_text, number
from incidents.exports.reading import Reading
from incidents.exports.tables import TABLES, instruments, sources
from incidents.exports.text import settled
from incidents.imports.formats.tables.columns import PARTS
from incidents.records import Incident
from incidents.settings import Settings

Cells: TypeAlias = dict[str, str]
"""A row by its columns, unguarded; an empty text for what is empty."""


def said(column: Column, value: Any) -> str:
    """A value as it stands in the cell of an exported column, before anything is guarded or quoted."""
    if value is None or value in ((), []):
        return ""
    if column.is_number:
        return number(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return settled(value)
    return settled(as_text(tuple(value) if isinstance(value, list) else value))


def column_of(table: str, name: str) -> Column:
    """A column of an exported table by its name."""
    return next(column for column in TABLES[table].columns if column.name == name)


class Standing:
    """The rows of cases, parts and sources that are here, as far as the viewer may see them."""

    def __init__(self, session: Session, viewer: Viewer, settings: Settings) -> None:
        self._session, self._viewer, self._settings = session, viewer, settings
        self.cases: dict[int, Cells] = {}
        self.parts: dict[tuple[int, str], list[Cells]] = defaultdict(list)
        self.sources: dict[str, Cells] = {}
        self.instruments: dict[str, Cells] = {}

    def learn_cases(self, codes: dict[int, str]) -> None:
        """Read these cases, by number and code, with all their parts."""
        numbers = sorted(codes, key=lambda number: codes[number])
        by_code = {code: number for number, code in codes.items()}
        reading = self._reading(numbers)
        for table in ("incidents", "details"):
            for cells in _rows(table, TABLES[table].lines(reading)):
                self.cases.setdefault(by_code[cells["code"]], {}).update(cells)
        for table in PARTS:
            for cells in _rows(table, TABLES[table].lines(reading)):
                self.parts[by_code[cells["code"]], table].append(cells)

    def learn_sources(self, numbers: Sequence[int]) -> None:
        """Read these sources."""
        reading = self._reading([])
        for cells in _rows("sources", sources.lines_of(reading, sorted(numbers))):
            self.sources[cells["source_id"]] = cells

    def learn_instruments(self, numbers: Sequence[int]) -> None:
        """Read these laws and orders."""
        for cells in _rows("instruments", instruments.lines_of(self._reading([]), numbers)):
            self.instruments[cells["instrument_id"]] = cells

    def _reading(self, numbers: list[int]) -> Reading:
        matching = select(Incident.id).where(Incident.id.in_(numbers))
        return Reading(self._session, self._viewer, self._settings, matching, array("q", numbers))


def _rows(table: str, lines: Iterable[Any]) -> Iterable[Cells]:
    columns = TABLES[table].columns
    values = reader(columns)
    for line in lines:
        yield {column.name: said(column, value) for column, value in zip(columns, values(line), strict=True)}
