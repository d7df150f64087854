"""Reading a table from a CSV file, compressed or not: one pass, row by row, and nothing guessed about its letters."""

import codecs
import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from incidents.base.errors import Refused
from incidents.base.languages import _

DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 1_000_000
MOST_BYTES = 4_000_000_000
LONGEST_HEADING = 1_000_000
_PREVIEWED = ("windows-1252", "windows-1256", "utf-16")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = ((b"PK\x03\x04", "zip, xlsx"), (b"\xd0\xcf\x11\xe0", "xls"), (b"%PDF", "pdf"))

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that was looked at: how it is written, which columns it has, and its fingerprint."""

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the heading, with the line it begins on; ``fault`` says why its cells cannot be trusted."""

    line: int
    cells: dict[str, str]
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells.values())

    @property
    def is_tags(self) -> bool:
        """Whether the row holds HXL tags, the meanings of the columns, instead of data."""
        filled = [cell.strip() for cell in self.cells.values() if cell.strip()]
        tags = [cell for cell in filled if cell.startswith("#") and len(cell) > 1 and cell[1].isalpha()]
        return len(tags) * 2 > len(filled)


def look_at_file(path: Path, required: tuple[str, ...], encoding: str | None = None) -> TableFile:
    """Find out how a file is written; refuses one without the required columns and names those that are missing."""
    if not path.is_file():
        raise Refused(_("There is no file %(path)s.", path=path))
    size, sha256 = path.stat().st_size, _sha256(path)
    with _opened(path, lambda _count: None) as stream:
        start = stream.read(LONGEST_HEADING)
    for mark, name in _NOT_TEXT:
        if start.startswith(mark):
            raise Refused(_("%(file)s is a %(kind)s file. Unpack it, or save it as CSV.", file=path.name, kind=name))
    encoding = _known_encoding(encoding) if encoding else _encoding_of(start)
    heading = _first_line(start, encoding, path)
    choices = [(mark, _columns(heading, mark)) for mark in DELIMITERS]
    delimiter, columns = max(choices, key=lambda choice: len(set(required) & set(choice[1])))
    if missing := [name for name in required if name not in columns]:
        raise Refused(
            _(
                "%(file)s lacks the columns %(missing)s. Its first line is: %(heading)s",
                file=path.name,
                missing=", ".join(missing),
                heading=heading[:200],
            )
        )
    if repeated := sorted({name for name in columns if name and columns.count(name) > 1}):
        raise Refused(
            _("%(file)s has these columns more than once: %(names)s.", file=path.name, names=", ".join(repeated))
        )
    return TableFile(path, encoding, delimiter, columns, sha256, size)


def rows_of(file: TableFile, advance: Advance = lambda _count: None) -> Iterator[Row]:
    """The rows of a file in their order; ``advance`` hears of the bytes of the file as they are read."""
    csv.field_size_limit(LONGEST_CELL)
    with _opened(file.path, advance) as stream:
        text = io.TextIOWrapper(stream, encoding=file.encoding, newline="")
        reader = csv.reader(text, delimiter=file.delimiter, strict=True)
        line = 1
        try:
            next(reader, None)
            line = reader.line_num + 1
            for cells in reader:
                yield _row(line, cells, file.columns)
                line = reader.line_num + 1
        except UnicodeDecodeError as error:
            raise Refused(_not_this_encoding(file, reader.line_num + 1, error)) from error
        except csv.Error as error:
            raise Refused(_csv_fault(file, line, error)) from error


def _row(line: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    extra = [cell for cell in cells[len(columns) :] if cell.strip()]
    filled = dict(zip(columns, cells, strict=False))
    if extra or (len(cells) < len(columns) and any(cell.strip() for cell in cells)):
        fault = _("%(found)s cells stand under %(known)s columns", found=len(cells), known=len(columns))
        return Row(line, filled, fault)
    return Row(line, filled)


def _columns(heading: str, delimiter: str) -> tuple[str, ...]:
    cells = next(csv.reader([heading], delimiter=delimiter), [])
    return tuple(cell.strip().strip("\ufeff").lower() for cell in cells)


def _first_line(start: bytes, encoding: str, path: Path) -> str:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError as error:
        file = TableFile(path, encoding, ",", (), "", 0)
        raise Refused(_not_this_encoding(file, start.count(b"\n", 0, error.start) + 1, error)) from error
    heading = text.lstrip("\r\n").partition("\n")[0].strip("\r")
    if not heading.strip():
        raise Refused(_("%(file)s is empty.", file=path.name))
    return heading


def _encoding_of(start: bytes) -> str:
    return next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")


def _known_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise Refused(_("There is no encoding %(name)s.", name=name)) from None


def _not_this_encoding(file: TableFile, line: int, error: UnicodeDecodeError) -> str:
    around = error.object[max(0, error.start - 20) : error.start + 20]
    previews = "; ".join(f"{name}: {around.decode(name, 'replace')!r}" for name in _PREVIEWED)
    return _(
        "%(file)s is not written in %(encoding)s near line %(line)s. Say which of these reads right "
        "and give it with --encoding: %(previews)s",
        file=file.path.name,
        encoding=file.encoding,
        line=line,
        previews=previews,
    )


def _csv_fault(file: TableFile, line: int, error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return _(
            "A quotation mark that opens in line %(line)s of %(file)s never closes.", line=line, file=file.path.name
        )
    if "field limit" in str(error):
        return _("A cell in line %(line)s of %(file)s is too long to be one.", line=line, file=file.path.name)
    return _("Line %(line)s of %(file)s is no proper CSV: %(error)s", line=line, file=file.path.name, error=error)


@contextmanager
def _opened(path: Path, advance: Advance) -> Iterator[IO[bytes]]:
    with path.open("rb") as raw:
        counted: Any = io.BufferedReader(_Counted(raw, advance), 1 << 16)
        if counted.peek(2)[:2] == b"\x1f\x8b":
            counted = gzip.GzipFile(fileobj=counted)
        try:
            yield io.BufferedReader(_Limited(counted, path), 1 << 16)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Refused(_("%(file)s is cut off or damaged: %(error)s", file=path.name, error=error)) from error


class _Counted(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, inner: IO[bytes], advance: Advance) -> None:
        self._inner, self._advance = inner, advance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = self._inner.read(len(buffer))
        buffer[: len(block)] = block
        self._advance(len(block))
        return len(block)


class _Limited(_Counted):
    """A file that stops where nobody would have written so much: a small one may unpack to fill the disk."""

    def __init__(self, inner: IO[bytes], path: Path) -> None:
        super().__init__(inner, self._count)
        self._read, self._path = 0, path

    def _count(self, length: int) -> None:
        self._read += length
        if self._read > MOST_BYTES:
            raise Refused(_("%(file)s is larger than %(most)s bytes.", file=self._path.name, most=MOST_BYTES))


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
