"""A detention: where people were held, by whom, on what ground, how they were treated, and what became of them."""

from sqlalchemy.orm import Mapped

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, codes_of, line, link, prose, uncertain_date
from incidents.db.fields import Audience
from incidents.records.sheet import Declared, Sheet, Sought

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Detention(Sheet, Record):
    """The holding of one group of people in one place of detention; nobody who was held is named here."""

    __tablename__ = "detention"
    declared = Declared(
        rows="detentions",
        order=40,
        feature="detention",
        synonyms=("detentions", "احتجاز"),
        title=N_("Detention"),
        titles=N_("Detention"),
        another=N_("Add a detention"),
        help=N_("One block for each group that was held together. How many stands with the other numbers above."),
        telling=("facility", "facility_text", "fate"),
        sought=(
            Sought(key="facility", column="facility", example="facility:secret_site", aliases=("مكان_الاحتجاز",),
                   narrowed_by=("fate", "legal_ground")),
            Sought(key="legal_ground", column="legal_ground", example="legal_ground:none_given"),
            Sought(key="treatment", column="treatment", example="treatment:torture", aliases=("معاملة",)),
            Sought(key="fate", column="fate", example="fate:unknown", aliases=("مصير",)),
        ),
    )  # fmt: skip

    facility: Mapped[str | None] = code_of("detention_facility", N_("Kind of place"), audience=PUBLIC, index=True)
    facility_text: Mapped[str | None] = line(
        N_("Place of detention"), N_("Its name or number, as far as naming it endangers nobody."), audience=PUBLIC
    )
    incident_place_id: Mapped[int | None] = link("incident_place.id", N_("Where it lies"), audience=PUBLIC)
    authority_id: Mapped[int | None] = link("actor.id", N_("Held by"), audience=PUBLIC)
    authority_text: Mapped[str | None] = line(
        N_("Held by, in words"), N_("Such as: a branch of the security services."), audience=PUBLIC
    )
    held: Mapped[UncertainDate] = uncertain_date(
        "held",
        N_("Held from and until"),
        N_("Left open while nobody knows of a release: 2016-01/.."),
        audience=PUBLIC,
    )
    legal_ground: Mapped[str | None] = code_of("detention_ground", N_("Ground given"), audience=PUBLIC)
    charge: Mapped[str | None] = line(N_("Charge"), N_("In the words of the authority."), audience=PUBLIC)
    before_judge: Mapped[str | None] = code_of("yes_no_unknown", N_("Brought before a judge"), audience=PUBLIC)
    lawyer: Mapped[str | None] = code_of("yes_no_unknown", N_("Access to a lawyer"), audience=PUBLIC)
    family: Mapped[str | None] = code_of("yes_no_unknown", N_("Contact with the family"), audience=PUBLIC)
    acknowledged: Mapped[str | None] = code_of(
        "yes_no_unknown", N_("Acknowledged by the authority"), N_("Denied or kept silent: no."), audience=PUBLIC
    )
    treatment: Mapped[list[str] | None] = codes_of("detention_treatment", N_("Treatment"), audience=PUBLIC)
    treatment_text: Mapped[str | None] = prose(N_("Treatment, in the source's words"), audience=PUBLIC)
    fate: Mapped[str | None] = code_of("detention_fate", N_("What became of them"), audience=PUBLIC)
    released: Mapped[UncertainDate] = uncertain_date("released", N_("Released"), audience=PUBLIC)
    release_text: Mapped[str | None] = line(
        N_("Release, in words"), N_("Such as: for a ransom, in an exchange, under a pardon."), audience=PUBLIC
    )
