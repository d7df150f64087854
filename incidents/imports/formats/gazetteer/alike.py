"""Places that may be the same: one name, and near each other. A person decides; an import never joins by a name."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.base.shapes import metres_between
from incidents.imports.formats.gazetteer.comparing import Comparison
from incidents.imports.formats.gazetteer.ground import Ground
from incidents.imports.formats.gazetteer.placing import Placed, Placing
from incidents.records.place import name_words

NEAR = 10_000  # metres


@dataclass(frozen=True, slots=True)
class Alike:
    """A new place and another that may be the same."""

    new: Placed
    other: Placed


def possibly_the_same(ground: Ground, placing: Placing, found: list[Comparison]) -> Iterator[Alike]:
    """Yield each new place with another that bears one of its names and is near it, or lies in the same place."""
    bearing: defaultdict[str, list[Placed]] = defaultdict(list)
    new = [one.placed for one in found if one.outcome == "new"]
    for one in new:
        for sought in _names(one):
            bearing[sought].append(one)
    for stored in ground.by_number.values():
        if stored.seen and not stored.withdrawn:
            for name in stored.names:
                if name.sought in bearing and (place := placing.recorded(stored.id)) is not None:
                    bearing[name.sought].append(place)
    met: set[frozenset[int]] = set()
    for one in new:
        for sought in _names(one):
            for other in bearing[sought]:
                pair = frozenset((id(one), id(other)))
                if other is not one and pair not in met and _may_be(one, other):
                    met.add(pair)
                    yield Alike(one, other)


def _names(one: Placed) -> set[str]:
    return {f" {' '.join(name_words(name.text))} " for name in one.entry.names} if one.entry else set()


def _may_be(one: Placed, other: Placed) -> bool:
    if one in other.above() or other in one.above() or (_code(one) and _code(other)):
        return False  # a district and its town share a name, and two codes of one list are two places
    if one.point is not None and other.point is not None:
        return metres_between(*one.point, *other.point) <= NEAR
    return one.parent is other.parent or one.level == other.level == "adm0"


def _code(one: Placed) -> str | None:
    return (one.entry.pcode if one.entry else None) or (one.stored.pcode if one.stored else None)
