"""A leg of a displacement: one place on the way, with when people left it, passed it or reached it."""

from sqlalchemy.orm import Mapped

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import link, uncertain_date, whole
from incidents.db.fields import Audience
from incidents.records.sheet import Declared, Sheet

PUBLIC = Audience.PUBLIC


class DisplacementLeg(Sheet, Record):
    """Where the place is, how exactly that is known and its role (origin, transit, destination) say the place's row."""

    __tablename__ = "displacement_leg"
    declared = Declared(
        rows="displacement_legs",
        order=21,
        title=N_("Place on the way"),
        titles=N_("Origin, way and destination"),
        another=N_("Add a place on the way"),
        telling=("incident_place_id",),
        within="displacement_id",
    )

    displacement_id: Mapped[int | None] = link("displacement.id", N_("Of which displacement"), audience=PUBLIC)
    incident_place_id: Mapped[int | None] = link(
        "incident_place.id", N_("Place of the case"), N_("Its role there says whether it is origin or destination."),
        audience=PUBLIC,
    )  # fmt: skip
    position: Mapped[int | None] = whole(
        N_("Stage"), N_("1 for where they set out, 2 for the next stage, and so on."), audience=PUBLIC, least=1, most=99
    )
    dated: Mapped[UncertainDate] = uncertain_date("dated", N_("When they were there"), audience=PUBLIC)
