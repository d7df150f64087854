"""What an import changes in each place: what is empty here or came with an import; what people said stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from incidents.imports.formats.gazetteer.entry import Entry, GivenName
from incidents.imports.formats.gazetteer.ground import Stored
from incidents.imports.formats.gazetteer.placing import Placed
from incidents.imports.report import Doubt
from incidents.ledger.replay import history
from incidents.records.place import name_words

BY_IMPORT = frozenset({"imported", "updated by import"})
# What is mended on the way in leaves no question about the place.
ONLY_REPORTED = frozenset({"ring_orientation"})


@dataclass(slots=True)
class Comparison:
    """One place of an import against what is recorded of it."""

    placed: Placed
    entry: Entry
    fields: dict[str, Any] = field(default_factory=dict)
    parent: Placed | None = None
    names: list[GivenName] = field(default_factory=list)
    former: list[int] = field(default_factory=list)
    external: dict[str, str] = field(default_factory=dict)
    issues: list[Doubt] = field(default_factory=list)
    edition_told: bool = False
    kept: list[tuple[str, str]] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """Where the place ends up in the report; "mentioned" is a code without a name that nothing is known of."""
        if self.placed.held is not None:
            return "held"
        if self.placed.stored is None:
            return "new" if self.placed.is_known else "mentioned"
        changes = self.fields or self.parent or self.names or self.external or self.issues or self.edition_told
        return "changed" if changes else "unchanged"


def compare(session: Session, one: Placed) -> Comparison:
    """What is new in a place."""
    entry, stored = one.entry, one.stored
    assert entry is not None
    found = Comparison(one, entry)
    if one.held is not None or not one.is_known:
        return found
    found.issues = _questions(entry, one, stored)
    if stored is None:
        point = {"lat": entry.lat, "lon": entry.lon} if entry.lat is not None else {}
        found.fields = {name: value for name, value in _values(entry) if value is not None} | point
        found.parent, found.names, found.external = one.parent, list(entry.names), dict(entry.external)
        return found
    _compare_values(session, found, stored)
    _compare_names(session, found, stored)
    held = {system for system, _value in stored.external}
    found.external = {
        system: value
        for system, value in entry.external.items()
        if (system, value) not in stored.external and not (system in ("iso_3166_1", "iso3") and system in held)
    }
    return found


def _values(entry: Entry) -> Iterator[tuple[str, Any]]:
    yield "level", entry.level
    yield "pcode", entry.pcode
    yield "pcode_edition", entry.edition
    yield "previous_pcode", entry.previous
    yield "geometry", entry.geometry


def _is_older(entry: Entry, stored: Stored) -> bool:
    return bool(entry.edition and stored.pcode_edition and entry.edition < stored.pcode_edition)


def _is_renamed(entry: Entry, name: str, here: Any) -> bool:
    """Whether the file says that the code which stands here is the former one."""
    return name == "pcode" and entry.previous is not None and here.upper() == entry.previous.upper()


def _compare_values(session: Session, found: Comparison, stored: Stored) -> None:
    past = _Past(session, stored)
    for name, value in _values(found.entry):
        here = getattr(stored, name)
        if value is None or value == here:
            continue
        if name == "pcode" and here is not None and here.upper() == value.upper():
            continue
        if here is None:
            found.fields[name] = value
        elif _is_older(found.entry, stored):
            continue  # what a later edition said is not undone by an earlier one
        elif name == "pcode_edition" or _is_renamed(found.entry, name, here) or past.is_by_import(name):
            found.fields[name] = value
        else:
            found.kept.append((name, str(value)[:80]))
    _compare_point(found, stored, past)
    found.edition_told = "pcode_edition" in found.fields and any(
        code == "pcode_unknown_edition" for code, _f, _v in stored.issues
    )
    _compare_parent(found, stored, past)


def _compare_parent(found: Comparison, stored: Stored, past: "_Past") -> None:
    """A parent is taken where there was none, where an import said the one before, and where it only says more."""
    parent = found.placed.parent
    if parent is None or (parent.stored is not None and parent.stored.id == stored.parent_id):
        return
    finer = any(above.stored is not None and above.stored.id == stored.parent_id for above in parent.above())
    if stored.parent_id is None or finer or (past.is_by_import("parent_id") and not _is_older(found.entry, stored)):
        found.parent = parent
    else:
        found.kept.append(("parent_id", parent.title))


def _compare_point(found: Comparison, stored: Stored, past: "_Past") -> None:
    """A latitude from one and a longitude from another would be a place that nobody meant: they go together."""
    point, here = (found.entry.lat, found.entry.lon), (stored.lat, stored.lon)
    if None in point or point == here:
        return
    if here == (None, None) or (
        past.is_by_import("lat") and past.is_by_import("lon") and not _is_older(found.entry, stored)
    ):
        found.fields |= {"lat": point[0], "lon": point[1]}
    else:
        found.kept.append(("lat", f"{point[0]}, {point[1]}"))


def _compare_names(session: Session, found: Comparison, stored: Stored) -> None:
    met = {name.sought for name in stored.names}
    newer = bool(found.entry.edition and stored.pcode_edition and found.entry.edition > stored.pcode_edition)
    official = {name.lang: name for name in stored.names if name.kind == "official"}
    past = _Past(session, stored)
    for name in found.entry.names:
        sought = f" {' '.join(name_words(name.text))} "
        if sought in met:
            continue
        met.add(sought)
        kind, before = name.kind, official.get(name.lang)
        if kind == "official" and before is not None:
            if newer and past.is_added_by_import(before.id):
                found.former.append(before.id)
            else:
                kind = "alias"  # people chose which name is the official one
        found.names.append(GivenName(name.text, name.lang, kind))


def _questions(entry: Entry, one: Placed, stored: Stored | None) -> list[Doubt]:
    """The open questions that come with a place, without those that were asked before, settled or not."""
    asked = stored.issues if stored is not None else set()
    edition: date | None = entry.edition or (stored.pcode_edition if stored else None)
    doubts = [*entry.doubts, *one.doubts]
    if entry.pcode and entry.level != "adm0" and edition is None:
        doubts.append(Doubt("pcode_unknown_edition", "pcode_edition", entry.pcode, ""))
    return [
        doubt
        for doubt in doubts
        if doubt.code not in ONLY_REPORTED and (doubt.code, doubt.column, doubt.value) not in asked
    ]


class _Past:
    """Whether what stands in a place was said by an import or by people; its history is read when first asked for."""

    def __init__(self, session: Session, stored: Stored) -> None:
        self._session, self._number = session, stored.id
        self._last: dict[tuple[str, int, str], str] | None = None

    def is_by_import(self, name: str) -> bool:
        """Whether the value of a field was last set by an import."""
        return self._verbs().get(("place", self._number, name)) in BY_IMPORT

    def is_added_by_import(self, name_id: int) -> bool:
        """Whether a name came with an import and nobody has touched it since."""
        verbs = {
            verb for (part, number, _f), verb in self._verbs().items() if (part, number) == ("place_name", name_id)
        }
        return bool(verbs) and verbs <= BY_IMPORT

    def _verbs(self) -> dict[tuple[str, int, str], str]:
        if self._last is None:
            self._last = {}
            for change in history(self._session, "place", self._number):
                for difference in change.differences:
                    for name in difference.get("fields") or difference.get("values") or ():
                        self._last[difference["part"], difference["id"], name] = change.verb
        return self._last
