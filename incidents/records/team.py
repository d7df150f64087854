"""A team: the people to whom a case is given."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship, validates

from incidents.base.languages import N_
from incidents.base.text import words
from incidents.db.base import Record
from incidents.db.columns import key, line, link, prose, texts
from incidents.db.fields import Audience
from incidents.db.types import Texts
from incidents.records.root import Root

TEAM = Audience.TEAM


class Team(Root, Record):
    """A circle of accounts that share cases."""

    __tablename__ = "team"
    code_prefix = "TEAM"

    name: Mapped[Texts] = texts(N_("Name"), audience=TEAM, required=True, most=100)
    folded: Mapped[str] = line(
        N_("Name, in words, folded for search"), audience=TEAM, required=True, computed=True, default=""
    )
    note: Mapped[str | None] = prose(N_("What the team is for"), audience=TEAM)
    members: Mapped[list["TeamMember"]] = relationship(
        cascade="all, delete-orphan", order_by="TeamMember.id", back_populates="team"
    )

    @validates("name")
    def _fold(self, _name: str, value: Texts) -> Texts:
        self.folded = f" {' '.join(words(' '.join(value.values())))} "
        return value


class TeamMember(Record):
    """An account in a team."""

    __tablename__ = "team_member"
    part_of = ("team",)
    __table_args__ = (UniqueConstraint("team_id", "account_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = key()
    team_id: Mapped[int] = link("team.id", N_("Team"), audience=TEAM, required=True, owned=True, bookkeeping=True)
    account_id: Mapped[int] = link("account.id", N_("Member"), audience=TEAM, required=True)
    team: Mapped[Team] = relationship(back_populates="members")
