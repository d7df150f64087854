"""The open questions about what a viewer may see: what looks wrong where, with the value as it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible, visible_ids
from incidents.answers.suggestions import in_language, label_of
from incidents.base.languages import _
from incidents.db.base import Record
from incidents.db.fields import field_of
from incidents.records import Account, Actor, Incident, Place, QualityIssue, Source
from incidents.search.criteria import Criteria
from incidents.search.query import matching

PAGE = 50
Asked: TypeAlias = type[Incident] | type[Source] | type[Place] | type[Actor]
KINDS: dict[str, Asked] = {"incident": Incident, "source": Source, "place": Place, "actor": Actor}
"""The kinds of record that a question can be about, by the first half of the column that names it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions to list; None means any. ``criteria`` narrows them to the cases that answer it."""

    state: str | None = "open"
    code: str | None = None
    kind: str | None = None
    criteria: Criteria | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the record that it is about."""

    id: int
    kind: str
    record_code: str
    title: str
    code: str
    field: str | None
    raw_value: str | None
    message: str | None
    state: str
    resolution: str | None
    resolved_by: str | None
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True)
class QuestionList:
    """One page of the questions; ``by_code`` counts all of them by what looks wrong, the most frequent first."""

    rows: list[Question]
    total: int
    page: int
    by_code: dict[str, int]

    @property
    def first(self) -> int:
        """The number of the first question shown, 0 when there is none."""
        return (self.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last question shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0


def questions(session: Session, viewer: Viewer, wanted: Wanted, page: int = 1) -> QuestionList:
    """List the questions about standing records that the viewer may see; a page beyond the last is the last."""
    issue, conditions = QualityIssue, _conditions(viewer, wanted)
    counted = select(issue.code, func.count()).where(*conditions).group_by(issue.code)
    counts = sorted(((-count, code) for code, count in session.execute(counted)))
    by_code = {code: -count for count, code in counts}
    total = sum(by_code.values()) if wanted.code is None else by_code.get(wanted.code, 0)
    page = max(1, min(page, -(-total // PAGE) or 1))
    found = select(issue).where(*conditions)
    if wanted.code is not None:
        found = found.where(issue.code == wanted.code)
    shown = session.scalars(found.order_by(issue.code, issue.id).offset((page - 1) * PAGE).limit(PAGE)).all()
    return QuestionList(_rows(session, viewer, shown), total, page, by_code)


def questions_by_number(session: Session, viewer: Viewer, numbers: Sequence[int]) -> list[QualityIssue]:
    """Return the questions with these numbers, of those that the viewer may see."""
    statement = select(QualityIssue).where(QualityIssue.id.in_(numbers), *_conditions(viewer, Wanted(state=None)))
    return list(session.scalars(statement.order_by(QualityIssue.id)))


def kind_of(issue: QualityIssue) -> str:
    """The kind of record that a question is about: a key of `KINDS`."""
    return next(kind for kind in KINDS if getattr(issue, f"{kind}_id") is not None)


def _conditions(viewer: Viewer, wanted: Wanted) -> list[ColumnElement[bool]]:
    kinds = KINDS if wanted.kind is None else {wanted.kind: KINDS[wanted.kind]}
    found = [or_(*(_about(kind, record, viewer) for kind, record in kinds.items()))]
    if wanted.state is not None:
        found.append(QualityIssue.state == wanted.state)
    if wanted.criteria is not None:
        found.append(QualityIssue.incident_id.in_(matching(wanted.criteria, viewer)))
    return found


def _about(kind: str, record: Asked, viewer: Viewer) -> ColumnElement[bool]:
    owner: Any = getattr(QualityIssue, f"{kind}_id")
    seen = visible_ids(record, viewer).where(record.withdrawn_at.is_(None), record.id == owner)
    about: ColumnElement[bool] = seen.correlate(QualityIssue).exists()
    return about


def _rows(session: Session, viewer: Viewer, shown: Sequence[QualityIssue]) -> list[Question]:
    records: dict[tuple[str, int], Any] = {}
    for kind, record in KINDS.items():
        numbers = {getattr(issue, f"{kind}_id") for issue in shown} - {None}
        if numbers:
            statement: Select[Any] = visible(record, viewer).where(record.id.in_(numbers))
            records |= {(kind, found.id): found for found in session.scalars(statement)}
    settlers = {issue.resolved_by for issue in shown} - {None}
    named = session.execute(select(Account.id, Account.display_name).where(Account.id.in_(settlers)))
    names = {row.id: row.display_name for row in named}
    return [_row(issue, records, names) for issue in shown]


def _row(issue: QualityIssue, records: dict[tuple[str, int], Any], names: dict[int, str]) -> Question:
    kind = kind_of(issue)
    record = records[kind, getattr(issue, f"{kind}_id")]
    title = in_language(record.title) if kind in ("incident", "source") else label_of(record)
    return Question(
        issue.id, kind, record.code, title, issue.code, _field(kind, issue), issue.raw_value, issue.message,
        issue.state, issue.resolution, names.get(issue.resolved_by or 0), issue.resolved_at,
    )  # fmt: skip


def _field(kind: str, issue: QualityIssue) -> str | None:
    """The label of the field that a question is about; an import may name a column of its file instead."""
    table = Record.metadata.tables[issue.part or kind]
    for column in table.columns:
        field = field_of(column)
        if issue.field and issue.field in (column.name, field.group):
            return _(field.label)
    return issue.field
