"""Places that come back: units that are places of their own and hold others, and numbers of one place only."""

from datetime import date

from incidents.search.derived import refresh
from tests.imports.tables.conftest import bring_in, differences, export_tables, give_a_team, read_rows
from tests.support.databases import rolled_back
from tests.support.factories import (
    make_external_id,
    make_figure,
    make_incident,
    make_incident_place,
    make_place,
    make_place_name,
    store,
)


def test_a_gazetteer_grows_back_as_far_as_cases_name_it(engine, tmp_path) -> None:
    with rolled_back(engine) as session:
        country = make_place("Arvand", level="adm0")
        make_external_id(country, "ARV", system="iso3")
        province = make_place(
            "Northland",
            level="adm1",
            pcode="AR01",
            pcode_edition=date(2020, 12, 17),
            parent=country,
            lat=35.5,
            lon=36.5,
        )
        make_place_name(province, "الشمال", "ar")
        town = make_place("Lower Mills", level="adm4", parent=province)
        other = make_place("Upper Mills", parent=province, pcode="C77", pcode_edition=date(2021, 1, 1))
        first, second = (
            make_incident("In the town", code="INC-222223"),
            make_incident("In the province", code="INC-222224"),
        )
        make_incident_place(first, town, precision="settlement")
        make_incident_place(first, other, role="burial", is_primary=False)
        make_incident_place(second, province, precision="adm1")
        make_figure(second, low=9, best=9, high=9)
        store(session, country, first, second)
        store(session, make_figure(second, low=2, best=2, high=2, place_id=town.id))
        refresh(session, [first, second])
        out = export_tables(session, tmp_path / "before")
    with rolled_back(engine) as session:
        give_a_team(session)
        bring_in(session, out)
        back = export_tables(session, tmp_path / "after")
    (row,) = [row for row in read_rows(back / "incidents.csv") if row["code"] == "INC-222224"]
    assert row["killed_low"] == "9"  # the two of the town alone are inside the nine, not another claim
    numbers = {"incident_place_id", "figure_id"}
    assert [one for one in differences(out, back) if one[2] not in numbers] == []
