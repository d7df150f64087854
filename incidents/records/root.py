"""What every record of its own has: a sayable code, a version, who made it and when, and whether it still stands."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, declared_attr

from incidents.base.languages import N_
from incidents.db.columns import code_of, key, line, link, moment, prose, whole
from incidents.db.fields import Audience


class Root:
    """The columns shared by records of their own: incident, source, place, actor, account, team."""

    code_prefix: ClassVar[str]

    @declared_attr
    def id(cls) -> Mapped[int]:
        return key()

    @declared_attr
    def code(cls) -> Mapped[str]:
        return line(
            N_("Code"),
            N_("A short public name of the record that can be said aloud; never used again."),
            audience=Audience.PUBLIC,
            required=True,
            unique=True,
            bookkeeping=True,
        )

    @declared_attr
    def row_version(cls) -> Mapped[int]:
        return whole(N_("Version"), audience=Audience.TEAM, required=True, bookkeeping=True, default=1)

    @declared_attr
    def created_at(cls) -> Mapped[datetime]:
        return moment(N_("Entered"), audience=Audience.TEAM, required=True)

    @declared_attr
    def created_by(cls) -> Mapped[int | None]:
        return link("account.id", N_("Entered by"), audience=Audience.TEAM, bookkeeping=True)

    @declared_attr
    def updated_at(cls) -> Mapped[datetime]:
        return moment(N_("Last changed"), audience=Audience.TEAM, required=True)

    @declared_attr
    def updated_by(cls) -> Mapped[int | None]:
        return link("account.id", N_("Last changed by"), audience=Audience.TEAM, bookkeeping=True)

    @declared_attr
    def withdrawn_at(cls) -> Mapped[datetime | None]:
        return moment(N_("Withdrawn"), audience=Audience.TEAM, bookkeeping=False)

    @declared_attr
    def withdrawn_reason(cls) -> Mapped[str | None]:
        return prose(N_("Reason for withdrawing"), audience=Audience.TEAM)

    @declared_attr
    def visibility(cls) -> Mapped[str]:
        return code_of(
            "visibility",
            N_("Sensitivity"),
            N_(
                "Restricted: the teams it was given to. Confidential: named readers only. Public: may stand in a release."
            ),
            audience=Audience.TEAM,
            required=True,
            default="restricted",
        )
