"""What a journey may ask for: the served program, a browser for each person, and the pictures of the manual."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.pictures import Pictures
from tests.journeys.serving import Served, served
from tests.journeys.visiting import AXE, Visit, visit
from tests.support.browser import launch_options

RESEARCHER, REVIEWER, READER = "demo-researcher", "demo-reviewer", "demo-reader"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="write the manual's pictures into docs/pictures")


@pytest.fixture(scope="session")
def program(tmp_path_factory) -> Iterator[Served]:
    """The demonstration world, served; at the end its log must hold nothing that went wrong."""
    with served(tmp_path_factory.mktemp("journeys")) as running:
        yield running
        assert not running.troubles(), running.troubles()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; where it is missing, this is an error and never a skip."""
    assert AXE.is_file(), "axe-core is not here: run `make assets`"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**launch_options())
        yield started
        started.close()


@pytest.fixture
def visits(browser, program) -> Callable[..., AbstractContextManager[Visit]]:
    """Opens a browser of one's own: `visits(account, language=…, scheme=…, width=…, scripts=…)`."""
    return partial(visit, browser, program)


@pytest.fixture(scope="session")
def pictures(pytestconfig) -> Pictures:
    """Takes the manual's pictures where the run was asked for them."""
    return Pictures(bool(pytestconfig.getoption("--pictures", default=False)))
