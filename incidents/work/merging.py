"""Joining the edits of two people who started from one case: what does not collide is merged, the rest is shown."""

from dataclasses import dataclass
from typing import Any

from incidents.records.picture import Picture

Path = tuple[str, Any, str]
"""Table, key of the part and column."""
# Both sides of these follow from the date's own words, so they go the way the words go.
DERIVED = (
    "_earliest",
    "_latest",
    "_core_from",
    "_core_to",
    "_precision",
    "_start_kind",
    "_end_kind",
    "_edtf",
    "_nature",
)


@dataclass(frozen=True, slots=True)
class Collision:
    """One field that both changed, to different values; a part that one removed and the other changed is one too."""

    path: Path
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The joined case with my value wherever both collide, the collisions, and what only they changed."""

    picture: Picture
    collisions: list[Collision]
    theirs_only: list[Collision]


def merge(base: Picture, theirs: Picture, mine: Picture) -> Merged:
    """Join two pictures that both came from ``base``; what ``mine`` does not mention is as in ``base``."""
    joined: Picture = {}
    collisions: list[Collision] = []
    theirs_only: list[Collision] = []
    for table in sorted({*base, *theirs, *mine}):
        old, their, my = _by_key(base, table), _by_key(theirs, table), _by_key(mine, table)
        if table not in mine:
            my = old
        rows = []
        for key in [*their, *(key for key in my if key not in their)]:
            row = _merge_row((table, key), old.get(key), their.get(key), my.get(key), collisions, theirs_only)
            if row is not None:
                rows.append(row)
        if isinstance(mine.get(table) or theirs.get(table), dict):
            joined[table] = rows[0]
        else:
            joined[table] = rows
    return Merged(joined, collisions, theirs_only)


def _by_key(drawing: Picture, table: str) -> dict[Any, dict[str, Any]]:
    rows = drawing.get(table, [])
    if isinstance(rows, dict):
        return {None: rows}
    return {row.get("id"): row for row in rows}


def _merge_row(
    at: tuple[str, Any],
    old: dict[str, Any] | None,
    their: dict[str, Any] | None,
    my: dict[str, Any] | None,
    collisions: list[Collision],
    theirs_only: list[Collision],
) -> dict[str, Any] | None:
    if old is None:
        if my is None and their is not None:
            theirs_only.append(Collision((*at, ""), None, their, None))
        return my if their is None else their  # added by one of the two; new keys and numbers never meet
    if my is None or their is None:
        return _merge_removed(at, old, their, my, collisions, theirs_only)
    row: dict[str, Any] = {}
    for name in {*old, *their, *my}:
        before, theirs = old.get(name), their.get(name)
        mine = my.get(name, before) if name in my else before
        row[name] = mine
        if _same(theirs, before) or _same(theirs, mine) or name == "id":
            continue
        if _same(mine, before):
            row[name] = theirs
            if not name.endswith(DERIVED):
                theirs_only.append(Collision((*at, name), before, theirs, mine))
        elif not name.endswith(DERIVED):
            collisions.append(Collision((*at, name), before, theirs, mine))
    return row


def _merge_removed(
    at: tuple[str, Any],
    old: dict[str, Any],
    their: dict[str, Any] | None,
    my: dict[str, Any] | None,
    collisions: list[Collision],
    theirs_only: list[Collision],
) -> dict[str, Any] | None:
    kept = their if my is None else my
    if kept is None:
        return None
    # Theirs is a whole picture, in which what is absent was emptied; mine leaves what it does not mention.
    names = {*old, *kept} if my is None else set(kept)
    if any(not _same(kept.get(name), old.get(name)) for name in names):
        collisions.append(Collision((*at, ""), old, their, my))
        return kept  # a part is easier taken out again than typed again
    if their is None:
        theirs_only.append(Collision((*at, ""), old, None, my))
    return None


def _same(one: Any, other: Any) -> bool:
    # 0 is a value and never the same as nothing, though Python holds it equal to False.
    return (one == other and isinstance(one, bool) == isinstance(other, bool)) or (_nothing(one) and _nothing(other))


def _nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
