"""Storing the places of an import: new ones in bulk, changed ones as one act each with a readable history."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from incidents.access.viewer import Viewer
from incidents.imports.formats.gazetteer.comparing import Comparison
from incidents.imports.formats.gazetteer.placing import Placed
from incidents.imports.report import Doubt
from incidents.ledger.bulk import Numbers, insert_in_bulk
from incidents.ledger.making import made
from incidents.ledger.trace import act
from incidents.records import ExternalId, IncidentPlace, Place, PlaceName, QualityIssue
from incidents.search.derived import refresh_users

AT_A_TIME = 500
UPDATED = "updated by import"
EDITION_TOLD = "A later import tells the edition."


def store_new(session: Session, viewer: Viewer, found: list[Comparison], runs: Mapping[str, int], reason: str) -> None:
    """Store the places that are not here, each after the one that it lies in."""
    numbers = Numbers(session)
    fresh: dict[int, Place] = {}
    for one in sorted(found, key=lambda one: sum(1 for _above in one.placed.above())):
        parent = one.parent
        above: dict[str, Any] = {}
        if parent is not None and parent.stored is not None:
            above["parent_id"] = parent.stored.id
        elif parent is not None:
            above["parent_id"] = fresh[id(parent)].id
        external = {"record_type": "place", "match": "exact"}
        fresh[id(one.placed)] = made(
            Place,
            id=numbers.next(Place),
            visibility="public",
            names=[made(PlaceName, text=name.text, lang=name.lang, kind=name.kind) for name in one.names],
            external_ids=[
                made(ExternalId, system=system, value=value, url=address_of(system, value), **external)
                for system, value in one.external.items()
            ],
            quality_issues=[made(QualityIssue, **_question(doubt, one, runs)) for doubt in one.issues],
            **one.fields,
            **above,
        )
    insert_in_bulk(session, viewer, list(fresh.values()), "imported", reason, numbers=numbers)
    for one in found:
        one.placed.number = fresh[id(one.placed)].id


def store_changed(
    session: Session, viewer: Viewer, found: list[Comparison], runs: Mapping[str, int], reason: str
) -> None:
    """Bring what is new into places that are here; cases that name them are found by the new names at once."""
    for start in range(0, len(found), AT_A_TIME):
        chunk = {one.placed.stored.id: one for one in found[start : start + AT_A_TIME] if one.placed.stored}
        loaded = (selectinload(Place.names), selectinload(Place.external_ids), selectinload(Place.quality_issues))
        places = session.scalars(select(Place).where(Place.id.in_(chunk)).options(*loaded)).all()
        with act(session, viewer, UPDATED, reason), session.no_autoflush:
            for place in places:
                _bring_in(place, chunk[place.id], runs)
        used = set(session.scalars(select(IncidentPlace.place_id).where(IncidentPlace.place_id.in_(chunk))))
        for place in places:
            if place.id in used:
                refresh_users(session, place)
        session.flush()
        session.expunge_all()


def _bring_in(place: Place, one: Comparison, runs: Mapping[str, int]) -> None:
    for name, value in one.fields.items():
        setattr(place, name, value)
    if one.parent is not None:
        place.parent_id = _number(one.parent)
    for known in place.names:
        if known.id in one.former:
            known.kind = "former"
    place.names += [PlaceName(text=name.text, lang=name.lang, kind=name.kind) for name in one.names]
    for system, value in one.external.items():
        place.external_ids.append(
            ExternalId(record_type="place", system=system, value=value, url=address_of(system, value), match="exact")
        )
    place.quality_issues += [QualityIssue(**_question(doubt, one, runs)) for doubt in one.issues]
    for issue in place.quality_issues if one.edition_told else ():
        if issue.code == "pcode_unknown_edition" and issue.state == "open":
            issue.state, issue.resolution = "fixed", EDITION_TOLD


def _number(placed: Placed) -> int:
    number = placed.stored.id if placed.stored is not None else placed.number
    assert number is not None
    return number


def _question(doubt: Doubt, one: Comparison, runs: Mapping[str, int]) -> dict[str, Any]:
    message = f"{doubt.column}: {doubt.message}" if doubt.message else None
    return {
        "code": doubt.code,
        "field": doubt.column,
        "raw_value": doubt.value,
        "message": message,
        "import_run_id": runs.get(one.entry.file),
        "state": "open",
    }


def address_of(system: str, value: str) -> str | None:
    """The address under which a list shows one of its records, where it has one."""
    return f"https://www.geonames.org/{value}" if system == "geonames" else None
