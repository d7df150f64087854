"""The chemical sheet: which agent and on what ground, how it was delivered, what was seen, sampled and treated."""

from sqlalchemy.orm import Mapped

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, codes_of, line, lines, link, links, prose, uncertain_date, whole
from incidents.db.fields import Audience
from incidents.records.sheet import Declared, Sheet, Sought

PUBLIC = Audience.PUBLIC


class ChemicalSheet(Sheet, Record):
    """One agent at one impact; an agent that is claimed is not an agent that was identified."""

    __tablename__ = "chemical_sheet"
    declared = Declared(
        rows="chemical_sheets",
        order=10,
        feature="chemical",
        synonyms=("chemicals", "كيميائي"),
        title=N_("Chemical attack"),
        titles=N_("Chemical attack"),
        another=N_("Add an agent or impact"),
        help=N_("One block for each agent or impact. Say on what ground the agent is named; a claim is a ground too."),
        telling=("agent", "agent_state", "delivery"),
        sought=(
            Sought(key="agent", column="agent", example="agent.laboratory:sarin", aliases=("عامل",),
                   narrowed_by=("agent_basis", "agent_state")),
            Sought(key="basis", column="agent_basis", example="basis:laboratory", aliases=("أساس",)),
            Sought(key="agent_state", column="agent_state", example="agent_state:identified"),
            Sought(key="delivery", column="delivery", example="delivery:helicopter_cylinder", aliases=("إيصال",)),
            Sought(key="symptom", column="symptoms", example="symptom:miosis", aliases=("عرض",)),
        ),
    )  # fmt: skip

    agent: Mapped[str | None] = code_of("agent", N_("Agent"), audience=PUBLIC, index=True)
    agent_text: Mapped[str | None] = line(
        N_("Agent, more exactly"), N_("Such as: hexamine and markers of sarin."), audience=PUBLIC
    )
    agent_state: Mapped[str | None] = code_of(
        "agent_state", N_("Suspected or identified"), N_("Identified only where somebody did so."), audience=PUBLIC
    )
    agent_basis: Mapped[list[str] | None] = codes_of("agent_basis", N_("On what ground"), audience=PUBLIC)
    confirmed_by: Mapped[list[str] | None] = codes_of("body", N_("Confirmed by"), audience=PUBLIC)
    confirmed_by_text: Mapped[str | None] = line(
        N_("Confirmed by, by name"), N_("Which laboratory, ministry or organisation."), audience=PUBLIC
    )
    impact_place_id: Mapped[int | None] = link("incident_place.id", N_("Where it struck"), audience=PUBLIC)
    struck: Mapped[UncertainDate] = uncertain_date(
        "struck", N_("When it struck"), N_("Where a case has several impacts."), audience=PUBLIC
    )
    time_text: Mapped[str | None] = line(N_("Time of day, in words"), audience=PUBLIC)
    munition: Mapped[str | None] = line(
        N_("Munition"), N_("As the source describes it: a yellow gas cylinder with fins."), audience=PUBLIC
    )
    munitions_low: Mapped[int | None] = whole(N_("Munitions, at least"), audience=PUBLIC)
    munitions_best: Mapped[int | None] = whole(N_("Munitions"), audience=PUBLIC)
    munitions_high: Mapped[int | None] = whole(N_("Munitions, at most"), audience=PUBLIC)
    munitions_state: Mapped[str | None] = code_of("value_state", N_("Munitions: known or not"), audience=PUBLIC)
    delivery: Mapped[str | None] = code_of("delivery", N_("Delivered by"), audience=PUBLIC)
    launch: Mapped[str | None] = code_of("launch", N_("Launched from"), audience=PUBLIC)
    weather: Mapped[str | None] = prose(
        N_("Weather"), N_("Wind, temperature and the hour they were measured, with who says so."), audience=PUBLIC
    )
    symptoms: Mapped[list[str] | None] = codes_of("symptom", N_("Symptoms reported"), audience=PUBLIC)
    symptoms_text: Mapped[str | None] = prose(N_("Symptoms, in the source's words"), audience=PUBLIC)
    treated_at: Mapped[list[int] | None] = links(
        "incident_place", N_("Where people were treated"), N_("Places of the case in the role of treatment."),
        audience=PUBLIC,
    )  # fmt: skip
    facilities: Mapped[list[str] | None] = lines(
        N_("Medical facilities, by name"), N_("One a line, as far as naming them endangers nobody."), audience=PUBLIC
    )
    list_refs: Mapped[list[str] | None] = lines(
        N_("In official lists of attacks"), N_("One a line, such as: FFM S/1510/2017."), audience=PUBLIC
    )
