"""Finding the tables: in a folder, in a ZIP file, or in one file that is recognised by its columns."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.exports.tables import TABLES
from incidents.imports.reading import TableFile, look_at_file
from incidents.records.sheet import sheets

# In the order in which they are read.
READ: tuple[str, ...] = (
    "incidents", "details", "sources", "instruments", "instrument_amendments",
    "citations", "places", "violations", "attributions", "figures", "assessments",
    "findings", "case_instruments", "links", "external_ids", *(kind.declared.rows for kind in sheets()),
)  # fmt: skip
MOST_UNPACKED = 2_000_000_000
MOST_TIMES_LARGER = 200
BLOCK = 1 << 20


@dataclass(slots=True)
class Bundle:
    """The tables that were found, by their names; ``passed_over`` are the files that are none of them."""

    name: str
    tables: dict[str, TableFile] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """The hash of the only file, or of the hashes of all."""
        if len(self.tables) == 1:
            return next(iter(self.tables.values())).sha256
        listed = "".join(f"{name} {file.sha256}\n" for name, file in sorted(self.tables.items()))
        return hashlib.sha256(listed.encode()).hexdigest()


@contextmanager
def found(path: Path, encoding: str | None = None) -> Iterator[Bundle]:
    """The tables of a folder, an archive or a single file, for as long as they are read."""
    if path.is_dir():
        yield _in_folder(path, path.name or str(path), encoding)
    elif path.is_file() and zipfile.is_zipfile(path):
        with tempfile.TemporaryDirectory(prefix="incidents-import-") as folder:
            _unpack(path, Path(folder))
            yield _in_folder(Path(folder), path.name, encoding)
    else:
        yield _alone(path, encoding)


def _in_folder(folder: Path, name: str, encoding: str | None) -> Bundle:
    bundle = Bundle(name)
    for table in READ:
        path = folder / f"{table}.csv"
        if path.is_file():
            bundle.tables[table] = look(path, table, encoding)
    known = {f"{table}.csv" for table in bundle.tables}
    bundle.passed_over = sorted(one.name for one in folder.iterdir() if one.suffix == ".csv" and one.name not in known)
    if not bundle.tables:
        names = ", ".join(f"{table}.csv" for table in READ)
        raise Refused(_("There is none of our tables in %(name)s. They are called: %(names)s.", name=name, names=names))
    return bundle


def _alone(path: Path, encoding: str | None) -> Bundle:
    if not path.is_file():
        raise Refused(_("There is no file or folder %(path)s.", path=path))
    if path.stat().st_size == 0:
        raise Refused(_("%(file)s is empty (0 bytes).", file=path.name))
    table = path.name.split(".")[0].lower()
    if table not in READ:
        table = _recognised(path, encoding)
    return Bundle(path.name, {table: look(path, table, encoding)})


def look(path: Path, table: str, encoding: str | None) -> TableFile:
    """Look at a file that should hold a table; refuses one that cannot be read for certain."""
    if path.stat().st_size == 0:
        raise Refused(_("%(file)s is empty (0 bytes).", file=path.name))
    with path.open("rb") as stream:
        start = stream.read(4096)
    has_mark = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if encoding is None and not has_mark and start[:200].count(b"\0") > len(start[:200]) // 4:
        raise Refused(_("%(file)s looks like UTF-16 without a byte-order mark. Save it as UTF-8.", file=path.name))
    file = look_at_file(path, (first_column(table),), encoding)
    ours = {column.name for column in TABLES[table].columns}
    if len(ours & set(file.columns)) < 2:
        raise Refused(_("%(file)s has none of the columns of %(table)s.", file=path.name, table=table))
    return file


def first_column(table: str) -> str:
    """The column that a table cannot do without."""
    return {"sources": "source_id", "instruments": "instrument_id", "instrument_amendments": "instrument_id"}.get(
        table, "code"
    )


def _recognised(path: Path, encoding: str | None) -> str:
    """The table whose columns a file has most of."""
    try:
        columns = set(look_at_file(path, ("code",), encoding).columns)
    except Refused as refusal:
        try:
            columns = set(look_at_file(path, ("source_id", "title_en"), encoding).columns)
        except Refused:
            raise refusal from None
    shares = {table: len(columns & {one.name for one in TABLES[table].columns}) for table in READ}
    return max(READ, key=lambda table: shares[table])


def _unpack(path: Path, folder: Path) -> None:
    """Take our tables out of an archive, and stop where it is larger inside than anybody's tables are."""
    left = min(MOST_UNPACKED, max(path.stat().st_size * MOST_TIMES_LARGER, BLOCK))
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                raise Refused(_("%(file)s is a workbook. Save each of its sheets as CSV.", file=path.name))
            for info in archive.infolist():
                name = Path(info.filename).name
                if info.is_dir() or not name.endswith(".csv"):
                    continue
                with archive.open(info) as member, (folder / name).open("wb") as out:
                    while block := member.read(BLOCK):
                        left -= len(block)
                        if left < 0:
                            raise Refused(_("%(file)s unpacks to more than is sensible.", file=path.name))
                        out.write(block)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise Refused(_("%(file)s is cut off or damaged: %(error)s", file=path.name, error=error)) from error
