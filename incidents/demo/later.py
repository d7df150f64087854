"""What happens to some cases of the demonstration afterwards, so that their history has something to show."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from incidents.demo.people import People
from incidents.records import Incident
from incidents.work.entry import CaseEntry
from incidents.work.incidents import restore_incident, revise_incident, withdraw_incident

# Which case, and what the reviewer changes in it; "restore" goes back by one change.
CHANGES: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("SW-007", "revise", {"graphic": True}, "Some of its sources show people who died."),
    ("SW-012", "revise", {"workflow_status": "approved"}, "Read by a second person."),
    ("SW-021", "revise", {"harm_reported": "unknown"}, "Entered in the wrong case by mistake."),
    ("SW-021", "restore", {}, "Brings back what was there before the mistake."),
    ("NM-003", "revise", {"occurred_text": "5 March 2019", "occurred_edtf": "2019-03-05"}, "A second source dates it."),
    ("NM-010", "revise", {"workflow_status": "in_review"}, "Taken up for review."),
    ("NM-010", "revise", {"workflow_status": "approved"}, "The figures were compared with the sources."),
    ("NM-017", "withdraw", {}, "The same event was entered twice; the other case has more sources."),
    ("NM-024", "revise", {"title": {"en": "Wrong title, put right afterwards (invented case)"}}, "A slip."),
    ("NM-024", "restore", {}, "The earlier title was right."),
    ("NM-031", "withdraw", {}, "Entered to try the form."),
)


def change_afterwards(
    session: Session, people: People, recorded: dict[str, Incident], advance: Callable[[int], object]
) -> None:
    """Revise, restore and withdraw as the table says."""
    for key, verb, values, reason in CHANGES:
        incident = recorded[key]
        code, version = incident.code, incident.row_version
        if verb == "withdraw":
            withdraw_incident(session, people.reviewer, code, version, reason)
        elif verb == "restore":
            restore_incident(session, people.reviewer, code, version, reason=reason, to_version=version - 1)
        else:
            entry = CaseEntry({"incident": {"id": incident.id, **values}})
            revise_incident(session, people.reviewer, code, version, entry, reason)
        advance(1)
