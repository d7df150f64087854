"""A link from one case to another: part of it, before it, because of it, or perhaps the same."""

from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.incident import Incident

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class IncidentLink(Record):
    """It is kept with the case that it was entered on, and read from the other one by its inverse."""

    __tablename__ = "incident_link"
    part_of = ("incident",)
    __table_args__ = (UniqueConstraint("incident_id", "other_id", "kind"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True, index=False
    )
    kind: Mapped[str] = code_of(
        "link_kind", N_("How this case is tied to the other"), audience=PUBLIC, required=True, default="part_of"
    )
    other_id: Mapped[int] = link("incident.id", N_("Other case"), audience=PUBLIC, required=True)
    citation_id: Mapped[int | None] = link("citation.id", N_("Read in"), audience=PUBLIC)
    note: Mapped[str | None] = line(N_("Note"), audience=PUBLIC)

    incident: Mapped["Incident"] = relationship(back_populates="links", foreign_keys="IncidentLink.incident_id")
    other: Mapped["Incident"] = relationship(foreign_keys="IncidentLink.other_id")
