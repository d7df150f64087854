"""Handing the answer to a question on: the file holds the cases that the page counted, and its manifest says so."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import READER, REVIEWER
from tests.journeys.visiting import Visit

QUESTION = "date:2017 killed?:>=1"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_exports_what_was_found(visits, pictures, language, tmp_path):
    with visits(REVIEWER, language=language) as visit:
        visit.open("/search")
        visit.ask(QUESTION)
        counted = int(visit.at(".totals .count-large").first.inner_text())
        shown = visit.at("main tbody .headline").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
        visit.follow(visit.at('.question a[href^="/export"]'))
        expect(visit.at("main")).to_contain_text(str(counted))
        visit.audit()
        if language == "en":
            pictures.take(visit.page, "export", height=760)

        file = _download(visit, "/export.csv", tmp_path)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert len(rows) == counted > 0
        assert {f"/cases/{row['code']}" for row in rows} >= set(shown)

        manifest = json.loads(_download(visit, "/export.manifest.json", tmp_path).read_text("utf-8"))
        assert hashlib.sha256(file.read_bytes()).hexdigest() in json.dumps(manifest)
        assert QUESTION in json.dumps(manifest)


def test_nothing_is_handed_on_for_a_question_that_was_not_understood(visits):
    """A file that answers another question than the one that was asked would be taken for the answer."""
    with visits(READER) as visit:
        visit.open("/export.csv?q=kiled:>=5")
        expect(visit.at("h1")).to_have_text("Export")
        expect(visit.at("main button")).to_have_count(0)
        visit.audit()


def _download(visit: Visit, address: str, folder: Path) -> Path:
    """Press the button that leads to an address, and keep what comes."""
    button = visit.at(f'button[formaction="{address}"]')
    with visit.page.expect_download() as coming:
        (button if button.count() else visit.at("main form button.btn-primary")).click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path
