"""The proposal of a level: a pure function from graded words and findings to a rung of the ladder and its working.

Nothing that is not judged counts, for or against: without a letter or with F, without a digit or with 6, it is left
out and named. "Not assessed" comes only of there being nothing graded, and never of bad grades.
"""

from collections.abc import Iterable, Mapping

from incidents.confidence.evidence import (
    CONTRADICTS,
    MENTIONS,
    SUPPORTS,
    BodyFinding,
    Evidence,
    LeftOut,
    Proposal,
    Reason,
)
from incidents.confidence.rules import RULES, Rules
from incidents.confidence.voices import Voice, answers_of, voices_of
from incidents.search.independence import Origin
from incidents.vocabularies import vocabulary
from incidents.vocabularies.mappings import suggest

NOT_ASSESSED = "not_assessed"
LOWEST = "doubtful"


def propose(
    axis: str,
    words: Iterable[Evidence],
    findings: Iterable[BodyFinding] = (),
    origins: Mapping[int, Origin] | None = None,
    rules: Rules = RULES,
) -> Proposal:
    """Propose the level that these words and findings reach on one question; their order does not matter."""
    ordered = sorted(words, key=lambda word: word.key)
    left = [LeftOut(word.key, why) for word in ordered if (why := _not_counted(word, rules))]
    uncounted = {one.key for one in left}
    graded = [word for word in ordered if word.key not in uncounted]
    known, answers = origins or {}, answers_of(ordered)
    voices_for, copies_for = voices_of((w for w in graded if w.stance == SUPPORTS), known, answers)
    voices_against, copies_against = voices_of((w for w in graded if w.stance == CONTRADICTS), known, answers)
    found, denied, unused = _sort_findings(axis, findings, rules)
    opposing = [voice for voice in voices_against if voice.is_credible(rules)]
    quiet: list[LeftOut] = []
    level, reasons = _climb(voices_for, found, rules)
    contested = level != NOT_ASSESSED and bool(opposing or denied)
    if level != NOT_ASSESSED:  # where anything speaks for it, a doubtful word against it weighs nothing
        quiet = [LeftOut(key, "weak_against") for key in _keys(v for v in voices_against if v not in opposing)]
        voices_against = opposing
    if contested:
        level, lowered = _lowered(level, len(opposing), len(denied))
        reasons += lowered
    elif voices_against or denied:
        level, reasons = LOWEST, [Reason("only_against", len(voices_against) + len(denied))]
    return Proposal(
        axis,
        level,
        contested,
        tuple(reasons),
        _keys(voices_for),
        _keys(voices_against),
        tuple(sorted([*found, *denied])),
        tuple(sorted([*left, *copies_for, *copies_against, *quiet], key=lambda one: one.key)),
        unused,
        rules.version,
    )


def propose_nothing(axis: str, why: str, findings: Iterable[BodyFinding] = (), rules: Rules = RULES) -> Proposal:
    """The proposal where no level is proposed: in law never, and for a number only once the team holds one."""
    level = None if axis == "legal" else NOT_ASSESSED
    listed = tuple(sorted(finding.key for finding in findings))
    return Proposal(axis, level, False, (Reason(why, len(listed)),), (), (), listed, (), (), rules.version)


def _not_counted(word: Evidence, rules: Rules) -> str | None:
    """Why a word cannot count at all, whoever's voice it is."""
    if word.is_withdrawn:
        return "source_withdrawn"
    if word.stance is None:
        return "no_stance"
    if word.stance == MENTIONS:
        return "mentions"
    return _not_graded(word, rules)


def _not_graded(word: Evidence, rules: Rules) -> str | None:
    if word.credibility is None:
        return "no_digit"
    if word.credibility not in rules.credible | rules.weak:
        return "digit_not_judged"
    if word.reliability is None:
        return "no_letter"
    return None if word.reliability in rules.judged_sources else "letter_not_judged"


def _climb(voices: list[Voice], found: Mapping[int, str], rules: Rules) -> tuple[str, list[Reason]]:
    """The highest rung that the voices reach, or that a finding does where that is higher."""
    credible = sum(voice.is_credible(rules) for voice in voices)
    strong = sum(voice.is_strong(rules) for voice in voices)
    reached = (
        rung.level
        for rung in rules.rungs
        if len(voices) >= rung.heard and credible >= rung.credible and strong >= rung.strong
    )
    heard = next(reached, NOT_ASSESSED)
    reasons = []
    if credible:
        reasons += [Reason("credible", credible), Reason("strong", strong)]
    elif voices:
        reasons.append(Reason("weak_only", len(voices)))
    by_finding = max(found.values(), key=rank_of, default=NOT_ASSESSED)
    if found:
        reasons.insert(0, Reason("finding", len(found), by_finding))
    if not reasons:
        reasons.append(Reason("nothing_graded"))
    return max(by_finding, heard, key=rank_of), reasons


def _lowered(level: str, sources: int, bodies: int) -> tuple[str, list[Reason]]:
    """One rung down, however many contradict: how many they are is said and not counted twice."""
    ladder = vocabulary("confidence")
    rank = ladder.term(level).rank or 1
    below = [term.code for term in ladder if term.rank is not None and term.rank == rank - 1]
    reasons = [Reason("contradicted", sources)] if sources else []
    if bodies:
        reasons.append(Reason("denied", bodies))
    return (below[0], [*reasons, Reason("lowered", 0, level)]) if below else (level, reasons)


def _sort_findings(
    axis: str, findings: Iterable[BodyFinding], rules: Rules
) -> tuple[dict[int, str], list[int], tuple[LeftOut, ...]]:
    """The findings that carry a level, those that deny, and those that do neither."""
    found: dict[int, str] = {}
    denied: list[int] = []
    unused: list[LeftOut] = []
    for finding in sorted(findings, key=lambda one: one.key):
        said = _level_of(axis, finding, rules)
        if said == "discounted":
            denied.append(finding.key)
        elif said in vocabulary("confidence"):
            found[finding.key] = said
        else:
            unused.append(LeftOut(finding.key, said))
    return found, denied, tuple(unused)


def _level_of(axis: str, finding: BodyFinding, rules: Rules) -> str:
    """The level that a finding carries, or the code of why it carries none."""
    if finding.body not in rules.bodies:
        return "no_such_body"
    native, terms = finding.native_value or "", vocabulary("body_finding")
    if native in terms and not terms.term(native).judged:
        return "no_conclusion"
    # A body that grades its findings is taken at its word; another by the standard that it applied.
    mapped = suggest(finding.body, native) if finding.body in vocabulary("scheme") else None
    if mapped is not None and (level := mapped.confidence_on(axis)) is not None:
        return level if level != NOT_ASSESSED else "no_conclusion"
    standards = vocabulary("standard_of_proof")
    standard = finding.standard or (native if native in standards else None)
    rank = standards.term(standard).rank if standard is not None else None
    if rank is None:
        return "no_standard"
    return "confirmed" if rank >= (standards.term(rules.finding_standard).rank or 0) else "possible"


def rank_of(level: str | None) -> int:
    """Where a level stands on the ladder; 0 for one that stands beside it."""
    return (vocabulary("confidence").term(level).rank or 0) if level else 0


def _keys(voices: Iterable[Voice]) -> tuple[int, ...]:
    return tuple(sorted(word.key for voice in voices for word in voice.words))
