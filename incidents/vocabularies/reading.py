"""Reading vocabularies from their data files, each when it is first asked for and then never again."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import orjson

from incidents.base.languages import LANGUAGES
from incidents.vocabularies.terms import Term, UnknownVocabulary, Vocabulary

# The edition of all vocabularies together; exports and the codebook name it. A file carries the edition in which
# it last changed.
VERSION = "1.0"

DATA = Path(__file__).resolve().parent / "data"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all vocabularies in alphabetical order."""
    return tuple(sorted(file.stem for file in DATA.glob("*.json")))


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return the vocabulary of this name, or raise ``UnknownVocabulary``."""
    file = DATA / f"{name}.json"
    # Only a plain word is a name, so that no name leads out of the folder.
    if not name.isidentifier() or not file.is_file():
        raise UnknownVocabulary(name)
    return _vocabulary(orjson.loads(file.read_bytes()))


def label(name: str, code: str) -> str:
    """Return what people call a term, in the current language."""
    return vocabulary(name).label(code)


def frozen(value: Any) -> Any:
    """Return a value from a data file in a form that cannot be changed."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return tuple(frozen(inner) for inner in value)
    return value


def texts(entry: dict[str, Any], prefix: str) -> Mapping[str, str]:
    """Take the keys such as ``label_en`` out of an entry and return them as language and text."""
    found = {code: entry.pop(prefix + code, "") for code in LANGUAGES}
    return MappingProxyType({code: text for code, text in found.items() if text})


def _vocabulary(entry: dict[str, Any]) -> Vocabulary:
    """Build a vocabulary from the content of its file."""
    return Vocabulary(
        name=entry["vocabulary"],
        labels=texts(entry, "label_"),
        definitions=texts(entry, "definition_"),
        references=tuple(entry.get("references", ())),
        verify=entry.get("verify", False),
        version=entry["version"],
        terms=tuple(_term(term) for term in entry["terms"]),
    )


def _term(entry: dict[str, Any]) -> Term:
    """Build a term from its entry; what is not common to all terms becomes its ``extra``."""
    return Term(
        code=entry.pop("code"),
        labels=texts(entry, ""),
        definitions=texts(entry, "definition_"),
        order=entry.pop("order"),
        parent=entry.pop("parent", None),
        is_group=entry.pop("group", False),
        family=entry.pop("family", None),
        references=tuple(entry.pop("references", ())),
        keys=tuple(entry.pop("keys", ())),
        rank=entry.pop("rank", None),
        judged=entry.pop("judged", True),
        needs_note=entry.pop("needs_note", False),
        inverse=entry.pop("inverse", None),
        verify=entry.pop("verify", False),
        replaced_by=entry.pop("replaced_by", None),
        extra=frozen(entry),
    )
