"""A figure: a number as a claim by a source at a time, or what the team itself holds."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Mapped, relationship

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import (
    code_of,
    decimal,
    flag,
    key,
    line,
    link,
    links,
    moment,
    plain,
    prose,
    uncertain_date,
    whole,
)
from incidents.db.fields import Audience

if TYPE_CHECKING:
    from incidents.records.actor import Actor
    from incidents.records.citation import Citation
    from incidents.records.incident import Incident
    from incidents.records.source import Source

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Figure(Record):
    """Outcome, group and unit; low, best and high; who says it, where and as of when. Empty is never 0."""

    __tablename__ = "figure"
    part_of = ("incident",)

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    role: Mapped[str] = code_of(
        "figure_role", N_("Reported or assessed"), audience=PUBLIC, required=True, default="reported"
    )
    outcome: Mapped[str] = code_of("outcome", N_("What befell them"), audience=PUBLIC, required=True, default="killed")
    group: Mapped[str] = code_of("group", N_("Whom"), audience=PUBLIC, required=True, default="total")
    sex: Mapped[str | None] = code_of("sex", N_("Sex"), audience=PUBLIC)
    age_group: Mapped[str | None] = code_of("age_group", N_("Age group"), audience=PUBLIC)
    victim_status: Mapped[str | None] = code_of("victim_status", N_("Status of the victims"), audience=PUBLIC)
    cause_of_death: Mapped[str | None] = code_of("cause_of_death", N_("Cause of death"), audience=PUBLIC)
    unit: Mapped[str] = code_of("unit", N_("Unit"), audience=PUBLIC, required=True, default="person")
    household_size: Mapped[float | None] = decimal(N_("Persons a household"), audience=PUBLIC, least=0, most=100)
    calculation: Mapped[str | None] = line(N_("Working"), N_("How the number was computed."), audience=PUBLIC)
    low: Mapped[int | None] = whole(N_("Low"), N_("Empty: no lower bound is stated."), audience=PUBLIC)
    best: Mapped[int | None] = whole(N_("Best"), N_("Empty: no single number is stated."), audience=PUBLIC)
    high: Mapped[int | None] = whole(N_("High"), N_("Empty: no upper bound is stated."), audience=PUBLIC)
    qualifier: Mapped[str | None] = code_of(
        "qualifier", N_("How it is put"), N_("At least, about, dozens …"), audience=PUBLIC
    )
    as_stated: Mapped[str | None] = line(N_("In the source's words"), audience=PUBLIC, most=2000)
    value_state: Mapped[str | None] = code_of(
        "value_state", N_("Known or not"), N_("Nought is a known number; not known is another answer."), audience=PUBLIC
    )
    imputed: Mapped[bool] = flag(N_("Supplied by a convention"), N_("Such as 24 for dozens."), audience=PUBLIC)
    imputation_rule: Mapped[str | None] = line(N_("Which convention"), audience=PUBLIC)
    share_num: Mapped[int | None] = whole(N_("Share, upper number"), N_("A third: 1 of 3."), audience=PUBLIC)
    share_den: Mapped[int | None] = whole(N_("Share, lower number"), audience=PUBLIC, least=1)
    share_of_id: Mapped[int | None] = link("figure.id", N_("Share of"), audience=PUBLIC)
    record_kind: Mapped[str | None] = code_of("record_kind", N_("Documented or estimated"), audience=PUBLIC)
    directness: Mapped[str | None] = code_of("directness", N_("Direct or indirect"), audience=PUBLIC)
    method: Mapped[str | None] = code_of("method", N_("How it was counted"), audience=PUBLIC)
    counting_basis: Mapped[str | None] = code_of(
        "counting_basis",
        N_("What the number counts"),
        N_("All of this case, a running sum, or an addition."),
        audience=PUBLIC,
    )
    kind: Mapped[str | None] = code_of(
        "stock_or_flow",
        N_("Stock or flow"),
        N_("Of people on the move: how many are away on a day, or how many left between two days."),
        audience=PUBLIC,
    )
    within_figure_id: Mapped[int | None] = link("figure.id", N_("Contained in"), audience=PUBLIC)
    stated_by_actor_id: Mapped[int | None] = link("actor.id", N_("Speaker (actor)"), audience=PUBLIC)
    stated_by_source_id: Mapped[int | None] = link("source.id", N_("Speaker (source)"), audience=PUBLIC)
    stated_by_text: Mapped[str | None] = line(
        N_("Speaker"), N_("Who says it, when the source relays somebody else."), audience=PUBLIC
    )
    speaker_unknown: Mapped[bool] = flag(
        N_("Speaker not named"),
        N_("The source does not say whose number it is; such a number counts for no independent speaker."),
        audience=PUBLIC,
    )
    citation_id: Mapped[int | None] = link("citation.id", N_("Stated in"), audience=PUBLIC)
    as_of: Mapped[UncertainDate] = uncertain_date("as_of", N_("As of"), N_("Up to when it counts."), audience=PUBLIC)
    series_state: Mapped[str | None] = code_of("series_state", N_("Place in its series"), audience=PUBLIC)
    supersedes_id: Mapped[int | None] = link("figure.id", N_("Replaces"), audience=PUBLIC)
    credibility: Mapped[str | None] = code_of("information_credibility", N_("Credibility of the number"), audience=TEAM)
    place_id: Mapped[int | None] = link("place.id", N_("Place it is limited to"), audience=PUBLIC)
    period: Mapped[UncertainDate] = uncertain_date("period", N_("Period it is limited to"), audience=PUBLIC)
    rule: Mapped[str | None] = code_of("reconciliation_rule", N_("Rule"), audience=PUBLIC)
    rule_version: Mapped[str | None] = line(N_("Version of the rule"), audience=PUBLIC, most=40)
    rule_params: Mapped[Any] = plain(N_("Parameters of the rule"), audience=PUBLIC)
    inputs: Mapped[list[int] | None] = links("figure", N_("Figures that the rule read"), audience=PUBLIC)
    decided_by: Mapped[int | None] = link("account.id", N_("Decided by"), audience=TEAM)
    decided_at: Mapped[datetime | None] = moment(N_("Decided"), audience=TEAM, bookkeeping=False)
    reason: Mapped[str | None] = prose(N_("Reason"), audience=TEAM)
    stale: Mapped[bool] = flag(
        N_("Out of date"), N_("Something that the figure rests on has changed since."), audience=TEAM
    )
    stale_because: Mapped[Any] = plain(N_("What has changed since"), audience=TEAM)

    incident: Mapped["Incident"] = relationship(back_populates="figures")
    citation: Mapped["Citation | None"] = relationship()
    stated_by_actor: Mapped["Actor | None"] = relationship()
    stated_by_source: Mapped["Source | None"] = relationship()
    within_figure: Mapped["Figure | None"] = relationship(
        remote_side="Figure.id", foreign_keys="Figure.within_figure_id"
    )
    supersedes: Mapped["Figure | None"] = relationship(remote_side="Figure.id", foreign_keys="Figure.supersedes_id")
    share_of: Mapped["Figure | None"] = relationship(remote_side="Figure.id", foreign_keys="Figure.share_of_id")
