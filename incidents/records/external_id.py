"""The name of a record in somebody else's list; how a second import finds what the first one made."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.actor import Actor
    from incidents.records.incident import Incident
    from incidents.records.place import Place
    from incidents.records.source import Source

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM
ONE_RECORD = (
    "(CASE WHEN incident_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN source_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN actor_id IS NULL THEN 0 ELSE 1 END) = 1"
)


class ExternalId(Record):
    """One system's identifier of one of our records, with the release it was read from."""

    __tablename__ = "external_id"
    part_of = ("incident", "source", "place", "actor")
    __table_args__ = (
        UniqueConstraint("system", "value", "record_type"),
        CheckConstraint(ONE_RECORD, name="one_record"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = key()
    record_type: Mapped[str] = line(N_("Kind of record"), audience=PUBLIC, required=True, most=40, bookkeeping=True)
    incident_id: Mapped[int | None] = link("incident.id", N_("Case"), audience=TEAM, owned=True, bookkeeping=True)
    source_id: Mapped[int | None] = link("source.id", N_("Source"), audience=TEAM, owned=True, bookkeeping=True)
    place_id: Mapped[int | None] = link("place.id", N_("Place"), audience=TEAM, owned=True, bookkeeping=True)
    actor_id: Mapped[int | None] = link("actor.id", N_("Actor"), audience=TEAM, owned=True, bookkeeping=True)
    system: Mapped[str] = line(N_("List"), N_("Such as UCDP GED."), audience=PUBLIC, required=True, most=100)
    release: Mapped[str | None] = line(N_("Release"), audience=PUBLIC, most=100)
    value: Mapped[str] = line(N_("Identifier"), audience=PUBLIC, required=True)
    url: Mapped[str | None] = line(N_("Address (URL)"), audience=PUBLIC, most=4000)
    match: Mapped[str] = code_of("match", N_("How it corresponds"), audience=PUBLIC, required=True, default="exact")

    incident: Mapped["Incident | None"] = relationship(back_populates="external_ids")
    source: Mapped["Source | None"] = relationship(back_populates="external_ids")
    place: Mapped["Place | None"] = relationship(back_populates="external_ids")
    actor: Mapped["Actor | None"] = relationship(back_populates="external_ids")
