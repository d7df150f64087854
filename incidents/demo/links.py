"""How the documented cases of the demonstration hang together, entered once all of them are recorded."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.demo.files import FOLDER, Row, rows
from incidents.demo.references import References
from incidents.records import Incident
from incidents.work.entry import CaseEntry
from incidents.work.incidents import revise_incident

FILE = FOLDER / "links.json"
REASON = "How the cases hang together."


def link_rows() -> dict[str, list[Row]]:
    """The links of the data file by the key of the case that each is entered on."""
    found: dict[str, list[Row]] = {}
    for row in rows(FILE):
        found.setdefault(row["case"], []).append(row)
    return found


def record_links(
    session: Session,
    viewer: Viewer,
    known: References,
    cases: Mapping[str, Incident],
    advance: Callable[[int], object],
) -> None:
    """Enter the links of each case as one change, by the verb that corrects it."""
    for key, listed in link_rows().items():
        incident = cases[key]
        cited = {citation.source_id: citation.id for citation in incident.citations}
        entry = CaseEntry(
            {"incident_link": [_link(number, row, known, cases, cited) for number, row in enumerate(listed)]}
        )
        revise_incident(session, viewer, incident.code, incident.row_version, entry, REASON)
        advance(1)


def _link(number: int, row: Row, known: References, cases: Mapping[str, Incident], cited: Mapping[int, int]) -> Row:
    values: Row = {
        "id": f"new-{number}",
        "kind": row["kind"],
        "other_id": cases[row["other"]].id,
        "note": row.get("note"),
    }
    if "source" in row:
        values["citation_id"] = cited[known.sources[row["source"]]]
    return values
