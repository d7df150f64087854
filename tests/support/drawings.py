"""Random cases as pictures, made from the declarations of the records: whatever a column can hold, imports included."""

from typing import Any

from hypothesis import strategies as st

from incidents.db.base import Record
from incidents.db.fields import Field, Kind
from incidents.records import Incident
from incidents.records.picture import Picture, drawn_columns, is_sibling_link, parts_of
from incidents.vocabularies import vocabulary

Drawn = st.DrawFn
# Words as they came and what they mean; imports keep words that no form would read so, or not at all.
DATES: tuple[tuple[str | None, str | None, str | None], ...] = (
    (None, None, None),
    ("4 April 2017", "2017-04-04", "instant"),
    ("2017-04-04 00:00:00.000", "2017-04-04", "instant"),
    (None, "2017-04", None),
    ("when the market was full", None, None),
    ("since December 2015", "2015-12/..", "duration"),
    ("3 or 5 April", "[2017-04-03,2017-04-05]", None),
    ("  ٤ نيسان ٢٠١٧", "2017-04-04", None),
)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf"), exclude_characters="\ufffe\uffff"), max_size=12
)
AWKWARD = st.sampled_from(
    [" blank before", "e\u0301clat decomposed", "<b>&amp;</b>", "a\u2028b", "٨٣", "x" * 60, "\u00a0"]
)
LINE = (TEXT | AWKWARD).filter(lambda text: text != "")
PROSE = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
# Parts that a form can show and that nothing else has to exist for.
PARTS = (
    "incident_place",
    "incident_violation",
    "citation",
    "figure",
    "attribution",
    "assessment",
    "finding",
    "field_note",
    "external_id",
)


@st.composite
def drawings(draw: Drawn, sources: list[int], actors: list[int], places: list[int]) -> Picture:
    """A case with parts that refer to one another and to these sources, actors and places."""
    linked = {"source": sources, "actor": actors, "place": places}
    drawing: Picture = {"incident": draw(rows(Incident, {}, linked))}
    keys = {table: [f"new-{n}" for n in range(draw(st.integers(0, 2)))] for table in PARTS}
    for table, (_attribute, kind) in parts_of(Incident).items():
        drawing[table] = [{"id": key, **draw(rows(kind, keys, linked, key))} for key in keys.get(table, [])]
    for number, values in enumerate(drawing["external_id"]):
        values |= {"system": f"List {number}", "value": draw(LINE.filter(lambda text: text.strip() != ""))}
    return drawing


@st.composite
def rows(
    draw: Drawn, record: type[Record], keys: dict[str, list[str]], linked: dict[str, list[int]], own: str = ""
) -> dict[str, Any]:
    """The values of one row; every second column is empty where it may be."""
    values: dict[str, Any] = {}
    groups = {field.group for _name, _column, field in drawn_columns(record) if field.group is not None}
    for name, _column, field in drawn_columns(record):
        if field.group is not None or field.bookkeeping or field.kind in (Kind.MOMENT, Kind.PLAIN):
            continue
        if is_sibling_link(record, field):
            siblings = [
                key
                for key in keys.get(field.vocabulary or "", [])
                if key != own or field.vocabulary != record.__tablename__
            ]
            values[name] = draw(_sibling(field, siblings))
        elif field.kind is Kind.LINK:
            numbers = linked.get(field.vocabulary or "", [])
            if field.required or numbers:
                values[name] = draw(
                    st.sampled_from(numbers) if field.required else st.none() | st.sampled_from(numbers)
                )
        elif field.required:
            values[name] = draw(value_of(field))
        else:
            values[name] = draw(st.none() | value_of(field))
    for group in groups:
        text, edtf, nature = draw(st.sampled_from(DATES))
        values |= {f"{group}_text": text, f"{group}_edtf": edtf, f"{group}_nature": nature}
    return values


def _sibling(field: Field, siblings: list[str]) -> st.SearchStrategy[Any]:
    if not siblings:
        return st.none()
    if field.kind is Kind.LINKS:
        return st.none() | st.lists(st.sampled_from(siblings), unique=True, min_size=1)
    return st.none() | st.sampled_from(siblings)


def value_of(field: Field) -> st.SearchStrategy[Any]:
    """Any value that a column of this declaration can hold."""
    if field.kind is Kind.LINE:
        return LINE.map(lambda text: text[: int(field.most or 500)])
    if field.kind is Kind.PROSE:
        return PROSE
    if field.kind is Kind.TEXTS:
        return st.dictionaries(st.sampled_from(["en", "ar", "fr", "ku", "und"]), PROSE, min_size=1, max_size=4)
    if field.kind is Kind.LINES:
        return st.lists(LINE, min_size=1, max_size=3)
    if field.kind is Kind.CODE:
        return st.sampled_from(vocabulary(field.vocabulary or "").codes)
    if field.kind is Kind.CODES:
        return st.lists(st.sampled_from(vocabulary(field.vocabulary or "").codes), min_size=1, max_size=3, unique=True)
    if field.kind is Kind.WHOLE:
        return st.integers(int(field.least or 0), int(field.most or 10))
    if field.kind is Kind.DECIMAL:
        return st.floats(field.least or 0, field.most or 100, allow_nan=False, allow_subnormal=False)
    if field.kind is Kind.FLAG:
        return st.booleans()
    if field.kind is Kind.DAY:
        return st.dates().map(lambda day: day.isoformat())
    raise LookupError(field)
