"""Laws and orders as pages and the command line show them: a list to narrow, and one with what came after it.

What a viewer may not see is left out without a word: a case that is not theirs is neither shown nor counted, and
a text that was read in a closed source is not there at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session, selectinload

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.answers.history import HistoryEntry, history_of
from incidents.answers.instruments_cases import LinkedCase, cases_under, count_cases
from incidents.answers.instruments_procedure import Chain, Later, Procedure, Version, procedure_on, versions_of
from incidents.answers.instruments_timeline import Event, Timeline, timeline_of
from incidents.answers.saying import Names, names_of
from incidents.answers.suggestions import in_language, instrument_words, labels
from incidents.base.dates import UncertainDate, say_date
from incidents.base.errors import NotFound
from incidents.base.languages import current_language, say_day
from incidents.base.text import words
from incidents.records import Actor, InstrumentAmendment, LegalInstrument, Place, Source
from incidents.vocabularies import label

MOST_HISTORY = 20
LOADED = (selectinload(LegalInstrument.amendments),)


@dataclass(frozen=True, slots=True)
class WantedInstruments:
    """What to list; what is None or empty does not narrow it."""

    words: str = ""
    kind: str | None = None
    number: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One law or order in a list: what it is called, its dates, who issued it, and the cases the viewer sees."""

    code: str
    title: str
    named: str
    kind: str | None
    number: str | None
    issuer: str | None
    issued: str | None
    in_force: str | None
    cases: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Another text, and what the one does to the other."""

    code: str
    title: str
    how: str
    issued: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """One law or order with all that its page shows."""

    record: LegalInstrument
    title: str
    named: str
    issuer: tuple[str | None, str | None]
    place: tuple[str | None, str | None]
    source: tuple[str | None, str | None]
    """Each of the three by its words and the code of its page, as far as the viewer may see it."""
    chain: Chain
    versions: list[Version]
    asked: Procedure | None
    earlier: list[Linked]
    later: list[Linked]
    cases: list[LinkedCase]
    timeline: Timeline
    history: list[HistoryEntry]

    @property
    def issued(self) -> str | None:
        """When it was issued, in words."""
        return said(self.record.issued)

    @property
    def in_force(self) -> str | None:
        """From when it is in force, in words."""
        return said(self.record.in_force)

    @property
    def repealed(self) -> str | None:
        """When it was repealed, in words."""
        return said(self.record.repealed)

    @property
    def asked_day(self) -> str:
        """The day that was asked for, in words."""
        return say_day(self.asked.day) if self.asked is not None else ""


def said(when: UncertainDate) -> str | None:
    """A date in words; None for an empty one."""
    return None if when.is_empty else say_date(when)


def instrument_list(session: Session, viewer: Viewer, wanted: WantedInstruments) -> list[Line]:
    """The laws and orders that a viewer may see and that answer to what is wanted, the latest issue first."""
    statement = visible(LegalInstrument, viewer).where(LegalInstrument.withdrawn_at.is_(None))
    if wanted.kind:
        statement = statement.where(LegalInstrument.kind == wanted.kind)
    for word in [*words(wanted.words[:200])[:8], *words(wanted.number[:60])[:4]]:
        statement = statement.where(LegalInstrument.folded.contains(word, autoescape=True))
    records = session.scalars(statement).all()
    names = names_of(session, viewer, (("actor", one.issuer_id) for one in records if one.issuer_id is not None))
    if issuers := words(wanted.issuer[:200])[:8]:
        records = [one for one in records if _holds(issuers, issuer_words(one, names))]
    ordered = sorted(records, key=_latest_first)
    counted = count_cases(session, viewer, [one.id for one in ordered])
    return [_line(one, names, counted.get(one.id, 0)) for one in ordered]


def _holds(wanted: Sequence[str], text: str | None) -> bool:
    held = " ".join(words(text or ""))
    return all(word in held for word in wanted)


def _latest_first(record: LegalInstrument) -> tuple[int, int]:
    day = record.issued.earliest or record.issued.latest
    return -day.toordinal() if day else 1, record.id


def issuer_words(record: LegalInstrument, names: Names) -> str | None:
    """Who issued a text: the actor as far as it is seen, else the words."""
    return names.get(("actor", record.issuer_id or 0)) or record.issuer_text


def _line(record: LegalInstrument, names: Names, cases: int) -> Line:
    return Line(
        record.code,
        in_language(record.title),
        instrument_words(record),
        label("instrument_kind", record.kind) if record.kind else None,
        record.number,
        issuer_words(record, names),
        said(record.issued),
        said(record.in_force),
        cases,
    )


def find_instrument(session: Session, viewer: Viewer, code: str) -> LegalInstrument:
    """A law or order with its parts; raises `NotFound` for what the viewer may not see."""
    statement = visible(LegalInstrument, viewer).where(LegalInstrument.code == code)
    record = session.scalars(statement.options(*LOADED)).one_or_none()
    if record is None:
        raise NotFound()
    return record


def instrument_page(session: Session, viewer: Viewer, code: str, day: date | None = None) -> InstrumentPage:
    """Read everything that the page of a law or order shows; ``day`` asks for the procedure of that day."""
    record = find_instrument(session, viewer, code)
    chain = chain_of(session, viewer, record)
    cases = cases_under(session, viewer, record)
    events = [Event("case", one.occurred, one.title, one.code, one.roles) for one in cases]
    return InstrumentPage(
        record,
        in_language(record.title),
        instrument_words(record),
        _linked(session, viewer, Actor, record.issuer_id, record.issuer_text),
        _linked(session, viewer, Place, record.place_id, record.area_text),
        _linked(session, viewer, Source, record.source_id, None),
        chain,
        versions_of(chain),
        procedure_on(chain, day) if day is not None else None,
        list(_earlier(session, viewer, record)),
        [_other(one.text, one.how, _note(one.text, record)) for one in chain.later],
        cases,
        timeline_of(chain, events, from_the_right=current_language().direction == "rtl"),
        history_of(session, viewer, LegalInstrument.__tablename__, record.id)[:MOST_HISTORY],
    )


def _linked(
    session: Session,
    viewer: Viewer,
    kind: type[Actor] | type[Place] | type[Source],
    number: int | None,
    otherwise: str | None,
) -> tuple[str | None, str | None]:
    found = labels(session, viewer, kind, [number] if number is not None else []).get(number or 0)
    return (found.label, found.code) if found is not None else (otherwise, None)


def chain_of(session: Session, viewer: Viewer, record: LegalInstrument) -> Chain:
    """A text with every later one that does something to it, as far as the viewer may see them."""
    links: dict[int, list[tuple[int, str]]] = {}
    texts: dict[int, LegalInstrument] = {record.id: record}
    wanted = {record.id}
    while wanted:
        found = _doing_to(session, viewer, wanted)
        for amendment, text in found:
            links.setdefault(amendment.earlier_id, []).append((text.id, amendment.how))
        wanted = {text.id for _amendment, text in found} - texts.keys()
        texts |= {text.id: text for _amendment, text in found}
    return Chain(record, _later(record.id, links, texts, frozenset()))


def _doing_to(
    session: Session, viewer: Viewer, numbers: Iterable[int]
) -> Sequence[tuple[InstrumentAmendment, LegalInstrument]]:
    seen = visible(LegalInstrument, viewer).where(LegalInstrument.withdrawn_at.is_(None))
    statement = (
        seen.join(InstrumentAmendment, InstrumentAmendment.legal_instrument_id == LegalInstrument.id)
        .where(InstrumentAmendment.earlier_id.in_(sorted(numbers)))
        .with_only_columns(InstrumentAmendment, LegalInstrument)
        .order_by(InstrumentAmendment.id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def _later(
    number: int, links: dict[int, list[tuple[int, str]]], texts: dict[int, LegalInstrument], met: frozenset[int]
) -> tuple[Later, ...]:
    """The texts that follow from one; a circle, which no form lets through, ends where it closes."""
    met |= {number}
    return tuple(
        Later(texts[other], how, _later(other, links, texts, met))
        for other, how in links.get(number, ())
        if other not in met
    )


def _earlier(session: Session, viewer: Viewer, record: LegalInstrument) -> Iterator[Linked]:
    numbers = [one.earlier_id for one in record.amendments]
    statement = visible(LegalInstrument, viewer).where(LegalInstrument.withdrawn_at.is_(None))
    found = {one.id: one for one in session.scalars(statement.where(LegalInstrument.id.in_(numbers)))}
    for one in record.amendments:
        if one.earlier_id in found:
            yield _other(found[one.earlier_id], one.how, one.note)


def _note(text: LegalInstrument, earlier: LegalInstrument) -> str | None:
    return next((one.note for one in text.amendments if one.earlier_id == earlier.id), None)


def _other(text: LegalInstrument, how: str, note: str | None) -> Linked:
    return Linked(text.code, instrument_words(text), how, said(text.issued), note)
