"""Where the claims of a source come from and who repeats it, as a tree both ways."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.suggestions import labels
from incidents.reconciliation.reading import sources_with_origins
from incidents.records import Source, SourceDerivation
from incidents.search.independence import roots_of

DEEPEST, MOST = 12, 200


@dataclass(slots=True)
class Branch:
    """One source of the tree; one that the viewer may not see has neither code nor words."""

    code: str | None
    words: str | None
    how: str
    again: bool = False
    branches: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Origins:
    """What a source repeats, who repeats it, and how many independent origins its claims have.

    ``independent`` is 0 for a source that does not say whose claim it relays.
    """

    repeats: list[Branch]
    repeated_by: list[Branch]
    n_repeating: int
    independent: int


def origins_of(session: Session, viewer: Viewer, source: Source) -> Origins:
    """The tree of a source both ways; of those who repeat it only what the viewer may see."""
    up = sources_with_origins(session, {source.id})
    roots = roots_of(source.id, {number: facts.origin for number, facts in up.items()})
    parents, children = _steps(session, source.id, upwards=True), _steps(session, source.id, upwards=False)
    numbers = {number for steps in (parents, children) for found in steps.values() for number, _how in found}
    named = {number: (one.code, one.label) for number, one in labels(session, viewer, Source, numbers).items()}
    repeated_by = _branches(source.id, children, named, hide=True)
    return Origins(_branches(source.id, parents, named, hide=False), repeated_by, _count(repeated_by), len(roots))


Steps = dict[int, list[tuple[int, str]]]


def _steps(session: Session, start: int, *, upwards: bool) -> Steps:
    """The steps from a source to what it repeats, or to who repeats it, level by level."""
    here, there = SourceDerivation.source_id, SourceDerivation.parent_id
    if not upwards:
        here, there = there, here
    found: Steps = {}
    wanted, met = {start}, {start}
    for _level in range(DEEPEST):
        statement = (
            select(here, there, SourceDerivation.how)
            .join(Source, Source.id == there)
            .where(here.in_(wanted), Source.merged_into_id.is_(None))
            .order_by(SourceDerivation.id)
            .limit(MOST)
        )
        following: set[int] = set()
        for number, other, how in session.execute(statement):
            found.setdefault(number, []).append((other, how))
            following.add(other)
        wanted = following - met
        met |= wanted
        if not wanted:
            break
    return found


def _branches(start: int, steps: Steps, named: dict[int, tuple[str, str]], *, hide: bool) -> list[Branch]:
    """The tree below a source; what was shown before is named and not followed again."""
    shown = {start}

    def below(number: int) -> list[Branch]:
        listed: list[Branch] = []
        for other, how in steps.get(number, []):
            code, words = named.get(other, (None, None))
            if code is None and hide:
                continue
            branch = Branch(code, words, how, again=other in shown)
            listed.append(branch)
            # What lies behind a source that the viewer may not see is not theirs to know either.
            if code is not None and other not in shown:
                shown.add(other)
                branch.branches = below(other)
        return listed

    return below(start)


def _count(branches: list[Branch]) -> int:
    return sum((not branch.again) + _count(branch.branches) for branch in branches)
