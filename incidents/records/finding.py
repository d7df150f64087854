"""A finding: what a commission, mission or court found about a case, by its own standard and in its own words."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link, prose, uncertain_date
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.attribution import Attribution
    from incidents.records.citation import Citation
    from incidents.records.incident import Incident

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Finding(Record):
    """It belongs to the body that made it; the team's own judgment is an assessment and never stored here."""

    __tablename__ = "finding"
    part_of = ("incident",)

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    body: Mapped[str] = code_of("body", N_("Body"), audience=PUBLIC, required=True, index=True)
    body_text: Mapped[str | None] = line(
        N_("Name of the body"), N_("Which court, national authority or organisation."), audience=PUBLIC
    )
    axis: Mapped[str] = code_of("axis", N_("Question it answers"), audience=PUBLIC, required=True, default="occurrence")
    native_value: Mapped[str | None] = line(
        N_("Finding in the body's own terms"), N_("Such as: used, likely used."), audience=PUBLIC
    )
    standard: Mapped[str | None] = code_of("standard_of_proof", N_("Standard the body applied"), audience=PUBLIC)
    attribution_id: Mapped[int | None] = link("attribution.id", N_("Whom it names"), audience=PUBLIC)
    provision: Mapped[str | None] = code_of("provision", N_("Provision"), audience=PUBLIC)
    text: Mapped[str | None] = prose(N_("What it found"), N_("In the body's words."), audience=PUBLIC)
    report_ref: Mapped[str | None] = line(N_("Report"), N_("Such as A/HRC/36/55."), audience=PUBLIC)
    paragraph: Mapped[str | None] = line(N_("Paragraph or page"), audience=PUBLIC, most=100)
    citation_id: Mapped[int | None] = link("citation.id", N_("Read in"), audience=PUBLIC)
    dated: Mapped[UncertainDate] = uncertain_date("dated", N_("Dated"), audience=PUBLIC)

    incident: Mapped["Incident"] = relationship(back_populates="findings")
    attribution: Mapped["Attribution | None"] = relationship()
    citation: Mapped["Citation | None"] = relationship()
