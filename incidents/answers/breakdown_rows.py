"""How cases fall into the rows of a table, in SQL: by month, year, place, actor or violation.

Nothing falls into a row that is finer than what is known of it. A case that may lie in several months or places has
a row of its own kind, and so has one of which nothing is known; the keys of such rows begin with a tilde.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Integer, Select, String, and_, case, cast, distinct, extract, func, literal, null, or_, select
from sqlalchemy.orm import aliased

from incidents.records import Attribution, Incident, IncidentPlace, IncidentViolation, Place
from incidents.search.filters.dates import EARLIEST, LATEST

SEVERAL, COARSE, NOWHERE, NONE = "~several", "~coarse", "~nowhere", "~none"
APART = (SEVERAL, COARSE, NOWHERE, NONE)
# How fine a unit a precision still tells; what is not named here lies in the unit of its place, however fine.
FINEST = {"adm0": 0, "water_air": 0, "adm1": 1, "near_place": 1, "linear": 1, "adm2": 2, "adm3": 3}

Rows = Select[*tuple[Any, ...]]
"""Pairs of a case and the key of a row that it falls into, each pair once."""


def by_month(counted: Select[int]) -> Rows:
    """One row a month: only what lies in it with all that its date can be."""
    return _by_time(counted, lambda day: extract("year", day) * 100 + extract("month", day))


def by_year(counted: Select[int]) -> Rows:
    """One row a year, in the same way."""
    return _by_time(counted, lambda day: extract("year", day))


def _by_time(counted: Select[int], span: Callable[[Any], Any]) -> Rows:
    first, last = EARLIEST, LATEST
    key = case(
        (and_(first.is_(None), last.is_(None)), NONE),
        (or_(first.is_(None), last.is_(None)), SEVERAL),
        (span(first) == span(last), cast(cast(span(first), Integer), String)),
        else_=SEVERAL,
    )
    return select(Incident.id.label("id"), key.label("row")).where(Incident.id.in_(counted))


def by_province(counted: Select[int]) -> Rows:
    """One row a unit of the first level: the cases all of whose places of occurrence lie in it."""
    return _by_place(counted, 1)


def by_district(counted: Select[int]) -> Rows:
    """One row a unit of the second level."""
    return _by_place(counted, 2)


def by_sub_district(counted: Select[int]) -> Rows:
    """One row a unit of the third level."""
    return _by_place(counted, 3)


def _by_place(counted: Select[int], level: int) -> Rows:
    part, units = IncidentPlace, _units(counted, level)
    too_coarse = part.precision.in_([code for code, finest in FINEST.items() if finest < level])
    unit = case((too_coarse, null()), else_=units.c.unit)
    placed = (
        select(
            part.incident_id.label("id"),
            func.count(distinct(unit)).label("n_units"),
            func.count(unit).label("n_located"),
            func.count().label("n_places"),
            func.max(unit).label("unit"),
        )
        .outerjoin(units, units.c.place_id == part.place_id)
        .where(part.role == "occurred", part.incident_id.in_(counted))
        .group_by(part.incident_id)
        .subquery("placed")
    )
    key = case(
        (placed.c.id.is_(None), NOWHERE),
        (placed.c.n_units > 1, SEVERAL),
        (placed.c.n_located < placed.c.n_places, COARSE),
        else_=cast(placed.c.unit, String),
    )
    cases = select(Incident.id.label("id"), key.label("row")).outerjoin(placed, placed.c.id == Incident.id)
    return cases.where(Incident.id.in_(counted))


def _units(counted: Select[int], level: int) -> Any:
    """For each place where a case occurred, the unit of the level that it is or lies in."""
    part = IncidentPlace
    used = select(part.place_id).where(part.role == "occurred", part.incident_id.in_(counted))
    chain = select(Place.id.label("place_id"), Place.id.label("above")).where(Place.id.in_(used)).cte(recursive=True)
    below, unit = aliased(Place), aliased(Place)
    # A union drops what it has already, so a circle in old data comes to an end.
    chain = chain.union(
        select(chain.c.place_id, below.parent_id)
        .join(below, below.id == chain.c.above)
        .where(below.parent_id.is_not(None))
    )
    found = select(chain.c.place_id, func.min(unit.id).label("unit")).join(unit, unit.id == chain.c.above)
    return found.where(unit.level == f"adm{level}").group_by(chain.c.place_id).subquery("units")


def by_actor(counted: Select[int]) -> Rows:
    """One row for each actor in each role; a case falls into the rows of all that it names."""
    part = Attribution
    return _of_several(counted, part.incident_id, part.role + ":" + cast(part.actor_id, String))


def by_violation(counted: Select[int]) -> Rows:
    """One row a violation; a case falls into the rows of all that it is a case of."""
    return _of_several(counted, IncidentViolation.incident_id, IncidentViolation.violation)


def _of_several(counted: Select[int], owner: Any, key: Any) -> Rows:
    named = select(owner.label("id"), key.label("row")).where(owner.in_(counted))
    without = select(Incident.id.label("id"), literal(NONE).label("row")).where(Incident.id.in_(counted))
    both = named.union(without.where(Incident.id.not_in(select(owner)))).subquery("named")
    return select(both.c.id, both.c.row)


ROWS: Mapping[str, Callable[[Select[int]], Rows]] = {
    "month": by_month,
    "year": by_year,
    "adm1": by_province,
    "adm2": by_district,
    "adm3": by_sub_district,
    "actor": by_actor,
    "violation": by_violation,
}
