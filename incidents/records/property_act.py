"""A property act: what was taken or destroyed and how, under which right and paper it was held, what came of it."""

from sqlalchemy.orm import Mapped

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, decimal, line, link, prose, uncertain_date
from incidents.db.fields import Audience
from incidents.records.sheet import Declared, Sheet, Sought

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class PropertyAct(Sheet, Record):
    """One act on one property or one kind of property. Testimony alone is evidence; a paper is not required."""

    __tablename__ = "property_act"
    declared = Declared(
        rows="property_acts",
        order=30,
        feature="dispossession",
        synonyms=("property", "ملكية"),
        title=N_("Property act"),
        titles=N_("Property dispossession"),
        another=N_("Add a property act"),
        help=N_("One block for each act on one property or kind of property. Papers may be missing; say so."),
        telling=("act", "property_kind", "cadastral_ref"),
        sought=(
            Sought(key="act", column="act", example="act:expropriation_by_law", aliases=("فعل",),
                   narrowed_by=("property_kind", "right_held", "outcome")),
            Sought(key="property", column="property_kind", example="property:dwelling", aliases=("عقار",)),
            Sought(key="right", column="right_held", example="right:user_customary", aliases=("حق",)),
            Sought(key="documents", column="documents", example="documents:confiscated,never_issued"),
            Sought(key="strength", column="evidence_strength", example="strength:own_testimony"),
            Sought(key="outcome", column="outcome", example="outcome:deadline_missed"),
        ),
    )  # fmt: skip

    act: Mapped[str | None] = code_of("violation_type", N_("Act"), audience=PUBLIC, index=True)
    property_kind: Mapped[str | None] = code_of("property_kind", N_("Kind of property"), audience=PUBLIC)
    description: Mapped[str | None] = prose(
        N_("The property in words"), N_("Enough where there is neither a parcel number nor a map."), audience=TEAM
    )
    cadastral_ref: Mapped[str | None] = line(
        N_("Parcel or cadastral number"), N_("As in the register, with its zone."), audience=TEAM
    )
    incident_place_id: Mapped[int | None] = link(
        "incident_place.id", N_("Where it lies"), N_("A place of the case; its area may be drawn there."),
        audience=PUBLIC,
    )  # fmt: skip
    acted: Mapped[UncertainDate] = uncertain_date("acted", N_("When it was done"), audience=PUBLIC)
    right_held: Mapped[str | None] = code_of(
        "right_held", N_("Right held"), N_("Informal and customary rights are rights."), audience=PUBLIC
    )
    documents: Mapped[str | None] = code_of("property_documents", N_("Papers and their state"), audience=PUBLIC)
    documents_text: Mapped[str | None] = line(N_("Papers, in words"), audience=TEAM)
    evidence_strength: Mapped[str | None] = code_of("evidence_strength", N_("Best evidence"), audience=PUBLIC)
    area_m2: Mapped[float | None] = decimal(N_("Area, m²"), audience=PUBLIC, unit="m²", least=0)
    area_text: Mapped[str | None] = line(N_("Area, as stated"), N_("Such as: 12 dunums."), audience=PUBLIC)
    value: Mapped[float | None] = decimal(N_("Value"), audience=TEAM, least=0)
    currency: Mapped[str | None] = line(N_("Currency"), N_("Such as SYP or USD."), audience=TEAM, most=3)
    valued: Mapped[UncertainDate] = uncertain_date("valued", N_("Value as of"), audience=TEAM)
    value_text: Mapped[str | None] = line(N_("Value, as stated"), audience=TEAM)
    occupant_id: Mapped[int | None] = link("actor.id", N_("Present occupant"), audience=TEAM)
    occupant_text: Mapped[str | None] = line(
        N_("Present occupant, in words"), N_("A group or a body; no private person's name."), audience=TEAM
    )
    instrument_id: Mapped[int | None] = link("legal_instrument.id", N_("Under which law or order"), audience=PUBLIC)
    procedure_text: Mapped[str | None] = prose(
        N_("Procedure"), N_("Notice, deadline, who had to appear and what was asked for."), audience=PUBLIC
    )
    deadline: Mapped[UncertainDate] = uncertain_date("deadline", N_("Deadline to claim"), audience=PUBLIC)
    outcome: Mapped[str | None] = code_of("claim_outcome", N_("Outcome"), audience=PUBLIC)
    ended: Mapped[UncertainDate] = uncertain_date("ended", N_("Date of the outcome"), audience=PUBLIC)
