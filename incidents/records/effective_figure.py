"""The figure that searches and totals read for a case: the assessed one, else the range of what is reported."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import code_of, flag, link, whole
from incidents.db.fields import Audience

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class EffectiveFigure(Record):
    """Derived from the figures of a case at each save; nobody edits it and it can be rebuilt at any time."""

    __tablename__ = "effective_figure"
    # Every column: filters and totals are answered from the index alone.
    __table_args__ = (
        Index(
            "ix_effective_figure_numbers",
            "outcome",
            "group",
            "unit",
            "kind",
            "low",
            "best",
            "high",
            "open_above",
            "assessed",
            "value_state",
            "imputed",
            "incident_id",
        ),
    )
    ledgered = False

    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, index=False, primary_key=True
    )
    outcome: Mapped[str] = code_of("outcome", N_("What befell them"), audience=PUBLIC, required=True, primary_key=True)
    group: Mapped[str] = code_of("group", N_("Whom"), audience=PUBLIC, required=True, primary_key=True)
    unit: Mapped[str] = code_of("unit", N_("Unit"), audience=PUBLIC, required=True, primary_key=True)
    kind: Mapped[str] = code_of(
        "stock_or_flow", N_("Stock or flow"), audience=PUBLIC, required=True, primary_key=True, default=""
    )
    low: Mapped[int | None] = whole(N_("Low"), audience=PUBLIC)
    best: Mapped[int | None] = whole(N_("Best"), audience=PUBLIC)
    high: Mapped[int | None] = whole(N_("High"), audience=PUBLIC)
    open_above: Mapped[bool] = flag(N_("Or more"), audience=PUBLIC)
    assessed: Mapped[bool] = flag(N_("Assessed by the team"), audience=PUBLIC)
    value_state: Mapped[str | None] = code_of("value_state", N_("Known or not"), audience=PUBLIC)
    # The low is then what a convention supplies for a word such as "dozens"; there is no best and no high, and the
    # number counts as unknown.
    imputed: Mapped[bool] = flag(N_("Rests on a convention"), audience=PUBLIC)
