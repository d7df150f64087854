"""Every message of code and templates is in the catalogue of every language, said well and in the right form."""

from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from incidents.base.languages import DEFAULT, LANGUAGES
from incidents.paths import TRANSLATIONS
from tests.house.tree import ROOT

# The languages whose catalogue is promised to be whole. A language under way is left out until it is.
PROMISED = ("ar",)
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
# The same words that `make catalogues` gives to pybabel.
MAKEFILE_WORDS = '-k "_ N_ gettext ngettext:1,2"'


def catalogue_path(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / "incidents.po"


@cache
def catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as lines:
        return read_po(lines, locale=language)


@cache
def messages_in_use() -> frozenset[str]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as lines:
        methods, options = parse_mapping_cfg(lines)
    found = set()
    for top in ("incidents", "templates"):
        inside = [(pattern.removeprefix(f"{top}/"), method) for pattern, method in methods if pattern.startswith(top)]
        for _path, _line, message, _comments, _context in extract_from_dir(
            ROOT / top,
            method_map=inside,
            options_map={pattern.removeprefix(f"{top}/"): option for pattern, option in options.items()},
            keywords=KEYWORDS,
        ):
            found.add(message[0] if isinstance(message, tuple) else message)
    return frozenset(found - {""})


def msgids(language: str) -> set[str]:
    known = [message.id for message in catalogue(language)]
    return {words[0] if isinstance(words, tuple | list) else words for words in known} - {""}


WRITTEN = [language for language in LANGUAGES if language != DEFAULT and catalogue_path(language).is_file()]


def test_messages_are_found_in_code_and_templates() -> None:
    assert len(messages_in_use()) > 50
    assert MAKEFILE_WORDS in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_promised_language_has_its_catalogue() -> None:
    assert set(PROMISED) <= set(WRITTEN)


@pytest.mark.parametrize("language", [*LANGUAGES])
def test_a_promised_catalogue_is_current_and_whole(language: str) -> None:
    if language not in PROMISED:
        return
    in_use, known = messages_in_use(), msgids(language)
    assert in_use - known == set(), "run `make catalogues`, then translate what is new"
    assert known - in_use == set(), "run `make catalogues`: these messages are gone"
    empty = [
        message.id
        for message in catalogue(language)
        if message.id and not all(message.string if isinstance(message.string, tuple | list) else [message.string])
    ]
    assert not empty, f"{len(empty)} messages without a translation: {empty[:20]}"


@pytest.mark.parametrize("language", [*LANGUAGES])
def test_a_catalogue_guesses_nothing_and_keeps_every_placeholder(language: str) -> None:
    if language not in WRITTEN:
        return
    fuzzy = [message.id for message in catalogue(language) if message.id and message.fuzzy]
    assert not fuzzy, f"guessed translations, settle each: {fuzzy[:20]}"
    wrong = [(message.id, [str(error) for error in errors]) for message, errors in catalogue(language).check()]
    assert not wrong, wrong[:20]
