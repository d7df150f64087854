"""An attribution: an actor named in an incident, how it is said to have taken part, and what it says itself."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, flag, key, line, link, links, prose, uncertain_date
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.actor import Actor
    from incidents.records.incident import Incident

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Attribution(Record):
    """One actor in one incident; to be a party to the fighting is not to be guilty of the act."""

    __tablename__ = "attribution"
    part_of = ("incident",)

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    actor_id: Mapped[int] = link("actor.id", N_("Actor"), audience=PUBLIC, required=True)
    role: Mapped[str] = code_of(
        "attribution_role", N_("Role"), audience=PUBLIC, required=True, default="alleged_perpetrator"
    )
    known_or_suspected: Mapped[str | None] = code_of("known_or_suspected", N_("Known or suspected"), audience=PUBLIC)
    degree: Mapped[str | None] = code_of("degree", N_("How it took part"), audience=PUBLIC)
    position: Mapped[str | None] = code_of("actor_statement", N_("What the actor says"), audience=PUBLIC)
    position_text: Mapped[str | None] = prose(N_("The actor's words"), N_("In the original language."), audience=PUBLIC)
    position_url: Mapped[str | None] = line(N_("Where it said so"), audience=PUBLIC, most=4000)
    position_date: Mapped[UncertainDate] = uncertain_date("position_date", N_("When it said so"), audience=PUBLIC)
    conceded_figures: Mapped[list[int] | None] = links("figure", N_("Numbers that the actor concedes"), audience=PUBLIC)
    contested: Mapped[bool] = flag(N_("Contested"), N_("Sources name different perpetrators."), audience=PUBLIC)
    alleged_by: Mapped[list[int] | None] = links("citation", N_("Alleged by"), audience=PUBLIC)
    as_of: Mapped[UncertainDate] = uncertain_date("as_of", N_("Alleged as of"), audience=PUBLIC)
    note: Mapped[str | None] = prose(N_("Note on the attribution"), audience=TEAM)

    incident: Mapped["Incident"] = relationship(back_populates="attributions")
    actor: Mapped["Actor"] = relationship()
