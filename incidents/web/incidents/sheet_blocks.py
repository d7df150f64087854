"""The sections of the sheets on the form and the page of a case, each drawn by the template that is named after it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import current_app, url_for

from incidents.base.languages import _
from incidents.records.sheet import SheetRecord, own_columns, sheets
from incidents.web.incidents.sheet_parts import SHEET_PICKED
from incidents.web.render import exists

AREAS = {"actor": "actors", "place": "places", "source": "sources", "legal_instrument": "instruments"}
"""The pages on which the records that a sheet names can be found while typing."""


@dataclass(frozen=True, slots=True)
class Block:
    """One list of rows on the form, in words, with the lists of its details."""

    rows: str
    table: str
    title: str
    titles: str
    another: str
    help: str
    names: tuple[str, ...]
    pickers: dict[str, str]
    details: tuple["Block", ...] = ()


def blocks() -> tuple[Block, ...]:
    """The sheets in the order of the form, details inside the sheet that they belong to."""
    details: dict[str, list[Block]] = {}
    for kind in sheets():
        if kind.declared.within:
            details.setdefault(kind.declared.within.removesuffix("_id"), []).append(_block(kind))
    return tuple(
        _block(kind, tuple(details.get(kind.__tablename__, ()))) for kind in sheets() if not kind.declared.within
    )


def _block(kind: SheetRecord, details: tuple[Block, ...] = ()) -> Block:
    told = kind.declared
    pickers = {control: _suggestions(table) for control, _column, table in SHEET_PICKED[told.rows]}
    return Block(
        told.rows,
        kind.__tablename__,
        _(told.title),
        _(told.titles),
        _(told.another),
        _(told.help) if told.help else "",
        controls_of(kind),
        pickers,
        details,
    )


@cache
def controls_of(kind: SheetRecord) -> tuple[str, ...]:
    """The controls of a row of the form, in the order of the declaration."""
    picked = {column: control for control, column, _table in SHEET_PICKED[kind.declared.rows]}
    return tuple(picked.get(name, name) for name in own_columns(kind))


def _suggestions(table: str) -> str:
    endpoint = f"{AREAS[table]}.suggest"
    return f"{url_for(endpoint)}?q=" if exists(endpoint) else ""


def drawn_by(table: str) -> Any:
    """The template of a sheet, or the one that draws any."""
    return current_app.jinja_env.select_template([f"sheets/{table}.html", "sheets/any.html"])
