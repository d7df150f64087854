"""A field note: a remark, a missing-value state or a citation for one field of one record."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, relationship

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link, prose, whole
from incidents.db.fields import Audience
from incidents.records.external_id import ONE_RECORD

if TYPE_CHECKING:
    from incidents.records.actor import Actor
    from incidents.records.citation import Citation
    from incidents.records.incident import Incident
    from incidents.records.place import Place
    from incidents.records.source import Source

TEAM = Audience.TEAM


class FieldNote(Record):
    """What is to be known about one field, such as that its value was looked for and not found."""

    __tablename__ = "field_note"
    part_of = ("incident", "source", "place", "actor")
    __table_args__ = (CheckConstraint(ONE_RECORD, name="one_record"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    incident_id: Mapped[int | None] = link("incident.id", N_("Case"), audience=TEAM, owned=True, bookkeeping=True)
    source_id: Mapped[int | None] = link("source.id", N_("Source"), audience=TEAM, owned=True, bookkeeping=True)
    place_id: Mapped[int | None] = link("place.id", N_("Place"), audience=TEAM, owned=True, bookkeeping=True)
    actor_id: Mapped[int | None] = link("actor.id", N_("Actor"), audience=TEAM, owned=True, bookkeeping=True)
    part: Mapped[str | None] = line(N_("Part of the record"), audience=TEAM, most=60)
    part_id: Mapped[int | None] = whole(N_("Which part"), audience=TEAM)
    field: Mapped[str] = line(N_("Field"), audience=TEAM, required=True, most=60)
    value_state: Mapped[str | None] = code_of("value_state", N_("Known or not"), audience=TEAM)
    note: Mapped[str | None] = prose(N_("Remark"), audience=TEAM)
    credibility: Mapped[str | None] = code_of("information_credibility", N_("Credibility of the value"), audience=TEAM)
    citation_id: Mapped[int | None] = link("citation.id", N_("Stated in"), audience=TEAM)

    citation: Mapped["Citation | None"] = relationship()
    incident: Mapped["Incident | None"] = relationship(back_populates="field_notes")
    source: Mapped["Source | None"] = relationship(back_populates="field_notes")
    place: Mapped["Place | None"] = relationship(back_populates="field_notes")
    actor: Mapped["Actor | None"] = relationship(back_populates="field_notes")
