"""A place of an incident: in the source's words, on the gazetteer, or as a point that says how exact it is."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship, validates

from incidents.base.languages import N_
from incidents.base.text import words
from incidents.db.base import Record
from incidents.db.columns import code_of, decimal, flag, key, line, link, moment, prose, whole
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.incident import Incident
    from incidents.records.place import Place

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class IncidentPlace(Record):
    """One place with its role: where it occurred, whence and whither people went, where the dead were buried."""

    __tablename__ = "incident_place"
    part_of = ("incident",)

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    role: Mapped[str] = code_of(
        "place_role", N_("What happened here"), audience=PUBLIC, required=True, default="occurred"
    )
    is_primary: Mapped[bool] = flag(N_("Main place"), audience=PUBLIC)
    verbatim: Mapped[str | None] = line(N_("Place, in the source's words"), audience=PUBLIC)
    folded: Mapped[str] = line(
        N_("Place, in words, folded for search"), audience=TEAM, required=True, computed=True, default=""
    )
    verbatim_lang: Mapped[str | None] = line(N_("Language of these words"), audience=PUBLIC, most=35)
    place_id: Mapped[int | None] = link("place.id", N_("Place in the gazetteer"), audience=PUBLIC)
    lat: Mapped[float | None] = decimal(N_("Latitude"), audience=TEAM, unit="°", least=-90, most=90)
    lon: Mapped[float | None] = decimal(N_("Longitude"), audience=TEAM, unit="°", least=-180, most=180)
    precision: Mapped[str | None] = code_of(
        "place_precision",
        N_("How exactly it is known"),
        N_("A point without a precision looks more certain than it is."),
        audience=PUBLIC,
    )
    radius_m: Mapped[int | None] = whole(
        N_("Radius of uncertainty"),
        N_("Empty: the usual radius of the precision."),
        audience=PUBLIC,
        unit="m",
        most=2_000_000,
    )
    area: Mapped[str | None] = prose(N_("Area as GeoJSON"), audience=TEAM)
    method: Mapped[str | None] = line(N_("How it was located"), audience=TEAM)
    note: Mapped[str | None] = prose(N_("Note on the place"), audience=TEAM)
    signed_off_by: Mapped[int | None] = link("account.id", N_("Location agreed by"), audience=TEAM)
    signed_off_at: Mapped[datetime | None] = moment(N_("Location agreed"), audience=TEAM, bookkeeping=False)

    incident: Mapped["Incident"] = relationship(back_populates="places")
    place: Mapped["Place | None"] = relationship()

    @validates("verbatim")
    def _fold(self, _name: str, value: str | None) -> str | None:
        self.folded = f" {' '.join(words(value or ''))} "
        return value
