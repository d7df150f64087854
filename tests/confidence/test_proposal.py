"""The proposal of a level: each rung, what does not count and why, and the laws that hold for any evidence."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.base.languages import LANGUAGES, speaking
from incidents.confidence.evidence import BodyFinding, Evidence, Proposal, Reason
from incidents.confidence.proposal import propose, propose_nothing, rank_of
from incidents.confidence.rules import RULES
from incidents.confidence.voices import answers_of
from incidents.confidence.wording import LEFT_OUT, say_reason, say_why
from incidents.search.independence import Origin, roots_of
from incidents.vocabularies import vocabulary

FOR, AGAINST = "supports", "contradicts"


def word(key: int, grade: str = "B2", stance: str | None = FOR, **more: Any) -> Evidence:
    """The word of a source of its own, with the letter and the digit given; a dot is no grade."""
    letter, digit = (None if sign == "." else sign for sign in grade)
    return Evidence(key, more.pop("source", key), letter, digit, stance, **more)


def words(*grades: str) -> list[Evidence]:
    return [word(key, grade) for key, grade in enumerate(grades, 1)]


@pytest.mark.parametrize(
    ("grades", "level"),
    [
        ((), "not_assessed"),
        (("B2", "A1", "C3"), "confirmed"),
        (("A1", "A1", "A1"), "confirmed"),
        (("B2", "B3", "C3"), "probable"),
        (("B2", "B2"), "probable"),
        (("D2", "E1", "D2"), "probable"),
        (("E3", "D3"), "probable"),
        (("A1",), "possible"),
        (("B2", "B4", "B5"), "possible"),
        (("B4",), "doubtful"),
        (("A5", "A4", "B5"), "doubtful"),
        (("F2", "B6", "F6"), "not_assessed"),
        ((".2", "B.", ".."), "not_assessed"),
        (("F2", "B6", "B2"), "possible"),
        (("F1", "F1", "F1", "A4"), "doubtful"),
    ],
)
def test_a_level_follows_from_the_independent_graded_sources(grades: tuple[str, ...], level: str) -> None:
    assert propose("occurrence", words(*grades)).level == level


@pytest.mark.parametrize(
    ("finding", "level"),
    [
        (BodyFinding(1, "un_coi", "reasonable_grounds_to_believe"), "confirmed"),
        (BodyFinding(1, "court", "beyond_reasonable_doubt"), "confirmed"),
        (BodyFinding(1, "un_coi", "reasonable_suspicion"), "possible"),
        (BodyFinding(1, "opcw_ffm", None, "used"), "confirmed"),
        (BodyFinding(1, "opcw_ffm", "reasonable_grounds_to_believe", "likely_used"), "probable"),
        (BodyFinding(1, "opcw_ffm", None, "not_used"), "doubtful"),
        (BodyFinding(1, "opcw_iit", None, "reasonable_grounds_to_believe"), "confirmed"),
    ],
)
def test_a_finding_carries_a_level(finding: BodyFinding, level: str) -> None:
    proposal = propose("occurrence", [], [finding])
    assert proposal.level == level
    assert proposal.findings == (1,)


@pytest.mark.parametrize(
    ("finding", "why"),
    [
        (BodyFinding(1, "un_coi"), "no_standard"),
        (BodyFinding(1, "un_coi", "not_assessed"), "no_standard"),
        (BodyFinding(1, "opcw_un_jim", None, "responsible_actor_identified"), "no_standard"),
        (BodyFinding(1, "opcw_ffm", None, "insufficient_information"), "no_conclusion"),
        (BodyFinding(1, "opcw_iit", "reasonable_grounds_to_believe", "no_finding"), "no_conclusion"),
        (BodyFinding(1, "ngo", "beyond_reasonable_doubt"), "no_such_body"),
        (BodyFinding(1, "national", "beyond_reasonable_doubt"), "no_such_body"),
    ],
)
def test_a_finding_that_carries_none_is_named_with_the_reason(finding: BodyFinding, why: str) -> None:
    proposal = propose("attribution", [], [finding])
    assert proposal.level == "not_assessed"
    assert [(one.key, one.why) for one in proposal.findings_left_out] == [(1, why)]


@pytest.mark.parametrize(
    ("left", "why"),
    [
        (word(9, stance=None), "no_stance"),
        (word(9, stance="mentions"), "mentions"),
        (word(9, "B."), "no_digit"),
        (word(9, "B6"), "digit_not_judged"),
        (word(9, ".2"), "no_letter"),
        (word(9, "F2"), "letter_not_judged"),
        (word(9, is_withdrawn=True), "source_withdrawn"),
        (word(9, independent="no"), "not_independent"),
        (word(9, source=20), "origin_unknown"),
        (word(9, source=21), "repeats"),
        (word(9, "A5", AGAINST), "weak_against"),
    ],
)
def test_what_does_not_count_is_named_with_the_reason(left: Evidence, why: str) -> None:
    origins = {20: Origin(origin_unknown=True), 21: Origin(repeats=(1,))}
    proposal = propose("occurrence", [word(1), left], origins=origins)
    assert [(one.key, one.why) for one in proposal.left_out] == [(9, why)]
    assert (proposal.level, proposal.contested, proposal.used, proposal.against) == ("possible", False, (1,), ())


def test_a_source_upheld_as_independent_counts() -> None:
    origins = {2: Origin(origin_unknown=True), 3: Origin(repeats=(1,))}
    upheld = [word(1), word(2, independent="yes"), word(3, independent="yes")]
    assert propose("occurrence", upheld, origins=origins).level == "confirmed"


def test_copies_of_one_wire_story_are_one_voice() -> None:
    origins = {source: Origin(repeats=(50,)) for source in (1, 2, 3, 4, 5)}
    proposal = propose("occurrence", words("A1", "A1", "A1", "A1", "A1"), origins=origins)
    assert proposal.level == "possible"
    assert [reason for reason in proposal.reasons if reason.code == "credible"] == [Reason("credible", 1)]


def test_a_credible_contradiction_lowers_by_one_and_contests() -> None:
    opposed = [*words("B2", "A1", "C3"), word(8, "C3", AGAINST), word(9, "A1", AGAINST)]
    proposal = propose("occurrence", opposed)
    assert (proposal.level, proposal.contested, proposal.against) == ("probable", True, (8, 9))
    assert [reason.code for reason in proposal.reasons] == ["credible", "strong", "contradicted", "lowered"]
    lowest = propose("occurrence", [word(1, "B4"), word(2, "B2", AGAINST)])
    assert (lowest.level, lowest.contested) == ("doubtful", True)


def test_a_body_that_denies_contests_a_body_that_finds() -> None:
    findings = [
        BodyFinding(1, "un_coi", "reasonable_grounds_to_believe"),
        BodyFinding(2, "opcw_ffm", None, "not_used"),
    ]
    proposal = propose("occurrence", [], findings)
    assert (proposal.level, proposal.contested, proposal.findings) == ("probable", True, (1, 2))


def test_in_law_no_level_is_ever_proposed() -> None:
    proposal = propose_nothing("legal", "no_level_in_law", [BodyFinding(4, "court", "beyond_reasonable_doubt")])
    assert proposal.level is None
    assert proposal.findings == (4,)


def test_every_step_has_its_sentence_in_each_language() -> None:
    codes = ("nothing_graded", "no_number", "no_level_in_law", "credible", "strong", "weak_only", "contradicted")
    for language in LANGUAGES:
        with speaking(language):
            for code in (*codes, "denied", "only_against"):
                assert say_reason(Reason(code, 2))
            assert say_reason(Reason("finding", 1, "confirmed"))
            assert say_reason(Reason("lowered", 0, "confirmed"))
    assert set(LEFT_OUT) == {one.why for one in _every_word_left_out()} | {
        "no_such_body",
        "no_conclusion",
        "no_standard",
    }


def _every_word_left_out() -> Any:
    origins = {20: Origin(origin_unknown=True), 21: Origin(repeats=(1,))}
    odd = [word(2, "B6"), word(3, "B."), word(4, ".2"), word(5, "F2"), word(6, stance=None), word(7, stance="mentions")]
    odd += [word(8, independent="no"), word(9, source=20), word(10, source=21), word(11, "A5", AGAINST)]
    odd.append(word(12, is_withdrawn=True))
    found = propose("occurrence", [word(1), *odd], origins=origins).left_out
    assert all(say_why(one) for one in found)
    return found


# ---- laws

LETTERS, DIGITS = st.sampled_from([None, *"ABCDEF"]), st.sampled_from([None, *"123456"])
GRADED = st.builds(Evidence, st.integers(1, 40), st.integers(1, 12), st.sampled_from("ABCDE"), st.sampled_from("12345"))
ANY_WORD = st.builds(
    Evidence,
    st.integers(1, 40),
    st.integers(1, 12),
    LETTERS,
    DIGITS,
    st.sampled_from([None, FOR, FOR, AGAINST, "mentions"]),
    st.sampled_from([None, None, "yes", "no", "unknown"]),
)
EVIDENCE = st.lists(ANY_WORD, max_size=9, unique_by=lambda one: one.key)
ORIGINS = st.dictionaries(
    st.integers(1, 14),
    st.builds(Origin, st.none(), st.booleans(), st.lists(st.integers(1, 14), max_size=2, unique=True).map(tuple)),
    max_size=8,
)
FINDINGS = st.lists(
    st.builds(
        BodyFinding,
        st.integers(1, 40),
        st.sampled_from(vocabulary("body").codes),
        st.sampled_from([None, *vocabulary("standard_of_proof").codes]),
        st.sampled_from([None, "in words", *vocabulary("body_finding").codes]),
    ),
    max_size=3,
    unique_by=lambda one: one.key,
)
NEW = 99


@given(EVIDENCE, FINDINGS, ORIGINS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(evidence: list[Evidence], findings: list[BodyFinding], origins: Any, chance: Any):
    proposed = propose("occurrence", evidence, findings, origins)
    shuffled, turned = list(evidence), list(findings)
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    assert propose("occurrence", shuffled, turned, origins) == proposed


@given(EVIDENCE, FINDINGS, ORIGINS, st.sampled_from("ABCDE"), st.sampled_from("12345"))
def test_one_more_independent_source_that_agrees_never_lowers(
    evidence: list[Evidence], findings: list[BodyFinding], origins: Any, letter: str, digit: str
) -> None:
    before = propose("occurrence", evidence, findings, origins)
    more = [*evidence, Evidence(NEW, NEW, letter, digit, FOR)]
    after = propose("occurrence", more, findings, origins)
    assert after.level != "not_assessed"
    assert rank_of(after.level) >= rank_of(before.level)


@given(EVIDENCE, FINDINGS, ORIGINS, st.data())
def test_a_copy_of_a_source_that_counts_changes_nothing(
    evidence: list[Evidence], findings: list[BodyFinding], origins: Any, data: Any
) -> None:
    before = propose("occurrence", evidence, findings, origins)
    sources = {one.key: one.source for one in evidence}
    counted = sorted({sources[key] for key in before.used})
    if not counted:
        return
    copied = data.draw(st.sampled_from(counted))
    grade = data.draw(st.sampled_from("ABCDE")), data.draw(st.sampled_from("12345"))
    copy = Evidence(NEW, NEW, *grade, FOR)
    after = propose("occurrence", [*evidence, copy], findings, origins | {NEW: Origin(repeats=(copied,))})
    if _is_its_own_origin(copied, evidence, origins):
        assert _without_left_out(after) == _without_left_out(before)


def _is_its_own_origin(source: int, evidence: list[Evidence], origins: Any) -> bool:
    upheld = {number for number, answer in answers_of(evidence).items() if answer == "yes"}
    return roots_of(source, origins, upheld) == {source}


def _without_left_out(proposal: Proposal) -> tuple[Any, ...]:
    return proposal.level, proposal.contested, proposal.reasons, proposal.used, proposal.against, proposal.findings


@given(st.lists(GRADED, min_size=1, max_size=6, unique_by=lambda one: one.key), st.data())
def test_not_assessed_never_comes_of_bad_grades(evidence: list[Evidence], data: Any) -> None:
    stances = [data.draw(st.sampled_from([FOR, AGAINST])) for _one in evidence]
    heard = [replace(one, stance=stance) for one, stance in zip(evidence, stances, strict=True)]
    assert propose("occurrence", heard).level != "not_assessed"


@given(EVIDENCE, ORIGINS)
def test_every_word_is_used_or_left_out_with_a_reason(evidence: list[Evidence], origins: Any) -> None:
    proposal = propose("occurrence", evidence, (), origins)
    named = [*proposal.used, *proposal.against, *(one.key for one in proposal.left_out)]
    assert sorted(named) == sorted(one.key for one in evidence)


@given(EVIDENCE, ORIGINS, st.sampled_from(["occurrence", "attribution", "quantity"]))
def test_what_is_not_judged_counts_as_if_it_were_not_there(evidence: list[Evidence], origins: Any, axis: str) -> None:
    # A researcher's answer on the independence of a source holds for all of its words, graded or not.
    evidence = [replace(one, independent=None) for one in evidence]
    judged = [one for one in evidence if one.reliability in set("ABCDE") and one.credibility in set("12345")]
    assert _without_left_out(propose(axis, judged, (), origins)) == _without_left_out(
        propose(axis, evidence, (), origins)
    )


@given(EVIDENCE, st.permutations(list(range(1, 13))))
def test_who_speaks_does_not_matter(evidence: list[Evidence], others: list[int]) -> None:
    renamed = [replace(one, source=others[one.source - 1]) for one in evidence]
    assert propose("attribution", renamed).level == propose("attribution", evidence).level


def test_the_rules_name_no_actor_and_carry_their_version() -> None:
    assert RULES.version
    assert RULES.bodies <= set(vocabulary("body").codes)
    assert [rung.level for rung in RULES.rungs] == ["confirmed", "probable", "possible", "doubtful"]
    assert propose("occurrence", words("A1")).version == RULES.version
