"""The verb that decides one question: a judgment with its reason, through the one verb that changes a case."""

from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.base.errors import NotFound
from incidents.base.languages import _
from incidents.records import Incident
from incidents.work.entry import CaseEntry
from incidents.work.finding import find
from incidents.work.incidents import revise_incident

NEW = "new-judgment"


def decide(
    session: Session, viewer: Viewer, code: str, version: int, values: dict[str, Any], replaces: int | None = None
) -> Incident:
    """Make a judgment the team's on its question; the one that it replaces stays as an earlier one.

    ``values`` are those of an assessment. Raises what `revise_incident` raises; the places of its problems begin
    with ``assessment`` and the number of the judgment that is replaced, or `NEW`.
    """
    incident = find(session, viewer, Incident, code)
    numbers = [assessment.id for assessment in incident.assessments]
    if replaces is not None and replaces not in numbers:
        raise NotFound(_("This judgment is no longer there. Load the page again."))
    listed: list[dict[str, Any]] = [{"id": number} for number in numbers if number != replaces]
    listed.append({**values, "id": NEW if replaces is None else replaces})
    entry = CaseEntry({"assessment": listed})
    return revise_incident(session, viewer, code, version, entry)
