"""The archives hold what is in version control and what was built from it: no more, no less."""

import json
import tarfile
import zipfile
from pathlib import Path

from tests.house.tree import ROOT, tracked_files

# Folders beside the package that are inside it once installed.
MOVED = {"migrations": "incidents/migrations", "templates": "incidents/templates"}
# Catalogues are installed in their compiled form.
COMPILED = {".po": ".mo"}


def expected_in_the_wheel() -> set[str]:
    names = set()
    for path in tracked_files():
        top, *rest = path.relative_to(ROOT).parts
        if top in {"incidents", *MOVED}:
            name = Path(MOVED.get(top, top), *rest)
            names.add(name.with_suffix(COMPILED.get(name.suffix, name.suffix)).as_posix())
    return names


def test_the_wheel_holds_every_tracked_file_and_the_built_ones(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
        manifest = json.loads(archive.read("incidents/static/vendor/manifest.json"))
    vendor = "incidents/static/vendor/"
    built = {name for name in inside if name.startswith(vendor)}
    assert expected_in_the_wheel() - inside == set(), "left out of the wheel: see [options.package_data] in setup.cfg"
    assert inside - built - expected_in_the_wheel() == set(), "in the wheel, and in no version control"
    assert {vendor + name for name in manifest["files"]} <= built
    packages = {entry["package"] for entry in manifest["files"].values() if "package" in entry}
    assert len([name for name in built if name.startswith(vendor + "licences/")]) == len(packages)


def test_a_page_needs_less_than_its_budget(wheel: Path) -> None:
    """An Arabic case page cold: styles and script compressed, and every face of both scripts but the rare letters."""
    with zipfile.ZipFile(wheel) as archive:
        sizes = {item.filename.removeprefix("incidents/static/vendor/"): item.file_size for item in archive.infolist()}
    faces = {name for name in sizes if name.endswith(".woff2") and "latin-ext" not in name}
    text = {"bootstrap.rtl.min.css.gz", "htmx.min.js.gz", "fonts.css.gz"}
    assert text <= set(sizes)
    # Our own styles, scripts and the page itself share what is left to 400 kB.
    assert sum(sizes[name] for name in text | faces) < 360_000


def test_the_source_archive_brings_no_foreign_and_no_built_file(archives: Path) -> None:
    (source,) = archives.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = archive.getnames()
    built = [name for name in names if "/vendor/" in name or "node_modules" in name or name.endswith((".mo", ".woff2"))]
    assert not built
