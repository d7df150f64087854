"""The wheel has what the tree has: packages are listed by hand, and a forgotten one would be left out silently."""

import configparser

from tests.house.tree import ROOT, tracked_files


def setup_cfg() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def listed_packages() -> list[str]:
    return setup_cfg()["options"]["packages"].split()


def test_every_package_folder_is_listed() -> None:
    folders = {path.parent.relative_to(ROOT) for path in tracked_files() if path.name == "__init__.py"}
    inside = {".".join(folder.parts) for folder in folders if folder.parts[0] == "incidents"}
    # Two folders lie beside the package in a checkout and inside it in a wheel.
    should = inside | {"incidents.migrations", "incidents.templates"}
    said = "setup.cfg, [options] packages should be:\n    " + "\n    ".join(sorted(should))
    assert set(listed_packages()) == should, said


def test_packages_are_listed_in_order() -> None:
    assert listed_packages() == sorted(set(listed_packages()))


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in tracked_files() if path.suffix == ".py" and ROOT / "incidents" in path.parents}
    without = [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").is_file()]
    assert not without, f"give each an __init__.py with its sentence: {without}"
