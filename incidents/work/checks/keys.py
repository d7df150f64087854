"""Checks of the keys of rows: each once, and a number only where it is or was the number of a part of this record."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.db.base import Record
from incidents.ledger.replay import history
from incidents.records.picture import Picture, parts_of


def check_keys(session: Session, root: type[Record], drawing: Picture, before: Picture) -> list[Problem]:
    """The problems of rows that claim a number which is not theirs, or the key of another row.

    A part that somebody else has removed meanwhile may come back under its own number.
    """
    return list(_faults(session, root, drawing, before))


def _faults(session: Session, root: type[Record], drawing: Picture, before: Picture) -> Iterator[Problem]:
    number = before.get(root.__tablename__, {}).get("id")
    former: set[tuple[str, int]] | None = None
    for table in parts_of(root):
        present = {values["id"] for values in before.get(table, [])}
        met: set[object] = set()
        for values in drawing.get(table, []):
            key = values.get("id")
            if key in met:
                yield Problem(f"{table}.{key}.", _("The same entry was sent twice. Load the page again."), "key")
            elif isinstance(key, int) and key not in present:
                if former is None:
                    former = _former(session, root.__tablename__, number) if number is not None else set()
                if (table, key) not in former:
                    message = _("An entry that was sent does not belong to this record. Load the page again.")
                    yield Problem(f"{table}.{key}.", message, "key")
            if key is not None:
                met.add(key)


def _former(session: Session, table: str, number: int) -> set[tuple[str, int]]:
    past = history(session, table, number)
    return {(difference["part"], difference["id"]) for change in past for difference in change.differences}
