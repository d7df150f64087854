"""Finding the cases that rows speak of: by their names in other lists first, then by their codes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible, visible_ids
from incidents.base.codes import read_code
from incidents.base.languages import _
from incidents.imports.formats.tables.columns import PARTS
from incidents.imports.formats.tables.lines import Line
from incidents.records import ExternalId, ImportRow, Incident

Pair = tuple[str, str]
"""A list and an identifier in it."""
AT_ONCE = 500


@dataclass(slots=True)
class Case:
    """All rows about one case; ``number`` is that of the case here, None for one that is not here yet."""

    key: str
    code: str
    line: Line | None = None
    details: Line | None = None
    parts: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    number: int | None = None
    code_here: str = ""
    held: str = ""

    @property
    def keeps_code(self) -> bool:
        """Whether the new case gets the code of the file."""
        return self.number is None and bool(self.code_here)

    def lines(self) -> list[Line]:
        """Every row about the case."""
        own = [line for line in (self.line, self.details) if line is not None]
        return own + [line for table in self.parts.values() for line in table]

    def identifiers(self) -> list[Pair]:
        """What the rows say the case is called in other lists, as the same case."""
        found = [
            (line.word("system"), line.word("value"))
            for line in self.parts.get("external_ids", ())
            if line.word("match") in ("", "exact")
        ]
        if self.line is not None and "external_ids" not in self.parts:
            found += identifiers_in(self.line.text("external_ids"))
        return [pair for pair in found if all(pair)]


def identifiers_in(cell: str) -> list[Pair]:
    """The identifiers in one cell, written as list:identifier and joined by semicolons."""
    found = []
    for one in cell.split(";"):
        system, colon, value = one.strip().partition(":")
        if colon and system.strip() and value.strip():
            found.append((system.strip(), value.strip()))
    return found


def gather(lines: Iterable[Line]) -> dict[str, Case]:
    """The rows by the case that they speak of; a second row for one case is held or, if it is the same, skipped."""
    cases: dict[str, Case] = {}
    for line in lines:
        code = line.word("code")
        key = code or f"{line.table} {line.number}"
        case = cases.setdefault(key, Case(key, code))
        if line.table not in ("incidents", "details"):
            case.parts[line.table].append(line)
            continue
        name = "line" if line.table == "incidents" else "details"
        first: Line | None = getattr(case, name)
        if first is None:
            setattr(case, name, line)
        elif dict(first.cells) == dict(line.cells):
            line.outcome = "skipped"
        else:
            line.outcome = "held"
            line.remark("code", _("stands in this file twice with different content"), "duplicate_public_code")
    return cases


def match(session: Session, viewer: Viewer, system: str, cases: Iterable[Case]) -> None:
    """Find the case here of each, and which of the new ones may keep their codes."""
    waiting = list(cases)
    for start in range(0, len(waiting), AT_ONCE):
        _match(session, viewer, system, waiting[start : start + AT_ONCE])


def _match(session: Session, viewer: Viewer, system: str, cases: list[Case]) -> None:
    codes = sorted({case.code for case in cases if case.code})
    seen = visible(Incident, viewer).where(Incident.code.in_(codes)).with_only_columns(Incident.code, Incident.id)
    by_code: dict[str, int] = {row.code: row.id for row in session.execute(seen)}
    taken = set(session.scalars(select(Incident.code).where(Incident.code.in_(codes))))
    by_pair = _by_identifier(session, viewer, system, cases)
    by_row = _by_row(session, viewer, system, cases)
    for case in cases:
        found = [by_pair[pair] for pair in (*case.identifiers(), (system, case.code)) if pair in by_pair]
        found = found or [number for line in case.lines() if (number := by_row.get(row_name(line))) is not None]
        if not found and case.code in by_code:
            found = [by_code[case.code]]
        if len(set(found)) > 1:
            case.held = _("its identifiers belong to several cases here")
        elif found:
            case.number = found[0]
        elif case.code and case.code not in taken and read_code(case.code) == case.code:
            case.code_here = case.code


def _by_identifier(session: Session, viewer: Viewer, system: str, cases: list[Case]) -> dict[Pair, int]:
    pairs = {pair for case in cases for pair in (*case.identifiers(), (system, case.code)) if pair[1]}
    statement = select(ExternalId.system, ExternalId.value, ExternalId.incident_id).where(
        ExternalId.record_type == "incident",
        ExternalId.match == "exact",
        ExternalId.value.in_({value for _system, value in pairs}),
        ExternalId.incident_id.in_(visible_ids(Incident, viewer)),
    )
    rows = session.execute(statement) if pairs else ()
    return {(name, value): number for name, value, number in rows if number and (name, value) in pairs}


def row_name(line: Line) -> str:
    """What a row is found again by: its table with its number or code, or else with all that it says."""
    number = {"incidents": "code", "details": "code", "sources": "source_id"}.get(line.table)
    if number is None:
        number = PARTS[line.table][1]
    word = line.word(number).removesuffix(".0") if number else ""
    return f"{line.table} {word}" if word else f"{line.table} #{line.fingerprint[:32]}"


def _by_row(session: Session, viewer: Viewer, system: str, cases: list[Case]) -> dict[str, int]:
    """The cases that earlier imports made of rows without a code."""
    names = {row_name(case.line) for case in cases if case.line is not None and not case.code}
    if not names:
        return {}
    statement = select(ImportRow.external_value, ImportRow.incident_id).where(
        ImportRow.system == system,
        ImportRow.external_value.in_(names),
        ImportRow.incident_id.in_(visible_ids(Incident, viewer)),
    )
    return {row.external_value: row.incident_id for row in session.execute(statement)}


def is_taken(session: Session, system: str, value: str) -> bool:
    """Whether any case has this identifier already, seen or not."""
    statement = select(ExternalId.id).where(
        ExternalId.system == system, ExternalId.value == value, ExternalId.record_type == "incident"
    )
    return session.scalars(statement).first() is not None
