"""The question for words as a condition in SQL: each engine gets it in its own language."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Float, Integer, TableValuedAlias, bindparam, cast, column, literal
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import SQLCoreOperations
from sqlalchemy.sql.functions import FunctionElement

from incidents.search.fulltext.cutting import without_prefix

SHORTEST_PREFIX = 3


class TextMatch(FunctionElement[bool]):
    """Holds for cases whose text has the words: one word in any form, a phrase, or a beginning of a word."""

    inherit_cache = True
    type = Boolean()

    def __init__(self, incident_id: SQLCoreOperations[int], found: Sequence[str], phrase: bool, prefix: bool) -> None:
        super().__init__(incident_id, *_both(*in_both_languages(found, phrase, prefix)))


class TextRanks(FunctionElement[Any]):
    """A table of the cases that have any of the words, with how well each answers to them: ``id`` and ``rank``."""

    inherit_cache = True

    def __init__(self, found: Sequence[tuple[Sequence[str], bool, bool]]) -> None:
        both = [in_both_languages(words, phrase, prefix) for words, phrase, prefix in found]
        asked = " OR ".join(sqlite for sqlite, _ in both), " | ".join(f"({postgres})" for _, postgres in both)
        super().__init__(*_both(*asked))


def ranks(found: Sequence[tuple[Sequence[str], bool, bool]]) -> TableValuedAlias:
    """Return the table of ranks for several words; a greater rank is better."""
    return TextRanks(found).table_valued(column("id", Integer), column("rank", Float))


def in_both_languages(found: Sequence[str], phrase: bool, prefix: bool) -> tuple[str, str]:
    """Return the question as SQLite's FTS5 and as PostgreSQL ask it; the words are letters and numbers only."""
    if phrase or len(found) > 1:
        return '{words} : "' + " ".join(found) + '"', " <-> ".join(f"'{word}':A" for word in found)
    forms = [word for word in (found[0], without_prefix(found[0])) if word]
    if prefix:
        forms = [word for word in forms if len(word) >= SHORTEST_PREFIX]
        return (
            "(" + " OR ".join(f'{{words bare}} : "{word}" *' for word in forms) + ")",
            " | ".join(f"'{word}':*" for word in forms),
        )
    return (
        "(" + " OR ".join(f'{{words bare}} : "{word}"' for word in forms) + ")",
        " | ".join(f"'{word}'" for word in forms),
    )


def _both(sqlite: str, postgres: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return literal(sqlite), cast(bindparam(None, postgres, unique=True), TSQUERY)


@compiles(TextMatch, "sqlite")
def _match_sqlite(element: TextMatch, compiler: SQLCompiler, **options: Any) -> str:
    number, asked, _ = (one for one in element.clauses)
    said, sought = compiler.process(number, **options), compiler.process(asked, **options)
    return f"({said} IN (SELECT rowid FROM incident_text WHERE incident_text MATCH {sought}))"  # noqa: S608


@compiles(TextMatch, "postgresql")
def _match_postgres(element: TextMatch, compiler: SQLCompiler, **options: Any) -> str:
    number, _, asked = (one for one in element.clauses)
    said, sought = compiler.process(number, **options), compiler.process(asked, **options)
    return f"({said} IN (SELECT incident_id FROM incident_text WHERE document @@ {sought}))"  # noqa: S608


@compiles(TextRanks, "sqlite")
def _rank_sqlite(element: TextRanks, compiler: SQLCompiler, **options: Any) -> str:
    asked, _ = (one for one in element.clauses)
    sought = compiler.process(asked, **options)
    ranked = "SELECT rowid AS id, -bm25(incident_text) AS rank FROM incident_text"
    # The limit lets everything through; it keeps SQLite from asking the index again for each case.
    return f"({ranked} WHERE incident_text MATCH {sought} LIMIT -1)"


@compiles(TextRanks, "postgresql")
def _rank_postgres(element: TextRanks, compiler: SQLCompiler, **options: Any) -> str:
    _, asked = (one for one in element.clauses)
    sought = compiler.process(asked, **options)
    ranked = f"SELECT incident_id AS id, max(ts_rank(document, {sought})) AS rank FROM incident_text"  # noqa: S608
    return f"({ranked} WHERE document @@ {sought} GROUP BY incident_id)"
