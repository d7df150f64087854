"""The data files of the demonstration, as they lie in the package."""

import json
from pathlib import Path
from typing import Any

from incidents.records.picture import Picture

FOLDER = Path(__file__).resolve().parent / "data"
NORTHMARCH = FOLDER / "northmarch"

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The rows of a file that holds a list."""
    found: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return found


def documented_cases() -> list[Picture]:
    """The documented cases as pictures, whose sources, actors and places are named by their keys."""
    found: list[Picture] = []
    for path in sorted((FOLDER / "cases").glob("*.json")):
        drawing: Picture = json.loads(path.read_text(encoding="utf-8"))
        found.append(drawing)
    return found
