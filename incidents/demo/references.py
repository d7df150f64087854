"""Places, actors and sources of the demonstration: from rows of the data files to records, known by their keys."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.errors import Invalid
from incidents.demo.files import FOLDER, NORTHMARCH, Row, rows
from incidents.ledger.trace import act
from incidents.records import Actor, Place, Source
from incidents.records.picture import Picture
from incidents.work.checks.references import ReferenceKind, check_reference
from incidents.work.references import WRITING, store_reference

EDITION = "2020-12-17"
"""The day on which the place codes of the documented cases were valid."""
TO_CHECK = "To be checked against the original before anybody relies on it."


@dataclass(slots=True)
class References:
    """The row numbers of what was recorded, by the keys that the cases use."""

    places: dict[str, int] = field(default_factory=dict)
    actors: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    instruments: dict[str, int] = field(default_factory=dict)


def reference_rows() -> Iterator[tuple[str, Row]]:
    """Every row with its kind, in an order in which nothing refers to what comes later."""
    for folder, edition in ((FOLDER, EDITION), (NORTHMARCH, None)):
        for row in rows(folder / "places.json"):
            yield "place", row | ({"edition": edition} if edition and "pcode" in row else {})
        for row in rows(folder / "actors.json"):
            yield "actor", row
        for row in parents_first(rows(folder / "sources.json")):
            yield "source", row


def record_references(
    session: Session, viewer: Viewer, listed: Iterable[tuple[str, Row]], advance: Callable[[int], object]
) -> References:
    """Record places, actors and sources in one act, which writes a row of the ledger for each."""
    known = References()
    with act(session, viewer, "recorded"):
        for kind, row in listed:
            if kind == "place":
                known.places[row["key"]] = _store(session, viewer, Place, place_picture(row, known))
            elif kind == "actor":
                known.actors[row["key"]] = _store(session, viewer, Actor, actor_picture(row, known))
            else:
                drawing = source_picture(row, known)
                if row.get("visibility") == "confidential":
                    drawing["source_reader"] = [{"id": "r1", "account_id": viewer.account_id}]
                known.sources[row["key"]] = _store(session, viewer, Source, drawing)
            advance(1)
    return known


def _store(session: Session, viewer: Viewer, kind: ReferenceKind, drawing: Picture) -> int:
    require(viewer, WRITING[kind])
    if problems := check_reference(kind, drawing):
        raise Invalid(problems)
    return store_reference(session, viewer, kind, drawing).id


def parents_first(sources: list[Row]) -> list[Row]:
    """The sources in an order in which each comes after what it repeats."""
    by_key = {row["key"]: row for row in sources}
    ordered: dict[str, Row] = {}

    def put(row: Row) -> None:
        for parent, _how in row.get("derived_from", []):
            if parent not in ordered:
                put(by_key[parent])
        ordered[row["key"]] = row

    for row in sources:
        if row["key"] not in ordered:
            put(row)
    return list(ordered.values())


def place_picture(row: Row, known: References) -> Picture:
    """A place with its names, its code and the edition of the code."""
    names = ("level", "pcode", "lat", "lon", "note")
    values: dict[str, Any] = {name: row[name] for name in names if name in row}
    values |= {"visibility": "public", "parent_id": known.places[row["parent"]] if "parent" in row else None}
    values["pcode_edition"] = row.get("edition")
    return {"place": values, "place_name": _names(row)}


def actor_picture(row: Row, known: References) -> Picture:
    """An actor with its names and the one it belongs to."""
    parent = known.actors[row["parent"]] if "parent" in row else None
    values = {"kind": row["kind"], "parent_id": parent, "note": row.get("note"), "visibility": "public"}
    return {"actor": values, "actor_name": _names(row)}


def source_picture(row: Row, known: References) -> Picture:
    """A source with what it repeats."""
    names = ("kind", "publisher", "language", "url", "affiliation", "origin_unknown", "rights", "version_note")
    values: dict[str, Any] = {name: row[name] for name in names if name in row}
    title = row["title"]
    values["title"] = title if isinstance(title, dict) else {"en": title}
    values["default_reliability"] = row.get("reliability")
    values["visibility"] = row.get("visibility", "public")
    if "published" in row:
        values |= {"published_text": row["published"], "published_edtf": row["published"]}
    drawing: Picture = {"source": values}
    drawing["source_derivation"] = [
        {"id": f"d{position}", "parent_id": known.sources[parent], "how": how}
        for position, (parent, how) in enumerate(row.get("derived_from", []))
    ]
    if "document" in row:
        symbol = {"id": "x1", "record_type": "source", "system": "document symbol", "value": row["document"]}
        drawing["external_id"] = [symbol | {"match": "exact"}]
    if row.get("to_check"):
        drawing["field_note"] = [{"id": "n1", "field": "title", "note": TO_CHECK}]
    return drawing


def _names(row: Row) -> list[Row]:
    return [
        {"id": f"n{position}", "lang": lang, "kind": kind, "text": text}
        for position, (lang, kind, text) in enumerate(row["names"])
    ]
