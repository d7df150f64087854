"""The chain of a case: what it is part of, what came before and after it, what came of it, and what may be the same.

Links are kept with the case on which they were entered and are read from both. Cases that the viewer may not see, and
withdrawn ones, are neither shown nor counted, and nothing is reached through them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.chain_drawing import Box, Picture, draw
from incidents.answers.suggestions import in_language, labels
from incidents.base.dates import say_date
from incidents.base.languages import _
from incidents.records import Citation, Incident, IncidentLink, Source
from incidents.search.linked import CHAIN, FORWARD, STEPS, Edge, edge_of, inverse, links_at, standing_among
from incidents.vocabularies import label, vocabulary

MOST = 40
SAME = ("possible_duplicate", "not_duplicate")


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A linked case in words, as it is read from the case whose page this is."""

    kind: str
    words: str
    code: str
    title: str
    when: str | None
    note: str | None = None
    read_in: str | None = None
    entered_there: bool = False


@dataclass(frozen=True, slots=True)
class FurtherCase:
    """A case of the chain that is not linked directly: how it is tied to which other cases of the chain."""

    code: str
    title: str
    when: str | None
    ties: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownChain:
    """What the page of a case shows of its links; ``picture`` is None where there is no chain to draw."""

    linked: list[ShownLink] = field(default_factory=list)
    same: list[ShownLink] = field(default_factory=list)
    further: list[FurtherCase] = field(default_factory=list)
    picture: Picture | None = None
    cut: bool = False

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of arrows in the picture with their words, for the line that explains them."""
        kinds = {arrow.kind for arrow in self.picture.arrows} if self.picture else set()
        return [(kind, _kind_words(kind)) for kind in FORWARD if kind in kinds]


def chain_of(session: Session, viewer: Viewer, incident: Incident) -> ShownChain:
    """Read the links and the chain of a case that the viewer may see."""
    direct = links_at(session, [incident.id])
    if not direct:
        return ShownChain()
    return _Reading(session, viewer, incident).shown(direct)


class _Reading:
    """Reads one chain; cases are asked for step by step, and no more of them than are shown."""

    def __init__(self, session: Session, viewer: Viewer, incident: Incident) -> None:
        self.session, self.viewer, self.incident = session, viewer, incident
        self.cases: dict[int, Incident] = {incident.id: incident}
        self.cut = False

    def shown(self, direct: list[IncidentLink]) -> ShownChain:
        """The links of the case itself, and the chain that some of them belong to."""
        here = self.incident.id
        chain = self._walk()
        around = {_other(link, here) for link in direct}
        self._load(standing_among(self.session, self.viewer, around) - set(self.cases))
        direct = [link for link in direct if _other(link, here) in self.cases]
        told = self._told(direct)
        rows = [
            (link, self._link(link, told)) for link in sorted(direct, key=lambda one: self._order(_other(one, here)))
        ]
        nearest = {_other(link, here) for link in direct if link.kind in CHAIN}
        reached = {number for _kind, *ends in chain for number in ends} | {here}
        further = [number for number in sorted(reached, key=self._order) if number not in nearest | {here}]
        return ShownChain(
            [row for link, row in rows if link.kind not in SAME],
            [row for link, row in rows if link.kind in SAME],
            [self._further(number, chain) for number in further],
            draw([self._box(number) for number in sorted(reached, key=self._order)], chain) if chain else None,
            self.cut,
        )

    def _walk(self) -> list[Edge]:
        """The links of the chain, step by step from the case outwards; whatever runs in a circle comes to an end."""
        reached = front = {self.incident.id}
        found: dict[Edge, None] = {}
        for step in range(STEPS + 1):
            links = links_at(self.session, front, CHAIN) if front else []
            ends = {number for link in links for number in (link.incident_id, link.other_id)} - reached
            new = standing_among(self.session, self.viewer, ends)
            room = MOST - len(reached) if step < STEPS else 0
            self.cut = self.cut or len(new) > room
            new = set(sorted(new)[:room])
            self._load(new)
            reached = reached | new
            for link in links:
                if link.incident_id in reached and link.other_id in reached:
                    found[edge_of(link.kind, link.incident_id, link.other_id)] = None
            front = new
        return list(found)

    def _load(self, numbers: Iterable[int]) -> None:
        wanted = sorted(numbers)
        if wanted:
            self.cases |= {one.id: one for one in self.session.scalars(select(Incident).where(Incident.id.in_(wanted)))}

    def _order(self, number: int) -> tuple[bool, str, str, str]:
        """In order of time; what is not dated comes last."""
        when = self.cases[number].occurred
        first, last = when.earliest or when.latest, when.latest or when.earliest
        return first is None, str(first), str(last), self.cases[number].code

    def _told(self, links: list[IncidentLink]) -> dict[int, str | None]:
        """The words for the citations that links were read in; None for one whose source is kept from the viewer."""
        numbers = [link.citation_id for link in links if link.citation_id is not None]
        if not numbers:
            return {}
        rows = self.session.execute(select(Citation.id, Citation.source_id).where(Citation.id.in_(numbers))).all()
        seen = labels(self.session, self.viewer, Source, (source for _number, source in rows))
        return {number: seen[source].label if source in seen else None for number, source in rows}

    def _link(self, link: IncidentLink, told: dict[int, str | None]) -> ShownLink:
        here = self.incident.id
        kind = link.kind if link.incident_id == here else inverse(link.kind)
        case = self.cases[_other(link, here)]
        closed = link.citation_id is not None and told.get(link.citation_id) is None
        read_in = _("a confidential source") if closed else told.get(link.citation_id or 0)
        return ShownLink(
            kind, _kind_words(kind), case.code, in_language(case.title), _when(case),
            None if closed else link.note, read_in, link.incident_id != here,
        )  # fmt: skip

    def _further(self, number: int, chain: list[Edge]) -> FurtherCase:
        case = self.cases[number]
        ties = [
            (_kind_words(kind if left == number else inverse(kind)), self.cases[right if left == number else left].code)
            for kind, left, right in chain
            if number in (left, right)
        ]
        return FurtherCase(case.code, in_language(case.title), _when(case), ties)

    def _box(self, number: int) -> Box:
        case = self.cases[number]
        return Box(
            number, case.code, in_language(case.title), _when(case) or _("not dated"), number == self.incident.id
        )


def _other(link: IncidentLink, here: int) -> int:
    return link.other_id if link.incident_id == here else link.incident_id


def _when(case: Incident) -> str | None:
    return None if case.occurred.is_empty else say_date(case.occurred)


def _kind_words(kind: str) -> str:
    terms = vocabulary("link_kind")
    return label("link_kind", kind) if kind in terms else kind


def drawn_kinds(chain: ShownChain) -> list[tuple[str, str]]:
    """The kinds of arrows in the picture with their words, for the line that explains them."""
    kinds = {arrow.kind for arrow in chain.picture.arrows} if chain.picture else set()
    return [(kind, _kind_words(kind)) for kind in ("causes", "precedes", "part_of") if kind in kinds]
