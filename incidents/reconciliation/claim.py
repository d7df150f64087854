"""A claim: a reported figure with its speaker, and with the origins that the speaker's number comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from incidents.base.text import words
from incidents.records import Citation, Figure
from incidents.search.effective import highest, is_open_above, lowest
from incidents.search.independence import Origin, roots_of

UNREACHED = 1_000_000


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the rules need to know of a source beside what it repeats; `reading.py` finds them."""

    origin: Origin = field(default_factory=Origin)
    publisher: str | None = None
    reliability: str | None = None
    is_withdrawn: bool = False


Sources = Mapping[int, SourceFacts]


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as the rules see it.

    ``speaker`` is a key of who says it, the same for all its claims, which names nobody and can be stored:
    "source:12" (the first of its sources), "actor:7", "words:3f9a…". ``aliases`` are the other keys that it answers
    to. ``name`` stays inside the program, since the name of a confidential source must. ``origins`` are the keys of
    where the number comes from, empty when nobody knows. ``steps`` tells how often it was relayed since.
    """

    figure: Figure
    name: str
    speaker: str = ""
    aliases: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    steps: int = 0
    is_denied: bool = False
    is_withdrawn: bool = False
    credibility: str | None = None
    reliability: str | None = None

    @property
    def number(self) -> int:
        """The number of the figure's row."""
        return self.figure.id

    @property
    def low(self) -> int | None:
        """The lower end."""
        return lowest(self.figure)

    @property
    def high(self) -> int | None:
        """The upper end."""
        return highest(self.figure)

    @property
    def is_open(self) -> bool:
        """Tell whether it can be more than the upper end."""
        return is_open_above(self.figure)


def claims_of(figures: Iterable[Figure], citations: Iterable[Citation], sources: Sources) -> list[Claim]:
    """Return the figures that somebody states, each with its speaker and origins, by number."""
    listed = [figure for figure in figures if figure.role != "assessed"]
    cited = list(citations)
    looking = _Looking({citation.id: citation for citation in cited}, cited, sources)
    return sorted((looking.claim(figure) for figure in listed), key=lambda claim: claim.number)


class _Looking:
    """Who speaks and where it comes from, for the figures of one case."""

    def __init__(self, citations: Mapping[int, Citation], cited: Sequence[Citation], sources: Sources) -> None:
        self._citations, self._sources = citations, sources
        answers: dict[int, str | None] = {}
        for citation in sorted(cited, key=lambda one: one.id):
            answers[citation.source_id] = citation.independent or answers.get(citation.source_id)
        self._upheld = {source for source, answer in answers.items() if answer == "yes"}
        self._denied = {source for source, answer in answers.items() if answer == "no"}
        # What was denied is nobody's origin, and neither is what only repeats it.
        self._origins = {
            number: replace(facts.origin, origin_unknown=True, repeats=()) if number in self._denied else facts.origin
            for number, facts in sources.items()
        }
        self._published: dict[str, list[int]] = {}
        for number in sorted(sources):
            if name := _key_of_name(sources[number].publisher):
                self._published.setdefault(name, []).append(number)

    def claim(self, figure: Figure) -> Claim:
        """The figure with its speaker and origins."""
        found = self._spoken(figure)
        keys = [f"source:{number}" for number in self._published.get(found.name, ())]
        if found.name.startswith("name:"):  # also after the speaker has become a source of the case
            keys.append(f"words:{sha256(found.name.encode()).hexdigest()[:12]}")
        keys = keys or [found.name]
        return replace(found, speaker=keys[0], aliases=frozenset(keys))

    def _spoken(self, figure: Figure) -> Claim:
        citation = self._citations.get(figure.citation_id or 0)
        source = citation.source_id if citation is not None else None
        plain = Claim(
            figure,
            f"unnamed:{figure.citation_id}",
            is_withdrawn=self._is_withdrawn(source) or self._is_withdrawn(figure.stated_by_source_id),
            credibility=figure.credibility or (citation.credibility if citation is not None else None),
            reliability=self._reliability(citation),
        )
        if figure.stated_by_actor_id is not None:
            key = f"actor:{figure.stated_by_actor_id}"
            return replace(plain, name=key, origins=frozenset({key}))
        if figure.stated_by_source_id is not None:
            return self._of_source(plain, figure.stated_by_source_id)
        if figure.speaker_unknown:
            return self._of_source(plain, source) if source in self._upheld else plain
        if name := _key_of_name(figure.stated_by_text):
            # Words that name the publisher of an origin in this case mean that origin.
            roots = [number for number in self._published.get(name, ()) if not self._origins[number].repeats]
            origin = f"source:{roots[0]}" if roots else name
            return replace(plain, name=name, origins=frozenset({origin}))
        if source is not None:
            return self._of_source(plain, source)
        return replace(plain, name=f"figure:{figure.id}")

    def _of_source(self, claim: Claim, source: int) -> Claim:
        roots = roots_of(source, self._origins, self._upheld)
        publisher = _key_of_name(self._facts(source).publisher)
        # A source with the publisher of what it repeats is that speaker at another moment, and no copy.
        is_own = len(roots) == 1 and publisher and publisher == _key_of_name(self._facts(min(roots)).publisher)
        return replace(
            claim,
            name=publisher or f"source:{source}",
            origins=frozenset(f"source:{root}" for root in roots),
            steps=0 if is_own else self._steps(source, roots),
            is_denied=not roots and self._reaches_denied(source),
        )

    def _steps(self, source: int, roots: set[int]) -> int:
        for steps, level in enumerate(self._levels(source)):
            if level & roots:
                return steps
        return UNREACHED

    def _reaches_denied(self, source: int) -> bool:
        return any(level & self._denied for level in self._levels(source))

    def _levels(self, source: int) -> Iterable[set[int]]:
        seen, level = {source}, {source}
        while level:
            yield level
            further = {parent for one in level for parent in self._origins.get(one, Origin()).repeats}
            level = further - seen
            seen |= level

    def _facts(self, source: int | None) -> SourceFacts:
        return self._sources.get(source or 0, SourceFacts())

    def _is_withdrawn(self, source: int | None) -> bool:
        return self._facts(source).is_withdrawn

    def _reliability(self, citation: Citation | None) -> str | None:
        if citation is None:
            return None
        return citation.reliability_override or self._facts(citation.source_id).reliability


def _key_of_name(name: str | None) -> str:
    cut = " ".join(words(name or ""))
    return f"name:{cut}" if cut else ""
