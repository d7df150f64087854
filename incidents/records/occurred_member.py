"""One of the several separate days of a case that happened on a set of them, kept so that a search can test each."""

from datetime import date

from sqlalchemy.orm import Mapped

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import day, link, whole
from incidents.db.fields import Audience

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class OccurredMember(Record):
    """Derived from the date of a case at each save, for dates such as {2017-03-24,2017-03-25} alone."""

    __tablename__ = "occurred_member"
    __table_args__ = ()
    ledgered = False

    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, index=False, primary_key=True
    )
    position: Mapped[int] = whole(N_("Place in the list"), audience=TEAM, required=True, primary_key=True)
    earliest: Mapped[date | None] = day(N_("Earliest day"), audience=PUBLIC)
    latest: Mapped[date | None] = day(N_("Latest day"), audience=PUBLIC)
