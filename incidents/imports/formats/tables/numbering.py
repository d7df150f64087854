"""The numbers of rows: kept where no part of a kind was ever stored here, so that a file comes back just as it went."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from incidents.imports.formats.tables.columns import PARTS
from incidents.imports.formats.tables.deciding import Decided

HIGHEST = 1_000_000_000  # beyond it a file could use up the numbers that there are


class Kept:
    """Which tables keep the numbers of the file, and the numbers by the keys of their rows."""

    def __init__(self, session: Session, decided: Iterable[Decided]) -> None:
        self._session = session
        listed = [one for one in decided if one.changes]
        self._tables = {table for table, (_record, number) in PARTS.items() if number and self._may(table, listed)}

    def _may(self, table: str, decided: list[Decided]) -> bool:
        keys = [key for one in decided for key in one.parts.get(table, {})]
        numbers = [number_in(key) for key in keys]
        known = [number for number in numbers if number is not None]
        if not known or len(known) < len(numbers) or len(set(known)) < len(known) or max(known) > HIGHEST:
            return False
        return self._last(PARTS[table][0].__tablename__) < min(known)

    def numbers(self, table: str, rows: Mapping[Any, Any]) -> dict[Any, int]:
        """The numbers that new rows keep, by their keys."""
        if table not in self._tables:
            return {}
        return {key: number for key in rows if (number := number_in(key)) is not None}

    def _last(self, table: str) -> int:
        """The last number that was ever given in a table."""
        if self._postgres:
            statement = text("SELECT coalesce(pg_sequence_last_value(CAST(:name AS regclass)), 0)")
            return int(self._session.execute(statement, {"name": f"{table}_id_seq"}).scalar_one())
        found = self._session.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table})
        return int(found.scalar() or 0)

    def settle(self) -> None:
        """Let the next numbers come after those that were kept; SQLite sees to that itself."""
        for table in self._tables if self._postgres else ():
            record = PARTS[table][0]
            highest = self._session.scalar(select(func.max(record.id)))
            statement = text("SELECT setval(CAST(:name AS regclass), :highest)")
            self._session.execute(statement, {"name": f"{record.__tablename__}_id_seq", "highest": highest})

    @property
    def _postgres(self) -> bool:
        return self._session.get_bind().dialect.name == "postgresql"


def number_in(key: Any) -> int | None:
    """The number in the key of a new row, or None where the row came without one."""
    number = str(key).rpartition("-")[2] if isinstance(key, str) else ""
    return int(number) if number.isdecimal() and 0 < int(number) <= 2**31 - 1 else None
