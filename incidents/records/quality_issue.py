"""A quality issue: something in a record that looked wrong, with the value as it came, until somebody settles it."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, relationship

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link, moment, prose, whole
from incidents.db.fields import Audience
from incidents.records.external_id import ONE_RECORD

if TYPE_CHECKING:
    from incidents.records.actor import Actor
    from incidents.records.incident import Incident
    from incidents.records.place import Place
    from incidents.records.source import Source

TEAM = Audience.TEAM


class QualityIssue(Record):
    """Imports accept and flag: the row is stored as it came and the question stays open."""

    __tablename__ = "quality_issue"
    part_of = ("incident", "source", "place", "actor")
    __table_args__ = (CheckConstraint(ONE_RECORD, name="one_record"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    incident_id: Mapped[int | None] = link("incident.id", N_("Case"), audience=TEAM, owned=True, bookkeeping=True)
    source_id: Mapped[int | None] = link("source.id", N_("Source"), audience=TEAM, owned=True, bookkeeping=True)
    place_id: Mapped[int | None] = link("place.id", N_("Place"), audience=TEAM, owned=True, bookkeeping=True)
    actor_id: Mapped[int | None] = link("actor.id", N_("Actor"), audience=TEAM, owned=True, bookkeeping=True)
    part: Mapped[str | None] = line(N_("Part of the record"), audience=TEAM, most=60, bookkeeping=True)
    part_id: Mapped[int | None] = whole(N_("Which part"), audience=TEAM, bookkeeping=True)
    field: Mapped[str | None] = line(N_("Field"), audience=TEAM, most=60)
    code: Mapped[str] = code_of("quality_issue", N_("What looks wrong"), audience=TEAM, required=True, index=True)
    raw_value: Mapped[str | None] = prose(N_("Value as it came"), audience=TEAM)
    message: Mapped[str | None] = prose(N_("Message"), audience=TEAM)
    import_run_id: Mapped[int | None] = link("import_run.id", N_("Import"), audience=TEAM, bookkeeping=True)
    state: Mapped[str] = code_of(
        "issue_state", N_("State of the question"), audience=TEAM, required=True, default="open"
    )
    resolved_by: Mapped[int | None] = link("account.id", N_("Settled by"), audience=TEAM, bookkeeping=True)
    resolved_at: Mapped[datetime | None] = moment(N_("Settled"), audience=TEAM)
    resolution: Mapped[str | None] = prose(N_("How it was settled"), audience=TEAM)

    incident: Mapped["Incident | None"] = relationship(back_populates="quality_issues")
    source: Mapped["Source | None"] = relationship(back_populates="quality_issues")
    place: Mapped["Place | None"] = relationship(back_populates="quality_issues")
    actor: Mapped["Actor | None"] = relationship(back_populates="quality_issues")
