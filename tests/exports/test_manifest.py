"""The manifest says what was asked and what each file must be; checking a copy finds any difference."""

import csv
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incidents.access.viewer import OPERATOR
from incidents.answers.summed import summed
from incidents.base.errors import NotFound, Refused
from incidents.exports.formats import FORMATS
from incidents.exports.formats.csv import Csv
from incidents.exports.order import Order, make
from incidents.exports.placing import Archive, target_for
from incidents.exports.tables import TABLES
from incidents.exports.verify import verify_export
from incidents.ledger.replay import position
from incidents.search.language import parse
from tests.support.factories import (
    make_citation,
    make_figure,
    make_import_row,
    make_import_run,
    make_incident,
    make_source,
)


@pytest.fixture
def write(session, settings):
    """Write an export to a path, and return what was made."""

    def to(path: Path, question: str = "", tables: tuple[str, ...] = ("incidents",), format=FORMATS["csv"]):
        chosen = tuple(TABLES[name] for name in tables)
        order = Order(question, parse(question).criteria, OPERATOR, chosen, format, totals=summed)
        return make(session, settings, order, target_for(path, several=len(tables) > 1))

    return to


@pytest.fixture
def two_cases(kept):
    for low in (3, None):
        incident = make_incident("Raid", occurred="2017")
        citation = make_citation(incident, make_source())
        make_figure(incident, low=low, best=low, high=low, value_state=None if low else "unknown", citation=citation)
        kept(incident)


def test_it_says_what_was_asked_and_of_which_state(write, two_cases, session, tmp_path) -> None:
    made = write(tmp_path / "out.csv", "date:2017")
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text("utf-8"))
    assert manifest == made.manifest
    assert manifest["question"]["typed"] == "date:2017"
    assert "2017" in manifest["question"]["words"]["en"]
    assert manifest["ledger"]["position"] == position(session)
    assert manifest["incidents"] == manifest["files"][0]["rows"] == 2
    assert manifest["totals"]["killed"]["low"] == 3
    assert manifest["totals"]["killed"]["n_unknown"] == 1
    assert (manifest["licence"], manifest["publisher"]) == ("CC BY 4.0", "The archive")
    columns = {column["name"]: column for column in manifest["tables"][0]["columns"]}
    assert columns["killed_low"]["unit"] == "person"
    assert columns["temporal_type"]["vocabulary"] == "temporal_type"
    assert columns["title_en"]["label"]["en"] == "Title in English"


def test_its_time_is_that_of_the_last_change(write, two_cases, tmp_path) -> None:
    from incidents.base.clock import fixed

    manifests = []
    for year in (2030, 2031):
        with fixed(datetime(year, 1, 1, tzinfo=UTC)):
            (tmp_path / f"{year}").mkdir()
            write(tmp_path / f"{year}" / "out.csv")
        manifests.append((tmp_path / f"{year}" / "out.csv.manifest.json").read_bytes())
    assert manifests[0] == manifests[1]


def test_it_names_the_imports_that_the_cases_came_from(write, kept, session, tmp_path) -> None:
    incident, run = kept(make_incident("Raid")), make_import_run(licence="CC BY 4.0", attribution="The data programme")
    other = make_import_run(system="Another list", attribution="Nobody asked")
    session.add_all([run, other])
    session.flush()
    session.add(make_import_row(run, incident))
    session.flush()
    manifest = write(tmp_path / "out.csv").manifest
    assert [(one["system"], one["attribution"]) for one in manifest["imported_from"]] == [
        ("UCDP GED", "The data programme")
    ]


def test_a_whole_copy_is_whole_wherever_it_lies(write, two_cases, tmp_path) -> None:
    write(tmp_path / "out.csv")
    write(tmp_path / "all", tables=tuple(TABLES))
    write(tmp_path / "all.zip", tables=tuple(TABLES))
    shutil.copy(tmp_path / "out.csv", tmp_path / "renamed.csv")
    shutil.copy(tmp_path / "out.csv.manifest.json", tmp_path / "renamed.csv.manifest.json")
    beside = ("out.csv", "out.csv.manifest.json", "renamed.csv")
    for name in (*beside, "all", "all/manifest.json", "all/figures.csv", "all.zip"):
        report = verify_export(tmp_path / name)
        assert report.whole, (name, report.differences)


def test_a_changed_byte_is_found(write, two_cases, tmp_path) -> None:
    write(tmp_path / "out.csv")
    content = (tmp_path / "out.csv").read_bytes()
    (tmp_path / "out.csv").write_bytes(content.replace(b"Raid", b"Rain", 1))
    (said,) = verify_export(tmp_path / "out.csv").differences
    assert "out.csv was changed" in said


def test_an_extra_row_is_found_and_counted(write, two_cases, tmp_path) -> None:
    write(tmp_path / "out.csv")
    with (tmp_path / "out.csv").open("a", encoding="utf-8", newline="") as out:
        csv.writer(out).writerow(["INC-FALSE2"])
    (said,) = verify_export(tmp_path / "out.csv").differences
    assert "It holds 3 rows; they should be 2" in said


def test_a_missing_and_a_foreign_file_are_found(write, two_cases, tmp_path) -> None:
    write(tmp_path / "all", tables=("incidents", "figures"))
    (tmp_path / "all" / "figures.csv").rename(tmp_path / "all" / "persons.csv")
    assert verify_export(tmp_path / "all").differences == [
        "figures.csv is missing.", "persons.csv is no part of the export.",
    ]  # fmt: skip


def test_a_changed_manifest_is_found(write, two_cases, tmp_path) -> None:
    write(tmp_path / "out.csv", "date:2017")
    path = tmp_path / "out.csv.manifest.json"
    path.write_text(path.read_text("utf-8").replace('"date:2017"', '"date:2018"'), "utf-8")
    assert verify_export(tmp_path / "out.csv").differences == ["The manifest itself was changed."]


def test_a_damaged_archive_is_found(write, two_cases, tmp_path) -> None:
    write(tmp_path / "all.zip", tables=("incidents", "figures"))
    content = (tmp_path / "all.zip").read_bytes()
    (tmp_path / "all.zip").write_bytes(content.replace(b"Raid", b"Rain", 1))
    assert not verify_export(tmp_path / "all.zip").whole


def test_without_a_manifest_nothing_can_be_said(tmp_path) -> None:
    (tmp_path / "out.csv").write_text("code\n")
    with pytest.raises(Refused, match="no manifest"):
        verify_export(tmp_path / "out.csv")
    (tmp_path / "out.csv.manifest.json").write_text("{}")
    with pytest.raises(Refused, match="not the manifest"):
        verify_export(tmp_path / "out.csv")
    with pytest.raises(NotFound):
        verify_export(tmp_path / "nowhere.csv")


class BreakingOff(Csv):
    """A format whose writing ends in the middle."""

    def write(self, reading, tables, options, open_file):
        with open_file("incidents.csv") as stream:
            stream.write(b"half")
            raise KeyboardInterrupt


@pytest.mark.parametrize("name", ["out.csv", "folder", "out.zip"])
def test_what_breaks_off_leaves_nothing_behind(write, tmp_path, name: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / name, tables=("incidents", "figures")[: 2 if name == "folder" else 1], format=BreakingOff())
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_file_stays_until_the_new_one_is_whole(write, two_cases, tmp_path) -> None:
    write(tmp_path / "out.csv")
    before = (tmp_path / "out.csv").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "out.csv", format=BreakingOff())
    assert (tmp_path / "out.csv").read_bytes() == before
    assert verify_export(tmp_path / "out.csv").whole


def test_a_folder_is_never_written_into_another(tmp_path) -> None:
    with pytest.raises(Refused, match="exists already"):
        target_for(tmp_path, several=True)


def test_an_archive_tells_nothing_of_its_making(tmp_path) -> None:
    import io

    made = []
    for _count in range(2):
        out = io.BytesIO()
        archive = Archive(out)
        with archive.open("a.csv") as stream:
            stream.write(b"code\n")
        archive.finish({"manifest": "none"})
        made.append(out.getvalue())
    assert made[0] == made[1]
