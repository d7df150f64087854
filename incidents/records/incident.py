"""An incident: what happened, as the team describes it. It holds no numbers and no names of people."""

from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, codes_of, flag, key, line, link, texts, uncertain_date, whole
from incidents.db.fields import Audience
from incidents.db.types import Texts
from incidents.records.root import Root

if TYPE_CHECKING:
    from incidents.records.assessment import Assessment
    from incidents.records.attribution import Attribution
    from incidents.records.citation import Citation
    from incidents.records.effective_figure import EffectiveFigure
    from incidents.records.external_id import ExternalId
    from incidents.records.field_note import FieldNote
    from incidents.records.figure import Figure
    from incidents.records.finding import Finding
    from incidents.records.incident_link import IncidentLink
    from incidents.records.incident_place import IncidentPlace
    from incidents.records.incident_violation import IncidentViolation
    from incidents.records.legal_instrument import IncidentInstrument
    from incidents.records.quality_issue import QualityIssue

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM
LONG = 100_000


class Incident(Root, Record):
    """One event, continuing situation or act by law, with everything that sources and the team say about it."""

    __tablename__ = "incident"
    code_prefix = "INC"
    # A search for a time, the usual order and the rule of sight read this index alone, never the long texts.
    __table_args__ = (
        Index(
            "ix_incident_when",
            "occurred_earliest",
            "occurred_latest",
            "occurred_nature",
            "occurred_core_from",
            "occurred_core_to",
            "withdrawn_at",
            "visibility",
            "created_by",
        ),
        {"sqlite_autoincrement": True},
    )

    title: Mapped[Texts] = texts(
        N_("Title"), N_("A short line that says what happened and where."), audience=PUBLIC, required=True
    )
    summary: Mapped[Texts | None] = texts(
        N_("Narrative"),
        N_("What happened, in the team's own words. Internal: it never leaves with a release."),
        audience=TEAM,
        most=LONG,
    )
    public_summary: Mapped[Texts | None] = texts(
        N_("Public summary"),
        N_("A separate text that may be published. It is never filled from the narrative."),
        audience=PUBLIC,
        most=LONG,
    )
    temporal_type: Mapped[str] = code_of(
        "temporal_type",
        N_("Kind of case"),
        N_("An event, a situation that went on, or an act by law."),
        audience=PUBLIC,
        required=True,
        default="event",
        index=True,
    )
    occurred: Mapped[UncertainDate] = uncertain_date(
        "occurred",
        N_("When it happened"),
        N_("As exactly as you know it and no more: 4 April 2017, April 2017, between 3 and 5 April 2017, 2017-04?"),
        audience=PUBLIC,
    )
    time_text: Mapped[str | None] = line(
        N_("Time of day, in words"), N_("As the sources say it: shortly before seven in the morning."), audience=PUBLIC
    )
    time_from: Mapped[str | None] = line(
        N_("Earliest time"),
        N_("Local clock time, such as 06:30. Leave it empty when no source gives one."),
        audience=PUBLIC,
        most=5,
    )
    time_to: Mapped[str | None] = line(N_("Latest time"), audience=PUBLIC, most=5)
    time_word: Mapped[str | None] = code_of("time_word", N_("Part of the day"), audience=PUBLIC)
    tz: Mapped[str | None] = line(N_("Time zone"), N_("Such as Asia/Damascus."), audience=PUBLIC, most=60)
    attack_methods: Mapped[list[str] | None] = codes_of("attack_method", N_("How"), audience=PUBLIC)
    targets: Mapped[list[str] | None] = codes_of("target", N_("What was hit"), audience=PUBLIC)
    causes: Mapped[list[str] | None] = codes_of("cause_of_death", N_("Causes of death"), audience=PUBLIC)
    conflict_class: Mapped[str | None] = code_of(
        "conflict_class",
        N_("Class of conflict"),
        N_("The legal class of the conflict at that time and place."),
        audience=PUBLIC,
    )
    harm_reported: Mapped[str | None] = code_of(
        "yes_no_unknown",
        N_("Harm to civilians reported"),
        N_("Whether harm to civilians is alleged at all, apart from any grade."),
        audience=PUBLIC,
    )
    inclusion_basis: Mapped[str | None] = line(
        N_("Inclusion criterion"), N_("Which criterion of the codebook admits this case."), audience=TEAM
    )
    codebook_version: Mapped[str | None] = line(N_("Codebook version"), audience=PUBLIC, most=40)
    includes_parts: Mapped[str | None] = code_of(
        "yes_no_unknown",
        N_("Figures include its parts"),
        N_("Whether the figures of this case already contain those of the cases that are part of it."),
        audience=PUBLIC,
    )
    workflow_status: Mapped[str] = code_of(
        "workflow_status", N_("State"), audience=TEAM, required=True, default="draft", index=True
    )
    graphic: Mapped[bool] = flag(
        N_("Graphic material"), N_("Pictures and words stand behind a click."), audience=PUBLIC
    )
    merged_into_id: Mapped[int | None] = link("incident.id", N_("Merged into"), audience=TEAM)
    n_sources: Mapped[int] = whole(N_("Sources"), audience=PUBLIC, required=True, computed=True, default=0)
    n_independent: Mapped[int] = whole(
        N_("Independent sources"), audience=PUBLIC, required=True, computed=True, default=0
    )
    n_source_types: Mapped[int] = whole(N_("Kinds of source"), audience=PUBLIC, required=True, computed=True, default=0)
    n_open_issues: Mapped[int] = whole(N_("Open questions"), audience=TEAM, required=True, computed=True, default=0)

    places: Mapped[list["IncidentPlace"]] = relationship(
        cascade="all, delete-orphan", order_by="IncidentPlace.id", back_populates="incident"
    )
    violations: Mapped[list["IncidentViolation"]] = relationship(
        cascade="all, delete-orphan", order_by="IncidentViolation.id", back_populates="incident"
    )
    citations: Mapped[list["Citation"]] = relationship(
        cascade="all, delete-orphan", order_by="Citation.id", back_populates="incident"
    )
    figures: Mapped[list["Figure"]] = relationship(
        cascade="all, delete-orphan", order_by="Figure.id", back_populates="incident"
    )
    attributions: Mapped[list["Attribution"]] = relationship(
        cascade="all, delete-orphan", order_by="Attribution.id", back_populates="incident"
    )
    assessments: Mapped[list["Assessment"]] = relationship(
        cascade="all, delete-orphan", order_by="Assessment.id", back_populates="incident"
    )
    findings: Mapped[list["Finding"]] = relationship(
        cascade="all, delete-orphan", order_by="Finding.id", back_populates="incident"
    )
    links: Mapped[list["IncidentLink"]] = relationship(
        cascade="all, delete-orphan",
        order_by="IncidentLink.id",
        back_populates="incident",
        foreign_keys="IncidentLink.incident_id",
    )
    instruments: Mapped[list["IncidentInstrument"]] = relationship(
        cascade="all, delete-orphan", order_by="IncidentInstrument.id", back_populates="incident"
    )
    teams: Mapped[list["IncidentTeam"]] = relationship(
        cascade="all, delete-orphan", order_by="IncidentTeam.id", back_populates="incident"
    )
    readers: Mapped[list["IncidentReader"]] = relationship(
        cascade="all, delete-orphan", order_by="IncidentReader.id", back_populates="incident"
    )
    external_ids: Mapped[list["ExternalId"]] = relationship(
        cascade="all, delete-orphan", order_by="ExternalId.id", back_populates="incident"
    )
    quality_issues: Mapped[list["QualityIssue"]] = relationship(
        cascade="all, delete-orphan", order_by="QualityIssue.id", back_populates="incident"
    )
    field_notes: Mapped[list["FieldNote"]] = relationship(
        cascade="all, delete-orphan", order_by="FieldNote.id", back_populates="incident"
    )
    effective_figures: Mapped[list["EffectiveFigure"]] = relationship(viewonly=True)


class IncidentTeam(Record):
    """A team that an incident was given to; nobody else sees it."""

    __tablename__ = "incident_team"
    part_of = ("incident",)
    # The rule of sight asks for this pair at every case, so both columns stand in one index.
    __table_args__ = (UniqueConstraint("incident_id", "team_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True, index=False
    )
    team_id: Mapped[int] = link("team.id", N_("Team"), audience=TEAM, required=True, index=False)
    incident: Mapped[Incident] = relationship(back_populates="teams")


class IncidentReader(Record):
    """A person who may read a confidential incident."""

    __tablename__ = "incident_reader"
    part_of = ("incident",)
    # The rule of sight asks for this pair at every case, so both columns stand in one index.
    __table_args__ = (UniqueConstraint("incident_id", "account_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True, index=False
    )
    account_id: Mapped[int] = link("account.id", N_("Named reader"), audience=TEAM, required=True)
    incident: Mapped[Incident] = relationship(back_populates="readers")
