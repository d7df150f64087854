"""A legal instrument: a law, decree or order with its dates, its procedure and what it amends."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship, validates

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.base.text import words
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link, prose, texts, uncertain_date, whole
from incidents.db.fields import Audience
from incidents.db.types import Texts
from incidents.records.root import Root

if TYPE_CHECKING:
    from incidents.records.actor import Actor
    from incidents.records.incident import Incident
    from incidents.records.place import Place
    from incidents.records.source import Source

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class LegalInstrument(Root, Record):
    """One text as it was issued. A later text that changes it is an instrument of its own that amends this one."""

    __tablename__ = "legal_instrument"
    code_prefix = "LAW"

    title: Mapped[Texts] = texts(
        N_("Title"),
        N_("As the text is called, or a short line that says what it does."),
        audience=PUBLIC,
        required=True,
    )
    kind: Mapped[str | None] = code_of("instrument_kind", N_("Kind of instrument"), audience=PUBLIC, index=True)
    number: Mapped[str | None] = line(N_("Number"), N_("Such as 10/2018."), audience=PUBLIC, most=60)
    issuer_id: Mapped[int | None] = link("actor.id", N_("Issued by"), audience=PUBLIC)
    issuer_text: Mapped[str | None] = line(N_("Issued by, in words"), audience=PUBLIC)
    issued: Mapped[UncertainDate] = uncertain_date("issued", N_("Issued"), audience=PUBLIC)
    in_force: Mapped[UncertainDate] = uncertain_date(
        "in_force", N_("In force from"), N_("Often another day than that of issue."), audience=PUBLIC
    )
    repealed: Mapped[UncertainDate] = uncertain_date("repealed", N_("Repealed"), audience=PUBLIC)
    place_id: Mapped[int | None] = link("place.id", N_("Area it covers"), audience=PUBLIC)
    area_text: Mapped[str | None] = line(
        N_("Area, in words"), N_("Such as: two zones south of the Mezzeh highway."), audience=PUBLIC
    )
    summary: Mapped[Texts | None] = texts(N_("What it does"), audience=PUBLIC, most=100_000)
    deadline_days: Mapped[int | None] = whole(
        N_("Days to claim"), N_("Empty: no deadline is stated, or nobody has looked."), audience=PUBLIC, unit="days"
    )
    clock_starts: Mapped[str | None] = line(
        N_("The deadline runs from"), N_("Such as: the notice of the administrative unit."), audience=PUBLIC
    )
    in_person: Mapped[str | None] = code_of("yes_no_unknown", N_("Registration in person required"), audience=PUBLIC)
    proxy_degree: Mapped[int | None] = whole(
        N_("Relatives may act up to the degree"), N_("Such as 4 for the fourth degree."), audience=PUBLIC, most=10
    )
    proxy_text: Mapped[str | None] = line(N_("Who may act for the owner, in words"), audience=PUBLIC)
    security_clearance: Mapped[str | None] = code_of(
        "yes_no_unknown", N_("Security clearance required"), audience=PUBLIC
    )
    fee: Mapped[str | None] = line(N_("Fee"), audience=PUBLIC)
    notice_method: Mapped[str | None] = line(N_("How people are notified"), audience=PUBLIC)
    objection_body: Mapped[str | None] = line(N_("Where to object"), audience=PUBLIC)
    objection_days: Mapped[int | None] = whole(N_("Days to object"), audience=PUBLIC, unit="days")
    appeal: Mapped[str | None] = line(N_("Appeal"), audience=PUBLIC)
    source_id: Mapped[int | None] = link("source.id", N_("Text of the instrument"), audience=PUBLIC)
    locator: Mapped[str | None] = line(N_("Page or article"), audience=PUBLIC)
    note: Mapped[str | None] = prose(N_("Note"), audience=TEAM)

    folded: Mapped[str] = line(
        N_("Words of title, number and issuer, folded for search"), audience=TEAM, required=True, computed=True,
        default="",
    )  # fmt: skip

    amendments: Mapped[list["InstrumentAmendment"]] = relationship(
        cascade="all, delete-orphan",
        order_by="InstrumentAmendment.id",
        back_populates="legal_instrument",
        foreign_keys="InstrumentAmendment.legal_instrument_id",
    )
    issuer: Mapped["Actor | None"] = relationship()
    place: Mapped["Place | None"] = relationship()
    source: Mapped["Source | None"] = relationship()

    @validates("title", "number", "issuer_text")
    def _derive(self, name: str, value: Texts | str | None) -> Texts | str | None:
        # Whoever writes an instrument, form or import, cannot forget what it is found by.
        title = value if name == "title" else self.title
        number, issuer = (value if name == one else getattr(self, one) for one in ("number", "issuer_text"))
        texts = [*(title.values() if isinstance(title, dict) else ()), str(number or ""), str(issuer or "")]
        self.folded = f" {' '.join(words(' '.join(texts)))} "
        return value


class InstrumentAmendment(Record):
    """What an instrument does to an earlier one: it amends, repeals, implements or extends it."""

    __tablename__ = "instrument_amendment"
    part_of = ("legal_instrument",)

    id: Mapped[int] = key()
    legal_instrument_id: Mapped[int] = link(
        "legal_instrument.id", N_("Instrument"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    earlier_id: Mapped[int] = link("legal_instrument.id", N_("Earlier instrument"), audience=PUBLIC, required=True)
    how: Mapped[str] = code_of(
        "amendment_kind", N_("What it does to it"), audience=PUBLIC, required=True, default="amends"
    )
    note: Mapped[str | None] = line(N_("Note"), audience=PUBLIC)

    legal_instrument: Mapped[LegalInstrument] = relationship(
        back_populates="amendments", foreign_keys="InstrumentAmendment.legal_instrument_id"
    )
    earlier: Mapped[LegalInstrument] = relationship(foreign_keys="InstrumentAmendment.earlier_id")


class IncidentInstrument(Record):
    """An instrument that a case is, rests on or was caused by."""

    __tablename__ = "incident_instrument"
    part_of = ("incident",)

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    instrument_id: Mapped[int] = link("legal_instrument.id", N_("Law or order"), audience=PUBLIC, required=True)
    role: Mapped[str] = code_of(
        "instrument_role", N_("What it is to the case"), audience=PUBLIC, required=True, default="applied"
    )
    citation_id: Mapped[int | None] = link("citation.id", N_("Read in"), audience=PUBLIC)
    note: Mapped[str | None] = line(N_("Note"), audience=PUBLIC)

    incident: Mapped["Incident"] = relationship(back_populates="instruments")
    instrument: Mapped[LegalInstrument] = relationship()
