"""A sample: what was taken, by whom, who analysed it with what result, and whether its custody was unbroken."""

from sqlalchemy.orm import Mapped

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, line, link, prose, uncertain_date
from incidents.db.fields import Audience
from incidents.records.sheet import Declared, Sheet, Sought

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Sample(Sheet, Record):
    """One sample, or several of one kind that were taken and analysed together."""

    __tablename__ = "sample"
    declared = Declared(
        rows="samples",
        order=11,
        feature="sample",
        synonyms=("samples", "عينة"),
        title=N_("Sample"),
        titles=N_("Samples"),
        another=N_("Add a sample"),
        telling=("type", "lab", "result"),
        within="chemical_sheet_id",
        sought=(Sought(key="sample", column="type", example="sample.yes:soil", narrowed_by=("custody",)),),
    )

    chemical_sheet_id: Mapped[int | None] = link("chemical_sheet.id", N_("Of which agent or impact"), audience=PUBLIC)
    type: Mapped[str | None] = code_of("sample_type", N_("What was sampled"), audience=PUBLIC)
    label: Mapped[str | None] = line(N_("Number or mark of the sample"), audience=PUBLIC)
    collected: Mapped[UncertainDate] = uncertain_date("collected", N_("Collected"), audience=PUBLIC)
    collected_by: Mapped[str | None] = line(
        N_("Collected by"), N_("The organisation; never a person who could be harmed."), audience=TEAM
    )
    lab: Mapped[str | None] = line(N_("Analysed by"), audience=PUBLIC)
    result: Mapped[str | None] = prose(N_("Result"), N_("In the laboratory's words."), audience=PUBLIC)
    agent: Mapped[str | None] = code_of("agent", N_("Agent found"), audience=PUBLIC)
    custody: Mapped[str | None] = code_of("yes_no_unknown", N_("Custody unbroken"), audience=PUBLIC)
    custody_text: Mapped[str | None] = prose(N_("From hand to hand"), audience=TEAM)
