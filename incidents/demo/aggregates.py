"""What bodies counted over many events, in the demonstration: each statement as of its day, beside the cases."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.base.ranges import from_qualifier
from incidents.demo.files import FOLDER, Row, rows
from incidents.demo.references import References
from incidents.records import Incident
from incidents.records.picture import Picture
from incidents.work.aggregates import record_aggregate

FILE = FOLDER / "aggregates.json"
FIELDS = ("title", "body", "body_text", "subject", "violation", "unit")
PLAIN = ("title", "body", "body_text", "subject", "violation", "unit")


def aggregate_rows() -> list[Row]:
    """The statements of the data file."""
    return rows(FILE)


def record_aggregates(
    session: Session,
    viewer: Viewer,
    known: References,
    cases: Mapping[str, Incident],
    advance: Callable[[int], object],
) -> int:
    """Record every statement with the cases that may fall inside, and return how many there are."""
    listed = aggregate_rows()
    for row in listed:
        record_aggregate(session, viewer, aggregate_picture(row, known, cases))
        advance(1)
    return len(listed)


def aggregate_picture(row: Row, known: References, cases: Mapping[str, Incident]) -> Picture:
    """A statement of the data file; its counts are rows of key, words, wording, number, whole and actor."""
    values: Row = {name: row[name] for name in PLAIN if name in row}
    values |= {"visibility": "public", "note": row["note"], "source_id": known.sources[row["source"]]}
    values["place_id"] = known.places[row["place"]]
    for date in ("period", "as_of"):
        if date in row:
            values |= {f"{date}_text": row[date], f"{date}_edtf": row[date]}
    return {
        "aggregate_statement": values,
        "aggregate_count": [_count(count, known) for count in row["counts"]],
        "aggregate_case": [
            {"id": f"k{number}", "incident_id": cases[key].id, "note": note}
            for number, (key, note) in enumerate(row["cases"])
        ],
    }


def _count(count: tuple[str, str, str, int, str | None, str | None], known: References) -> Row:
    key, words, qualifier, number, whole, actor = count
    meant = from_qualifier(qualifier, number)
    return {
        "id": key,
        "label": words,
        "qualifier": qualifier,
        "low": meant.low,
        "best": meant.best,
        "high": meant.high,
        "value_state": "known",
        "within_count_id": whole,
        "actor_id": known.actors[actor] if actor else None,
    }
