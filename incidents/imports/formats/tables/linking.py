"""The cells of a row that name other records or rows: sources, actors, places, and where a number is stated."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from incidents.base.languages import _
from incidents.base.text import fold
from incidents.exports.text import WITHHELD
from incidents.imports.formats.tables.cells import code_called
from incidents.imports.formats.tables.gazetteer import read_place
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.parts import Matched
from incidents.imports.formats.tables.references import References
from incidents.imports.formats.tables.standing import Cells
from incidents.records.sheet import links_of, sheets
from incidents.vocabularies import vocabulary

Values = dict[str, Any]


def link_row(line: Line, here: Cells | None, values: Values, references: References, matched: Matched) -> None:
    """Add what the row says by naming other records; the keys become numbers when the row is stored."""
    if line.table == "citations":
        _source(line, "source_id", "source_id", here, values, references)
    elif line.table == "places":
        _place(line, here, values, references)
    elif line.table == "attributions":
        _actor(line, here, values, references)
    elif line.table == "figures":
        _figure(line, here, values, references, matched)
    elif line.table == "findings" and not line.word("citation_id"):
        _stated_in(line, here, values, references, matched)
    elif line.table == "links":
        _other(line, here, values, references)
    elif line.table == "assessments":
        _author(line, here, values)
    for column, table in named_columns(line.table).items():
        link_named(line, column, table, here, values, references)


def _is_same(line: Line, column: str, here: Cells | None, kind: str, references: References) -> bool:
    word = line.word(column)
    return not word or (here is not None and references.code_here(kind, word) == here.get(column, ""))


def _source(line: Line, column: str, target: str, here: Cells | None, values: Values, references: References) -> None:
    code = line.word(column)
    if line.is_cleared(column):
        if target != "source_id" and here is not None and here.get(column):
            values[target] = None
        return
    if _is_same(line, column, here, "source", references):
        return
    if code == WITHHELD:
        line.remark(column, _("was withheld when it was exported; nothing was taken"))
    elif ("source", code) in references.here or f"source:{code}" in references.waiting:
        values[target] = f"source:{code}"
    else:
        line.remark(column, _("there is no such source, here or in sources.csv"))


def _other(line: Line, here: Cells | None, values: Values, references: References) -> None:
    """The case that a link leads to: it has to be here, or to come with the file; its number is known at the end."""
    code = line.word("other_code")
    if not code or line.is_cleared("other_code") or _is_same(line, "other_code", here, "incident", references):
        return
    if ("incident", code) in references.here or code in references.coming:
        values["other_id"] = f"incident:{code}"
    else:
        line.remark("other_code", _("there is no such case, here or in incidents.csv"))


@cache
def named_columns(table: str) -> dict[str, str]:
    """The columns of a part's table that hold the code of a record of its own, with the kind of that record."""
    if table == "case_instruments":
        return {"instrument_id": "legal_instrument"}
    return next((links_of(kind) for kind in sheets() if kind.declared.rows == table), {})


def link_named(line: Line, column: str, kind: str, here: Cells | None, values: Values, references: References) -> None:
    """A record that a row names by its code: it has to be here, or to come with the file."""
    code = line.word(column)
    if line.is_cleared(column):
        values |= {column: None} if here is not None and here.get(column) else {}
    elif _is_same(line, column, here, kind, references):
        return
    elif code == WITHHELD:
        line.remark(column, _("was withheld when it was exported; nothing was taken"))
    elif (kind, code) in references.here or f"{kind}:{code}" in references.waiting.keys() | references.places.keys():
        values[column] = f"{kind}:{code}"
    elif kind == "actor" and (names := _names(line, column)):
        references.await_actor(f"actor:{code}", code, names, code_called(vocabulary("actor_kind"), _kind(line, column)))
        values[column] = f"actor:{code}"
    else:
        line.remark(column, _("there is no record with this code, here or in the file; not taken"), "unknown_code")


def _names(line: Line, column: str) -> dict[str, str]:
    called = column.removesuffix("_id")
    found = {language: line.text(f"{called}_name_{language}") for language in ("en", "ar")}
    return {language: text for language, text in found.items() if text.strip()}


def _kind(line: Line, column: str) -> str:
    return line.word(f"{column.removesuffix('_id')}_kind")


def _place(line: Line, here: Cells | None, values: Values, references: References) -> None:
    code = line.word("place_id")
    if line.is_cleared("place_id"):
        if here is not None and here.get("place_id"):
            values["place_id"] = None
        return
    named = any(line.word(name) for name in ("place_name_en", "place_name_ar", "pcode"))
    if _is_same(line, "place_id", here, "place", references) and (code or here is not None or not named):
        return
    key = f"place:{code or f'row {line.number}'}"
    if ("place", code) not in references.here:
        if not named and not line.word("level"):
            line.remark("place_id", _("there is no such place on the gazetteer; not taken"), "unknown_code")
            return
        if key not in references.places:
            references.places[key] = line, read_place(line)
    values["place_id"] = key


def _actor(line: Line, here: Cells | None, values: Values, references: References) -> None:
    code = line.word("actor_id")
    if _is_same(line, "actor_id", here, "actor", references) and (code or here is not None):
        return
    if code == WITHHELD:
        line.remark("actor_id", _("was withheld when it was exported; nothing was taken"))
        return
    names = {"en": line.text("actor_name_en"), "ar": line.text("actor_name_ar"), "und": line.text("actor_name")}
    name = next((text for text in names.values() if text.strip()), "")
    if ("actor", code) in references.here:
        values["actor_id"] = f"actor:{code}"
        return
    if not code and not name:
        return
    known = references.actor_called(name) if not code else None
    key = known or (f"actor:{code}" if code else f"actor:name {fold(name)}")
    if known is None:
        kind = code_called(vocabulary("actor_kind"), line.word("actor_kind")) if line.word("actor_kind") else None
        if kind is None and line.word("actor_kind"):
            line.remark("actor_kind", _("not in the list for this column; not taken"), "unknown_code")
        references.await_actor(key, code, names, kind)
    values["actor_id"] = key


def expect_places(lines: Iterable[Line], references: References) -> None:
    """Learn what the places of the file are before any row speaks of them by their codes alone."""
    for line in lines:
        code = line.word("place_id")
        named = any(line.word(name) for name in ("place_name_en", "place_name_ar", "pcode", "level"))
        known = ("place", code) in references.here or f"place:{code}" in references.places
        if code and named and not known and not line.is_cleared("place_id"):
            references.places[f"place:{code}"] = line, read_place(line)
            references.pcodes.setdefault(line.word("pcode"), f"place:{code}")


def expect_actors(lines: Iterable[Line], references: References) -> None:
    """Learn what the actors of the file are called before any row speaks of them by their codes alone."""
    for line in lines:
        code = line.word("actor_id")
        if code and code != WITHHELD and not line.outcome and ("actor", code) not in references.here:
            names = {"en": line.text("actor_name_en"), "ar": line.text("actor_name_ar")}
            kind = code_called(vocabulary("actor_kind"), line.word("actor_kind"))
            references.await_actor(f"actor:{code}", code, names, kind)


def language_of(text: str) -> str:
    """Arabic or English, by the letters."""
    return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en"


def _figure(line: Line, here: Cells | None, values: Values, references: References, matched: Matched) -> None:
    _source(line, "speaker_source_id", "stated_by_source_id", here, values, references)
    code = line.word("speaker_actor_id")
    if line.is_cleared("speaker_actor_id"):
        values |= {"stated_by_actor_id": None} if here is not None and here.get("speaker_actor_id") else {}
    elif code != WITHHELD and not _is_same(line, "speaker_actor_id", here, "actor", references):
        values["stated_by_actor_id"] = f"actor:{code}"
        if ("actor", code) not in references.here and line.text("stated_by"):
            language = language_of(line.text("stated_by"))
            references.await_actor(f"actor:{code}", code, {language: line.text("stated_by")}, None)
        elif ("actor", code) not in references.here and f"actor:{code}" not in references.waiting:
            del values["stated_by_actor_id"]
            line.remark("speaker_actor_id", _("there is no such actor; not taken"))
    _speaker(line, here, values, references)
    _limit(line, here, values, references)
    if "citation_id" not in values and not line.word("citation_id"):
        _stated_in(line, here, values, references, matched)


def _limit(line: Line, here: Cells | None, values: Values, references: References) -> None:
    """The place that a number is limited to; one that nobody knows is made, or the number would count for the whole."""
    column = "limited_to_place_id"
    if line.is_cleared(column):
        values |= {"place_id": None} if here is not None and here.get(column) else {}
        return
    code = line.word(column)
    if _is_same(line, column, here, "place", references):
        return
    values["place_id"] = key = f"place:{code}"
    if ("place", code) not in references.here and key not in references.places:
        references.places[key] = _unplaced(line, code), {}


def _unplaced(line: Line, code: str) -> Line:
    """A row of places for a place of which no more than its code and a name is known."""
    name = line.text("limited_to_place")
    return Line("places", line.file, line.number, {"place_id": code, f"place_name_{language_of(name)}": name})


def _speaker(line: Line, here: Cells | None, values: Values, references: References) -> None:
    text = line.text("stated_by")
    if not text or line.is_withheld("stated_by") or (here is not None and text == here.get("stated_by")):
        return
    if line.is_cleared("stated_by"):
        if here is not None and here.get("stated_by"):
            values["stated_by_text"] = None
        return
    # The name of a speaker who is known by a code is said by the code.
    key = values.get("stated_by_actor_id") or values.get("stated_by_source_id")
    if key is None or references.called(key) != text:
        values["stated_by_text"] = text[:500]


def _stated_in(line: Line, here: Cells | None, values: Values, references: References, matched: Matched) -> None:
    """Find the citation by its source and the page in it, where a table has no number for it."""
    source, locator = line.word("source_id"), line.text("locator")
    if not source or line.is_withheld("source_id") or not _differs(line, here, references):
        return
    fitting = [
        cited
        for cited in matched.case.parts.get("citations", [])
        if references.code_here("source", cited.word("source_id")) == references.code_here("source", source)
    ]
    exact = [cited for cited in fitting if cited.text("locator") == locator] or fitting
    exact = [cited for cited in exact if id(cited) in matched.keys]
    if exact:
        values["citation_id"] = matched.keys[id(exact[0])]
    elif (known := matched.citation_here(references.code_here("source", source), locator)) is not None:
        values["citation_id"] = known
    else:
        line.remark("source_id", _("the case does not cite this source; the number was kept without it"))


def _differs(line: Line, here: Cells | None, references: References) -> bool:
    if here is None:
        return True
    same = references.code_here("source", line.word("source_id")) == here.get("source_id")
    return not same or ("locator" in line and line.text("locator") != here.get("locator", ""))


def _author(line: Line, here: Cells | None, values: Values) -> None:
    text = line.text("author")
    if text and not line.is_cleared("author") and (here is None or text != here.get("author")):
        values["author_text"] = text[:500]
