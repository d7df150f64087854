"""Aggregate statements as pages and the command line show them: a list to narrow, and one with its counts checked.

There are hundreds of them at most, so the list is read whole and narrowed here. What a viewer may not see of
them, a case that is not theirs above all, is left out without a word: to count it would tell that it is there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.answers.adding_up import CountNode, tree_of
from incidents.answers.findings import body_words
from incidents.answers.saying import Names, names_of
from incidents.answers.suggestions import in_language, labels
from incidents.base.dates import UncertainDate, say_date
from incidents.base.errors import NotFound
from incidents.base.languages import _
from incidents.base.text import fold
from incidents.records import AggregateCase, AggregateStatement, Incident, Source
from incidents.search.filters.places import places_in
from incidents.vocabularies import label


@dataclass(frozen=True, slots=True)
class WantedStatements:
    """What to list; what is None or empty does not narrow it."""

    words: str = ""
    body: str | None = None
    violation: str | None = None
    place: str = ""
    known_by: UncertainDate = field(default_factory=UncertainDate)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement in a list."""

    code: str
    title: str
    scope: str
    as_of: str | None
    record: AggregateStatement


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of ours that may fall inside a statement."""

    code: str
    title: str
    when: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement with all that its page shows."""

    record: AggregateStatement
    title: str
    scope: str
    counts: list[CountNode]
    source: str | None
    source_code: str | None
    series: list[Statement]
    cases: list[KnownCase]
    names: Names


LOADED = (
    selectinload(AggregateStatement.counts),
    selectinload(AggregateStatement.cases),
    selectinload(AggregateStatement.source),
    selectinload(AggregateStatement.place),
)


def statement_list(session: Session, viewer: Viewer, wanted: WantedStatements) -> list[Statement]:
    """The statements that a viewer may see and that answer to what is wanted, the latest first."""
    statement = visible(AggregateStatement, viewer).where(AggregateStatement.withdrawn_at.is_(None))
    if wanted.body:
        statement = statement.where(AggregateStatement.body == wanted.body)
    if wanted.violation:
        statement = statement.where(AggregateStatement.violation == wanted.violation)
    if wanted.place.strip():
        statement = statement.where(AggregateStatement.place_id.in_(select(places_in(wanted.place).c.id)))
    records = session.scalars(statement.options(*LOADED)).all()
    words = fold(wanted.words[:200]).split()[:8]
    kept = [r for r in records if _may_overlap(r.as_of, wanted.known_by) and _holds(r, words)]
    return _lines(session, viewer, sorted(kept, key=_time_order, reverse=True))


def _may_overlap(as_of: UncertainDate, window: UncertainDate) -> bool:
    if window.is_empty:
        return True
    if as_of.earliest is None and as_of.latest is None:
        return False
    before = window.latest is not None and as_of.earliest is not None and as_of.earliest > window.latest
    after = window.earliest is not None and as_of.latest is not None and as_of.latest < window.earliest
    return not before and not after


def _holds(record: AggregateStatement, words: Sequence[str]) -> bool:
    texts = [*record.title.values(), record.body_text or "", record.subject or "", record.code]
    texts += [label("body", record.body)] if record.body else []
    texts += [count.label for count in record.counts]
    text = fold(" ".join(texts))
    return all(word in text for word in words)


def _time_order(record: AggregateStatement) -> tuple[str, int]:
    return record.as_of.latest.isoformat() if record.as_of.latest else "", record.id


def _lines(session: Session, viewer: Viewer, records: Sequence[AggregateStatement]) -> list[Statement]:
    names = names_of(session, viewer, (link for record in records for link in _links(record)))
    return [Statement(r.code, in_language(r.title), scope_words(r, names), _said(r.as_of), r) for r in records]


def _links(record: AggregateStatement) -> Iterator[tuple[str, int]]:
    if record.place_id is not None:
        yield "place", record.place_id
    if record.source_id is not None:
        yield "source", record.source_id
    for count in record.counts:
        if count.actor_id is not None:
            yield "actor", count.actor_id


def _said(when: UncertainDate) -> str | None:
    return None if when.is_empty else say_date(when)


def scope_words(record: AggregateStatement, names: Names) -> str:
    """What is counted, by whom, where, between when, and what was known by when, in one sentence."""
    whole = _whole(tree_of(record.counts, names))
    subject = record.subject or (label("violation_type", record.violation) if record.violation else None)
    counted = " ".join(one for one in (whole, subject or f"({label('unit', record.unit)})") if one)
    pieces = [_("%(body)s: %(counted)s", body=body_words(record.body, record.body_text), counted=counted)]
    if record.place_id is not None and ("place", record.place_id) in names:
        pieces.append(names["place", record.place_id])
    if period := _said(record.period):
        pieces.append(period)
    if as_of := _said(record.as_of):
        pieces.append(_("as of %(date)s", date=as_of))
    return _(", ").join(pieces)


def _whole(nodes: list[CountNode]) -> str | None:
    """The number that stands for the statement: the one that others are parts of, or the only one."""
    wholes = [node for node in nodes if node.parts] or nodes
    return wholes[0].words if len(wholes) == 1 else None


def find_statement(session: Session, viewer: Viewer, code: str) -> AggregateStatement:
    """A statement with its parts; raises `NotFound` for what the viewer may not see."""
    statement = visible(AggregateStatement, viewer).where(AggregateStatement.code == code)
    record = session.scalars(statement.options(*LOADED)).one_or_none()
    if record is None:
        raise NotFound()
    return record


def statement_page(session: Session, viewer: Viewer, code: str) -> StatementPage:
    """Read everything that the page of a statement shows."""
    record = find_statement(session, viewer, code)
    names = names_of(session, viewer, _links(record))
    sources = labels(session, viewer, Source, [record.source_id] if record.source_id is not None else [])
    source = sources.get(record.source_id or 0)
    return StatementPage(
        record,
        in_language(record.title),
        scope_words(record, names),
        tree_of(record.counts, names),
        source.label if source else None,
        source.code if source else None,
        _lines(session, viewer, _series(session, viewer, record)),
        list(_known_cases(session, viewer, record)),
        names,
    )


def _series(session: Session, viewer: Viewer, record: AggregateStatement) -> list[AggregateStatement]:
    """What the same body said at other times of the same subject; each stands as of its own day."""
    same = (
        AggregateStatement.body.is_not_distinct_from(record.body),
        AggregateStatement.body_text.is_not_distinct_from(record.body_text),
        AggregateStatement.violation.is_not_distinct_from(record.violation),
        AggregateStatement.place_id.is_not_distinct_from(record.place_id),
        AggregateStatement.unit == record.unit,
    )
    others = AggregateStatement.id != record.id, AggregateStatement.withdrawn_at.is_(None)
    statement = visible(AggregateStatement, viewer).where(*same, *others).options(*LOADED)
    return sorted(session.scalars(statement).all(), key=_time_order)


def _known_cases(session: Session, viewer: Viewer, record: AggregateStatement) -> Iterator[KnownCase]:
    notes = {case.incident_id: case.note for case in record.cases}
    if not notes:
        return
    statement = visible(Incident, viewer).where(Incident.id.in_(notes), Incident.withdrawn_at.is_(None))
    latest = {case.id: case for case in session.scalars(statement)}
    for number in sorted(latest, key=lambda one: (str(latest[one].occurred.latest), one)):
        case = latest[number]
        yield KnownCase(case.code, in_language(case.title), _said(case.occurred), notes[number])


def counted_in(session: Session, viewer: Viewer, incident: Incident) -> list[Statement]:
    """The statements that a case may fall inside, among those the viewer may see."""
    linked = select(AggregateCase.aggregate_statement_id).where(AggregateCase.incident_id == incident.id)
    statement = visible(AggregateStatement, viewer).where(
        AggregateStatement.id.in_(linked), AggregateStatement.withdrawn_at.is_(None)
    )
    return _lines(session, viewer, sorted(session.scalars(statement.options(*LOADED)).all(), key=_time_order))
