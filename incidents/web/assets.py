"""Styles, scripts, fonts and pictures, each under an address that names its content and may be kept for ever."""

import gzip
import hashlib
import mimetypes
import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

from incidents.paths import STATIC
from incidents.web.gate import policy

PACKED = frozenset({".css", ".js", ".svg"})
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: its bytes, packed where that helps, its kind and the version of its content."""

    body: bytes
    packed: bytes | None
    kind: str
    version: str


def install(app: Flask) -> None:
    """Serve what lies under static/."""
    app.add_url_rule("/static/<path:name>", "static", static)


def static_address(name: str) -> str:
    """The address of a file under static/, with the version of its content."""
    found = asset(name)
    return url_for("static", name=name, v=found.version if found else None)


def asset(name: str) -> Asset | None:
    """The file of a name, or None where there is none; it is read again when it has changed."""
    if "\0" in name or ".." in name.split("/") or name.endswith(".gz"):
        return None
    path = STATIC.joinpath(*name.split("/"))
    try:
        seen = path.stat()
    except OSError:
        return None
    return _read(path, seen.st_mtime_ns) if stat.S_ISREG(seen.st_mode) else None


@policy(open_to_all=True)
def static(name: str) -> Response:
    """Send a file; a browser that asks for the version it has is told to keep it for a year."""
    found = asset(name)
    if found is None:
        abort(404)
    packed = found.packed if request.accept_encodings["gzip"] else None
    response = Response(packed or found.body, content_type=found.kind)
    if found.packed:
        response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(found.version + ("-gzip" if packed else ""))
    asked_by_version = request.args.get("v") == found.version
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if asked_by_version else "no-cache"
    response.make_conditional(request.environ)
    return response


@lru_cache(maxsize=200)
def _read(path: Path, _changed: int) -> Asset:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in PACKED else None
    return Asset(body, packed, kind, hashlib.sha256(body).hexdigest()[:12])
