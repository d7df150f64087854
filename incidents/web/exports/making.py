"""Making an export for a browser: whole before its first byte leaves, so that a broken one never looks complete.

The file grows in a nameless temporary file beside the data, in pieces, while the database is read; then
the database is let go, and the reader's slow connection keeps nobody waiting. Its size and hash stand in the answer.
"""

import base64
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from flask import Response, g

from incidents.answers.summed import summed
from incidents.exports.formats import FORMATS
from incidents.exports.formats.format import Options
from incidents.exports.manifest import encoded
from incidents.exports.order import Made, Order, make
from incidents.exports.placing import SUFFIX, Archive, Stream
from incidents.exports.snapshot import snapshot
from incidents.exports.tables import Table
from incidents.ledger.replay import position
from incidents.search.criteria import Criteria
from incidents.web import transaction
from incidents.web.recognition import settings

AT_A_TIME = 2**18
FORMAT = FORMATS["csv"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser asked for: the question as typed and as read, the tables, and how the files should look."""

    question: str
    criteria: Criteria
    tables: tuple[Table, ...]
    options: Options


def file_answer(asked: Asked) -> Response:
    """One table as a file."""
    with _spooled() as stream:
        name, made = _make(asked, stream)
        return _answer(stream, name, FORMAT.media_type, made.files[0].sha256)


def manifest_answer(asked: Asked) -> Response:
    """The manifest of the file that `file_answer` gives."""
    with _spooled() as stream:
        name, made = _make(asked, stream)
        stream.close()
    answer = Response(encoded(made.manifest), content_type="application/json; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=name + SUFFIX)
    return answer


def archive_answer(asked: Asked) -> Response:
    """Several tables with their manifest in one archive."""
    with _spooled() as stream, snapshot(transaction.databases()) as session:
        name = f"incidents-{position(session)}.zip"
        make(session, settings(), _order(asked), Archive(stream))
        return _answer(stream, name, "application/zip")


def _make(asked: Asked, stream: IO[bytes]) -> tuple[str, Made]:
    with snapshot(transaction.databases()) as session:
        # The state of the ledger in the name keeps two exports of one question apart.
        name = f"incidents-{asked.tables[0].name}-{position(session)}{FORMAT.extension}"
        return name, make(session, settings(), _order(asked), Stream(stream, name))


def _order(asked: Asked) -> Order:
    return Order(asked.question, asked.criteria, g.viewer, asked.tables, FORMAT, asked.options, summed)


@contextmanager
def _spooled() -> Iterator[IO[bytes]]:
    """A file without a name, which the answer closes when it is sent; here it is closed if anything fails."""
    transaction.before_rendering(200)
    stream = tempfile.TemporaryFile(dir=settings().home)  # noqa: SIM115  (the answer outlives this block)
    try:
        yield stream
    except BaseException:
        stream.close()
        raise


def _answer(stream: IO[bytes], name: str, media_type: str, sha256: str | None = None) -> Response:
    size = stream.seek(0, 2)
    stream.seek(0)
    answer = Response(_pieces(stream), content_type=media_type, direct_passthrough=True)
    answer.content_length = size
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    if sha256 is not None:
        answer.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"
    answer.call_on_close(stream.close)
    return answer


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(AT_A_TIME):
            yield piece
