"""Who held a right in a property, as a group or a count with its share; no person is named here."""

from sqlalchemy.orm import Mapped

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, line, link, whole
from incidents.db.fields import Audience
from incidents.records.sheet import Declared, Sheet

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class PropertyHolder(Sheet, Record):
    """One claimant or group of claimants: heirs, tenants, a cooperative, co-owning women."""

    __tablename__ = "property_holder"
    declared = Declared(
        rows="property_holders",
        order=31,
        title=N_("Claimant"),
        titles=N_("Claimants and shares"),
        another=N_("Add a claimant or group"),
        telling=("who", "right_held"),
        within="property_act_id",
    )

    property_act_id: Mapped[int | None] = link("property_act.id", N_("Of which property act"), audience=PUBLIC)
    who: Mapped[str | None] = line(N_("Group"), N_("Such as: heirs of the owner. No names of people."), audience=TEAM)
    counting_unit: Mapped[str | None] = code_of("counting_unit", N_("What is counted"), audience=PUBLIC)
    group: Mapped[str | None] = code_of("group", N_("Whom"), audience=PUBLIC)
    persons: Mapped[int | None] = whole(N_("How many"), N_("Empty: not known how many."), audience=PUBLIC)
    share_num: Mapped[int | None] = whole(N_("Share, upper number"), N_("A third: 1 of 3."), audience=PUBLIC)
    share_den: Mapped[int | None] = whole(N_("Share, lower number"), audience=PUBLIC, least=1)
    right_held: Mapped[str | None] = code_of("right_held", N_("Right held"), audience=PUBLIC)
