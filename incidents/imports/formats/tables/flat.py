"""What a lone table of cases says about the parts of new cases: rows of the other tables, made from its flat cells.

A number in a flat table is a claim like any other: its source is the file. In a case that is here already such cells
are what the export worked out, and nothing is taken from them.
"""

from collections.abc import Iterator

from incidents.base.languages import _
from incidents.imports.formats.tables.cases import Case, identifiers_in
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.standing import Cells

NUMBERS: dict[str, dict[str, str]] = {
    "killed": {"outcome": "killed", "group": "total"},
    "killed_civilian": {"outcome": "killed", "group": "civilian"},
    "killed_status_unknown": {"outcome": "killed", "group": "status_unknown"},
    "killed_children": {"outcome": "killed", "group": "children"},
    "injured": {"outcome": "injured", "group": "total"},
    "displaced_persons": {"outcome": "displaced", "group": "total"},
}
PLACE = {"place_verbatim": "verbatim", "lat": "lat", "lon": "lon", "place_precision": "precision",
         "radius_m": "radius_m", "place_name_en": "place_name_en", "place_name_ar": "place_name_ar",
         "country_iso3": "country_iso3", "adm1_name_en": "adm1_name_en", "adm1_name_ar": "adm1_name_ar",
         "adm1_pcode": "adm1_pcode", "adm2_pcode": "adm2_pcode", "adm3_pcode": "adm3_pcode",
         "pcode_edition": "pcode_edition"}  # fmt: skip
GRADES = {"occurrence_grade": "occurrence", "attribution_grade": "attribution"}
# Flat columns that say in short what a table of their own says in full.
WORKED_OUT = (
    *(f"{name}_{part}" for name in NUMBERS for part in ("low", "best", "high", "state")), *PLACE, *GRADES,
    "violation_codes", "actors", "external_ids", "killed_rule", "n_sources", "n_independent", "n_open_issues",
)  # fmt: skip


def expand(case: Case, tables: set[str], file_source: str) -> None:
    """Add the rows that the flat cells of a new case stand for, of every table that the import does not have."""
    line = case.line
    if line is None or line.outcome:
        return
    for table, rows in (
        ("violations", _violations), ("places", _places), ("external_ids", _identifiers), ("attributions", _actors),
        ("assessments", _grades),
    ):  # fmt: skip
        if table not in tables:
            case.parts[table] += rows(line)
    if "figures" not in tables and (figures := list(_figures(line, file_source))):
        case.parts["figures"] += figures
        if "citations" not in tables:
            cited = {"source_id": file_source, "locator": line.identifier}
            case.parts["citations"].append(_line(line, "citations", cited))


def note_what_is_worked_out(line: Line, here: Cells) -> None:
    """Say of each flat cell of a known case that differs from what is here that nothing is taken from it."""
    for column in WORKED_OUT:
        if line.word(column) and line.text(column) != here.get(column, ""):
            line.remark(column, _("worked out from the parts of the case; change it in the table of those parts"))


def _line(line: Line, table: str, cells: dict[str, str], called: dict[str, str] | None = None) -> Line:
    cells = {"code": line.cells.get("code", ""), **cells}
    return Line(table, line.file, line.number, cells, called or {}, is_made=True)


def _violations(line: Line) -> list[Line]:
    codes = [code.strip() for code in line.text("violation_codes").split(";") if code.strip()]
    called = {"violation": "violation_codes"}
    return [
        _line(line, "violations", {"violation": code, "is_primary": "yes" if first == 0 else "no"}, called)
        for first, code in enumerate(codes)
    ]


def _places(line: Line) -> list[Line]:
    cells = {part: line.cells[column] for column, part in PLACE.items() if line.word(column)}
    if not cells.keys() - {"pcode_edition", "country_iso3"}:
        return []
    called = {part: column for column, part in PLACE.items()}
    return [_line(line, "places", {"role": "occurred", "is_primary": "yes", **cells}, called)]


def _identifiers(line: Line) -> list[Line]:
    called = {"system": "external_ids", "value": "external_ids"}
    found = identifiers_in(line.text("external_ids"))
    return [_line(line, "external_ids", {"system": system, "value": value}, called) for system, value in found]


def _actors(line: Line) -> list[Line]:
    found = []
    for one in line.text("actors").split(";"):
        role, colon, name = one.strip().partition(":")
        if colon and name.strip():
            cells = {"role": role.strip(), "actor_name": name.strip()}
            found.append(_line(line, "attributions", cells, {"role": "actors", "actor_name": "actors"}))
    return found


def _grades(line: Line) -> list[Line]:
    return [
        _line(line, "assessments", {"axis": axis, "grade": line.cells[column]}, {"grade": column})
        for column, axis in GRADES.items()
        if line.word(column) and line.word(column) != "not_assessed"
    ]


def _figures(line: Line, file_source: str) -> Iterator[Line]:
    for name, kind in NUMBERS.items():
        called = {part: f"{name}_{part}" for part in ("low", "best", "high")} | {"value_state": f"{name}_state"}
        cells = {part: line.cells[column] for part, column in called.items() if line.word(column)}
        if cells.get("value_state", "").strip() == "not_recorded" and len(cells) == 1:
            continue
        if cells:
            cited = {"source_id": file_source, "locator": line.identifier}
            yield _line(line, "figures", {"role": "reported", "unit": "person", **kind, **cells, **cited}, called)
