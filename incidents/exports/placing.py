"""Where the files of an export are put: into a stream, beside each other in a folder, or together in one archive.

What is put on a disk gets its name only when all of it is there. A file that was broken off halfway
never looks like a whole one.
"""

import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.exports.manifest import encoded

MANIFEST = "manifest.json"
SUFFIX = ".manifest.json"


class Target(Protocol):
    """Where an export goes."""

    def called(self, name: str) -> str:
        """The name that a file has there."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A file to write into."""

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Take the manifest; now everything is there."""

    def abandon(self) -> None:
        """Leave nothing behind, because something failed."""


class Stream:
    """Into a stream that is open already; the manifest is left to the caller, who knows where it belongs."""

    def __init__(self, stream: IO[bytes], name: str | None = None) -> None:
        self._stream, self._name = stream, name

    def called(self, name: str) -> str:
        """The name that the caller gives the stream, or the usual one."""
        return self._name or name

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """The stream itself, which stays open."""
        yield self._stream

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """What is in the stream is the caller's."""


class OneFile:
    """Into one file, with the manifest beside it as ``FILE.manifest.json``."""

    def __init__(self, path: Path) -> None:
        self.path, self.manifest_path = path, path.with_name(path.name + SUFFIX)
        mark = secrets.token_hex(4)
        self._partial = path.with_name(f".{path.name}.{mark}.part")
        self._partial_manifest = path.with_name(f".{path.name}.{mark}.manifest.part")

    def called(self, name: str) -> str:
        """The name of the file."""
        return self.path.name

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """The file under a name for the time being."""
        with _new(self._partial) as stream:
            yield stream
            _settle(stream)

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Give both their names; the old manifest goes first, so that it never speaks for the new file."""
        with _new(self._partial_manifest) as stream:
            stream.write(encoded(manifest))
            _settle(stream)
        self.manifest_path.unlink(missing_ok=True)
        self._partial.replace(self.path)
        self._partial_manifest.replace(self.manifest_path)

    def abandon(self) -> None:
        """Remove what has no name yet; an earlier file of this name stays."""
        self._partial.unlink(missing_ok=True)
        self._partial_manifest.unlink(missing_ok=True)


class Folder:
    """Into a new folder, with the manifest among the files; an existing folder is left alone."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise Refused(_("%(path)s exists already. Name a new folder.", path=path))
        self.path = path
        self._partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")

    def called(self, name: str) -> str:
        """The usual name of a file."""
        return name

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A file in the folder that has its name only later."""
        self._partial.mkdir(mode=0o700, exist_ok=True)
        with _new(self._partial / name) as stream:
            yield stream
            _settle(stream)

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Add the manifest and give the folder its name."""
        with self.open(MANIFEST) as stream:
            stream.write(encoded(manifest))
        self._partial.rename(self.path)

    def abandon(self) -> None:
        """Remove the folder that has no name yet."""
        shutil.rmtree(self._partial, ignore_errors=True)


class Archive:
    """Into one ZIP file with the manifest; nothing in it tells when it was made."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED)

    def called(self, name: str) -> str:
        """The usual name of a file."""
        return name

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A member of the archive."""
        with self._archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as stream:
            yield stream

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Add the manifest and close the archive."""
        with self.open(MANIFEST) as stream:
            stream.write(encoded(manifest))
        self._archive.close()

    def abandon(self) -> None:
        """Close the archive; what is in the stream is the caller's."""
        self._archive.close()


class ArchiveFile:
    """Into a ZIP file on a disk, which has its name only when it is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        self._stream: IO[bytes] | None = None
        self._archive: Archive | None = None

    def called(self, name: str) -> str:
        """The usual name of a file."""
        return name

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A member of the archive."""
        if self._archive is None:
            self._stream = _new(self._partial)
            self._archive = Archive(self._stream)
        with self._archive.open(name) as member:
            yield member

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Add the manifest and give the archive its name."""
        assert self._archive is not None
        assert self._stream is not None
        with self._stream:
            self._archive.finish(manifest)
            _settle(self._stream)
        self._partial.replace(self.path)

    def abandon(self) -> None:
        """Remove the archive that has no name yet."""
        if self._archive is not None and self._stream is not None:
            self._archive.abandon()
            self._stream.close()
            self._partial.unlink(missing_ok=True)


def target_for(path: Path, several: bool) -> Target:
    """Where an export goes that is to be called ``path``: an archive if that ends so, a folder for several tables."""
    if not path.parent.is_dir():
        raise Refused(_("There is no folder %(path)s.", path=path.parent))
    if path.is_dir() and not several:
        raise Refused(_("%(path)s is a folder. Name a file.", path=path))
    if path.suffix.lower() == ".zip":
        return ArchiveFile(path)
    return Folder(path) if several else OneFile(path)


def _new(path: Path) -> IO[bytes]:
    """A new file that this user alone can read: whoever hands it on decides whom else to let in."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _settle(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())
