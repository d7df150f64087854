"""The rows of the sheets in the form of a case; they follow from the declarations, so a further sheet adds none."""

from typing import Any

from wtforms.fields.choices import SelectChoice

from incidents.base.languages import _
from incidents.db.fields import Field, Kind
from incidents.records.picture import drawn_columns, is_sibling_link
from incidents.records.sheet import SheetRecord, own_columns, sheets
from incidents.web.forms.controls import CleanString
from incidents.web.forms.declared import DeclaredForm, declared_form

Picks = tuple[tuple[str, str, str], ...]


def _others(kind: SheetRecord) -> dict[str, Field]:
    """The columns of a sheet that name a record of its own, such as an actor or an instrument."""
    return {
        name: field
        for name, _column, field in drawn_columns(kind)
        if field.kind is Kind.LINK and not is_sibling_link(kind, field)
    }


def _part(kind: SheetRecord) -> type[DeclaredForm]:
    others = _others(kind)
    declared = declared_form(kind, *(name for name in own_columns(kind) if name not in others))
    pickers = {
        name.removesuffix("_id"): CleanString(field.label, description=field.help) for name, field in others.items()
    }
    return type(f"{kind.__name__}Part", (declared,), pickers)


SHEET_LISTS: dict[str, tuple[str, type[DeclaredForm]]] = {
    kind.declared.rows: (kind.__tablename__, _part(kind)) for kind in sheets()
}
"""Each list of rows: its table and the form of one row."""

TITLES = {kind.declared.rows: kind.declared.title for kind in sheets()}
SHEET_PICKED: dict[str, Picks] = {
    kind.declared.rows: tuple(
        (name.removesuffix("_id"), name, field.vocabulary or "") for name, field in _others(kind).items()
    )
    for kind in sheets()
}


def offer_siblings_of_sheets(form: Any, sources: list[SelectChoice], numbers: list[SelectChoice]) -> None:
    """Give the controls of the sheets that refer to other rows of the form the rows that there are."""
    known = {"citation": sources, "figure": numbers, "incident_place": places_of(form)}
    for rows, (table, _kind) in SHEET_LISTS.items():
        known[table] = [row_choice(row, n, row_words(row)) for n, row in enumerate(form.rows(rows), 1)]
    for rows, (_table, part) in SHEET_LISTS.items():
        linked = {
            name: field for name, _column, field in drawn_columns(part.record) if is_sibling_link(part.record, field)
        }
        for row in form.rows(rows):
            for name, field in linked.items():
                found = known.get(field.vocabulary or "", [])
                row[name].choices = found if field.kind is Kind.LINKS else [SelectChoice("", "—"), *found]


def places_of(form: Any) -> list[SelectChoice]:
    """The places of the form as choices, each with its role."""
    found = []
    for number, row in enumerate(form.rows("places"), 1):
        role = {choice.value: choice.label for choice in row.role.choices}.get(row.role.data or "", "")
        name = (row.place.data or "").partition(" · ")[2] or row.place.data or row.verbatim.data or _("not named yet")
        found.append(row_choice(row, number, f"{name} · {role}" if role else name))
    return found


def row_choice(row: Any, number: int, words: str) -> SelectChoice:
    """A row as a choice: its number and what names it."""
    return SelectChoice(str(row.key.data), f"{number} · {words[:80]}" if words else str(number))


def row_words(row: Any) -> str:
    """What names a row of a sheet while it is being filled in."""
    found = []
    for name in type(row).record.declared.telling:
        field = row[name] if name in row else row[name.removesuffix("_id")]
        labels = {choice.value: choice.label for choice in getattr(field, "choices", None) or ()}
        value = field.data
        found.append(labels.get(str(value), "") if labels else str(value or "").partition("\n")[0])
    return _(", ").join(words for words in found if words)
