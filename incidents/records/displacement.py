"""A displacement: people who had to leave, as a stock on a day or as a flow between two, and under what terms."""

from sqlalchemy.orm import Mapped

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, line, lines, prose, uncertain_date
from incidents.db.fields import Audience
from incidents.records.sheet import Declared, Sheet, Sought

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Displacement(Sheet, Record):
    """One movement of one group of people, or how many were away on one day; never both in one."""

    __tablename__ = "displacement"
    declared = Declared(
        rows="displacements",
        order=20,
        feature="displacement",
        synonyms=("displacements", "تهجير", "نزوح"),
        title=N_("Displacement"),
        titles=N_("Displacement"),
        another=N_("Add a displacement"),
        help=N_("One block for each movement of one group of people. Its numbers are entered with the others above."),
        telling=("kind", "category", "mode"),
        sought=(
            Sought(key="movement", column="mode", example="movement:evacuation_agreement", aliases=("mode",),
                   narrowed_by=("kind", "consent")),
            Sought(key="consent", column="consent", example="consent:coerced,unknown", aliases=("رضا",)),
            Sought(key="return_right", column="return_right", example="return_right:denied"),
            Sought(key="displacement_category", column="category", example="displacement_category:new_displacement"),
        ),
    )  # fmt: skip

    kind: Mapped[str | None] = code_of(
        "stock_or_flow", N_("Stock or flow"), N_("How many are away on a day, or how many left between two days."),
        audience=PUBLIC,
    )  # fmt: skip
    category: Mapped[str | None] = code_of("displacement_category", N_("Category"), audience=PUBLIC)
    term: Mapped[str | None] = code_of("displacement_term", N_("The source's word for it"), audience=PUBLIC)
    mode: Mapped[str | None] = code_of("displacement_mode", N_("How they came to leave"), audience=PUBLIC)
    moved: Mapped[UncertainDate] = uncertain_date(
        "moved", N_("When they moved"), N_("Of a flow: from the first to the last departure."), audience=PUBLIC
    )
    reported_on: Mapped[UncertainDate] = uncertain_date(
        "reported_on", N_("Counted on"), N_("Of a stock: the day for which it was counted."), audience=PUBLIC
    )
    expires_on: Mapped[UncertainDate] = uncertain_date(
        "expires_on", N_("Good until"), N_("Of a stock: after that day it says nothing any more."), audience=PUBLIC
    )
    occurred_relative: Mapped[str | None] = code_of(
        "occurred_relative", N_("Before or after what triggered it"), audience=PUBLIC
    )
    agreement: Mapped[str | None] = line(N_("Agreement"), N_("Its name, if they left under one."), audience=PUBLIC)
    agreed: Mapped[UncertainDate] = uncertain_date("agreed", N_("Date of the agreement"), audience=PUBLIC)
    agreement_parties: Mapped[list[str] | None] = lines(
        N_("Parties to the agreement"), N_("One a line."), audience=PUBLIC
    )
    mediators: Mapped[list[str] | None] = lines(N_("Mediators"), N_("One a line."), audience=PUBLIC)
    agreement_text: Mapped[str | None] = prose(
        N_("Terms of the agreement"), N_("Its text, or what the sources say of it."), audience=PUBLIC
    )
    un_involved: Mapped[str | None] = code_of("yes_no_unknown", N_("United Nations involved"), audience=PUBLIC)
    un_role: Mapped[str | None] = line(N_("Role of the United Nations"), audience=PUBLIC)
    consent: Mapped[str | None] = code_of(
        "consent", N_("Consent of those who left"), N_("Assessed apart from what the agreement says."), audience=PUBLIC
    )
    consent_reason: Mapped[str | None] = prose(N_("Why so"), audience=PUBLIC)
    transport: Mapped[str | None] = line(N_("Transport"), N_("Buses, on foot, private cars."), audience=PUBLIC)
    conditions: Mapped[str | None] = prose(N_("Conditions"), N_("On the way and where they arrived."), audience=PUBLIC)
    return_right: Mapped[str | None] = code_of("return_right", N_("May they return"), audience=PUBLIC)
    return_text: Mapped[str | None] = prose(N_("Return, in words"), audience=PUBLIC)
    review: Mapped[str | None] = code_of("displacement_review", N_("State of the review"), audience=TEAM)
