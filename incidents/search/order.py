"""The orders of an answer: what is not known comes last, and the row number decides what else is equal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from incidents.base.languages import N_
from incidents.base.text import fold
from incidents.records import EffectiveFigure, Incident
from incidents.search.criteria import Criteria, Words, leaves
from incidents.search.filters.dates import EARLIEST, LATEST
from incidents.search.fulltext import cut, ranks

USUAL = "-date"
RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Order:
    """One order: its label, and what it sorts by when it ascends and when it descends."""

    label: str
    up: Callable[[], tuple[ColumnElement[Any], ...]]
    down: Callable[[], tuple[ColumnElement[Any], ...]]


def _one(column: ColumnElement[Any] | Any) -> Callable[[], tuple[ColumnElement[Any], ...]]:
    return lambda: (column,)


def _figure(outcome: str, *names: str) -> Callable[[], tuple[ColumnElement[Any], ...]]:
    def columns() -> tuple[ColumnElement[Any], ...]:
        return tuple(
            select(getattr(EffectiveFigure, name))
            .where(
                EffectiveFigure.incident_id == Incident.id,
                EffectiveFigure.outcome == outcome,
                EffectiveFigure.group == "total",
                EffectiveFigure.unit == "person",
                EffectiveFigure.kind == "",
                ~EffectiveFigure.imputed,
            )
            .scalar_subquery()
            for name in names
        )

    return columns


def _title() -> tuple[ColumnElement[Any], ...]:
    title = Incident.__table__.c.title
    return (func.lower(func.coalesce(title["en"].as_string(), title["ar"].as_string())),)


ORDERS: dict[str, Order] = {
    "date": Order(N_("When"), _one(EARLIEST), _one(EARLIEST)),
    "killed": Order(N_("Killed"), _figure("killed", "low", "high"), _figure("killed", "high", "low")),
    "injured": Order(N_("Injured"), _figure("injured", "low", "high"), _figure("injured", "high", "low")),
    "sources": Order(N_("Sources"), _one(Incident.n_sources), _one(Incident.n_sources)),
    "changed": Order(N_("Last changed"), _one(Incident.updated_at), _one(Incident.updated_at)),
    "entered": Order(N_("Entered"), _one(Incident.created_at), _one(Incident.created_at)),
    "code": Order(N_("Code"), _one(Incident.code), _one(Incident.code)),
    "title": Order(N_("Title"), _title, _title),
}
# An instant and what lasts from it stand together, the shorter first.
ALSO = {"date": (LATEST,)}
SPELLED = {"newest": "-date", "oldest": "date", "when": "date", "best": RELEVANCE, "rank": RELEVANCE}


def find_order(typed: str) -> str | None:
    """Return the one written form of an order, empty for the usual one, or None when there is no such order."""
    name = SPELLED.get(fold(typed).strip(), fold(typed).strip())
    if name.lstrip("-") == RELEVANCE:
        return RELEVANCE
    if name.removeprefix("-") not in ORDERS:
        return None
    return "" if name == USUAL else name


def ordered(found: Select[int], criteria: Criteria) -> Select[int]:
    """Return the statement of the ids that answer a question, sorted as the question asks."""
    words = [node for node in leaves(criteria.where) if isinstance(node, Words)]
    if criteria.order == RELEVANCE and words:
        ranked = ranks([(cut(word.text), word.phrase, word.prefix) for word in words])
        best_first = ranked.c.rank.desc().nulls_last(), Incident.id.desc()
        return found.outerjoin(ranked, ranked.c.id == Incident.id).order_by(*best_first)
    name = criteria.order if criteria.order not in ("", RELEVANCE) else USUAL
    key, down = name.removeprefix("-"), name.startswith("-")
    order = ORDERS[key]
    columns = [*(order.down if down else order.up)(), *ALSO.get(key, ())]
    sorted_columns = [(one.desc() if down else one.asc()).nulls_last() for one in columns]
    return found.order_by(*sorted_columns, Incident.id.desc() if down else Incident.id.asc())
