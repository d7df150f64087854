"""`incidents import places`: both looks, the report, and plain sentences for what cannot be done."""

import pytest

from tests.cli.conftest import home, run  # noqa: F401  (the command line's fixtures)
from tests.imports.gazetteer.conftest import EVERYTHING, TOWNS, UNITS


@pytest.fixture
def begun(run):  # noqa: F811
    assert run("init").exit_code == 0


def test_a_dry_run_an_import_and_the_same_again(run, begun):  # noqa: F811
    paths = [str(path) for path in EVERYTHING]
    dry = run("import", "places", *paths, "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert "5 rows read from units.csv (OCHA COD-AB)" in dry.output
    assert "nothing was written" in dry.output
    wet = run("import", "places", *paths)
    assert wet.exit_code == 0, wet.output
    assert "Sub-district 5" in wet.output
    assert "nothing was joined" in wet.output
    assert "Everybody sees these places" in wet.output
    again = run("import", "places", *paths)
    assert "Nothing was new or changed" in again.output
    assert "The ledger is whole" in run("verify").output
    for question in ('place:"Khan Sheikhoun"', "place:SY07"):
        assert run("search", question).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing.csv",), "There is no file"),
        ((str(UNITS), "--format", "geonames"), "looks like OCHA"),
        ((str(UNITS), "--format", "shapefile"), "Invalid value"),
        ((str(UNITS), "--edition", "tomorrow"), "is no day"),
        ((__file__,), "no table of places"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, begun, words, said):  # noqa: F811
    told = run("import", "places", *words)
    assert told.exit_code == 2
    assert said in told.output
    assert "Traceback" not in told.output


def test_an_edition_that_no_file_tells_can_be_given(run, begun):  # noqa: F811
    assert "pcode_unknown_edition" in run("import", "places", str(UNITS), "--dry-run").output
    told = run("import", "places", str(UNITS), "--edition", "2020-12-17", "--dry-run")
    assert "pcode_unknown_edition" not in told.output


def test_one_country_can_be_taken_from_a_dump_of_many(run, begun, tmp_path):  # noqa: F811
    cells = "{0}\t{1}\t{1}\t{2}\t{3}\t{4}\t{5}\t{6}\t{7}\t\t\t\t\t\t0\t\t\t\t2020-01-01"
    rows = [
        cells.format(1, "Somewhere", "Some Where,بلدة", 35.1, 36.1, "P", "PPL", "SY"),
        cells.format(2, "A quarter", "", 35.2, 36.2, "P", "PPLX", "SY"),
        cells.format(3, "A stream", "", 35.2, 36.2, "H", "STM", "SY"),
        cells.format(4, "Elsewhere", "", 39.1, 32.1, "P", "PPL", "TR"),
        cells.format(5, "A governorate", "", 35.2, 36.2, "A", "ADM1", "SY"),
        "6\ttoo short",
    ]
    dump = tmp_path / "allCountries.txt"
    dump.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = run("import", "places", str(UNITS), str(dump), "--country", "sy", "--dry-run")
    assert told.exit_code == 0, told.output
    assert "Town or village 1" in told.output
    assert "Neighbourhood 1" in told.output
    assert "1  held back" in told.output
    assert "possible_duplicate" in told.output
    assert "1 of them cannot be read" in told.output


def test_the_help_shows_an_example(run):  # noqa: F811
    told = run("import", "places", "--help").output
    assert "incidents import places syr_admin1.geojson" in told
    assert TOWNS.is_file()
