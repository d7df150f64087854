"""The files of the migrations: one line of them, dated, and independent of today's code."""

import re
from itertools import pairwise

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from incidents.db.migrate import head_revision, revisions
from incidents.paths import MIGRATIONS
from tests.house.test_floors import imported
from tests.house.tree import Module, modules

VERSIONS = [module for module in modules("migrations") if "/versions/" in module.path]
NAME = re.compile(r"(20\d\d)(\d\d)(\d\d)_(\d\d)(\d\d)_(\d{4})_[a-z][a-z0-9_]+\.py")


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_there_is_one_head_and_one_base() -> None:
    assert scripts().get_heads() == [head_revision()]
    assert len(scripts().get_bases()) == 1


def test_revisions_follow_one_another_by_number() -> None:
    assert revisions() == [f"{number:04}" for number in range(1, len(revisions()) + 1)]
    for before, after in pairwise(revisions()):
        assert scripts().get_revision(after).down_revision == before


@pytest.mark.parametrize("module", VERSIONS, ids=lambda module: module.path)
def test_a_revision_is_called_by_its_date_number_and_purpose(module: Module) -> None:
    name = module.path.rpartition("/")[2]
    found = NAME.fullmatch(name)
    assert found, f"{name}: YYYYMMDD_HHMM_NNNN_what_it_does.py"
    assert f'revision = "{found[6]}"' in module.text


def test_files_stand_in_the_order_of_their_numbers() -> None:
    names = sorted(module.path.rpartition("/")[2] for module in VERSIONS)
    assert [NAME.fullmatch(name)[6] for name in names] == revisions()  # type: ignore[index]


@pytest.mark.parametrize("module", VERSIONS, ids=lambda module: module.path)
def test_a_revision_knows_nothing_of_todays_records(module: Module) -> None:
    ours = [(line, name) for line, name in imported(module) if name.split(".")[0] == "incidents"]
    assert not ours, f"{module.path} imports {ours}: tomorrow's records would change what it does"
