"""An assessment: one judgment of the team on one question, with its reason; earlier ones stay."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, relationship

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, day, key, line, link, links, moment, prose
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.account import Account
    from incidents.records.attribution import Attribution
    from incidents.records.figure import Figure
    from incidents.records.incident import Incident

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Assessment(Record):
    """Did it happen, who did it, how many, what is it in law: four questions, never one confidence."""

    __tablename__ = "assessment"
    part_of = ("incident",)
    __table_args__ = (
        Index("ix_assessment_grades", "axis", "state", "mapped_value", "incident_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    axis: Mapped[str] = code_of("axis", N_("Question"), audience=PUBLIC, required=True, default="occurrence")
    about_attribution_id: Mapped[int | None] = link("attribution.id", N_("About the attribution"), audience=PUBLIC)
    about_figure_id: Mapped[int | None] = link("figure.id", N_("About the figure"), audience=PUBLIC)
    mapped_value: Mapped[str] = code_of(
        "confidence",
        N_("Held to be"),
        N_("Not assessed is an answer of its own, not the lowest."),
        audience=PUBLIC,
        required=True,
        default="not_assessed",
    )
    scheme: Mapped[str | None] = code_of("scheme", N_("Grading scheme of the original"), audience=PUBLIC)
    native_value: Mapped[str | None] = line(N_("Grade in that scheme"), audience=PUBLIC)
    mapping_version: Mapped[str | None] = line(N_("Version of the mapping"), audience=PUBLIC, most=40)
    standard_of_proof: Mapped[str | None] = code_of("standard_of_proof", N_("Standard of proof"), audience=PUBLIC)
    verification_level: Mapped[str | None] = code_of(
        "verification_level",
        N_("How far it was checked"),
        N_("How far checking has gone, not what came of it."),
        audience=TEAM,
    )
    provision: Mapped[str | None] = code_of("provision", N_("Provision"), audience=PUBLIC)
    legal_status: Mapped[str | None] = code_of("legal_status", N_("Status in law"), audience=PUBLIC)
    contextual_element: Mapped[str | None] = line(N_("Contextual element"), audience=PUBLIC)
    reason: Mapped[str] = prose(
        N_("Reason"), N_("Why the team holds this, with the sources it rests on."), audience=TEAM, required=True
    )
    cited: Mapped[list[int] | None] = links("citation", N_("Sources it rests on"), audience=PUBLIC)
    author_id: Mapped[int | None] = link("account.id", N_("Author"), audience=TEAM)
    author_text: Mapped[str | None] = line(N_("Author, when not an account"), audience=TEAM)
    dated: Mapped[date | None] = day(N_("Dated"), audience=PUBLIC)
    second_reader_id: Mapped[int | None] = link("account.id", N_("Second reader"), audience=TEAM)
    second_at: Mapped[datetime | None] = moment(N_("Second reading"), audience=TEAM, bookkeeping=False)
    state: Mapped[str] = code_of(
        "assessment_state", N_("State of the assessment"), audience=PUBLIC, required=True, default="current"
    )

    incident: Mapped["Incident"] = relationship(back_populates="assessments")
    about_attribution: Mapped["Attribution | None"] = relationship()
    about_figure: Mapped["Figure | None"] = relationship()
    author: Mapped["Account | None"] = relationship(foreign_keys="Assessment.author_id")
