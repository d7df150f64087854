"""The verb that settles open questions: each with an answer and a reason, and one change for each record."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.permissions import require
from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.errors import NotFound, Refused
from incidents.base.languages import _
from incidents.ledger.trace import act
from incidents.records import Actor, Incident, Place, QualityIssue, Source
from incidents.search.derived import refresh
from incidents.vocabularies import vocabulary
from incidents.work.finding import find
from incidents.work.reasons import read_reason
from incidents.work.references import WRITING

OWNERS: tuple[tuple[str, Any], ...] = (("incident", Incident), ("source", Source), ("place", Place), ("actor", Actor))
MOST_AT_ONCE = 500


def settle_questions(session: Session, viewer: Viewer, numbers: Sequence[int], state: str, reason: str) -> int:
    """Give questions one answer with one reason, and return how many records were changed.

    All or none: raises `NotFound` for a question that the viewer may not see, and `Refused` when one of them has
    that answer already, since somebody else was faster then. ``state`` "open" asks a settled question again.
    """
    answers = vocabulary("issue_state").codes
    if state not in answers:
        raise Refused(_("Choose one of the answers."))
    reason = read_reason(reason, needed=_("Give the reason: how do you know?")) or ""
    if not numbers:
        raise Refused(_("Choose at least one question."))
    if len(numbers) > MOST_AT_ONCE:
        raise Refused(_("Settle at most %(most)s questions at once.", most=MOST_AT_ONCE))
    owned = _by_record(session, numbers)
    for kind, number in sorted(owned, key=lambda key: (key[0].__name__, key[1])):
        _settle(session, viewer, kind, number, owned[kind, number], state, reason)
    return len(owned)


def _by_record(session: Session, numbers: Sequence[int]) -> dict[tuple[Any, int], list[int]]:
    found: dict[tuple[Any, int], list[int]] = {}
    for number in dict.fromkeys(numbers):
        issue = session.get(QualityIssue, number)
        if issue is None:
            raise NotFound()
        for name, kind in OWNERS:
            if (owner := getattr(issue, f"{name}_id")) is not None:
                found.setdefault((kind, owner), []).append(number)
    return found


def _settle(
    session: Session, viewer: Viewer, kind: Any, number: int, questions: list[int], state: str, reason: str
) -> None:
    code = session.get_one(kind, number).code
    record = find(session, viewer, kind, code, for_change=True)
    if isinstance(record, Incident):
        require(viewer, "case.revise", record)
    else:
        require(viewer, WRITING[kind])
    with act(session, viewer, "settled" if state != "open" else "asked_again", reason):
        for issue in record.quality_issues:
            if issue.id not in questions:
                continue
            if issue.state == state:
                raise Refused(_("One of these questions was settled in the meantime. Load the list again."))
            is_open = state == "open"
            issue.state = state
            issue.resolution = None if is_open else reason
            issue.resolved_by = None if is_open else viewer.account_id
            issue.resolved_at = None if is_open else now()
        if isinstance(record, Incident):
            refresh(session, [record])
