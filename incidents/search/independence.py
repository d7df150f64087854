"""How many sources of a case are independent: five papers that print one wire story are five sources and one origin.

Each source is followed through what it repeats to where that comes from. Counted are the origins that the
case cites itself, and one for each further origin that is only known through those who repeat it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Origin:
    """What independence needs to know of a source."""

    kind: str | None = None
    origin_unknown: bool = False
    repeats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of a source; ``independent`` is the researcher's own answer, given with a reason."""

    source: int
    independent: str | None = None


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """The counts that a case shows about its sources."""

    n_sources: int = 0
    n_independent: int = 0
    n_source_types: int = 0


@dataclass(slots=True)
class _Group:
    """Sources that share an origin which the case does not cite itself; they count once."""

    roots: set[int] = field(default_factory=set)
    first: int = 0


def count_sources(citations: Iterable[Cited], origins: Mapping[int, Origin]) -> SourceCounts:
    """Count the sources of one case; a circle of sources that repeat one another is one origin."""
    answers: dict[int, str | None] = {}
    for cited in citations:
        answers[cited.source] = cited.independent or answers.get(cited.source)
    upheld = {source for source, answer in answers.items() if answer == "yes"}
    roots = {source: roots_of(source, origins, upheld) for source in answers}
    own = [source for source in sorted(answers) if source in roots[source]]
    counted = [source for source in own if answers[source] != "no"]
    groups: list[_Group] = []
    for source in sorted(answers):
        relayed = roots[source]
        if relayed and answers[source] != "no" and not relayed & set(own):
            _join(groups, relayed, source)
    counted += [group.first for group in groups]
    kinds = {origins[source].kind for source in counted if source in origins} - {None}
    return SourceCounts(len(answers), len(counted), len(kinds))


def roots_of(source: int, origins: Mapping[int, Origin], upheld: Iterable[int] = ()) -> set[int]:
    """Return the sources that a source's claims come from, itself when it repeats none.

    A source that does not say whose claim it relays is nobody's root, unless a researcher upheld it.
    """
    independent, seen, roots, waiting = frozenset(upheld), {source}, set(), [source]
    while waiting:
        here = waiting.pop()
        origin = origins.get(here, Origin())
        if here in independent:
            roots.add(here)
        elif origin.repeats:
            waiting += [parent for parent in origin.repeats if parent not in seen]
            seen.update(origin.repeats)
        elif not origin.origin_unknown:
            roots.add(here)
    ends = any(not origins.get(one, Origin()).repeats for one in seen)
    return roots if roots or ends else {_on_the_circle(source, lambda one: min(origins[one].repeats))}


def _on_the_circle(source: int, following: Callable[[int], int]) -> int:
    """Return the lowest number on the circle that a way without end runs into."""
    walked: list[int] = []
    while source not in walked:
        walked.append(source)
        source = following(source)
    return min(walked[walked.index(source) :])


def _join(groups: list[_Group], roots: set[int], source: int) -> None:
    """Put a source with the groups that share a root with it; groups that it connects become one."""
    touching = [group for group in groups if group.roots & roots]
    first = min([source, *(group.first for group in touching)])
    groups[:] = [group for group in groups if group not in touching]
    groups.append(_Group(roots.union(*(group.roots for group in touching)), first))
