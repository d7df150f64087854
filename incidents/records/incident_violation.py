"""A violation that an incident holds; one incident holds many acts, and all of them are kept."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, flag, key, link, prose
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.incident import Incident


class IncidentViolation(Record):
    """One act by its term, with how sure it is that it was one."""

    __tablename__ = "incident_violation"
    part_of = ("incident",)

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=Audience.TEAM, required=True, owned=True, bookkeeping=True
    )
    violation: Mapped[str] = code_of(
        "violation_type", N_("Violation"), audience=Audience.PUBLIC, required=True, index=True
    )
    is_primary: Mapped[bool] = flag(N_("Main violation"), audience=Audience.PUBLIC)
    status: Mapped[str | None] = code_of("violation_status", N_("Status of the violation"), audience=Audience.PUBLIC)
    note: Mapped[str | None] = prose(N_("Note on the violation"), audience=Audience.TEAM)

    incident: Mapped["Incident"] = relationship(back_populates="violations")
