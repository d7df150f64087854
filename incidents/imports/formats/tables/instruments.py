"""The rows of laws and orders: each is found here by its code, compared, and stored before the cases that name it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from incidents.base.languages import _
from incidents.exports.text import CLEAR, WITHHELD
from incidents.imports.formats.tables.cells import read_cell
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.linking import link_named
from incidents.imports.formats.tables.references import References
from incidents.imports.formats.tables.standing import Standing
from incidents.imports.formats.tables.values import completed_dates, texts_of, values_of
from incidents.ledger.trace import act
from incidents.records import InstrumentAmendment, LegalInstrument
from incidents.records.picture import drawn
from incidents.work.applying import apply_picture
from incidents.work.instruments import leads_to

KIND = LegalInstrument.__tablename__
LINKED = {"issuer_id": "actor", "place_id": "place", "source_id": "source"}
Values = dict[str, Any]
LAW, EARLIER = "instrument_id", "earlier_id"


@dataclass(slots=True)
class Instrumented:
    """The rows of laws and orders that change something, and the links between them that are not here yet."""

    changed: list[tuple[Line, int, Values]] = field(default_factory=list)
    new: list[tuple[Line, Values]] = field(default_factory=list)
    links: list[tuple[Line, str, str, Values]] = field(default_factory=list)


def decide_instruments(
    lines: Iterable[Line], standing: Standing, references: References, session: Session
) -> Instrumented:
    """Hold each row against the law or order that is here; links between two of them follow after all are known."""
    listed = [line for line in lines if not line.outcome]
    texts = [line for line in listed if line.table == "instruments"]
    keys = ((KIND, line.word(LAW)) for line in texts)
    standing.learn_instruments(sorted({references.here[key][0] for key in keys if key in references.here}))
    found = Instrumented()
    for line in texts:
        if _is_named(line, LAW):
            _decide(line, standing, references, session, found)
    for line in listed:
        if line.table == "instrument_amendments" and _is_named(line, LAW) and _is_named(line, EARLIER):
            _decide_link(line, references, session, found)
    return found


def _is_named(line: Line, column: str) -> bool:
    if line.word(column) not in ("", WITHHELD, CLEAR):
        return True
    line.outcome = "held"
    line.remark(column, _("without this the row cannot be stored"))
    return False


def _decide(line: Line, standing: Standing, references: References, session: Session, found: Instrumented) -> None:
    code = line.word(LAW)
    number = references.here[KIND, code][0] if (KIND, code) in references.here else None
    here = standing.instruments.get(references.code_here(KIND, code)) if number is not None else None
    record = session.get_one(LegalInstrument, number) if number is not None else None
    stored = {"title": record.title, "summary": record.summary} if record is not None else {}
    values = values_of(line, here, lambda _kind, _number: None) | texts_of(line, "instruments", here, stored)
    for column, kind in LINKED.items():
        link_named(line, column, kind, here, values, references)
    if line.outcome:
        return
    if number is not None:
        line.outcome = "changed" if values else "unchanged"
        found.changed += [(line, number, values)] if values else []
        return
    if not values.get("title"):
        values["title"] = {"und": values.get("number") or code}
        line.remark("title_en", _("a law or order without a title is called by its number or its code"))
    references.waiting[f"{KIND}:{code}"] = {KIND: values}
    found.new.append((line, values))
    line.outcome = "new"


def _decide_link(line: Line, references: References, session: Session, found: Instrumented) -> None:
    keys = [line.word(LAW), line.word(EARLIER)]
    for column, code in zip((LAW, EARLIER), keys, strict=True):
        if (KIND, code) not in references.here and f"{KIND}:{code}" not in references.waiting:
            line.outcome = "held"
            line.remark(column, _("there is no record with this code, here or in the file; not taken"), "unknown_code")
            return
    columns = InstrumentAmendment.__table__.columns
    how = read_cell(line, "how", columns["how"].info["field"]) if line.word("how") else None
    values = {"how": how or "amends", "note": line.text("note")[:2000] or None}
    numbers = [references.here[KIND, code][0] for code in keys if (KIND, code) in references.here]
    if len(numbers) == 2:
        record = session.get_one(LegalInstrument, numbers[0])
        if any((one.earlier_id, one.how) == (numbers[1], values["how"]) for one in record.amendments):
            line.outcome = "unchanged"
            return
        if leads_to(session, numbers[1], numbers[0]):
            line.outcome = "held"
            line.remark(EARLIER, _("this would lead back to the text itself; not taken"))
            return
    elif keys[0] == keys[1]:
        line.outcome = "held"
        line.remark(EARLIER, _("this would lead back to the text itself; not taken"))
        return
    found.links.append((line, keys[0], keys[1], values))
    line.outcome = "new"


def store_instruments(found: Instrumented, references: References, reason: str) -> None:
    """Store the new laws and orders with their links, and what changes of those that are here, each in an act."""
    if found.new or found.links:
        with act(references.session, references.viewer, "imported", reason):
            _store_new(found, references)
    if found.changed:
        with act(references.session, references.viewer, "updated by import", reason):
            for _line, number, values in found.changed:
                record = references.session.get_one(LegalInstrument, number)
                settled = _settled(values, references)
                drawing = {KIND: completed_dates(LegalInstrument, settled, drawn(record))}
                apply_picture(references.session, record, drawing)


def _store_new(found: Instrumented, references: References) -> None:
    for line, values in found.new:
        key = f"{KIND}:{line.word(LAW)}"
        references.waiting[key] = {KIND: _settled(values, references)}
        references.number(key)
    for line, law, earlier, values in found.links:
        record = references.session.get_one(LegalInstrument, references.number(f"{KIND}:{law}"))
        number = references.number(f"{KIND}:{earlier}")
        if leads_to(references.session, number, record.id):
            line.remark(EARLIER, _("this would lead back to the text itself; not taken"))
            continue
        record.amendments.append(InstrumentAmendment(earlier_id=number, **values))
        references.session.flush()


def _settled(values: Values, references: References) -> Values:
    return {
        name: references.number(value) if name in LINKED and isinstance(value, str) else value
        for name, value in values.items()
    }
