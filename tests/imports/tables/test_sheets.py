"""Every column of every sheet comes back as it was: what is declared is exported, read, and exported the same again."""

from typing import Any

from incidents.access.viewer import OPERATOR
from incidents.db.engine import open_databases
from incidents.db.fields import Field, Kind
from incidents.ledger.trace import act
from incidents.records.picture import drawn_columns, is_sibling_link
from incidents.records.sheet import SheetRecord, own_columns, sheets
from incidents.search.derived import refresh
from incidents.vocabularies import vocabulary
from tests.imports.tables.conftest import bring_in, differences, export_tables, give_a_team
from tests.support.factories import (
    make_actor,
    make_actor_name,
    make_citation,
    make_figure,
    make_incident,
    make_incident_place,
    make_legal_instrument,
    make_sheet,
    make_source,
    store,
)


def filled(kind: SheetRecord, known: dict[str, int]) -> dict[str, Any]:
    """A value for every column of a sheet, of a kind that a spreadsheet would like to spoil."""
    declared = {name: field for name, _column, field in drawn_columns(kind)}
    found: dict[str, Any] = {}
    for name in own_columns(kind):
        field = declared.get(name) or declared[f"{name}_text"]
        found[name] = "2017-04~/2017-06" if field.group is not None else _value(kind, name, field, known)
    return found


def _value(kind: SheetRecord, name: str, field: Field, known: dict[str, int]) -> Any:
    if is_sibling_link(kind, field):
        return [known[field.vocabulary or ""]] if field.kind is Kind.LINKS else known[field.vocabulary or ""]
    if field.kind is Kind.LINK:
        return known[field.vocabulary or ""]
    if field.kind in (Kind.CODE, Kind.CODES):
        codes = [term.code for term in vocabulary(field.vocabulary or "").selectable if not term.needs_note][-2:]
        return codes if field.kind is Kind.CODES else codes[-1]
    values = {Kind.WHOLE: 7, Kind.DECIMAL: 0.5, Kind.PROSE: f"-{name}, first line\nsecond “line”"}
    values |= {Kind.LINES: [f"={name}", "ثانٍ"], Kind.LINE: "USD" if name == "currency" else f"=0{name}"}
    return values[field.kind]


def test_every_column_of_every_sheet_comes_back(own_databases, database_maker, tmp_path) -> None:
    with own_databases.write_session() as session:
        actor = make_actor("Northern Council", kind="local_authority")
        make_actor_name(actor, "مجلس الشمال", "ar")
        law = make_legal_instrument("A law on zones", number="10/2018")
        store(session, actor, law)
        case = make_incident("A case with every sheet")
        citation = make_citation(case, make_source("Report"))
        figure, place = make_figure(case, best=0), make_incident_place(case, None, verbatim="a hamlet")
        store(session, case)
        known = {"actor": actor.id, "legal_instrument": law.id, "citation": citation.id, "figure": figure.id}
        known["incident_place"] = place.id
        with act(session, OPERATOR, "revised"):
            for kind in sheets():
                row = make_sheet(case, kind.__tablename__, **filled(kind, known))
                session.flush()
                known[kind.__tablename__] = row.id
        refresh(session, [case])
        session.commit()
        before = export_tables(session, tmp_path / "before")
    for kind in sheets():
        text = (before / f"{kind.declared.rows}.csv").read_text(encoding="utf-8-sig")
        header, row = text.split("\n", 1)
        assert row.count(",") >= header.count(",") >= len(own_columns(kind)), kind.declared.rows
        assert ",," not in row, f"{kind.declared.rows} has an empty cell: {row}"
    other = open_databases(database_maker.migrated())
    with other.write_session() as session:
        give_a_team(session)
        bring_in(session, before)
        session.commit()
        found = differences(before, export_tables(session, tmp_path / "after"))
        assert not found, "\n".join(map(str, found))
        assert not bring_in(session, before).changes_something
    other.close()
