"""Drawing movements: arrows from area to area over a small map, as wide as the least number of persons documented.

A place is drawn as the area in which it lies. One whose area nobody knows stands in a row at the edge, so that its
arrow is not lost and no place is made up for it. A number that is not known is a dashed arrow.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from incidents.answers.flow_ends import End
from incidents.answers.flows import Flows, Route
from incidents.answers.map_drawing import HEIGHT, WIDTH, Drawing, DrawnArea, Extent, draw

WIDEST, NARROWEST = 13.0, 1.6
MOST_ARROWS = 40
EDGE, BEND, HEAD = 24.0, 0.16, 4.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """One end and its number on the picture; arrows begin ``at`` it, ``joints`` lead there from its areas."""

    number: int
    end: End
    at: Point
    located: bool
    joints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """One row of the table as a curve with a head; ``known`` is false where nobody knows how many."""

    path: str
    head: str
    width: float
    known: bool
    route: Route


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the legend: so wide an arrow is so many persons."""

    width: float
    persons: int


@dataclass(frozen=True, slots=True)
class FlowMap:
    """The picture: the ground, the ends and the arrows, and how many rows it does not show."""

    ground: Drawing
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    legend: tuple[Mark, ...]
    left_out: int


def draw_flows(found: Flows) -> FlowMap | None:
    """Draw the rows of all categories; None where no end of any row can be drawn as an area."""
    rows = [route for section in found.sections for route in section.routes]
    shown = sorted(rows, key=lambda route: -(route.persons.low or 0))[:MOST_ARROWS]
    ends = {end.key: end for route in shown for end in (route.origin, route.destination)}
    extents: list[Extent] = [extent for end in ends.values() for extent in end.extents]
    if not extents:
        return None
    ground = draw(extents, (), 1.35)
    nodes = _nodes(list(ends.values()), ground.areas)
    ground = replace(ground, areas=_once(ground.areas))
    most = max((route.persons.low or 0 for route in shown), default=0)
    arrows = tuple(
        _arrow(route, nodes[route.origin.key].at, nodes[route.destination.key].at, most) for route in reversed(shown)
    )
    return FlowMap(ground, tuple(nodes.values()), arrows, _legend(most), len(rows) - len(shown))


def _once(areas: Iterable[DrawnArea]) -> tuple[DrawnArea, ...]:
    return tuple(dict.fromkeys(areas))


def _nodes(ends: Sequence[End], areas: Sequence[DrawnArea]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    left = list(areas)
    lost = [end for end in ends if not end.extents]
    step = HEIGHT / (len(lost) + 1)
    for number, end in enumerate(ends, 1):
        own, left = left[: len(end.extents)], left[len(end.extents) :]
        if not own:
            nodes[end.key] = Node(number, end, (WIDTH - EDGE, round(step * (lost.index(end) + 1), 1)), False)
            continue
        at = sum(one.x for one in own) / len(own), sum(one.y for one in own) / len(own)
        joints = tuple(f"M{one.x} {one.y}L{at[0]:.1f} {at[1]:.1f}" for one in own) if len(own) > 1 else ()
        nodes[end.key] = Node(number, end, at, True, joints)
    return _apart(nodes)


def _apart(nodes: dict[str, Node]) -> dict[str, Node]:
    """Move what would lie on one another a little apart, so that arrows between neighbours can be seen."""
    taken: list[Point] = []
    for key, node in nodes.items():
        x, y = node.at
        turns = 0
        while any(math.hypot(x - other[0], y - other[1]) < 20 for other in taken) and turns < 24:
            turns += 1
            x = node.at[0] + math.cos(turns * 2.4) * 5 * math.sqrt(turns) * 2
            y = node.at[1] + math.sin(turns * 2.4) * 5 * math.sqrt(turns) * 2
        x, y = min(max(x, EDGE / 2), WIDTH - EDGE / 2), min(max(y, EDGE / 2), HEIGHT - EDGE)
        taken.append((x, y))
        nodes[key] = replace(node, at=(round(x, 1), round(y, 1)))
    return nodes


def width_of(persons: int | None, most: int) -> float:
    """How wide an arrow is for so many persons, when the greatest number is ``most``."""
    return max(NARROWEST, round(WIDEST * (persons or 0) / most, 2)) if most else NARROWEST


def _arrow(route: Route, start: Point, end: Point, most: int) -> Arrow:
    known = route.persons.n_known > 0
    width = width_of(route.persons.low, most) if known else NARROWEST
    if start == end:
        x, y = start
        path = f"M{x - 8} {y}C{x - 34} {y - 46} {x + 34} {y - 46} {x + 9} {y - 7}"
        return Arrow(path, _head((x + 9, y - 7), math.radians(115), width, HEAD + width), width, known, route)
    across, down = end[0] - start[0], end[1] - start[1]
    # Bent to one side, so that people going both ways between two places are two arrows.
    bend = start[0] + across / 2 - down * BEND, start[1] + down / 2 + across * BEND
    angle = math.atan2(end[1] - bend[1], end[0] - bend[0])
    size = min(HEAD + width, max(4.0, math.hypot(across, down) - 20))
    tip = end[0] - math.cos(angle) * 10, end[1] - math.sin(angle) * 10
    neck = tip[0] - math.cos(angle) * size, tip[1] - math.sin(angle) * size
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {neck[0]:.1f} {neck[1]:.1f}"
    return Arrow(path, _head(tip, angle, width, size), width, known, route)


def _head(tip: Point, angle: float, width: float, size: float) -> str:
    half = min(HEAD / 2 + width * 0.8, max(size, NARROWEST + HEAD / 2))
    back = tip[0] - math.cos(angle) * size, tip[1] - math.sin(angle) * size
    aside = -math.sin(angle) * half, math.cos(angle) * half
    corners = [tip, (back[0] + aside[0], back[1] + aside[1]), (back[0] - aside[0], back[1] - aside[1])]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"


def _legend(most: int) -> tuple[Mark, ...]:
    """Two widths with round numbers of persons: the greatest and a fifth of it."""
    if most < 1:
        return ()
    power = 10 ** (len(str(most)) - 1)
    large = max(step * power for step in (1, 2, 5) if step * power <= most)
    return tuple(Mark(width_of(persons, most), persons) for persons in (large, large // 5) if persons)
