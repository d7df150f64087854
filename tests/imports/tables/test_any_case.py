"""Whatever a case can hold: exported, read into an empty database and exported again, every cell says the same."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR
from incidents.db.engine import open_databases
from incidents.ledger.trace import act
from incidents.records import Incident
from incidents.records.picture import Picture
from incidents.search.derived import refresh
from incidents.work.applying import apply_picture
from tests.imports.tables.conftest import bring_in, differences, export_tables, give_a_team, read_rows, write_rows
from tests.support.databases import rolled_back
from tests.support.drawings import drawings
from tests.support.examples import examples
from tests.support.factories import make_actor, make_place, make_source, make_source_derivation, next_code, store

# Numbers of rows, by the tables that give them; where rows were rolled back before, new ones go on counting.
NUMBERS = {
    "figures": "figure_id",
    "citations": "citation_id",
    "places": "incident_place_id",
    "violations": "violation_id",
    "attributions": "attribution_id",
    "assessments": "assessment_id",
    "findings": "finding_id",
}
LINKS = {
    "figures": {"within_figure": "figures", "inputs": "figures", "citation_id": "citations", "share_of": "figures",
                "supersedes": "figures"},
    "attributions": {"conceded_figures": "figures", "alleged_by": "citations"},
    "findings": {"attribution_id": "attributions", "citation_id": "citations"},
    "assessments": {"about_attribution": "attributions", "about_figure": "figures", "cited": "citations"},
}  # fmt: skip


@pytest.fixture(scope="module")
def elsewhere(database_maker) -> Iterator[Engine]:
    opened = open_databases(database_maker.migrated())
    yield opened.writer
    opened.close()


def stored(session: Session, data: st.DataObject) -> None:
    """One or two cases as an import could have left them, past every check."""
    sources = [
        make_source({"fr": "Dépêche"}, publisher="Agency"),
        make_source("A report", url="https://example.org/a?b=1"),
    ]
    make_source_derivation(sources[1], sources[0])
    actors, places = [make_actor("A force"), make_actor("قوة")], [make_place(pcode="SY0702", level="adm2")]
    store(session, *sources, *actors, *places)
    numbers = [[record.id for record in records] for records in (sources, actors, places)]
    for _case in range(data.draw(st.integers(1, 2))):
        drawing: Picture = data.draw(drawings(*numbers))
        for place in drawing["incident_place"]:
            if place.get("lat") is None or place.get("lon") is None:
                place |= {"lat": None, "lon": None}  # half a point is no point, and is not brought in
        for number, identifier in enumerate(drawing["external_id"]):
            identifier["system"] = f"List {_case} {number}"
        for values in [
            drawing["incident"],
            *(row for part in drawing.values() if isinstance(part, list) for row in part),
        ]:
            fill_blank_texts(values)
        drawing["incident"] |= {"withdrawn_at": None, "withdrawn_reason": None, "merged_into_id": None}
        incident = Incident(code=next_code("INC"))
        with act(session, OPERATOR, "imported"):
            apply_picture(session, incident, drawing)
        refresh(session, [incident])


def fill_blank_texts(values: dict[str, Any]) -> None:
    """Nothing but blanks makes a blank cell, which says nothing when it comes back."""
    for name, value in values.items():
        if isinstance(value, str) and not value.strip():
            values[name] = "-"
        elif isinstance(value, dict):
            values[name] = {language: text if text.strip() else "-" for language, text in value.items()}


def plainly_numbered(folder: Path) -> None:
    """Write the tables again with the rows counted from one, so that two databases can be compared."""
    tables = {table: read_rows(folder / f"{table}.csv") for table in NUMBERS}
    counted = {
        table: {row[NUMBERS[table]]: str(place) for place, row in enumerate(rows, 1)} for table, rows in tables.items()
    }
    for table, rows in tables.items():
        for row in rows:
            row[NUMBERS[table]] = counted[table][row[NUMBERS[table]]]
            for name, target in LINKS.get(table, {}).items():
                row[name] = ";".join(counted[target][number] for number in row[name].split(";") if number)
        if rows:
            write_rows(folder / f"{table}.csv", rows)


@settings(
    max_examples=examples(20),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_a_case_comes_back_with_every_cell(engine: Engine, elsewhere: Engine, data: Any) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with rolled_back(engine) as session:
            stored(session, data)
            first = export_tables(session, folder / "first")
            again = bring_in_again(session, first)
            assert not again, again
        with rolled_back(elsewhere) as session:
            give_a_team(session)
            report = bring_in(session, first)
            assert set(report.cases) == {"new"}
            second = export_tables(session, folder / "second")
            assert not bring_in(session, first).changes_something
        plainly_numbered(first)
        plainly_numbered(second)
        found = differences(first, second)
        assert not found, "\n".join(map(str, found))


def bring_in_again(session: Session, folder: Path) -> list[tuple[str, str]]:
    """What an export would change in the very database that it came from."""
    give_a_team(session)
    report = bring_in(session, folder, dry_run=True)
    return [
        (table, outcome)
        for table, counts in report.outcomes.items()
        for outcome in counts
        if outcome not in ("unchanged", "skipped")
    ]
