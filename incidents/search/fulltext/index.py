"""Writing the index rows of cases, in the transaction that writes the cases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from incidents.search.fulltext.cutting import BETWEEN, bare_forms, joined

# PostgreSQL keeps 16,383 positions and 256 of one word in a document, and a megabyte in all.
WORDS_IN_A_PART = 2000
LETTERS_IN_A_PART = 80_000
OVERLAP = 200  # words that two parts share, so that a phrase across their border is found
LAST_POSITION = 16383


def write(session: Session, texts: Mapping[int, Sequence[str]], *, new: bool = False) -> None:
    """Index cases: their numbers with the texts they are to be found by, replacing what was there."""
    if not new:
        erase(session, texts)
    documents = ((number, list(joined(parts))) for number, parts in texts.items())
    if session.get_bind().dialect.name == "sqlite":
        rows = [
            {"id": number, "words": " ".join(found), "bare": " ".join(bare_forms(found))} for number, found in documents
        ]
        statement = "INSERT INTO incident_text (rowid, words, bare) VALUES (:id, :words, :bare)"
    else:
        rows = [
            {"id": number, "part": part, "document": vector(words)}
            for number, found in documents
            for part, words in enumerate(in_parts(found))
        ]
        statement = (
            "INSERT INTO incident_text (incident_id, part, document) VALUES (:id, :part, CAST(:document AS tsvector))"
        )
    if rows:
        session.connection().execute(text(statement), rows)


def erase(session: Session, numbers: Iterable[int]) -> None:
    """Take cases out of the index."""
    column = "rowid" if session.get_bind().dialect.name == "sqlite" else "incident_id"
    rows = [{"id": number} for number in numbers]
    if rows:
        session.connection().execute(text(f"DELETE FROM incident_text WHERE {column} = :id"), rows)  # noqa: S608


def index_is_whole(session: Session) -> bool:
    """Tell whether every case has its entry in the index and nothing else has one."""
    column = "rowid" if session.get_bind().dialect.name == "sqlite" else "incident_id"
    indexed = f"SELECT {column} FROM incident_text"  # noqa: S608
    odd = f"SELECT id FROM incident WHERE id NOT IN ({indexed})"  # noqa: S608
    foreign = f"SELECT {column} FROM incident_text WHERE {column} NOT IN (SELECT id FROM incident)"  # noqa: S608
    return not any(session.execute(text(f"{query} LIMIT 1")).first() for query in (odd, foreign))


def in_parts(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words in pieces that PostgreSQL can hold, each with the end of the one before."""
    part: list[str] = []
    letters = fresh = 0
    for word in words:
        if fresh and (len(part) >= WORDS_IN_A_PART or letters + len(word) > LETTERS_IN_A_PART):
            yield part
            part, fresh = part[-OVERLAP:], 0
            letters = sum(map(len, part))
        part.append(word)
        letters += len(word)
        fresh += 1
    if fresh or not words:
        yield part


def vector(words: Sequence[str]) -> str:
    """Return the words as PostgreSQL writes a document, so that its own parser is never asked."""
    placed = [f"'{word}':{at}A" for at, word in enumerate(words, 1) if word != BETWEEN]
    return " ".join(placed + [f"'{word}':{LAST_POSITION}D" for word in sorted(set(bare_forms(words)))])
