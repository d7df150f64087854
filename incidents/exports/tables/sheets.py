"""The tables of the sheets: one for each, with every column that its record declares."""

from collections import namedtuple
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from incidents.access.closed import giving_away, is_closed
from incidents.access.visible import visible
from incidents.base.languages import N_
from incidents.db.fields import Field, Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.tables.table import Table
from incidents.exports.text import WITHHELD
from incidents.records import Actor, ActorName, Citation, LegalInstrument, Place, Source
from incidents.records.picture import drawn_columns, is_sibling_link
from incidents.records.sheet import SheetRecord, links_of, sheets

OWN = {"actor": Actor, "place": Place, "source": Source, "legal_instrument": LegalInstrument}


class Named(NamedTuple):
    """A record that a row names: its code, and of an actor its kind and names."""

    code: Any = None
    kind: str | None = None
    en: str | None = None
    ar: str | None = None


NOTHING, HIDDEN = Named(), Named(WITHHELD)


class SheetLine(NamedTuple):
    """A row of a sheet with the records that it names; of one that was read in closed sources alone no words."""

    code: str
    row: AnyRow
    named: Any


def _columns(kind: SheetRecord) -> tuple[Column, ...]:
    found = [of(kind, "id", f"{kind.__tablename__}_id", label=kind.declared.title), made("code", "code", N_("Case"))]
    labels = {field.group: field.label for name, _column, field in drawn_columns(kind) if name.endswith("_text")}
    for name, _column, field in drawn_columns(kind):
        if field.group is None:
            found += _own(kind, name, field)
        elif not field.computed:
            found.append(of(kind, name) if name.endswith("_text") else of(kind, name, about=labels[field.group]))
    return tuple(found)


def _own(kind: SheetRecord, name: str, field: Field) -> Iterator[Column]:
    if is_sibling_link(kind, field):
        yield of(kind, name, kind=Kind.LINES if field.kind is Kind.LINKS else Kind.WHOLE)
    elif field.kind is not Kind.LINK:
        yield of(kind, name)
    else:
        record = OWN[field.vocabulary or ""]
        yield made(name, f"named.{name}.code", field.label, field.help, of=[(kind, name), (record, "code")])
        if record is Actor:
            called = name.removesuffix("_id")
            for language, label in (("en", N_("Actor in English")), ("ar", N_("Actor in Arabic"))):
                of_name = [(kind, name), (ActorName, "text")]
                path = f"named.{name}.{language}"
                yield made(f"{called}_name_{language}", path, label, of=of_name, about=field.label)
            of_kind = [(kind, name), (Actor, "kind")]
            yield made(f"{called}_kind", f"named.{name}.kind", N_("Kind of actor"), of=of_kind, kind=Kind.CODE,
                       vocabulary="actor_kind", about=field.label)  # fmt: skip


def _lines(kind: SheetRecord, reading: Reading) -> Iterator[SheetLine]:
    columns, others = _columns(kind), links_of(kind)
    make: Any = namedtuple("Named", list(others))  # type: ignore[misc]
    told = giving_away(kind.__tablename__)
    for piece in reading.pieces():
        parts = reading.parts(piece, kind, stored(kind, columns, *others, "cited"))
        closed = _closed(reading, piece) if parts else set()
        known = {name: _known(reading, table, {getattr(row, name) for row in parts}) for name, table in others.items()}
        for row in parts:
            named = make(*(known[name].get(getattr(row, name), NOTHING) for name in others))
            if is_closed(kind.__tablename__, {"cited": row.cited}, closed):
                hidden = {name: WITHHELD for name in told if name in row._fields and name != "cited"}
                yield SheetLine(row.incident_code, row._replace(**hidden), named)
            else:
                yield SheetLine(row.incident_code, row, named)


def _closed(reading: Reading, piece: list[int]) -> set[int]:
    cited = reading.parts(piece, Citation, [Citation.source_id])
    reading.sources.learn(row.source_id for row in cited)
    return {row.id for row in cited if reading.sources.is_hidden(row.source_id)}


def _known(reading: Reading, table: str, numbers: set[int | None]) -> dict[int, Named]:
    """The records that rows name; of one that the viewer may not see, no more than that it is withheld."""
    wanted = {number for number in numbers if number is not None}
    if not wanted:
        return {}
    if table == "actor":
        reading.actors.learn(wanted)
        actors = {number: reading.actors.actor(number) for number in wanted}
        return {number: Named(a.code, a.kind, a.names.en, a.names.ar) for number, a in actors.items()}
    record: Any = OWN[table]
    seen = visible(record, reading.viewer).where(reading.among(record.id, wanted))
    codes = {row.id: Named(row.code) for row in reading.rows(seen.with_only_columns(record.id, record.code))}
    return dict.fromkeys(wanted, HIDDEN) | codes


TABLES = tuple(
    Table(kind.declared.rows, kind.declared.titles, _columns(kind), partial(_lines, kind)) for kind in sheets()
)
