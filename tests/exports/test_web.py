"""Exports over the web: the page, the file, its manifest, the archive; for each viewer only what it may see."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from incidents.exports.tables import TABLES
from incidents.exports.verify import verify_export
from tests.support.web import CANARY
from tests.web.conftest import world

__all__ = ["world"]


def test_the_page_says_what_is_asked_and_how_many_cases_answer(world) -> None:
    page = world.browser("reader").get("/export?q=market").text
    assert "“market”" in page
    assert "1</bdi> case" in page
    assert all(f'value="{name}"' in page for name in TABLES)


def test_a_question_that_was_not_understood_gives_no_file(world) -> None:
    browser = world.browser("reader")
    answer = browser.get("/export.csv?q=killed:many")
    assert answer.status_code == 303
    assert "Download CSV" not in browser.get(answer.location).text


def test_an_unknown_table_is_not_found(world) -> None:
    assert world.browser("reader").get("/export.csv?table=accounts").status_code == 404


def test_the_file_and_its_manifest_belong_together(world, tmp_path: Path) -> None:
    browser = world.browser("reader")
    answer, manifest = browser.get("/export.csv?q=market"), browser.get("/export.manifest.json?q=market")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.content_length == len(answer.data)
    said = json.loads(manifest.data)
    assert said["files"][0]["sha256"] == hashlib.sha256(answer.data).hexdigest()
    for one in (answer, manifest):
        name = one.headers["Content-Disposition"].partition("filename=")[2].strip('"')
        (tmp_path / name).write_bytes(one.data)
    assert verify_export(tmp_path / said["files"][0]["name"]).whole


def test_the_archive_holds_every_table_and_is_whole(world, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(world.browser("reader").get("/export.zip").data)
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {f"{name}.csv" for name in TABLES} | {"manifest.json"}
    assert verify_export(path).whole


def test_headings_and_mark_are_as_asked(world) -> None:
    browser = world.browser("reader")
    plain = browser.get("/export.csv?bom=no&headings=names").data
    assert plain.startswith(b'"code",')
    assert browser.get("/export.csv?chosen=yes&headings=en").data.startswith(b'"Code","Title in English"')


@pytest.mark.parametrize("table", [*TABLES])
def test_another_teams_case_leaves_in_no_table(world, table: str) -> None:
    for role in ("reader", "administrator"):
        text = world.browser(role).get(f"/export.csv?table={table}").text
        assert CANARY not in text
        for code in world.hidden.values():
            assert code not in text


def test_another_teams_case_leaves_with_no_question_and_no_manifest(world) -> None:
    browser = world.browser("reviewer")
    for question in (CANARY, f"market OR {CANARY}", f"code:{world.hidden['cases']}"):
        rows = list(csv.reader(io.StringIO(browser.get("/export.csv", query_string={"q": question}).text)))
        assert len(rows) == (2 if "market" in question else 1)
    manifest = browser.get("/export.manifest.json").text
    assert CANARY not in manifest
    assert json.loads(manifest)["incidents"] == 1


def test_a_stranger_gets_nothing(world) -> None:
    for address in ("/export", "/export.csv", "/export.manifest.json", "/export.zip"):
        answer = world.browser().get(address)
        assert answer.status_code in (303, 401)
        assert b"Air strike" not in answer.data
