"""The browser that the journeys drive: the machine's own Chromium, kept from talking to anyone but us."""

import os
import shutil

MISSING = (
    "Chromium is not installed, and the journeys run in it. On Debian: apt-get install chromium "
    "(`make test` does it where it may). INCIDENTS_TEST_BROWSER may name another Chromium."
)
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# Without these a fresh Chromium looks up its maker's hosts at every start.
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--font-render-hinting=none",
)  # fmt: skip


def find_browser() -> str:
    """Return the path of Chromium."""
    for name in (os.environ.get("INCIDENTS_TEST_BROWSER", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    raise RuntimeError(MISSING)


def launch_options() -> dict[str, object]:
    """Return what Playwright's `chromium.launch` is given; root may only run it without its sandbox."""
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {"executable_path": find_browser(), "headless": True, "args": [*QUIET, *as_root]}
