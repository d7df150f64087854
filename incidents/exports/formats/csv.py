"""CSV: one file a table, UTF-8, text quoted and numbers bare, and no cell that a spreadsheet would run.

An empty cell is nothing at all; a text, even an empty one, has its quotes. So a reader can tell the two
apart, and 0 never stands for what nobody knows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from incidents.base.languages import N_, speaking
from incidents.db.fields import Kind
from incidents.exports.columns import Column, reader
from incidents.exports.formats.format import Measured, OpenFile, Options, Written
from incidents.exports.reading import Reading
from incidents.exports.tables.table import Table
from incidents.exports.text import Mark, as_one_of_several, guard, guard_words, settled

BOM = b"\xef\xbb\xbf"
LINES_IN_A_PIECE = 500
MOST_KEPT, MOST_LETTERS_KEPT = 1000, 80

WRITTEN = (Kind.LINE, Kind.PROSE, Kind.TEXTS)
"""The kinds of column that hold what people wrote."""

Cell = Callable[[Any], str]


class Csv:
    """Comma-separated values."""

    code = "csv"
    label = N_("CSV")
    extension = ".csv"
    media_type = "text/csv; charset=utf-8"

    def file_name(self, table: Table) -> str:
        """The name of a table's file."""
        return table.name + self.extension

    def write(self, reading: Reading, tables: Sequence[Table], options: Options, open_file: OpenFile) -> list[Written]:
        """Write each table into a file of its own."""
        return [self._write(reading, table, options, open_file) for table in tables]

    def _write(self, reading: Reading, table: Table, options: Options, open_file: OpenFile) -> Written:
        written = Written(self.file_name(table), (table.name,), bom=options.bom, headings=options.headings)
        with open_file(written.name) as stream:
            measured = Measured(stream)
            for piece in pieces(table, table.lines(reading), options, written):
                measured.write(piece)
        written.bytes, written.sha256 = measured.bytes, measured.sha256
        return written


def pieces(table: Table, lines: Iterable[Any], options: Options, written: Written) -> Iterator[bytes]:
    """The bytes of a table, some lines at a time; rows and escaped cells are counted into ``written``."""
    columns = table.columns
    if options.bom:
        yield BOM
    yield (",".join(_quoted(settled(heading)) for heading in headings(columns, options.headings)) + "\n").encode()
    values = reader(columns)
    cells = [cell_of(column, written.escaped) for column in columns]
    ready: list[str] = []
    for line in lines:
        ready.append(",".join([cell(value) for cell, value in zip(cells, values(line), strict=True)]))
        if len(ready) == LINES_IN_A_PIECE:
            written.rows += len(ready)
            yield ("\n".join(ready) + "\n").encode()
            ready = []
    if ready:
        written.rows += len(ready)
        yield ("\n".join(ready) + "\n").encode()


def headings(columns: Sequence[Column], language: str | None) -> list[str]:
    """The headings of a table: the columns' names, or their labels in a language."""
    if language is None:
        return [column.name for column in columns]
    with speaking(language):
        return [column.heading for column in columns]


def cell_of(column: Column, escaped: Counter[str]) -> Cell:
    """How a value of the column becomes a cell; None becomes nothing at all."""
    if column.is_number:
        return Numbers().__getitem__
    cell = Texts(column.name, escaped, guard_words if column.kind in WRITTEN else guard).__getitem__
    if column.kind in (Kind.CODES, Kind.LINES, Kind.LINKS):
        return lambda value: cell(tuple(value) if isinstance(value, list) else value)
    return cell


class Numbers(dict[Any, str]):
    """The cells of a column of numbers, by their values: most columns hold the same few over and over."""

    def __init__(self) -> None:
        super().__init__({None: ""})

    def __missing__(self, value: float) -> str:
        made = number(value)
        if len(self) < MOST_KEPT:
            self[value] = made
        return made


class Texts(dict[Any, str]):
    """The cells of a column of text, by their values; what had to be escaped is counted each time it comes."""

    def __init__(self, name: str, escaped: Counter[str], guarding: Callable[[str], str]) -> None:
        super().__init__({None: "", (): "", True: '"yes"', False: '"no"'})
        self._name, self._escaped, self._guarding = name, escaped, guarding

    def __missing__(self, value: Any) -> str:
        if isinstance(value, Mark):
            return _quoted(value)
        text = settled(value if isinstance(value, str) else as_text(value))
        guarded = self._guarding(text)
        made = _quoted(guarded)
        if guarded is not text:
            self._escaped[self._name] += 1
        elif len(self) < MOST_KEPT and len(made) <= MOST_LETTERS_KEPT:
            self[value] = made
        return made


def as_text(value: Any) -> str:
    """A value as text: several joined by semicolons, days and moments in their ISO form."""
    if isinstance(value, tuple):
        return ";".join(as_one_of_several(str(one)) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def number(value: float) -> str:
    """A number as programs read it: no separators, no exponent, at most seven decimals."""
    if isinstance(value, int):
        return str(value)
    written = f"{value:.7f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text else f'"{text}"'


FORMAT = Csv()
