"""The same letters however they are typed, cut into the same words, and nothing kept that breaks a file."""

import unicodedata

import pytest

from incidents.base.text import bare, clean, fold, forbidden_character, western_digits, words

SPELLINGS = [
    ("مـــضايا", "مضايا"),
    ("ﻣﻀﺎﻳﺎ", "مضايا"),
    ("مَضَايَا", "مضايا"),
    ("ﻻ", "لا"),
    ("ﷲ", "الله"),
    ("هٰذا", "هذا"),
    ("إدلب", "ادلب"),
    ("أحمد", "احمد"),
    ("آب", "اب"),
    ("ٱلله", "الله"),
    ("مؤمن", "مومن"),
    ("رائد", "رايد"),
    ("مصطفى", "مصطفي"),
    ("علی", "علي"),
    ("مدرسة", "مدرسه"),
    ("کرمانشاه", "كرمانشاه"),
    ("٢٠١٧", "2017"),
    ("۲۰۱۷", "2017"),
    ("هه‌ولێر", "هەولێر"),
    ("Straße", "STRASSE"),
    ("é", "e"),
    ("Diyarbakır", "diyarbakir"),
    ("Łódź", "lodz"),
    ("Ærø", "aero"),
    ("Þingvellir", "thingvellir"),
    ("شو\ufe7eيء", "شويء"),
    ("\u200fمضايا\u200e", "مضايا"),
]


@pytest.mark.parametrize(("typed", "other"), SPELLINGS)
def test_two_spellings_of_one_word_fold_alike(typed: str, other: str) -> None:
    assert fold(typed) == fold(other)
    assert words(typed) == words(other)
    assert len(words(typed)) == 1


def test_a_lone_hamza_and_letters_of_other_languages_stay() -> None:
    assert fold("ماء") == "ماء"
    assert fold("گچپڤ") == "گچپڤ"


@pytest.mark.parametrize("text", ["हिन्दी", "မြန်မာ"])
def test_vowels_of_indic_scripts_and_burmese_stay_and_do_not_split(text: str) -> None:
    assert words(text) == [unicodedata.normalize("NFC", text)]


def test_words_are_cut_the_same_for_every_engine() -> None:
    assert words("2017-04-04, -5 a/b foo@bar.org") == ["2017", "04", "04", "5", "a", "b", "foo", "bar", "org"]
    assert words("") == words(" ،؟ ") == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("المستشفى", "مستشفي"),
        ("للمستشفى", "مستشفي"),
        ("وبالمستشفى", "مستشفي"),
        ("فكالمستشفى", "مستشفي"),
        ("والمستشفى", "مستشفي"),
        ("مستشفى", ""),
        ("الله", ""),
        ("للغة", ""),
        ("إلى", ""),
        ("وقتلوا", "قتلوا"),
        ("فقتلوا", "قتلوا"),
        ("وليد", ""),
        ("واشنطن", "اشنطن"),
        ("بيروت", ""),
        ("لبنان", ""),
        ("كفريا", ""),
        ("hospital", ""),
    ],
)
def test_a_word_loses_its_prefix_only_when_enough_remains(word: str, expected: str) -> None:
    assert bare(fold(word)) == expected


def test_clean_keeps_the_text_and_drops_what_surrounds_it() -> None:
    assert clean("\ufeff  a\r\nb\rc  \n") == "a\nb\nc"
    assert clean("e\u0301") == "é"


def test_characters_that_break_a_file_are_named() -> None:
    assert forbidden_character("line one\n\tline two, مضايا") is None
    assert forbidden_character("a\x00b") == "U+0000"
    assert forbidden_character("a\x1bb") == "U+001B"
    assert forbidden_character("a\ud800b") == "U+D800"
    assert forbidden_character("a\uffff") == "U+FFFF"


def test_digits_of_other_scripts_become_western_ones() -> None:
    assert western_digits("٤ نيسان ۲۰۱۷") == "4 نيسان 2017"
