"""Entries of several rows and files joined: one place, one entry, with its country above and its known spellings."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from babel import Locale

from incidents.base.languages import _
from incidents.imports.formats.gazetteer.cells import three_letters
from incidents.imports.formats.gazetteer.entry import Entry, GivenName
from incidents.imports.report import Doubt
from incidents.records.place import name_words

SPELLINGS = Path(__file__).resolve().parent / "data" / "spellings.json"


class Entries:
    """The places that the files of one import give, by what they are found by."""

    def __init__(self) -> None:
        self.by_key: dict[str, Entry] = {}

    def add(self, found: Iterable[Entry]) -> None:
        """Take in what a row gives."""
        for entry in found:
            known = self.by_key.get(entry.key)
            if known is None:
                self.by_key[entry.key] = entry
            else:
                _join(known, entry)

    def complete(self) -> None:
        """Add the countries that places lie in, and the spellings that are known of the places."""
        for country in {entry.country for entry in self.by_key.values() if entry.country}:
            entry = self.by_key.get(country)
            if entry is None:
                entry = self.by_key[country] = Entry(country, "adm0", "", 0, country, country)
            _name_country(entry, country)
        for key, entry in self.by_key.items():
            _spell(entry, spellings().get(key, {}))

    def in_order(self) -> list[Entry]:
        """The entries, each after those that it lies in as far as these are entries too; circles end somewhere."""
        found: list[Entry] = []
        met: set[str] = set()

        def visit(entry: Entry, steps: int = 0) -> None:
            if entry.key in met:
                return
            met.add(entry.key)
            for code in entry.parents:
                above = self.by_key.get(code.upper())
                if above is not None and steps < 20:
                    visit(above, steps + 1)
            found.append(entry)

        for entry in self.by_key.values():
            visit(entry)
        return found


def _join(known: Entry, entry: Entry) -> None:
    """Add what another row says; where two rows contradict each other, the first one stands and a doubt says so."""
    for column in ("level", "edition", "previous", "lat", "lon", "geometry", "country"):
        value = getattr(entry, column)
        if value is not None and getattr(known, column) is None:
            setattr(known, column, value)
    if entry.level is not None and entry.level != known.level:
        message = _("stands in another row as %(level)s", level=known.level)
        known.doubts.append(Doubt("duplicate_public_code", "level", entry.level, message))
    if len(entry.parents) > len(known.parents):
        known.parents, known.by_point = entry.parents, entry.by_point
    met = {tuple(name_words(name.text)) for name in known.names}
    for given in entry.names:
        words = tuple(name_words(given.text))
        if words not in met:
            met.add(words)
            known.names.append(given)
    known.external |= entry.external
    known.doubts += [doubt for doubt in entry.doubts if doubt not in known.doubts]
    if not known.line:
        known.file, known.line = entry.file, entry.line


def _name_country(entry: Entry, country: str) -> None:
    """A country's usual names and codes, which no list of its districts tells."""
    met = {name.lang for name in entry.names if name.kind == "official"}
    for language in ("en", "ar"):
        text = Locale(language).territories.get(country)
        if text and language not in met:
            entry.names.append(GivenName(text, language))
    entry.external["iso_3166_1"] = country
    if letters := three_letters(country):
        entry.external["iso3"] = letters


def _spell(entry: Entry, known: dict[str, Any]) -> None:
    met = {tuple(name_words(name.text)) for name in entry.names}
    for lang, texts in known.get("names", {}).items():
        for text in texts:
            words = tuple(name_words(text))
            if words not in met:
                met.add(words)
                entry.names.append(GivenName(text, lang, "alias"))
    if "iso_3166_2" in known:
        entry.external["iso_3166_2"] = known["iso_3166_2"]


@cache
def spellings() -> dict[str, dict[str, Any]]:
    """Spellings in use in reports and the press, and codes of other lists, by the place code."""
    found: dict[str, dict[str, Any]] = orjson.loads(SPELLINGS.read_bytes())
    return found
