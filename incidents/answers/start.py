"""What the first page shows: how many cases the viewer may see, the viewer's own drafts, and what changed lately."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.answers.suggestions import in_language
from incidents.base.languages import say_moment
from incidents.records import Incident
from incidents.vocabularies import label

MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A case in one line."""

    code: str
    title: str
    status_word: str
    when: str


@dataclass(frozen=True, slots=True)
class Start:
    """What the first page shows of the cases."""

    cases: int
    drafts: int
    own_drafts: list[Line]
    changed: list[Line]


def start(session: Session, viewer: Viewer) -> Start:
    """What the first page shows this viewer."""
    seen = visible(Incident, viewer).where(Incident.withdrawn_at.is_(None))
    own = seen.where(Incident.workflow_status == "draft", Incident.created_by == viewer.account_id)
    latest = Incident.updated_at.desc(), Incident.id.desc()
    return Start(
        cases=session.scalar(select(func.count()).select_from(seen.with_only_columns(Incident.id).subquery())) or 0,
        drafts=session.scalar(select(func.count()).select_from(own.with_only_columns(Incident.id).subquery())) or 0,
        own_drafts=[_line(row) for row in session.scalars(own.order_by(*latest).limit(MOST_ROWS))],
        changed=[_line(row) for row in session.scalars(seen.order_by(*latest).limit(MOST_ROWS))],
    )


def _line(incident: Incident) -> Line:
    status = label("workflow_status", incident.workflow_status)
    return Line(incident.code, in_language(incident.title) or incident.code, status, say_moment(incident.updated_at))
