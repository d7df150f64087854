"""A chain of cases as boxes beneath one another in order of time, with an arrow at their side for each link.

Arrows that run over several boxes lie further out, so that none runs through another; a circle draws like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.base.languages import current_language
from incidents.search.linked import Edge

WIDTH = 360
BOX_HEIGHT = 62
GAP = 14
LANE = 15
MARGIN = 4
MOST_LANES = 7
LETTER = 6.9
"""How wide a letter of a title is on average, to break its lines."""
SMALL_LETTER = 6.2
CODE_WIDTH = 84
SPREAD = 9


@dataclass(frozen=True, slots=True)
class Box:
    """A case to be drawn."""

    id: int
    code: str
    title: str
    when: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A case with its place in the picture; the title is broken into two lines at most, the date cut to fit."""

    box: Box
    x: float
    y: float
    width: float
    text_x: float
    end_x: float
    when: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link with its path, the head at its end, and the codes that it leads from and to."""

    kind: str
    path: str
    head: str
    origin: str
    target: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole drawing, in units of about a pixel."""

    boxes: list[DrawnBox]
    arrows: list[Arrow]
    height: int
    width: int = WIDTH
    box_height: int = BOX_HEIGHT


def draw(boxes: Sequence[Box], chain: Sequence[Edge]) -> Picture:
    """Place the boxes in the order in which they come, and an arrow for each link; mirrored for right to left."""
    rows = {box.id: number for number, box in enumerate(boxes)}
    edges = sorted(chain, key=lambda edge: (abs(rows[edge[1]] - rows[edge[2]]), rows[edge[1]], edge))
    lanes = _lanes([sorted((rows[left], rows[right])) for _kind, left, right in edges])
    gutter = MARGIN + 12 + LANE * (max(lanes, default=0) + 1)
    mirrored = current_language().direction == "rtl"
    width = WIDTH - gutter - MARGIN
    x = MARGIN if mirrored else gutter
    letters = int((width - 24) / LETTER)
    text_x, end_x = (x + width - 12, x + 12) if mirrored else (x + 12, x + width - 12)
    most = int((width - 24 - CODE_WIDTH) / SMALL_LETTER)
    drawn = [
        DrawnBox(
            box,
            x,
            MARGIN + number * (BOX_HEIGHT + GAP),
            width,
            text_x,
            end_x,
            _cut(box.when, most),
            _broken(box.title, letters),
        )
        for number, box in enumerate(boxes)
    ]
    tops = {one.box.id: one.y for one in drawn}
    codes = {box.id: box.code for box in boxes}
    side = x + width if mirrored else x
    outwards = 1 if mirrored else -1
    ports = _ports(edges, rows)
    arrows = [
        Arrow(
            kind,
            *_line(tops[left] + ports[number][0], tops[right] + ports[number][1], side, outwards, lane),
            codes[left],
            codes[right],
        )
        for number, ((kind, left, right), lane) in enumerate(zip(edges, lanes, strict=True))
    ]
    height = 2 * MARGIN + len(boxes) * (BOX_HEIGHT + GAP) - GAP
    return Picture(drawn, arrows, height)


def _lanes(spans: list[list[int]]) -> list[int]:
    """How far out each arrow lies: the nearest lane in which it meets no other, the outermost shared if need be."""
    taken: list[list[list[int]]] = []
    found = []
    for span in spans:
        free = (n for n, lane in enumerate(taken) if all(span[1] <= o[0] or o[1] <= span[0] for o in lane))
        lane = next(free, len(taken))
        if lane == len(taken) and lane < MOST_LANES:
            taken.append([])
        lane = min(lane, MOST_LANES - 1)
        taken[lane].append(span)
        found.append(lane)
    return found


def _ports(edges: list[Edge], rows: dict[int, int]) -> list[tuple[float, float]]:
    """Where on the side of its boxes each arrow begins and ends: those to earlier cases above, to later ones below."""
    at: dict[int, list[tuple[int, int, int]]] = {}
    for number, (_kind, left, right) in enumerate(edges):
        at.setdefault(left, []).append((rows[right], number, 0))
        at.setdefault(right, []).append((rows[left], number, 1))
    found = [[0.0, 0.0] for _edge in edges]
    for box, ends in at.items():
        above = sorted((end for end in ends if end[0] < rows[box]), reverse=True)
        below = sorted((end for end in ends if end[0] >= rows[box]), reverse=True)
        ordered = [*above, *below]
        step = min(SPREAD, (BOX_HEIGHT - 12) / max(1, len(ordered)))
        first = BOX_HEIGHT / 2 - step * (len(ordered) - 1) / 2
        for place, (_row, number, end) in enumerate(ordered):
            found[number][end] = first + step * place
    return [(begin, end) for begin, end in found]


def _line(begin: float, end: float, side: float, out: int, lane: int) -> tuple[str, str]:
    """The path of an arrow and of its head."""
    far = side + out * (12 + LANE * lane + 6)
    turn = min(6.0, abs(end - begin) / 2)
    down = turn if end >= begin else -turn
    tip = side + out * 8
    path = (
        f"M{side:g} {begin:.1f}H{far - out * turn:.1f}Q{far:.1f} {begin:.1f} {far:.1f} {begin + down:.1f}"
        f"V{end - down:.1f}Q{far:.1f} {end:.1f} {far - out * turn:.1f} {end:.1f}H{tip:g}"
    )
    head = f"M{side:g} {end:.1f}L{tip:g} {end - 4.5:.1f}V{end + 4.5:.1f}Z"
    return path, head


def _cut(text: str, letters: int) -> str:
    """A text of so many letters at most, with an ellipsis for the rest."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _broken(title: str, letters: int) -> list[str]:
    """A title in two lines at most, broken between words; what is left out shows as an ellipsis."""
    lines, words = [""], title.split()
    for word in words:
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= letters:
            lines[-1] = joined
        elif len(lines) < 2 and lines[-1]:
            lines.append(word[:letters])
        else:
            lines[-1] = f"{joined[: letters - 1].rstrip()}…"
            break
    return lines
