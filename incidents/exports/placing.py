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
        """The file under a name for the time being, which is removed if anything fails."""
        try:
            with self._partial.open("xb") as stream:
                yield stream
                _settle(stream)
        except BaseException:
            self._partial.unlink(missing_ok=True)
            raise

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Give both their names; the old manifest goes first, so that it never speaks for the new file."""
        try:
            with self._partial_manifest.open("xb") as stream:
                stream.write(encoded(manifest))
                _settle(stream)
            self.manifest_path.unlink(missing_ok=True)
            self._partial.replace(self.path)
            self._partial_manifest.replace(self.manifest_path)
        finally:
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
        self._partial.mkdir(parents=True, exist_ok=True)
        try:
            with (self._partial / name).open("xb") as stream:
                yield stream
                _settle(stream)
        except BaseException:
            shutil.rmtree(self._partial, ignore_errors=True)
            raise

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Add the manifest and give the folder its name."""
        with self.open(MANIFEST) as stream:
            stream.write(encoded(manifest))
        self._partial.rename(self.path)


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


def _settle(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())
