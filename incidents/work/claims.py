"""Claims: a number that a source states counts up to a day, which is the day of the source unless it says another."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.records import Source
from incidents.work.entry import CaseEntry


def date_claims(session: Session, entry: CaseEntry) -> None:
    """Give each reported figure without an "as of" the publication date of its source, exactly as uncertain as that is.

    A number in print on a day counts at most up to that day; a source without a date leaves it empty.
    """
    citations = {values.get("id"): values for values in entry.parts("citation")}
    for values in entry.parts("figure"):
        if values.get("role", "reported") != "reported" or values.get("as_of_text") or values.get("as_of_edtf"):
            continue
        source_id = citations.get(values.get("citation_id"), {}).get("source_id")
        if isinstance(source_id, int) and not isinstance(values.get("id"), int):
            values |= _publication(session, source_id)


def _publication(session: Session, source_id: int) -> dict[str, Any]:
    row = session.execute(
        select(Source.published_text, Source.published_edtf, Source.published_nature).where(Source.id == source_id)  # type: ignore[attr-defined]
    ).one_or_none()
    if row is None or row[1] is None:
        return {}
    return {"as_of_text": row[0], "as_of_edtf": row[1], "as_of_nature": row[2]}
