"""The laws and orders of the demonstration, in an order in which each comes after what it amends."""

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.demo.files import FOLDER, Row, rows
from incidents.demo.references import References
from incidents.records.picture import Picture
from incidents.work.instruments import record_instrument

FILE = FOLDER / "instruments.json"
PLAIN = (
    "title",
    "kind",
    "number",
    "issuer_text",
    "area_text",
    "summary",
    "deadline_days",
    "clock_starts",
    "in_person",
    "proxy_degree",
    "proxy_text",
    "note",
)


def instrument_rows() -> list[Row]:
    """The laws and orders of the data file."""
    return rows(FILE)


def record_instruments(
    session: Session, viewer: Viewer, known: References, listed: Iterable[Row], advance: Callable[[int], object]
) -> dict[str, int]:
    """Record these laws and orders; returns their numbers by the keys that cases use."""
    recorded: dict[str, int] = {}
    for row in listed:
        recorded[row["key"]] = record_instrument(session, viewer, instrument_picture(row, known, recorded)).id
        advance(1)
    return recorded


def instrument_picture(row: Row, known: References, recorded: dict[str, int]) -> Picture:
    """A law or order of the data file; its amendments are rows of key, effect and note."""
    values: Row = {name: row[name] for name in PLAIN if name in row}
    values |= {"visibility": "public"}
    for name, column, numbers in (
        ("source", "source_id", known.sources),
        ("place", "place_id", known.places),
        ("issuer", "issuer_id", known.actors),
    ):
        if name in row:
            values[column] = numbers[row[name]]
    for date in ("issued", "in_force", "repealed"):
        if date in row:
            values |= {f"{date}_text": row[date], f"{date}_edtf": row[date]}
    return {
        "legal_instrument": values,
        "instrument_amendment": [
            {"id": f"a{number}", "earlier_id": recorded[key], "how": how, "note": note}
            for number, (key, how, note) in enumerate(row.get("amendments", []))
        ],
    }
