"""What a format is: how the tables of an export are written into files, and what is noted of each file."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO, Protocol

from incidents.exports.reading import Reading
from incidents.exports.tables import Table


@dataclass(frozen=True, slots=True)
class Options:
    """How the files should look: in which words the headings stand, and whether a byte-order mark comes first.

    ``headings`` is a language for headings that people read; None gives the names that programs read.
    """

    headings: str | None = None
    bom: bool = False


@dataclass(slots=True)
class Written:
    """One file that was written, and what a manifest says about it."""

    name: str
    tables: tuple[str, ...]
    rows: int = 0
    bytes: int = 0
    sha256: str = ""
    escaped: Counter[str] = field(default_factory=Counter)
    bom: bool = False
    headings: str | None = None


OpenFile = Callable[[str], AbstractContextManager[IO[bytes]]]
"""Opens a file of an export by its name; the caller decides where that is."""


class Format(Protocol):
    """A way to write the tables of an export."""

    code: str
    label: str
    extension: str
    media_type: str

    def file_name(self, table: Table) -> str:
        """The name of the file that a table stands in."""

    def write(self, reading: Reading, tables: Sequence[Table], options: Options, open_file: OpenFile) -> list[Written]:
        """Write the tables, in as many files as the format needs."""


class Measured:
    """A file that counts and hashes what is written into it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._hash, self.bytes = stream, hashlib.sha256(), 0

    def write(self, piece: bytes) -> None:
        """Write a piece."""
        self._hash.update(piece)
        self.bytes += len(piece)
        self._stream.write(piece)

    @property
    def sha256(self) -> str:
        """The hash of everything so far."""
        return self._hash.hexdigest()
