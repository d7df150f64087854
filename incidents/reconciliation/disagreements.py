"""Where the claims of a case do not fit together: shown as they are, never averaged away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from incidents.base.languages import N_, _
from incidents.reconciliation.claim import Claim, Sources, claims_of
from incidents.reconciliation.inputs import input_claims
from incidents.reconciliation.voices import independent_voices
from incidents.records import Citation, Figure
from incidents.search.effective import Key

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "exclude_one_another": N_("These speakers state numbers that cannot both be right."),
        "one_source": N_("Only one independent speaker states this number."),
        "part_above_total": N_("A group is larger than the total that it belongs to."),
        "do_not_add_up": N_("The groups do not add up to the total that the same speaker gives."),
        "runs_backwards": N_("The lower number is above the higher one."),
        "orphan_restatement": N_("This is a coarser wording of a number that is not there any more."),
    }
)
PARTITIONS = (
    ("total", ("civilian", "combatant", "status_unknown")),
    ("total", ("men", "women", "children")),
    ("total", ("men", "women", "boys", "girls")),
    ("total", ("adults", "children")),
    ("children", ("boys", "girls")),
)
"""Groups that together are a whole; other groups, such as medical staff, may be members of several."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures of a case that do not fit together, or a number that rests on one voice alone."""

    code: str
    outcome: str
    group: str
    unit: str
    kind: str
    figures: tuple[int, ...]

    @property
    def words(self) -> str:
        """What does not fit, in the reader's language."""
        return _(WORDS[self.code])


def disagreements(figures: Iterable[Figure], citations: Iterable[Citation], sources: Sources) -> list[Disagreement]:
    """Return what does not fit together among all figures of a case, key by key."""
    claims = claims_of(figures, citations, sources)
    by_key: dict[Key, list[Claim]] = {}
    for claim in claims:
        figure = claim.figure
        by_key.setdefault((figure.outcome, figure.group, figure.unit, figure.kind or ""), []).append(claim)
    found: list[Disagreement] = []
    usable: list[Claim] = []
    for key, listed in by_key.items():
        kept, left = input_claims(listed)
        usable += kept
        found += _of_one_key(key, kept)
        orphans = tuple(out.figure for out in left if out.reason == "orphan_restatement")
        found += [Disagreement("orphan_restatement", *key, (number,)) for number in orphans]
    return sorted([*found, *_parts(usable), *_sums(usable)], key=_order)


def _order(one: Disagreement) -> tuple[object, ...]:
    return one.outcome, one.group, one.unit, one.kind, list(WORDS).index(one.code), one.figures


def _of_one_key(key: Key, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    for claim in claims:
        if claim.low is not None and claim.high is not None and claim.low > claim.high:
            yield Disagreement("runs_backwards", *key, (claim.number,))
    voices, _relayed = independent_voices(claims)
    if len(voices) == 1:
        yield Disagreement("one_source", *key, tuple(sorted(claim.number for claim in voices[0].claims)))
    apart = {
        claim.number
        for voice in voices
        for other in voices
        if other is not voice
        and _exclude((voice.low, voice.high, voice.is_open), (other.low, other.high, other.is_open))
        for claim in (*voice.claims, *other.claims)
    }
    if apart:
        yield Disagreement("exclude_one_another", *key, tuple(sorted(apart)))


Ends = tuple[int | None, int | None, bool]


def _exclude(one: Ends, other: Ends) -> bool:
    """Whether two statements have no number in common; "at least 83" and 86 do have one."""
    return _is_below(one, other) or _is_below(other, one)


def _is_below(one: Ends, other: Ends) -> bool:
    (_low, high, is_open), (least, _high, _open) = one, other
    return high is not None and not is_open and least is not None and high < least


def _parts(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Groups above the total that they are said to be contained in."""
    by_number = {claim.number: claim for claim in claims}
    for part in claims:
        whole = by_number.get(part.figure.within_figure_id or 0)
        if whole is None or (part.figure.outcome, part.figure.unit) != (whole.figure.outcome, whole.figure.unit):
            continue
        if part.low is not None and whole.high is not None and part.low > whole.high and not whole.is_open:
            yield _at("part_above_total", part.figure, (part, whole))


def _sums(claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Groups that together are a whole and, in the words of one speaker at one time, make another number."""
    said: dict[tuple[object, ...], dict[str, Claim]] = {}
    for claim in claims:
        figure = claim.figure
        together = claim.speaker, figure.citation_id, figure.outcome, figure.unit, figure.kind, figure.as_of.edtf
        said.setdefault(together, {}).setdefault(figure.group, claim)
    for groups in said.values():
        for name, parts in PARTITIONS:
            listed = [groups[part] for part in parts if part in groups]
            whole = groups.get(name)
            if whole is None or not listed:
                continue
            least = sum(claim.low or 0 for claim in listed)
            most = _most(listed) if len(listed) == len(parts) else None
            if (whole.high is not None and not whole.is_open and least > whole.high) or (
                most is not None and whole.low is not None and most < whole.low
            ):
                yield _at("do_not_add_up", whole.figure, (whole, *listed))


def _most(claims: Sequence[Claim]) -> int | None:
    highs = [claim.high for claim in claims if claim.high is not None and not claim.is_open]
    return sum(highs) if len(highs) == len(claims) else None


def _at(code: str, figure: Figure, claims: Sequence[Claim]) -> Disagreement:
    numbers = tuple(sorted(claim.number for claim in claims))
    return Disagreement(code, figure.outcome, figure.group, figure.unit, figure.kind or "", numbers)
