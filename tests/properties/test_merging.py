"""Joining two people's edits: what does not collide is all there, and nothing that this editor typed is ever lost."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from incidents.records.picture import Picture
from incidents.work.merging import merge

VALUES = st.sampled_from([None, 0, 1, 5, "a", "b", "", [], ["x"], ["x", "y"], {"en": "t"}, {"en": "u"}, True, False])
FIELDS = ("low", "best", "note", "titles")
ROW = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, VALUES))


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """A stored case: what is empty is absent, parts have numbers."""
    stored = {
        table: [{"id": n, **values(draw(ROW))} for n in range(1, draw(st.integers(1, 4)))]
        for table in ("figure", "place")
    }
    return {"incident": {"id": 1, **values(draw(ROW))}, **{table: rows for table, rows in stored.items() if rows}}


def values(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not is_nothing(value)}


def is_nothing(value: Any) -> bool:
    """What a picture leaves out; nought is something."""
    return value is None or value is False or value in ("", [], {})


@st.composite
def edits(draw: st.DrawFn, base: Picture, *, new: str) -> Picture:
    """What an editor makes of a case: fields changed, parts changed, removed and added."""
    edited = deepcopy(base)
    edited["incident"] |= draw(ROW)
    for table in ("figure", "place"):
        rows = [row | draw(ROW) for row in edited.get(table, []) if draw(st.integers(0, 4))]
        edited[table] = rows + [{"id": f"{new}-{n}", **draw(ROW)} for n in range(draw(st.integers(0, 2)))]
    return edited


def stored(edited: Picture, first_number: int) -> Picture:
    """The same as it is read back once it was saved: with numbers, without what is empty."""
    found: Picture = {"incident": {"id": 1, **values(edited["incident"])}}
    for table in ("figure", "place"):
        rows = []
        for row in edited[table]:
            number = row["id"] if isinstance(row["id"], int) else (first_number := first_number + 1)
            rows.append({"id": number, **values({n: v for n, v in row.items() if n != "id"})})
        if rows:
            found[table] = rows
    return found


@st.composite
def two_edits(draw: st.DrawFn) -> tuple[Picture, Picture, Picture]:
    base = draw(pictures())
    return base, stored(draw(edits(base, new="t")), 100), draw(edits(base, new="new"))


def rows_of(drawing: Picture, table: str) -> dict[Any, dict[str, Any]]:
    found = drawing.get(table, [])
    return {None: found} if isinstance(found, dict) else {row["id"]: row for row in found}


def same(one: Any, other: Any) -> bool:
    return (is_nothing(one) and is_nothing(other)) or (one == other and type(one) is type(other))


@given(two_edits())
def test_what_i_typed_is_in_the_joined_case(drawn: tuple[Picture, Picture, Picture]) -> None:
    base, theirs, mine = drawn
    joined = merge(base, theirs, mine).picture
    for table in ("incident", "figure", "place"):
        old, result = rows_of(base, table), rows_of(joined, table)
        for key, row in rows_of(mine, table).items():
            for name in FIELDS:
                if not same(row.get(name), old.get(key, {}).get(name)):
                    assert same(result[key].get(name), row.get(name)), (table, key, name)


@given(two_edits())
def test_what_only_they_changed_is_in_the_joined_case_and_is_named(drawn: tuple[Picture, Picture, Picture]) -> None:
    base, theirs, mine = drawn
    merged = merge(base, theirs, mine)
    told = {collision.path for collision in [*merged.theirs_only, *merged.collisions]}
    for table in ("incident", "figure", "place"):
        old, their, my, result = (rows_of(d, table) for d in (base, theirs, mine, merged.picture))
        for key, row in their.items():
            if key not in old:
                assert result[key] == row
                assert (table, key, "") in told
            elif key in my:
                for name in FIELDS:
                    before, theirs_now = old[key].get(name), row.get(name)
                    if not same(theirs_now, before):
                        if same(my[key].get(name), before):
                            assert same(result[key].get(name), theirs_now)
                        if not same(my[key].get(name), theirs_now):
                            assert (table, key, name) in told


@given(two_edits())
def test_a_collision_is_a_field_that_both_changed_to_different_values(drawn: tuple[Picture, Picture, Picture]) -> None:
    base, theirs, mine = drawn
    for collision in merge(base, theirs, mine).collisions:
        table, key, name = collision.path
        old, their, my = (rows_of(d, table).get(key) for d in (base, theirs, mine))
        if name:
            assert old is not None
            assert their is not None
            assert my is not None
            found = [side.get(name) for side in (old, their, my)]
            assert not same(found[0], found[1])
            assert not same(found[0], found[2])
            assert not same(found[1], found[2])
        else:
            assert (their is None) != (my is None)


@given(st.data())
def test_the_same_edit_twice_and_an_edit_of_nothing_never_collide(data: st.DataObject) -> None:
    base = data.draw(pictures())
    mine = data.draw(edits(base, new="new"))
    alone = merge(base, base, mine)
    assert (alone.collisions, alone.theirs_only) == ([], [])
    untouched = merge(base, stored(mine, 100), base)
    assert untouched.collisions == []
    twice = merge(base, stored(without_new(mine), 100), without_new(mine))
    assert twice.collisions == []


def without_new(drawing: Picture) -> Picture:
    return {
        table: rows if isinstance(rows, dict) else [row for row in rows if isinstance(row["id"], int)]
        for table, rows in drawing.items()
    }


@given(two_edits())
def test_a_part_that_one_removed_and_the_other_left_alone_is_gone(drawn: tuple[Picture, Picture, Picture]) -> None:
    base, theirs, mine = drawn
    merged = merge(base, theirs, mine)
    for table in ("figure", "place"):
        old, their, my, result = (rows_of(d, table) for d in (base, theirs, mine, merged.picture))
        for key, row in old.items():
            sides = [side[key] for side in (their, my) if key in side]
            if len(sides) == 1:
                changed = any(not same(sides[0].get(name), row.get(name)) for name in FIELDS)
                assert (key in result) is changed
                assert ((table, key, "") in {c.path for c in merged.collisions}) is changed
            elif not sides:
                assert key not in result


def test_a_table_that_is_not_mentioned_is_as_the_other_left_it() -> None:
    base: Picture = {"incident": {"id": 1, "note": "a"}, "figure": [{"id": 1, "low": 1}]}
    theirs: Picture = {"incident": {"id": 1, "note": "a"}, "figure": [{"id": 1, "low": 2}]}
    joined = merge(base, theirs, {"incident": {"note": "b"}}).picture
    assert joined == {"incident": {"id": 1, "note": "b"}, "figure": [{"id": 1, "low": 2}]}
