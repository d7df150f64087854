"""What holds for every text: folding settles at once, words hold no separator, and codes come back."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as some

from incidents.base.addresses import canonical_url
from incidents.base.codes import ALPHABET, read_code
from incidents.base.text import bare, clean, fold, forbidden_character, words

modest = settings(max_examples=200, deadline=None)

arabic = some.text(alphabet=some.characters(min_codepoint=0x600, max_codepoint=0x6FF))
forms = some.text(alphabet=some.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF))
any_text = some.one_of(some.text(), arabic, forms, some.text(alphabet="aé ıłøđæœþßﬁ\u0301\u200f\u0640اأإآةىيئؤو"))


@given(any_text)
@modest
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
@modest
def test_how_letters_are_composed_does_not_matter(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert words(unicodedata.normalize(form, text)) == words(text)


@given(any_text)
@modest
def test_words_are_folded_and_hold_only_letters_numbers_and_marks(text: str) -> None:
    for word in words(text):
        assert words(word) == [word]
        assert all(unicodedata.category(letter)[0] in "LNM" for letter in word)


@given(arabic)
@modest
def test_a_bare_word_is_the_end_of_its_word_with_three_letters_at_least(text: str) -> None:
    for word in words(text):
        rest = bare(word)
        assert word.endswith(rest)
        assert rest != word
        assert not rest or len(rest) >= 3


@given(any_text)
@modest
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(some.text(alphabet=some.characters(exclude_categories=["Cc", "Cs", "Cn"])))
@modest
def test_ordinary_text_is_never_forbidden(text: str) -> None:
    assert forbidden_character(clean(text)) is None


@given(some.text(alphabet=ALPHABET, min_size=6, max_size=6), some.sampled_from(["INC", "SRC", "PLACE"]))
@modest
def test_a_code_comes_back_however_it_is_written(body: str, prefix: str) -> None:
    for typed in (f"{prefix}-{body}", f"{prefix} {body}".lower(), f"{prefix}{body}"):
        assert read_code(typed, prefix) == f"{prefix}-{body}"


@given(some.text() | some.text().map("https://example.org/{}".format))
@modest
def test_an_address_settles_at_once(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)
