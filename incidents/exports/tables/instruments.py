"""The tables of laws and orders: `instruments`, `instrument_amendments`, and `case_instruments` with those of cases.

The first two hold every text that the viewer may see, whatever was asked of the cases; the third is of the cases.
"""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy import select

from incidents.access.closed import giving_away, is_closed
from incidents.access.visible import visible, visible_instruments
from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, by_code, stored, text_in
from incidents.exports.tables.table import Table, in_languages
from incidents.exports.text import WITHHELD
from incidents.records import (
    Actor,
    Citation,
    IncidentInstrument,
    InstrumentAmendment,
    LegalInstrument,
    Place,
    Source,
)

TABLE = IncidentInstrument.__tablename__
LINKED: dict[str, type[Any]] = {"issuer_id": Actor, "place_id": Place, "source_id": Source}
"""The columns of a text that name another record."""


class InstrumentLine(NamedTuple):
    """A text with the codes of what it refers to, as far as the viewer may see that."""

    row: AnyRow
    issuer_id: str | None
    place_id: str | None
    source_id: str | None

    @property
    def title_en(self) -> str | None:
        """The title in English."""
        return text_in(self.row.title, "en")

    @property
    def title_ar(self) -> str | None:
        """The title in Arabic."""
        return text_in(self.row.title, "ar")

    @property
    def summary_en(self) -> str | None:
        """What it does, in English."""
        return text_in(self.row.summary, "en")

    @property
    def summary_ar(self) -> str | None:
        """What it does, in Arabic."""
        return text_in(self.row.summary, "ar")


class AmendmentLine(NamedTuple):
    """What a text does to an earlier one, both by their codes."""

    row: AnyRow


class CaseLine(NamedTuple):
    """A law or order of a case; of one that was read in a closed source no words."""

    code: str
    row: AnyRow
    instrument_code: str


def _date(name: str, about: str) -> tuple[Column, Column]:
    return of(LegalInstrument, f"{name}_text"), of(LegalInstrument, f"{name}_edtf", about=about)


def _link(name: str, label: str) -> Column:
    return made(name, name, label, of=[(LegalInstrument, name), (LINKED[name], "code")])


INSTRUMENTS: tuple[Column, ...] = (
    of(LegalInstrument, "code", "instrument_id"),
    *in_languages(LegalInstrument, "title", {"en": N_("Title in English"), "ar": N_("Title in Arabic")}),
    *(of(LegalInstrument, field) for field in ("kind", "number")),
    _link("issuer_id", N_("Code of the issuer")),
    of(LegalInstrument, "issuer_text"),
    *_date("issued", N_("Issued")),
    *_date("in_force", N_("In force from")),
    *_date("repealed", N_("Repealed")),
    _link("place_id", N_("Code of the area it covers")),
    of(LegalInstrument, "area_text"),
    *in_languages(
        LegalInstrument, "summary", {"en": N_("What it does, in English"), "ar": N_("What it does, in Arabic")}
    ),
    *(of(LegalInstrument, field) for field in (
        "deadline_days", "clock_starts", "in_person", "proxy_degree", "proxy_text", "security_clearance", "fee",
        "notice_method", "objection_body", "objection_days", "appeal",
    )),
    _link("source_id", N_("Code of the source")),
    *(of(LegalInstrument, field) for field in ("locator", "note", "visibility")),
)  # fmt: skip
AMENDMENTS: tuple[Column, ...] = (
    of(LegalInstrument, "code", "instrument_id", "row.code", label=N_("Code of the law or order")),
    made("earlier_id", "row.earlier_code", N_("Code of the earlier law or order"), of=[(LegalInstrument, "code")]),
    of(InstrumentAmendment, "how"),
    of(InstrumentAmendment, "note"),
)
CASES: tuple[Column, ...] = (
    of(IncidentInstrument, "id", "case_instrument_id", label=N_("Law or order of a case")),
    made("code", "code", N_("Case")),
    made("instrument_id", "instrument_code", N_("Code of the law or order"),
         of=[(IncidentInstrument, "instrument_id"), (LegalInstrument, "code")]),
    of(IncidentInstrument, "role"),
    of(IncidentInstrument, "citation_id", kind=Kind.WHOLE),
    of(IncidentInstrument, "note"),
)  # fmt: skip


def _instruments(reading: Reading) -> Iterator[InstrumentLine]:
    yield from lines_of(reading)


def lines_of(reading: Reading, numbers: Collection[int] | None = None) -> Iterator[InstrumentLine]:
    """The lines of these laws and orders, or of all that the viewer may see."""
    columns = stored(LegalInstrument, INSTRUMENTS, "id", *LINKED)
    statement = select(LegalInstrument.id, *columns).where(_seen(reading))
    if numbers is not None:
        statement = statement.where(reading.among(LegalInstrument.id, numbers))
    rows = reading.rows(statement.order_by(by_code(reading.session, LegalInstrument.code)))
    codes = {name: _codes(reading, kind, {getattr(row, name) for row in rows}) for name, kind in LINKED.items()}
    for row in rows:
        yield InstrumentLine(row, **{name: codes[name].get(getattr(row, name)) for name in LINKED})


def _seen(reading: Reading) -> Any:
    return visible_instruments(reading.viewer) & LegalInstrument.withdrawn_at.is_(None)


def _codes(reading: Reading, kind: Any, numbers: set[int | None]) -> dict[int | None, str]:
    """The codes of records; of one that the viewer may not see, no more than that it is withheld."""
    wanted = {number for number in numbers if number is not None}
    if not wanted:
        return {}
    seen = visible(kind, reading.viewer).where(reading.among(kind.id, wanted)).with_only_columns(kind.id, kind.code)
    found: dict[int | None, str] = dict.fromkeys(wanted, WITHHELD)
    return found | {row.id: row.code for row in reading.rows(seen)}


def _amendments(reading: Reading) -> Iterator[AmendmentLine]:
    earlier = select(LegalInstrument.id, LegalInstrument.code).where(_seen(reading)).subquery()
    columns = stored(InstrumentAmendment, AMENDMENTS)
    statement = (
        select(InstrumentAmendment.id, LegalInstrument.code, earlier.c.code.label("earlier_code"), *columns)
        .join(LegalInstrument, LegalInstrument.id == InstrumentAmendment.legal_instrument_id)
        .join(earlier, earlier.c.id == InstrumentAmendment.earlier_id)
        .where(_seen(reading))
    )
    ordered = statement.order_by(by_code(reading.session, LegalInstrument.code), InstrumentAmendment.id)
    yield from map(AmendmentLine, reading.rows(ordered))


def _cases(reading: Reading) -> Iterator[CaseLine]:
    columns = stored(IncidentInstrument, CASES, "instrument_id")
    for piece in reading.pieces():
        parts = reading.parts(piece, IncidentInstrument, columns)
        closed = _closed(reading, piece) if parts else set()
        codes = _codes(reading, LegalInstrument, {row.instrument_id for row in parts})
        for row in parts:
            if is_closed(TABLE, {"citation_id": row.citation_id}, closed):
                hidden = {name: WITHHELD for name in giving_away(TABLE) if name != "citation_id"}
                row = row._replace(**hidden)
            yield CaseLine(row.incident_code, row, codes[row.instrument_id])


def _closed(reading: Reading, piece: list[int]) -> set[int]:
    cited = reading.parts(piece, Citation, [Citation.source_id])
    reading.sources.learn(row.source_id for row in cited)
    return {row.id for row in cited if reading.sources.is_hidden(row.source_id)}


TABLES = (
    Table("instruments", N_("Laws and orders"), INSTRUMENTS, _instruments),
    Table("instrument_amendments", N_("What laws and orders do to earlier ones"), AMENDMENTS, _amendments),
    Table("case_instruments", N_("Laws and orders of cases"), CASES, _cases),
)
