"""Reading vocabularies: lazily, once, and in the language of the moment."""

import subprocess
import sys

import pytest

from incidents.base.languages import speaking
from incidents.vocabularies import Term, UnknownTerm, UnknownVocabulary, Vocabulary, label, names, vocabulary


def term(code: str, order: int, **more: object) -> Term:
    common: dict[str, object] = {"labels": {"en": code}, "definitions": {}, "parent": None, "is_group": False}
    common |= {"family": None, "references": (), "keys": (), "rank": None, "judged": True, "needs_note": False}
    common |= {"inverse": None, "verify": False, "replaced_by": None, "extra": {}}
    return Term(code=code, order=order, **{**common, **more})  # type: ignore[arg-type]


def made(*terms: Term) -> Vocabulary:
    return Vocabulary("made", {}, {}, (), False, "1.0", terms)


def test_a_vocabulary_is_read_once() -> None:
    assert vocabulary("outcome") is vocabulary("outcome")
    assert vocabulary("outcome").codes[0] == "killed"
    assert len(names()) == len(set(names())) > 60


def test_importing_reads_no_file() -> None:
    program = (
        "import incidents.vocabularies as v, incidents.vocabularies.mappings as m;"
        "print(v.vocabulary.cache_info().currsize, m._table.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]


def test_a_label_is_in_the_current_language() -> None:
    assert label("outcome", "killed") == "Killed"
    with speaking("ar"):
        assert label("outcome", "killed") == "قتيل"
        assert vocabulary("outcome").label("killed", "en") == "Killed"
    assert vocabulary("confidence").term("not_assessed").label("ar") == "غير مقيَّم"


def test_a_language_without_words_falls_back_on_english() -> None:
    assert vocabulary("outcome").label("killed", "fr") == "Killed"
    assert vocabulary("sex").term("man").definition() == ""


@pytest.mark.parametrize("name", ["nonsense", "", "../mappings", "outcome.json", "data/outcome", "a\0b", "Ｏutcome"])
def test_an_unknown_vocabulary_is_said_to_be_unknown(name: str) -> None:
    with pytest.raises(UnknownVocabulary, match="There is no vocabulary") as caught:
        vocabulary(name)
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize("code", ["slain", "", "KILLED", "killed "])
def test_an_unknown_code_is_said_to_be_unknown(code: str) -> None:
    assert code not in vocabulary("outcome")
    for ask in (vocabulary("outcome").term, vocabulary("outcome").narrower, lambda c: label("outcome", c)):
        with pytest.raises(UnknownTerm, match="The vocabulary 'outcome' has no term") as caught:
            ask(code)
        assert isinstance(caught.value, KeyError)


def test_a_term_cannot_be_changed() -> None:
    killed = vocabulary("outcome").term("killed")
    with pytest.raises(AttributeError):
        killed.code = "slain"  # type: ignore[misc]
    with pytest.raises(TypeError):
        vocabulary("place_precision").term("exact").extra["radius_m"] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        killed.labels["en"] = "Slain"  # type: ignore[index]


def test_narrower_is_the_term_and_all_below() -> None:
    violations = vocabulary("violation_type")
    assert violations.narrower("torture") == ("torture",)
    assert violations.narrower("integrity") == (
        *("integrity", "injury_in_attack", "torture", "cruel_treatment", "outrage_on_dead"),
    )


def test_the_chemical_attacks_are_a_family() -> None:
    chemical = vocabulary("violation_type").family("chemical")
    assert chemical == tuple(code for code in vocabulary("violation_type").codes if code.startswith("chemical_"))
    assert len(chemical) == 5


def test_at_least_goes_up_the_ladder_and_no_further() -> None:
    confidence = vocabulary("confidence")
    assert confidence.at_least("probable") == ("confirmed", "probable")
    assert confidence.at_least("doubtful") == ("confirmed", "probable", "possible", "doubtful")
    assert confidence.at_least("not_assessed") == ("not_assessed",)
    assert vocabulary("place_precision").at_least("within_100m") == ("exact", "within_100m")
    assert "F" not in vocabulary("source_reliability").at_least("E")


def test_a_retired_code_stays_and_points_to_its_successor() -> None:
    words = made(
        term("group", 1, is_group=True),
        term("old", 2, replaced_by="middle"),
        term("middle", 3, replaced_by="new"),
        term("new", 4, parent="group"),
    )
    assert words.label("old") == "old"
    assert words.current("old") == words.current("new") == "new"
    assert [each.code for each in words.selectable] == ["new"]
    # What was recorded under a retired code is still found.
    assert words.narrower("group") == ("group", "old", "middle", "new")
