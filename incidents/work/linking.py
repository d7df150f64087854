"""What the links of a case must hold: another case, each link once, and no circle of parts or of before and after.

Circles are sought through what the editor may see alone, so that a refusal tells of no other case. One that runs
through a case which is kept from the editor stays possible, as in an import; whoever draws a chain expects it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Incident
from incidents.records.picture import Picture
from incidents.search.linked import BACKWARD, FORWARD, Edge, edge_of, links_at, standing_among
from incidents.work.companions import seen_cases
from incidents.work.entry import CaseEntry

TABLE = "incident_link"
FAMILIES = ({"part_of"}, {"causes", "precedes"})
FURTHEST = 500
"""How many cases a circle is sought among; imports could make chains without end."""
HERE = 0
"""What stands for a case that has no number yet."""


def check_case_links(
    session: Session, viewer: Viewer, entry: CaseEntry, before: Picture, incident: Incident | None
) -> list[Problem]:
    """The problems of the links of a case; what is stored just so is not held against whoever corrects the rest."""
    if TABLE not in entry.case:
        return []
    here = incident.id if incident is not None else HERE
    stored = {values["id"]: values for values in before.get(TABLE, [])}
    rows = [(stored.get(row.get("id"), {}) | row, stored.get(row.get("id"))) for row in entry.parts(TABLE)]
    rows = [(row, old) for row, old in rows if isinstance(row.get("other_id"), int) and row.get("kind")]
    return list(_Checking(session, viewer, here, incident).problems(rows))


@dataclass(slots=True)
class _Checking:
    """The check of one case's links."""

    session: Session
    viewer: Viewer
    here: int
    incident: Incident | None
    own: list[Edge] = field(default_factory=list)

    def problems(self, rows: list[tuple[dict[str, Any], dict[str, Any] | None]]) -> Iterator[Problem]:
        """What is wrong, at the row where it was entered."""
        self.own = [edge_of(row["kind"], self.here, row["other_id"]) for row, _old in rows]
        elsewhere = self._entered_elsewhere()
        seen = seen_cases(self.session, self.viewer, (row["other_id"] for row, _old in rows))
        met: set[Edge] = set()
        for (row, old), edge in zip(rows, self.own, strict=True):
            changed = old is None or any(row.get(name) != old.get(name) for name in ("kind", "other_id"))
            path = f"{TABLE}.{row.get('id')}.other_id"
            if changed and row["other_id"] == self.here:
                yield Problem(path, _("A case is not linked to itself. Choose the other case."), "value")
            elif changed and row["other_id"] not in seen:
                yield Problem(path, _("There is no such record."), "link")
            elif changed and edge in met:
                yield Problem(path, _("This link stands here already. Remove one of the two."), "taken")
            elif changed and edge in elsewhere:
                message = _("These two are linked in this way already: it was entered on the other case.")
                yield Problem(path, message, "taken")
            elif changed and (circle := self._circle(edge)):
                codes = " → ".join(self._codes(circle))
                yield Problem(
                    path, _("With this link the cases would run in a circle: %(codes)s.", codes=codes), "value"
                )
            met.add(edge)

    def _entered_elsewhere(self) -> set[Edge]:
        if self.here == HERE:
            return set()
        there = [link for link in links_at(self.session, [self.here]) if link.incident_id != self.here]
        seen = standing_among(self.session, self.viewer, {link.incident_id for link in there})
        return {edge_of(link.kind, link.incident_id, link.other_id) for link in there if link.incident_id in seen}

    def _circle(self, edge: Edge) -> list[int]:
        """The way from where a link leads back to where it begins, and on to its end; nothing where there is none."""
        kind, start, end = edge
        family = next((one for one in FAMILIES if kind in one), None)
        if family is None:
            return []
        came: dict[int, int] = {end: start}
        front = {end}
        while front and start not in came and len(came) < FURTHEST:
            reached: dict[int, int] = {}
            for _kind, left, right in self._edges(front, family):
                if left in front and right not in came:
                    reached.setdefault(right, left)
            came |= reached
            front = set(reached)
        if start not in came:
            return []
        way = [start]
        while way[-1] != end:
            way.append(came[way[-1]])
        return [start, *reversed(way)]

    def _edges(self, front: set[int], family: set[str]) -> Iterator[Edge]:
        yield from (edge for edge in self.own if edge[0] in family)
        kinds = {kind for kind in (*FORWARD, *BACKWARD) if BACKWARD.get(kind, kind) in family}
        # What is stored of this case's own links gives way to what is entered.
        links = [link for link in links_at(self.session, front, kinds) if link.incident_id != self.here]
        seen = standing_among(
            self.session, self.viewer, {n for link in links for n in (link.incident_id, link.other_id)}
        )
        seen.add(self.here)
        for link in links:
            if {link.incident_id, link.other_id} <= seen:
                yield edge_of(link.kind, link.incident_id, link.other_id)

    def _codes(self, numbers: list[int]) -> list[str]:
        known = dict(self.session.execute(select(Incident.id, Incident.code).where(Incident.id.in_(numbers))).all())
        return [known.get(number) or _("this case") for number in numbers]
