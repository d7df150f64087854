"""The manifest of an export: what was asked, of which state of the database, and what every file must be.

It names no moment of its making. Its time is that of the last change in the ledger, so that the same
question at the same state gives the same manifest, byte for byte, as it gives the same files.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text

from incidents import __version__
from incidents.access.viewer import Viewer
from incidents.base.languages import LANGUAGES, gettext, speaking
from incidents.exports.columns import Column
from incidents.exports.formats.format import Format, Written
from incidents.exports.reading import Reading
from incidents.exports.tables import TABLES, Table
from incidents.records import Change, ImportRow, ImportRun, LedgerHead
from incidents.search.criteria import Criteria
from incidents.search.language import write
from incidents.search.sentence import sentence
from incidents.vocabularies import VERSION, vocabulary

KIND = "incidents export manifest 1"
SEAL = "manifest_sha256"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of an export, who asked it, and the totals of its answer."""

    question: str
    criteria: Criteria
    viewer: Viewer
    totals: Mapping[str, Any] | None


def manifest_of(
    reading: Reading, asked: Asked, format: Format, tables: Sequence[Table], files: Sequence[Written]
) -> dict[str, Any]:
    """The manifest of files that have been written."""
    content: dict[str, Any] = {
        "manifest": KIND,
        "question": {
            "typed": asked.question,
            "written": write(asked.criteria),
            "words": {language: _in_words(asked.criteria, language) for language in LANGUAGES},
        },
        # The name of an account would tell outsiders who works on a case.
        "seen_by": "everything" if asked.viewer.sees_all else "one account",
        "ledger": _ledger(reading),
        "incidents": len(reading.numbers),
        "totals": dict(asked.totals) if asked.totals is not None else None,
        "format": format.code,
        "files": [_file(written) for written in files],
        "tables": [_table(table) for table in tables],
        "versions": {"incidents": __version__, "schema": _schema(reading), "vocabularies": VERSION},
        "publisher": reading.settings.publisher or None,
        "licence": reading.settings.licence or None,
        "imported_from": list(_imports(reading)),
        "note": {language: _note(language) for language in LANGUAGES},
    }
    return {**content, SEAL: seal_of(content)}


def encoded(manifest: Mapping[str, Any]) -> bytes:
    """The manifest as it stands in its file."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def seal_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of a manifest without its seal, whatever the layout of its file."""
    bare = {name: value for name, value in content.items() if name != SEAL}
    return hashlib.sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _in_words(criteria: Criteria, language: str) -> str:
    with speaking(language):
        return sentence(criteria)


def _note(language: str) -> str:
    with speaking(language):
        return gettext("Documented, not estimated. An empty number is not 0; the state beside it says why it is empty.")


def _ledger(reading: Reading) -> dict[str, Any]:
    statement = select(LedgerHead.seq, LedgerHead.hash, Change.at).outerjoin(Change, Change.seq == LedgerHead.seq)
    seq, head, at = reading.session.execute(statement).one()
    # An empty ledger has no last change, which the outer join answers with None.
    moment: datetime | None = at
    return {"position": seq, "hash": head, "as_of": moment.isoformat() if moment else None}


def _schema(reading: Reading) -> str | None:
    return reading.session.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _imports(reading: Reading) -> Iterator[dict[str, Any]]:
    rows = select(ImportRow.import_run_id).where(ImportRow.incident_id.in_(reading.matching.order_by(None)))
    named = (ImportRun.system, ImportRun.release, ImportRun.licence, ImportRun.attribution)
    statement = select(*named).where(ImportRun.id.in_(rows)).distinct()
    found = [dict(row._mapping) for row in reading.session.execute(statement)]
    yield from sorted(found, key=lambda row: [str(value) for value in row.values()])


def _file(written: Written) -> dict[str, Any]:
    return {
        "name": written.name,
        "tables": list(written.tables),
        "rows": written.rows,
        "bytes": written.bytes,
        "sha256": written.sha256,
        "byte_order_mark": written.bom,
        "headings": written.headings or "names",
        "escaped_cells": dict(sorted(written.escaped.items())),
    }


def _table(table: Table) -> dict[str, Any]:
    return {"name": table.name, "label": _said(table.label), "columns": [_column(column) for column in table.columns]}


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "label": _in_languages(lambda: column.heading),
        "help": _said(column.help),
        "kind": column.kind.value,
        "vocabulary": column.vocabulary,
        "vocabulary_version": vocabulary(column.vocabulary).version if column.vocabulary else None,
        "unit": column.unit,
        "audience": column.audience.name.lower(),
    }


def _said(message: str) -> dict[str, str]:
    return _in_languages(lambda: gettext(message))


def _in_languages(words: Callable[[], str]) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = words()
    return found


def columns_of(table: str) -> list[str]:
    """The names of the columns of a table, in their order."""
    return [column.name for column in TABLES[table].columns]
