"""A small believable world: six documented cases of the demonstration, with only the sources and places they use.

cases = small_world(session)
cases["SW-007"].n_independent  # 4
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR
from incidents.demo.files import documented_cases
from incidents.demo.instruments import instrument_rows, record_instruments
from incidents.demo.loading import key_of, record_case
from incidents.demo.people import settle_people
from incidents.demo.references import record_references, reference_rows
from incidents.records import Incident

# A siege, competing counts, a stated nought, an agreement, a best number of 0, two bodies that disagree.
CASES = ("SW-001", "SW-007", "SW-016", "SW-018", "SW-021", "SW-031")


def small_world(session: Session, keys: tuple[str, ...] = CASES) -> dict[str, Incident]:
    """Record these cases and what they refer to, and return them by their keys; nothing is committed."""
    drawings = [drawing for drawing in documented_cases() if key_of(drawing) in keys]
    people = settle_people(session, OPERATOR)
    listed = list(reference_rows())
    above = dict(_repeats(listed)) | {row["key"]: list(_named_by(row)) for row in instrument_rows()}
    needed = _closure({key for drawing in drawings for key in _keys(drawing)}, above)
    listed = [(kind, row) for kind, row in listed if row["key"] in needed]
    known = record_references(session, people.reviewer, listed, lambda _count: None)
    laws = [row for row in instrument_rows() if row["key"] in needed]
    known.instruments |= record_instruments(session, people.reviewer, known, laws, lambda _count: None)
    return {key_of(drawing): record_case(session, people, known, drawing | {"desk": "syria"}) for drawing in drawings}


def _keys(drawing: dict[str, Any]) -> Iterator[str]:
    for part in drawing.values():
        for row in part if isinstance(part, list) else []:
            texts = (value for value in row.values() if isinstance(value, str))
            yield from (text for text in texts if text[:2] in ("S-", "A-", "P-", "I-"))


def _repeats(listed: list[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, list[str]]]:
    for _kind, row in listed:
        above = [row["parent"]] if "parent" in row else []
        yield row["key"], above + [key for key, _how in row.get("derived_from", [])]


def _named_by(law: dict[str, Any]) -> Iterator[str]:
    yield from (law[name] for name in ("source", "place", "issuer") if name in law)
    yield from (key for key, _how, _note in law.get("amendments", []))


def _closure(keys: set[str], above: dict[str, list[str]]) -> set[str]:
    found, waiting = set(), list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += above.get(key, [])
    return found
