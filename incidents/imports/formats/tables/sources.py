"""The rows of sources: each is found here by its code, compared, and stored before the cases that cite it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.base.languages import _
from incidents.exports.text import CLEAR, WITHHELD
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.references import References
from incidents.imports.formats.tables.standing import Standing
from incidents.imports.formats.tables.values import completed_dates, texts_of, values_of
from incidents.records import Source, SourceDerivation
from incidents.records.picture import drawn
from incidents.search.derived import refresh_users
from incidents.work.references import store_reference


@dataclass(slots=True)
class Sourced:
    """The rows of sources that change something: the row, and the values of the record."""

    changed: list[tuple[Line, int, dict[str, Any]]] = field(default_factory=list)
    new: list[tuple[Line, dict[str, Any]]] = field(default_factory=list)


def decide_sources(
    lines: Iterable[Line], standing: Standing, references: References, session: Session, known: dict[str, Any]
) -> Sourced:
    """Hold each row against the source that is here."""
    listed = list(lines)
    numbers = [
        references.here[key][0] for line in listed if (key := ("source", line.word("source_id"))) in references.here
    ]
    standing.learn_sources(numbers)
    called = session.execute(select(Source.id, Source.title).where(Source.id.in_(numbers)))
    titles: dict[int, Any] = {row.id: row.title for row in called}
    found = Sourced()
    for line in listed:
        code = line.word("source_id")
        if line.outcome:
            continue
        if not code or code == WITHHELD:
            line.outcome = "held"
            line.remark("source_id", _("without this the row cannot be stored"))
        elif (read := known.get(f"sources {code}")) is not None and line.fingerprint in read.fingerprints:
            line.outcome = "unchanged"
        else:
            _decide(line, code, standing, references, titles, found)
    for line in [line for line, _values in found.new] + [line for line, _number, _values in found.changed]:
        for code in sorted(_parents(line)):
            if ("source", code) not in references.here and f"source:{code}" not in references.waiting:
                line.remark("derived_from", _("there is no such source, here or in sources.csv"), value=code)
    return found


def _decide(
    line: Line, code: str, standing: Standing, references: References, titles: dict[int, Any], found: Sourced
) -> None:
    number = references.here["source", code][0] if ("source", code) in references.here else None
    here = standing.sources.get(references.code_here("source", code)) if number is not None else None
    stored = {"title": titles.get(number or 0)}
    values = values_of(line, here, lambda _kind, _number: None) | texts_of(line, "sources", here, stored)
    if line.outcome:
        return
    if number is None:
        if not values.get("title"):
            values["title"] = {"und": values.get("publisher") or code}
            line.remark("title_en", _("a source without a title is called by its publisher or its code"))
        references.waiting[f"source:{code}"] = {"source": values}
        found.new.append((line, values))
        line.outcome = "new"
    elif values or _repeats_more(line, here):
        found.changed.append((line, number, values))
        line.outcome = "changed"
    else:
        line.outcome = "unchanged"


def _repeats_more(line: Line, here: dict[str, str] | None) -> bool:
    return bool(_parents(line) - set((here or {}).get("derived_from", "").split(";")))


def _parents(line: Line) -> set[str]:
    return {code.strip() for code in line.word("derived_from").split(";") if code.strip()} - {WITHHELD, CLEAR}


def store_new(found: Sourced, references: References) -> dict[int, Source]:
    """Store the new sources inside a running act, then what they repeat; returns them by the rows they came from."""
    stored: dict[int, Source] = {}
    for line, _values in found.new:
        code = line.word("source_id")
        source = references.make("source", code, references.waiting[f"source:{code}"])
        references.numbers[f"source:{code}"] = source.id
        stored[id(line)] = source
    for line, _values in found.new:
        _derive(line, stored[id(line)], references)
    references.session.flush()
    return stored


def store_changed(found: Sourced, references: References) -> dict[int, Source]:
    """Change the sources that are here inside a running act, and what is derived from them in the cases."""
    stored: dict[int, Source] = {}
    for line, number, values in found.changed:
        source = references.session.get_one(Source, number)
        drawing = {"source": completed_dates(Source, values, drawn(source))}
        store_reference(references.session, references.viewer, Source, drawing, source)
        _derive(line, source, references)
        refresh_users(references.session, source)
        stored[id(line)] = source
    return stored


def _derive(line: Line, source: Source, references: References) -> None:
    known = {derivation.parent_id for derivation in source.derivations}
    for code in dict.fromkeys(one.strip() for one in line.word("derived_from").split(";")):
        is_known = ("source", code) in references.here or f"source:{code}" in references.waiting
        if code not in _parents(line) or not is_known:
            continue
        if (parent := references.number(f"source:{code}")) not in known and parent != source.id:
            source.derivations.append(SourceDerivation(parent_id=parent))
            known.add(parent)
