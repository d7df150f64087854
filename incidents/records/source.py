"""A source: the thing read, heard or seen, and what it merely repeats."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship, validates

from incidents.base.addresses import canonical_url
from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.base.text import words
from incidents.db.base import Record
from incidents.db.columns import code_of, day, flag, key, line, lines, link, prose, texts, uncertain_date
from incidents.db.fields import Audience
from incidents.db.types import Texts
from incidents.records.root import Root

if TYPE_CHECKING:
    from incidents.records.external_id import ExternalId
    from incidents.records.field_note import FieldNote
    from incidents.records.quality_issue import QualityIssue

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM
SORTED_BY = 60
"""How many letters of a title lists are sorted by; an index holds no more of a long one."""


class Source(Root, Record):
    """An article, report, testimony, video, law text or data set."""

    __tablename__ = "source"
    code_prefix = "SRC"

    kind: Mapped[str | None] = code_of("source_kind", N_("Kind of source"), audience=PUBLIC, index=True)
    title: Mapped[Texts] = texts(N_("Title"), audience=PUBLIC, required=True, most=2000)
    publisher: Mapped[str | None] = line(
        N_("Publisher"), N_("Who published it; the speaker of a claim may be another."), audience=PUBLIC, index=True
    )
    author: Mapped[str | None] = line(N_("Author"), audience=TEAM)
    language: Mapped[str | None] = line(N_("Language"), audience=PUBLIC, most=35)
    published: Mapped[UncertainDate] = uncertain_date(
        "published",
        N_("Published"),
        N_("The date shown on it, never the day you read it."),
        audience=PUBLIC,
        indexed=True,
    )
    url: Mapped[str | None] = line(N_("Address (URL)"), audience=PUBLIC, most=4000)
    canonical_url: Mapped[str | None] = line(
        N_("Address without tracking and archive parts"), audience=PUBLIC, most=4000, computed=True, index=True
    )
    archive_urls: Mapped[list[str] | None] = lines(N_("Archived copies"), N_("One address a line."), audience=PUBLIC)
    version_note: Mapped[str | None] = prose(
        N_("Note on versions"), N_("When the same address has shown different texts."), audience=PUBLIC
    )
    default_reliability: Mapped[str | None] = code_of(
        "source_reliability",
        N_("Reliability in general"),
        N_("A to E; F means that it cannot be judged, not that it is bad."),
        audience=TEAM,
    )
    affiliation: Mapped[str | None] = line(N_("Affiliation"), audience=TEAM)
    proximity: Mapped[str | None] = code_of("connection", N_("Closeness to events"), audience=TEAM)
    origin_unknown: Mapped[bool] = flag(
        N_("Does not say whose claim it relays"), N_("Such a source does not count as independent."), audience=PUBLIC
    )
    consent_scope: Mapped[str | None] = prose(N_("What the speaker agreed to"), audience=Audience.CONFIDENTIAL)
    consent_expires: Mapped[date | None] = day(N_("Consent ends"), audience=Audience.CONFIDENTIAL)
    retention_until: Mapped[date | None] = day(N_("Keep until"), audience=TEAM)
    rights: Mapped[str | None] = line(N_("Licence of the material"), audience=PUBLIC)

    folded: Mapped[str] = line(
        N_("Words of title and publisher, folded for search"), audience=TEAM, required=True, computed=True, default=""
    )

    sorted_as: Mapped[str] = line(
        N_("Words by which lists of sources are sorted"), audience=TEAM, required=True, computed=True, default="",
        most=SORTED_BY, index=True,
    )  # fmt: skip

    merged_into_id: Mapped[int | None] = link("source.id", N_("Merged into"), audience=TEAM)

    captures: Mapped[list["SourceCapture"]] = relationship(
        cascade="all, delete-orphan", order_by="SourceCapture.id", back_populates="source"
    )
    derivations: Mapped[list["SourceDerivation"]] = relationship(
        cascade="all, delete-orphan",
        order_by="SourceDerivation.id",
        foreign_keys="SourceDerivation.source_id",
        back_populates="source",
    )
    readers: Mapped[list["SourceReader"]] = relationship(
        cascade="all, delete-orphan", order_by="SourceReader.id", back_populates="source"
    )
    external_ids: Mapped[list["ExternalId"]] = relationship(
        cascade="all, delete-orphan", order_by="ExternalId.id", back_populates="source"
    )
    quality_issues: Mapped[list["QualityIssue"]] = relationship(
        cascade="all, delete-orphan", order_by="QualityIssue.id", back_populates="source"
    )
    field_notes: Mapped[list["FieldNote"]] = relationship(
        cascade="all, delete-orphan", order_by="FieldNote.id", back_populates="source"
    )

    @validates("title", "publisher", "url")
    def _derive(self, name: str, value: Texts | str | None) -> Texts | str | None:
        # Whoever writes a source, form or import, cannot forget what it is found by.
        if name == "url":
            self.canonical_url = canonical_url(str(value)) if value else None
            return value
        title = value if name == "title" else self.title
        publisher = value if name == "publisher" else self.publisher
        texts = [*(title.values() if isinstance(title, dict) else ()), str(publisher or "")]
        self.folded = f" {' '.join(words(' '.join(texts)))} "
        self.sorted_as = self.folded.strip()[:SORTED_BY]
        return value


class SourceDerivation(Record):
    """What a source repeats: a wire story, another outlet, a hospital's list."""

    __tablename__ = "source_derivation"
    part_of = ("source",)

    id: Mapped[int] = key()
    source_id: Mapped[int] = link(
        "source.id", N_("Source"), audience=PUBLIC, required=True, owned=True, bookkeeping=True
    )
    parent_id: Mapped[int] = link("source.id", N_("Repeats"), audience=PUBLIC, required=True)
    how: Mapped[str] = code_of("derivation", N_("How"), audience=PUBLIC, required=True, default="unknown")
    source: Mapped[Source] = relationship(foreign_keys="SourceDerivation.source_id", back_populates="derivations")
    parent: Mapped[Source] = relationship(foreign_keys="SourceDerivation.parent_id")


class SourceCapture(Record):
    """What the source showed on one day: the same address may give another text, or another number, later."""

    __tablename__ = "source_capture"
    part_of = ("source",)

    id: Mapped[int] = key()
    source_id: Mapped[int] = link(
        "source.id", N_("Source"), audience=PUBLIC, required=True, owned=True, bookkeeping=True
    )
    captured: Mapped[UncertainDate] = uncertain_date(
        "captured", N_("Captured"), N_("The day the copy was made, never the day of publication."), audience=PUBLIC
    )
    address: Mapped[str | None] = line(N_("Address of the copy"), audience=PUBLIC, most=4000)
    shows: Mapped[str | None] = prose(N_("What it shows"), N_("Such as a number that differs."), audience=TEAM)
    source: Mapped[Source] = relationship(back_populates="captures")


class SourceReader(Record):
    """A person who may read a confidential source."""

    __tablename__ = "source_reader"
    part_of = ("source",)
    __table_args__ = (UniqueConstraint("source_id", "account_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    source_id: Mapped[int] = link(
        "source.id", N_("Source"), audience=TEAM, required=True, owned=True, bookkeeping=True, index=False
    )
    account_id: Mapped[int] = link("account.id", N_("Named reader"), audience=TEAM, required=True)
    source: Mapped[Source] = relationship(back_populates="readers")
