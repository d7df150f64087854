"""What every record of its own has: a sayable code, a version, who made it and when, and whether it still stands."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped

from incidents.base.languages import N_
from incidents.db.columns import code_of, key, line, link, moment, prose, whole
from incidents.db.fields import Audience

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Root:
    """The columns shared by records of their own: incident, source, place, actor, account, team."""

    code_prefix: ClassVar[str]

    id: Mapped[int] = key()
    code: Mapped[str] = line(
        N_("Code"),
        N_("A short public name of the record that can be said aloud; never used again."),
        audience=PUBLIC,
        required=True,
        unique=True,
        bookkeeping=True,
    )
    row_version: Mapped[int] = whole(N_("Version"), audience=TEAM, required=True, bookkeeping=True, default=1)
    created_at: Mapped[datetime] = moment(N_("Entered"), audience=TEAM, required=True)
    created_by: Mapped[int | None] = link("account.id", N_("Entered by"), audience=TEAM, bookkeeping=True)
    updated_at: Mapped[datetime] = moment(N_("Last changed"), audience=TEAM, required=True)
    updated_by: Mapped[int | None] = link("account.id", N_("Last changed by"), audience=TEAM, bookkeeping=True)
    withdrawn_at: Mapped[datetime | None] = moment(N_("Withdrawn"), audience=TEAM, bookkeeping=False)
    withdrawn_reason: Mapped[str | None] = prose(N_("Reason for withdrawing"), audience=TEAM)
    visibility: Mapped[str] = code_of(
        "visibility",
        N_("Sensitivity"),
        N_("Restricted: the teams it was given to. Confidential: named readers only. Public: may go into a release."),
        audience=TEAM,
        required=True,
        default="restricted",
    )
