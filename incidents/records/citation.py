"""A citation ties a source to an incident: where in it, which words, and how far they can be relied on here."""

from typing import TYPE_CHECKING

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, relationship

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link, prose, uncertain_date
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.incident import Incident
    from incidents.records.source import Source

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Citation(Record):
    """What one source gives to one incident."""

    __tablename__ = "citation"
    part_of = ("incident",)
    # With the case beside the source, a search by source reads the index alone.
    __table_args__ = (Index("ix_citation_of_source", "source_id", "incident_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    source_id: Mapped[int] = link("source.id", N_("Source"), audience=PUBLIC, required=True, index=False)
    locator: Mapped[str | None] = line(N_("Page, paragraph or time code"), audience=PUBLIC)
    excerpt: Mapped[str | None] = prose(N_("Exact words"), audience=TEAM)
    excerpt_translation: Mapped[str | None] = prose(N_("Translation of the words"), audience=TEAM)
    connection: Mapped[str | None] = code_of("connection", N_("How the informant relates to the event"), audience=TEAM)
    received: Mapped[UncertainDate] = uncertain_date(
        "received", N_("Received"), N_("When the team got it."), audience=TEAM
    )
    reliability_override: Mapped[str | None] = code_of(
        "source_reliability",
        N_("Reliability here"),
        N_("Only when it differs from the source's reliability in general."),
        audience=TEAM,
    )
    reliability_reason: Mapped[str | None] = prose(N_("Why it differs"), audience=TEAM)
    credibility: Mapped[str | None] = code_of(
        "information_credibility",
        N_("Credibility of the information"),
        N_("1 to 5 for what it says here; 6 means that it cannot be judged. The source's letter does not decide it."),
        audience=TEAM,
    )
    independent: Mapped[str | None] = code_of(
        "yes_no_unknown",
        N_("Independent of the others"),
        N_("Only to overrule what follows from what the source repeats."),
        audience=TEAM,
    )
    independent_reason: Mapped[str | None] = prose(N_("Why it is held independent or not"), audience=TEAM)
    stance_occurrence: Mapped[str | None] = code_of("stance", N_("On whether it happened"), audience=PUBLIC)
    stance_attribution: Mapped[str | None] = code_of("stance", N_("On who did it"), audience=PUBLIC)
    stance_quantity: Mapped[str | None] = code_of("stance", N_("On how many"), audience=PUBLIC)
    stance_legal: Mapped[str | None] = code_of("stance", N_("On the law"), audience=PUBLIC)
    stated_date: Mapped[UncertainDate] = uncertain_date(
        "stated_date", N_("Date, as this source has it"), audience=PUBLIC
    )
    stated_place_text: Mapped[str | None] = line(N_("Place, as this source has it"), audience=PUBLIC)

    incident: Mapped["Incident"] = relationship(back_populates="citations")
    source: Mapped["Source"] = relationship()
