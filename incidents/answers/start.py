"""What the first page shows: how many cases the viewer may see, what waits for somebody, and what changed lately."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.suggestions import in_language
from incidents.base.languages import N_, gettext, say_moment
from incidents.records import Account, Incident
from incidents.search.criteria import Criteria
from incidents.search.language import parse
from incidents.search.query import matching
from incidents.vocabularies import label

MOST_ROWS = 8
# Each count is a question, so that the search it links to has the same answer.
WAITING = (
    (N_("Your drafts"), "status:draft by:{name}"),
    (N_("Returned to you"), "status:returned by:{name}"),
    (N_("Waiting for review"), "status:submitted,in_review"),
    (N_("With open questions"), "issues:any"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A case in one line."""

    code: str
    title: str
    status: str
    changed: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of cases, what they are, and the question that finds them."""

    words: str
    number: int
    question: str


@dataclass(frozen=True, slots=True)
class Start:
    """What the first page shows of the cases."""

    cases: int
    waiting: list[Count]
    changed: list[Line]


def start(session: Session, viewer: Viewer) -> Start:
    """What the first page shows this viewer."""
    seen = select(Incident).where(Incident.id.in_(matching(Criteria(), viewer)))
    latest = seen.order_by(Incident.updated_at.desc(), Incident.id.desc()).limit(MOST_ROWS)
    return Start(
        cases=_count(session, viewer, ""),
        waiting=_waiting(session, viewer),
        changed=[_line(incident) for incident in session.scalars(latest)],
    )


def _waiting(session: Session, viewer: Viewer) -> list[Count]:
    account = session.get(Account, viewer.account_id) if viewer.account_id is not None else None
    counts = []
    for words, pattern in WAITING:
        if "{name}" in pattern and account is None:
            continue
        question = pattern.format(name=account.name if account is not None else "")
        if number := _count(session, viewer, question):
            counts.append(Count(gettext(words), number, question))
    return counts


def _count(session: Session, viewer: Viewer, question: str) -> int:
    found = matching(parse(question).criteria, viewer)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _line(incident: Incident) -> Line:
    status = label("workflow_status", incident.workflow_status)
    return Line(incident.code, in_language(incident.title) or incident.code, status, say_moment(incident.updated_at))
