"""An aggregate statement: a body's count over many events, such as 33 attacks of which 27 are attributed.

It is a record of its own. It never becomes cases that nobody described, and never enters a total over cases.
"""

from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, key, line, link, prose, texts, uncertain_date, whole
from incidents.db.fields import Audience
from incidents.db.types import Texts
from incidents.records.root import Root

if TYPE_CHECKING:
    from incidents.records.actor import Actor
    from incidents.records.incident import Incident
    from incidents.records.place import Place
    from incidents.records.source import Source

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class AggregateStatement(Root, Record):
    """What is counted, where, between which days, by whom, and what was known by when."""

    __tablename__ = "aggregate_statement"
    code_prefix = "AGG"

    title: Mapped[Texts] = texts(
        N_("Statement"), N_("A short line that says what was counted."), audience=PUBLIC, required=True
    )
    body: Mapped[str | None] = code_of("body", N_("Body"), audience=PUBLIC, index=True)
    body_text: Mapped[str | None] = line(
        N_("Name of the body"), N_("Which court, national authority or organisation."), audience=PUBLIC
    )
    source_id: Mapped[int | None] = link("source.id", N_("Read in"), audience=PUBLIC)
    locator: Mapped[str | None] = line(N_("Page, paragraph or time code"), audience=PUBLIC)
    excerpt: Mapped[str | None] = prose(N_("Exact words"), audience=TEAM)
    subject: Mapped[str | None] = line(N_("What is counted"), N_("In the body's words."), audience=PUBLIC)
    violation: Mapped[str | None] = code_of("violation_type", N_("Violation counted"), audience=PUBLIC)
    place_id: Mapped[int | None] = link("place.id", N_("Where"), audience=PUBLIC)
    period: Mapped[UncertainDate] = uncertain_date(
        "period", N_("Period counted"), N_("From the first to the last day that the count covers."), audience=PUBLIC
    )
    unit: Mapped[str] = code_of("unit", N_("Unit counted"), audience=PUBLIC, required=True, default="incident")
    as_of: Mapped[UncertainDate] = uncertain_date(
        "as_of", N_("As of"), N_("The day up to which the body knew; a later report may count more."), audience=PUBLIC
    )
    note: Mapped[str | None] = prose(N_("Note"), audience=TEAM)

    counts: Mapped[list["AggregateCount"]] = relationship(
        cascade="all, delete-orphan", order_by="AggregateCount.id", back_populates="aggregate_statement"
    )
    cases: Mapped[list["AggregateCase"]] = relationship(
        cascade="all, delete-orphan", order_by="AggregateCase.id", back_populates="aggregate_statement"
    )
    source: Mapped["Source | None"] = relationship()
    place: Mapped["Place | None"] = relationship()


class AggregateCount(Record):
    """One number of the statement: the whole, or a part of it such as what is attributed to one actor."""

    __tablename__ = "aggregate_count"
    part_of = ("aggregate_statement",)

    id: Mapped[int] = key()
    aggregate_statement_id: Mapped[int] = link(
        "aggregate_statement.id", N_("Statement"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    label: Mapped[str] = line(N_("What this number counts"), audience=PUBLIC, required=True)
    actor_id: Mapped[int | None] = link("actor.id", N_("Attributed to"), audience=PUBLIC)
    low: Mapped[int | None] = whole(N_("Low"), N_("Empty: no lower bound is stated."), audience=PUBLIC)
    best: Mapped[int | None] = whole(N_("Best"), N_("Empty: no single number is stated."), audience=PUBLIC)
    high: Mapped[int | None] = whole(N_("High"), N_("Empty: no upper bound is stated."), audience=PUBLIC)
    qualifier: Mapped[str | None] = code_of(
        "qualifier", N_("How it is put"), N_("At least, about, dozens …"), audience=PUBLIC
    )
    as_stated: Mapped[str | None] = line(N_("In the source's words"), audience=PUBLIC, most=2000)
    value_state: Mapped[str | None] = code_of("value_state", N_("Known or not"), audience=PUBLIC)
    within_count_id: Mapped[int | None] = link("aggregate_count.id", N_("Contained in"), audience=PUBLIC)

    aggregate_statement: Mapped[AggregateStatement] = relationship(back_populates="counts")
    actor: Mapped["Actor | None"] = relationship()
    within_count: Mapped["AggregateCount | None"] = relationship(
        remote_side="AggregateCount.id", foreign_keys="AggregateCount.within_count_id"
    )


class AggregateCase(Record):
    """One of our cases that may fall inside the statement; the list is never forced to be complete."""

    __tablename__ = "aggregate_case"
    part_of = ("aggregate_statement",)
    __table_args__ = (UniqueConstraint("aggregate_statement_id", "incident_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    aggregate_statement_id: Mapped[int] = link(
        "aggregate_statement.id",
        N_("Statement"),
        audience=TEAM,
        required=True,
        owned=True,
        bookkeeping=True,
        index=False,
    )
    incident_id: Mapped[int] = link("incident.id", N_("Case"), audience=TEAM, required=True)
    note: Mapped[str | None] = prose(N_("Why it may fall inside"), audience=TEAM)

    aggregate_statement: Mapped[AggregateStatement] = relationship(back_populates="cases")
    incident: Mapped["Incident"] = relationship()
