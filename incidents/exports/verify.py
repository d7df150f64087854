"""Whether a copy of an export is whole: every file there, every byte as the manifest says, every row counted."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from incidents.base.errors import NotFound, Refused
from incidents.base.languages import _
from incidents.exports.manifest import KIND, SEAL, seal_of
from incidents.exports.placing import MANIFEST, SUFFIX

AT_A_TIME = 2**20


@dataclass(slots=True)
class ExportReport:
    """What the check of an export found: how many files hold, and in words each thing that does not."""

    manifest: dict[str, Any]
    files: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    @property
    def position(self) -> int | None:
        """The number of the last change in the ledger that the export tells of."""
        found: int | None = self.manifest.get("ledger", {}).get("position")
        return found


def verify_export(path: Path) -> ExportReport:
    """Check a file, a folder, an archive or a manifest; raises `Refused` where there is no manifest to check by."""
    path = Path(path)
    if not path.exists():
        raise NotFound(_("There is no file %(path)s.", path=path))
    if path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return _check(_InArchive(archive), path)
    if path.is_dir():
        return _check(_InFolder(path, MANIFEST), path)
    if path.name.endswith(SUFFIX) or path.name == MANIFEST:
        return _check(_InFolder(path.parent, path.name), path)
    beside = path.with_name(path.name + SUFFIX)
    return _check(_InFolder(path.parent, beside.name if beside.exists() else MANIFEST, only=path.name), path)


class _InFolder:
    def __init__(self, folder: Path, manifest: str, only: str | None = None) -> None:
        self._folder, self.manifest, self.only = folder, manifest, only

    def has(self, name: str) -> bool:
        return (self._folder / name).is_file()

    def open(self, name: str) -> Any:
        return (self._folder / name).open("rb")

    def names(self) -> set[str]:
        # A file beside its manifest may have other neighbours; a folder of its own may not.
        whole_folder = self.manifest == MANIFEST and self.only is None
        return {path.name for path in self._folder.iterdir() if path.is_file()} if whole_folder else set()


class _InArchive:
    manifest, only = MANIFEST, None

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def has(self, name: str) -> bool:
        return name in self._archive.namelist()

    def open(self, name: str) -> Any:
        return self._archive.open(name)

    def names(self) -> set[str]:
        return set(self._archive.namelist())


def _check(copy: _InFolder | _InArchive, path: Path) -> ExportReport:
    report = ExportReport(_manifest(copy, path))
    if report.manifest.get(SEAL) != seal_of(report.manifest):
        report.differences.append(_("The manifest itself was changed."))
    listed = report.manifest["files"]
    if copy.only is not None:
        # A file that was renamed together with its manifest is still the one that the manifest speaks of.
        renamed = len(listed) == 1 and copy.manifest == copy.only + SUFFIX
        listed = [file | {"name": copy.only} for file in listed if renamed or file["name"] == copy.only]
        if not listed:
            report.differences.append(_("The manifest does not know the file %(name)s.", name=copy.only))
    for file in listed:
        report.files += 1
        report.differences += _differences(copy, file)
    known = {file["name"] for file in report.manifest["files"]} | {MANIFEST}
    for name in sorted(copy.names() - known):
        report.differences.append(_("%(name)s is no part of the export.", name=name))
    return report


def _manifest(copy: _InFolder | _InArchive, path: Path) -> dict[str, Any]:
    if not copy.has(copy.manifest):
        raise Refused(_("Beside %(path)s there is no manifest to check it by.", path=path))
    with copy.open(copy.manifest) as stream:
        content = stream.read()
    try:
        manifest = orjson.loads(content)
    except orjson.JSONDecodeError:
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("manifest") != KIND:
        raise Refused(_("%(name)s is not the manifest of an export of this program.", name=copy.manifest))
    return manifest


def _differences(copy: _InFolder | _InArchive, file: dict[str, Any]) -> Iterator[str]:
    name = file["name"]
    if not copy.has(name):
        yield _("%(name)s is missing.", name=name)
        return
    try:
        size, found = _measured(copy, name)
    except zipfile.BadZipFile:
        yield _("%(name)s cannot be read: the archive is damaged.", name=name)
        return
    if found == file["sha256"]:
        return
    if (should := file["bytes"]) != size:
        said = _("%(name)s has %(found)s bytes; it should have %(should)s.", name=name, found=size, should=should)
    else:
        said = _("%(name)s was changed: its SHA-256 is not the one in the manifest.", name=name)
    rows = _rows(copy, name) if name.endswith(".csv") else None
    if rows is not None and rows != file["rows"]:
        said += " " + _("It holds %(found)s rows; they should be %(should)s.", found=rows, should=file["rows"])
    yield said


def _measured(copy: _InFolder | _InArchive, name: str) -> tuple[int, str]:
    size, found = 0, hashlib.sha256()
    with copy.open(name) as stream:
        while piece := stream.read(AT_A_TIME):
            size += len(piece)
            found.update(piece)
    return size, found.hexdigest()


def _rows(copy: _InFolder | _InArchive, name: str) -> int | None:
    try:
        with _as_text(copy.open(name)) as lines:
            return max(sum(1 for _row in csv.reader(lines)) - 1, 0)
    except (UnicodeDecodeError, csv.Error):
        return None


@contextmanager
def _as_text(stream: IO[bytes]) -> Iterator[IO[str]]:
    with stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as lines:
        yield lines
