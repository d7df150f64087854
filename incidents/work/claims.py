"""Claims: a number that a source states counts up to a day, which is the day of the source unless it says another."""

from typing import Any

from sqlalchemy.orm import Session

from incidents.base.dates.uncertain import UncertainDate
from incidents.records import Source
from incidents.records.picture import Picture
from incidents.work.entry import CaseEntry


def date_claims(session: Session, entry: CaseEntry, before: Picture) -> None:
    """Give each new reported figure without an "as of" the publication date of its source, exactly as uncertain.

    A number in print on a day counts at most up to that day; a source without a date leaves it empty.
    """
    citations = {values["id"]: values for values in before.get("citation", [])}
    for values in entry.parts("citation"):
        citations[values.get("id")] = citations.get(values.get("id"), {}) | values
    for values in entry.parts("figure"):
        if values.get("role", "reported") != "reported" or values.get("as_of_text") or values.get("as_of_edtf"):
            continue
        source_id = citations.get(values.get("citation_id"), {}).get("source_id")
        if isinstance(source_id, int) and not isinstance(values.get("id"), int):
            values |= _publication(session, source_id)


def _publication(session: Session, source_id: int) -> dict[str, Any]:
    # None while a new source has no date at all.
    published: UncertainDate | None = session.get_one(Source, source_id).published
    if published is None or published.edtf is None:
        return {}
    return {"as_of_text": published.text, "as_of_edtf": published.edtf, "as_of_nature": published.nature}
