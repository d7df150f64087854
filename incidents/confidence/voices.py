"""Independent voices: sources that repeat one another speak once, however often they are cited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidents.confidence.evidence import Evidence, LeftOut
from incidents.confidence.rules import Rules
from incidents.search.independence import Origin, roots_of


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin and the words that come from it; it is as strong as the best graded of them."""

    words: tuple[Evidence, ...]

    def is_credible(self, rules: Rules) -> bool:
        """Whether what it says is at least possibly true."""
        return any(word.credibility in rules.credible for word in self.words)

    def is_strong(self, rules: Rules) -> bool:
        """Whether what it says is at least probably true, by a source that is at least fairly reliable."""
        return any(word.credibility in rules.strong and word.reliability in rules.strong_sources for word in self.words)


def answers_of(words: Iterable[Evidence]) -> dict[int, str | None]:
    """What researchers answered about the independence of each source, in whichever of its words."""
    answers: dict[int, str | None] = {}
    for word in sorted(words, key=lambda one: one.key):
        answers[word.source] = word.independent or answers.get(word.source)
    return answers


def voices_of(
    words: Iterable[Evidence], origins: Mapping[int, Origin], answers: Mapping[int, str | None]
) -> tuple[list[Voice], list[LeftOut]]:
    """Join the words of each origin, and name those that add nothing: copies, and claims of nobody knows whom.

    The words of a source that is its own origin stand first; a copy of it adds nothing. Copies of an origin that
    is not among the words share one voice.
    """
    ordered = sorted(words, key=lambda word: (word.source, word.key))
    upheld = {source for source, answer in answers.items() if answer == "yes"}
    roots = {word.source: roots_of(word.source, origins, upheld) for word in ordered}
    own = {source for source in roots if source in roots[source] and answers[source] != "no"}
    left: list[LeftOut] = []
    by_source: dict[int, list[Evidence]] = {}
    for word in ordered:
        if why := _adds_nothing(word.source, answers, roots, own):
            left.append(LeftOut(word.key, why))
        else:
            by_source.setdefault(word.source, []).append(word)
    voices = [Voice(tuple(by_source[source])) for source in sorted(own)]
    voices += [
        Voice(tuple(word for source in group for word in by_source[source]))
        for group in _sharing_roots({source: roots[source] for source in by_source if source not in own})
    ]
    return voices, left


def _adds_nothing(
    source: int, answers: Mapping[int, str | None], roots: Mapping[int, set[int]], own: set[int]
) -> str | None:
    if answers[source] == "no":
        return "not_independent"
    if source in own:
        return None
    if not roots[source]:
        return "origin_unknown"
    return "repeats" if roots[source] & own else None


def _sharing_roots(roots: Mapping[int, set[int]]) -> list[list[int]]:
    groups: list[tuple[set[int], list[int]]] = []
    for source in sorted(roots):
        touching = [group for group in groups if group[0] & roots[source]]
        groups = [group for group in groups if group not in touching]
        joined = set(roots[source]).union(*(group[0] for group in touching))
        groups.append((joined, sorted([source, *(one for group in touching for one in group[1])])))
    return [sources for _roots, sources in groups]
