"""An actor: a state body, armed group, court or company, with its names over time."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship, validates

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.base.text import fold
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link, prose, uncertain_date
from incidents.db.fields import Audience
from incidents.records.root import Root

if TYPE_CHECKING:
    from incidents.records.external_id import ExternalId
    from incidents.records.field_note import FieldNote
    from incidents.records.quality_issue import QualityIssue

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Actor(Root, Record):
    """Somebody who can act in a case as a body; private persons are not recorded here."""

    __tablename__ = "actor"
    code_prefix = "ACT"

    kind: Mapped[str | None] = code_of("actor_kind", N_("Kind of actor"), audience=PUBLIC)
    parent_id: Mapped[int | None] = link("actor.id", N_("Belongs to"), audience=PUBLIC)
    active: Mapped[UncertainDate] = uncertain_date("active", N_("Active"), audience=PUBLIC)
    note: Mapped[str | None] = prose(N_("Note"), audience=TEAM)

    names: Mapped[list["ActorName"]] = relationship(
        cascade="all, delete-orphan", order_by="ActorName.id", back_populates="actor"
    )
    external_ids: Mapped[list["ExternalId"]] = relationship(
        cascade="all, delete-orphan", order_by="ExternalId.id", back_populates="actor"
    )
    quality_issues: Mapped[list["QualityIssue"]] = relationship(
        cascade="all, delete-orphan", order_by="QualityIssue.id", back_populates="actor"
    )
    field_notes: Mapped[list["FieldNote"]] = relationship(
        cascade="all, delete-orphan", order_by="FieldNote.id", back_populates="actor"
    )
    parent: Mapped["Actor | None"] = relationship(remote_side="Actor.id", foreign_keys="Actor.parent_id")


class ActorName(Record):
    """One name of an actor in one language, and when it bore it."""

    __tablename__ = "actor_name"
    part_of = ("actor",)

    id: Mapped[int] = key()
    actor_id: Mapped[int] = link("actor.id", N_("Actor"), audience=PUBLIC, required=True, owned=True, bookkeeping=True)
    text: Mapped[str] = line(N_("Name"), audience=PUBLIC, required=True)
    lang: Mapped[str | None] = line(N_("Language"), audience=PUBLIC, most=35)
    kind: Mapped[str] = code_of("name_kind", N_("Kind of name"), audience=PUBLIC, required=True, default="official")
    used: Mapped[UncertainDate] = uncertain_date("used", N_("Name in use"), audience=PUBLIC)
    folded: Mapped[str] = line(
        N_("Name, folded for search"), audience=TEAM, required=True, computed=True, index=True, default=""
    )
    actor: Mapped[Actor] = relationship(back_populates="names")

    @validates("text")
    def _fold(self, _name: str, value: str) -> str:
        self.folded = fold(value)
        return value
