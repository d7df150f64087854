"""A place of the gazetteer, with its names in any language and its codes with the edition they are valid in."""

import re
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, relationship, validates

from incidents.base.languages import N_
from incidents.base.text import fold, words
from incidents.db.base import Record
from incidents.db.columns import code_of, day, decimal, key, line, link, prose
from incidents.db.fields import Audience
from incidents.records.root import Root

if TYPE_CHECKING:
    from incidents.records.external_id import ExternalId
    from incidents.records.field_note import FieldNote
    from incidents.records.quality_issue import QualityIssue

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM
# Signs that stand for hamza and ain in Latin letters: some write them, some do not.
_INSIDE_WORDS = re.compile("['’‘`´ʻʼʽʾʿˊˋ]")


class Place(Root, Record):
    """A country, district, town, neighbourhood or single point of interest."""

    __tablename__ = "place"
    code_prefix = "PLC"

    level: Mapped[str | None] = code_of("place_level", N_("Level"), audience=PUBLIC)
    parent_id: Mapped[int | None] = link("place.id", N_("Lies in"), audience=PUBLIC)
    pcode: Mapped[str | None] = line(
        N_("Place code (p-code)"), N_("A code is valid only with its edition."), audience=PUBLIC, most=40, index=True
    )
    pcode_edition: Mapped[date | None] = day(N_("Edition of the code"), audience=PUBLIC)
    previous_pcode: Mapped[str | None] = line(N_("Earlier code"), audience=PUBLIC, most=40)
    lat: Mapped[float | None] = decimal(N_("Latitude"), audience=PUBLIC, unit="°", least=-90, most=90)
    lon: Mapped[float | None] = decimal(N_("Longitude"), audience=PUBLIC, unit="°", least=-180, most=180)
    geometry: Mapped[str | None] = prose(N_("Outline as GeoJSON"), audience=PUBLIC)
    note: Mapped[str | None] = prose(N_("Note"), audience=TEAM)

    names: Mapped[list["PlaceName"]] = relationship(
        cascade="all, delete-orphan", order_by="PlaceName.id", back_populates="place"
    )
    external_ids: Mapped[list["ExternalId"]] = relationship(
        cascade="all, delete-orphan", order_by="ExternalId.id", back_populates="place"
    )
    quality_issues: Mapped[list["QualityIssue"]] = relationship(
        cascade="all, delete-orphan", order_by="QualityIssue.id", back_populates="place"
    )
    field_notes: Mapped[list["FieldNote"]] = relationship(
        cascade="all, delete-orphan", order_by="FieldNote.id", back_populates="place"
    )
    parent: Mapped["Place | None"] = relationship(remote_side="Place.id", foreign_keys="Place.parent_id")


class PlaceName(Record):
    """One name of a place; spelling variants are names too."""

    __tablename__ = "place_name"
    part_of = ("place",)

    id: Mapped[int] = key()
    place_id: Mapped[int] = link("place.id", N_("Place"), audience=PUBLIC, required=True, owned=True, bookkeeping=True)
    text: Mapped[str] = line(N_("Name"), audience=PUBLIC, required=True)
    lang: Mapped[str | None] = line(N_("Language"), audience=PUBLIC, most=35)
    kind: Mapped[str] = code_of("name_kind", N_("Kind of name"), audience=PUBLIC, required=True, default="official")
    folded: Mapped[str] = line(
        N_("Name, folded for search"), audience=TEAM, required=True, computed=True, index=True, default=""
    )
    sought: Mapped[str] = line(
        N_("Name, cut into words for search"), audience=TEAM, required=True, computed=True, default=""
    )
    place: Mapped[Place] = relationship(back_populates="names")

    # The order of letters that PostgreSQL keeps for people is no good for finding what begins with some letters.
    __table_args__ = (
        Index(None, "sought", postgresql_ops={"sought": "text_pattern_ops"}),
        {"sqlite_autoincrement": True},
    )

    @validates("text")
    def _fold(self, _name: str, value: str) -> str:
        self.folded, self.sought = fold(value), f" {' '.join(name_words(value))} "
        return value


def name_words(text: str) -> list[str]:
    """The words of a name as places are found by them; "Al Ma'ra" and "Al Mara" are the same."""
    return words(_INSIDE_WORDS.sub("", text))
