"""Totals over the answer to a question: low, best and high, and of how many cases they are made.

They count what is documented; they estimate nothing. A case without a number adds nothing and is counted
as what it is: not told, not recorded, not applicable or withheld. What a convention supplies for a word such
as "dozens" is summed apart. A part of a case whose figures include its parts is not counted a second time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    CompoundSelect,
    FromClause,
    Row,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    func,
    literal,
    null,
    select,
    union_all,
)  # fmt: skip
from sqlalchemy.orm import Session, aliased

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.ranges import Count
from incidents.records import Assessment, EffectiveFigure, Incident
from incidents.search.criteria import Criteria
from incidents.search.linked import parts_and_wholes
from incidents.search.query import matching
from incidents.vocabularies import vocabulary

OUTCOMES = ("killed", "injured")
SUMS = ("low", "best", "high", "imputed")
NUMBERS = (
    "n_figure", "low", "best", "high", "n_best", "n_open", "n_zero", "n_assessed",
    "n_unknown", "n_not_applicable", "n_withheld", "n_imputed", "imputed",
)  # fmt: skip
EMPTY = tuple(null().label(name) for name in NUMBERS[1:])


@dataclass(frozen=True, slots=True)
class OutcomeTotal:
    """The sum for one outcome, group and unit, with the cases that it is and is not made of.

    ``low``, ``best`` and ``high`` are None when no case has a figure; ``best`` is also None while any case that
    has a figure lacks a best one. ``n_open`` cases have no upper bound, so their ``high`` is a minimum.
    Of the ``n_unknown`` cases ``n_imputed`` have a word such as "dozens", for which a convention supplies
    ``imputed`` as the least; that stands apart from the sum.
    """

    outcome: str
    incidents: int = 0
    n_figure: int = 0
    low: int | None = None
    best: int | None = None
    high: int | None = None
    n_best: int = 0
    n_open: int = 0
    n_zero: int = 0
    n_assessed: int = 0
    n_unknown: int = 0
    n_not_applicable: int = 0
    n_withheld: int = 0
    n_imputed: int = 0
    imputed: int | None = None

    @property
    def n_not_assessed(self) -> int:
        """Cases whose figure is the range of what is reported, which the team has not assessed."""
        return self.n_figure - self.n_assessed

    @property
    def n_not_recorded(self) -> int:
        """Cases for which nobody has looked."""
        return self.incidents - self.n_figure - self.n_unknown - self.n_not_applicable - self.n_withheld

    @property
    def n_without(self) -> int:
        """Cases without a number, for whatever reason."""
        return self.incidents - self.n_figure

    @property
    def count(self) -> Count:
        """The sum with its doubt, as pages show it."""
        return Count(self.low, self.best, self.high, self.n_open > 0)


@dataclass(frozen=True, slots=True)
class Parts:
    """The cases that are part of another one in the same answer.

    ``skipped`` are in no sum, because that other case's figures include theirs; of ``unclear`` nobody has said whether
    they do, so they are summed and may be counted twice.
    """

    skipped: int = 0
    unclear: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of an answer, with the team's grades on whether the cases happened, and when it was counted."""

    incidents: int
    killed: OutcomeTotal
    injured: OutcomeTotal
    grades: dict[str, int] = field(default_factory=dict)
    parts: Parts = field(default_factory=Parts)
    as_of: datetime = field(default_factory=now)


def totals(session: Session, criteria: Criteria, viewer: Viewer) -> Totals:
    """Count and sum the cases that answer the question, in one statement."""
    found = found_cases(criteria, viewer)
    return totals_of(session.execute(union_all(*sums_over(found))).all())


def found_cases(criteria: Criteria, viewer: Viewer) -> CTE:
    """The numbers of the cases that answer a question, found once however many parts of a statement use them."""
    return matching(criteria, viewer).cte("found").prefix_with("MATERIALIZED")


def sums_over(found: CTE) -> tuple[Select[*tuple[Any, ...]], ...]:
    """The statements, to be joined into one, that count and sum the cases found; their rows are for `totals_of`."""
    cases = select(literal("cases"), literal(""), func.count(), *EMPTY).select_from(found)
    counted = select(found.c.id).where(found.c.id.not_in(skipped_parts(found)))
    # PostgreSQL takes the kinds of the columns from the first two, so one of these has to hold numbers.
    return cases, _figures(counted), _judgments(select(found.c.id)), _parts(found)


def skipped_parts(found: FromClause) -> Select[int]:
    """The numbers of the cases found that are part of another one found whose figures include those of its parts."""
    pairs = _pairs(found)
    return select(pairs.c.part).where(pairs.c.includes == "yes")


def _pairs(found: FromClause) -> Subquery:
    """Parts with their wholes, both among the cases found, and whether the figures of the whole include its parts."""
    pairs, whole = parts_and_wholes().subquery("linked"), aliased(Incident)
    back = parts_and_wholes().subquery("back")
    # Two cases that are each part of the other, as an import may say, must not both vanish from a sum.
    mutual = select(back.c.part).where(back.c.part == pairs.c.whole, back.c.whole == pairs.c.part)
    includes = func.coalesce(whole.includes_parts, "unknown").label("includes")
    return (
        select(pairs.c.part, pairs.c.whole, includes)
        .join(whole, whole.id == pairs.c.whole)
        .where(pairs.c.part.in_(select(found.c.id)), pairs.c.whole.in_(select(found.c.id)))
        .where(~mutual.correlate(pairs).exists())
        .subquery("parts")
    )


def parts_of(found: FromClause) -> CompoundSelect[*tuple[Any, ...]]:
    """How many of the cases found are skipped as parts, and of how many that is unclear: rows of a word and a count."""
    pairs = _pairs(found)
    skipped = select(literal("skipped"), func.count(distinct(pairs.c.part))).where(pairs.c.includes == "yes")
    others = skipped_parts(found)
    unclear = select(literal("unclear"), func.count(distinct(pairs.c.part)))
    unclear = unclear.where(pairs.c.includes == "unknown", pairs.c.part.not_in(others))
    return union_all(skipped, unclear)


def _parts(found: FromClause) -> Select[*tuple[Any, ...]]:
    counted = parts_of(found).subquery("counted_parts")
    return select(literal("parts"), *counted.c, *EMPTY)


def totals_of(rows: Sequence[Row[*tuple[Any, ...]]]) -> Totals:
    """The totals out of the rows of a statement that holds `sums_over`."""
    incidents = next(row[2] for row in rows if row[0] == "cases")
    parts = Parts(**{row[1]: int(row[2]) for row in rows if row[0] == "parts"})
    counted = incidents - parts.skipped
    figures = {row[1]: total_of(row[1], counted, row[2:]) for row in rows if row[0] == "figure"}
    graded = {row[1]: row[2] for row in rows if row[0] == "grade"}
    killed, injured = (figures.get(one) or OutcomeTotal(one, counted) for one in OUTCOMES)
    return Totals(incidents, killed, injured, _grades(graded, incidents), parts)


def _grades(graded: dict[str, int], incidents: int) -> dict[str, int]:
    """Put the grades in the order of the ladder; whoever has no judgment counts as not assessed."""
    graded["not_assessed"] = incidents - sum(graded.values())
    return {code: graded[code] for code in vocabulary("confidence").codes if graded.get(code)}


def total_of(outcome: str, incidents: int, numbers: Sequence[Any]) -> OutcomeTotal:
    """The total that a row of `columns_of` holds."""
    found: dict[str, Any] = dict(zip(NUMBERS, numbers, strict=True))
    for name, number in found.items():
        # PostgreSQL adds whole numbers up to decimals. A sum over nothing stays None, a count of nothing is 0.
        found[name] = None if number is None and name in SUMS else int(number or 0)
    if found["n_best"] < found["n_figure"]:
        found["best"] = None
    return OutcomeTotal(outcome, incidents, **found)


def together(outcome: str, totals: Iterable[OutcomeTotal]) -> OutcomeTotal:
    """The total of totals that share no case."""
    parts = list(totals)
    counts = {name: sum(getattr(part, name) for part in parts) for name in ("incidents", *NUMBERS) if name not in SUMS}
    sums: dict[str, Any] = {}
    for name in SUMS:
        told = [number for part in parts if (number := getattr(part, name)) is not None]
        sums[name] = sum(told) if told else None
    if counts["n_best"] < counts["n_figure"]:
        sums["best"] = None
    return OutcomeTotal(outcome, **counts, **sums)


def columns_of(figure: type[EffectiveFigure]) -> tuple[Any, ...]:
    """The columns that sum and count effective figures, in the order of `NUMBERS`."""
    known = figure.high.is_not(None)

    def how_many(condition: Any) -> Any:
        return func.sum(case((condition, 1), else_=0))

    def without(state: str) -> Any:
        return how_many(and_(~known, figure.value_state == state))

    return (
        func.count(figure.high),
        # A low end that nobody states ("at most 5") leaves room down to none.
        func.sum(case((known, figure.low))),
        func.sum(figure.best),
        func.sum(figure.high),
        func.count(figure.best),
        how_many(and_(known, figure.open_above)),
        how_many(and_(known, figure.high == 0, ~figure.open_above)),
        how_many(and_(known, figure.assessed)),
        without("unknown"),
        without("not_applicable"),
        without("withheld"),
        how_many(figure.imputed),
        func.sum(case((figure.imputed, figure.low))),
    )


def _figures(found: Select[int]) -> Select[*tuple[Any, ...]]:
    figure = EffectiveFigure
    return (
        select(literal("figure"), figure.outcome, *columns_of(figure))
        .where(figure.outcome.in_(OUTCOMES), figure.group == "total", figure.unit == "person", figure.kind == "")
        .where(figure.incident_id.in_(found))
        .group_by(figure.outcome)
    )


def _judgments(found: Select[int]) -> Select[*tuple[Any, ...]]:
    """Count the cases by the latest current judgment on whether they happened."""
    graded = select(literal("grade"), Assessment.mapped_value, func.count(), *EMPTY)
    return graded.where(Assessment.id.in_(latest_judgments(found))).group_by(Assessment.mapped_value)


def latest_judgments(found: Select[int]) -> Select[int]:
    """The numbers of the latest current judgments on whether these cases happened, one a case at most."""
    return (
        select(func.max(Assessment.id))
        .where(
            Assessment.axis == "occurrence",
            Assessment.state == "current",
            Assessment.mapped_value != "not_assessed",
            Assessment.incident_id.in_(found),
        )
        .group_by(Assessment.incident_id)
    )
