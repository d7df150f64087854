"""Suggestions while somebody types the name of a source, actor, place, law or case; in any script, accents or not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.answers.places import name_of
from incidents.answers.places_found import ask_which, places_named, places_numbered, suggest_places
from incidents.base.addresses import canonical_url
from incidents.base.codes import read_code
from incidents.base.languages import _, current_language
from incidents.base.text import fold, words
from incidents.records import Actor, ActorName, Incident, LegalInstrument, Place, Source
from incidents.search.language import parse
from incidents.search.query import matching
from incidents.vocabularies import label

ReferenceKind = type[Source] | type[Actor] | type[Place]
NamedKind = ReferenceKind | type[LegalInstrument] | type[Incident]
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One record that could be meant: its number, its code and the words a list shows."""

    id: int
    code: str
    label: str

    @property
    def typed(self) -> str:
        """What stands in the control when this one is chosen; the code at its front is what counts."""
        return f"{self.code}{SEPARATOR}{self.label}"


def in_language(texts: dict[str, str]) -> str:
    """A text in the reader's language, else in English, else in any that there is."""
    for language in (current_language().code, "en"):
        if texts.get(language):
            return texts[language]
    return next(iter(texts.values()), "")


def label_of(record: Source | Actor | Place | LegalInstrument | Incident) -> str:
    """The words by which a list shows a record."""
    if isinstance(record, Incident):
        return in_language(record.title)
    if isinstance(record, LegalInstrument):
        return instrument_words(record)
    if isinstance(record, Source):
        title = in_language(record.title)
        return f"{record.publisher}: {title}" if record.publisher else title
    if isinstance(record, Place):
        return name_of(record)
    borne: list[Any] = list(reversed(list(record.names)))
    names = {name.lang or "und": name.text for name in borne if name.kind in ("official", "romanised")}
    return in_language(names or {name.lang or "und": name.text for name in borne})


def instrument_words(record: LegalInstrument) -> str:
    """A law or order by kind and number, and its title: the number alone is another one's in the next year."""
    title = in_language(record.title)
    if set(words(record.number or "")) <= set(words(title)):
        return title
    kind = label("instrument_kind", record.kind) if record.kind else ""
    return f"{kind} {record.number}: {title}".strip()


def suggest(session: Session, viewer: Viewer, kind: NamedKind, typed: str, limit: int = 12) -> list[Suggestion]:
    """The records that the typed words could mean, the closest first, among those the viewer may see."""
    typed_words = words(typed) if kind is LegalInstrument else fold(typed).split()
    if kind is Incident:
        cases = suggest_cases(session, viewer, typed, limit)
        return [Suggestion(case.id, case.code, in_language(case.title)) for case in cases]
    code = read_code(typed.partition(SEPARATOR)[0], kind.code_prefix)
    if code is not None:
        return _by_code(session, viewer, kind, code)
    if kind is Place:
        return [Suggestion(one.id, one.code, one.label) for one in suggest_places(session, viewer, typed, limit)]
    if not typed_words or len(typed) > 200:
        return []
    statement = standing(kind, viewer)
    for word in typed_words[:8]:
        statement = statement.where(_holds(kind, word))
    found = _found(session, statement.order_by(kind.id.desc()).limit(limit * 4))
    return sorted(found, key=lambda s: (not fold(s.label).startswith(typed_words[0]), len(s.label)))[:limit]


def standing(kind: NamedKind, viewer: Viewer) -> Select[Any]:
    """What the viewer may see and choose: neither a source that was merged into another nor a withdrawn law."""
    statement: Select[Any] = visible(kind, viewer)
    if kind is LegalInstrument:
        return statement.where(LegalInstrument.withdrawn_at.is_(None))
    return statement.where(not_merged()) if kind is Source else statement


def not_merged() -> ColumnElement[bool]:
    """The condition on sources that were not merged into another."""
    # As nearly all are not, SQLite must not take the index of the link for a short way and sort everything after it.
    return func.coalesce(Source.merged_into_id, 0) == 0


def _by_code(session: Session, viewer: Viewer, kind: NamedKind, code: str) -> list[Suggestion]:
    """The record with a code; the code of a source that was merged into another means the one that stands."""
    if kind is Source:
        met: set[int] = set()
        step = session.execute(select(Source.id, Source.merged_into_id).where(Source.code == code)).one_or_none()
        while step is not None and step[1] is not None and step[1] not in met:
            met.add(step[1])
            step = session.execute(select(Source.id, Source.merged_into_id).where(Source.id == step[1])).one_or_none()
        return _found(session, visible(Source, viewer).where(Source.id == step[0])) if step is not None else []
    found = session.scalars(visible(kind, viewer).with_only_columns(kind.id).where(kind.code == code)).all()
    return list(in_controls(session, viewer, kind, found).values())


def _holds(kind: NamedKind, word: str) -> Any:
    if kind is Source:
        return Source.folded.contains(word, autoescape=True)
    if kind is LegalInstrument:
        return LegalInstrument.folded.contains(word, autoescape=True)
    return Actor.id.in_(select(ActorName.actor_id).where(ActorName.folded.contains(word, autoescape=True)))


def _found(session: Session, statement: Select[Any]) -> list[Suggestion]:
    return [Suggestion(record.id, record.code, label_of(record)) for record in session.scalars(statement)]


def resolve(session: Session, viewer: Viewer, kind: NamedKind, typed: str) -> Suggestion | None:
    """The one record that the typed words mean: by code, by address, or by its exact name; None when in doubt."""
    code = read_code(typed.partition(SEPARATOR)[0], kind.code_prefix)
    if code is None and kind is Source and re.match(r"https?://", typed):
        same = Source.canonical_url == canonical_url(typed)
        found = _found(session, standing(Source, viewer).where(same).limit(2))
        return found[0] if len(found) == 1 else None
    if code is None and kind is Place:
        found = [Suggestion(one.id, one.code, one.label) for one in places_named(session, viewer, typed, 2)]
        return found[0] if len(found) == 1 else None
    found = suggest(session, viewer, kind, typed)
    if kind is Incident:
        code = next((s.code for s in found if s.code == typed.partition(SEPARATOR)[0].strip().upper()), None)
    if code is None:
        wanted = fold(typed)
        found = [s for s in found if wanted in (fold(s.label), fold(s.label.partition(": ")[2]))]
    return found[0] if len(found) == 1 else None


def why_not_one(session: Session, viewer: Viewer, kind: NamedKind, typed: str) -> str:
    """What to say of typed words that `resolve` could not take for one record: which of several, or that it is none."""
    if kind is Place and len(found := places_named(session, viewer, typed)) > 1:
        return ask_which(found)
    return _("“%(typed)s” is not one record; choose from the list.", typed=typed[:80])


def offered(session: Session, viewer: Viewer, kind: NamedKind, typed: str) -> list[dict[str, str]]:
    """The records that could be meant, as the options of a control; so that there is a list without scripts too."""
    return [{"value": one.typed, "label": one.label} for one in suggest(session, viewer, kind, typed)]


def labels(session: Session, viewer: Viewer, kind: NamedKind, numbers: Iterable[int]) -> dict[int, Suggestion]:
    """The records with these numbers that the viewer may see."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    return {s.id: s for s in _found(session, visible(kind, viewer).where(kind.id.in_(wanted)))}


def in_controls(session: Session, viewer: Viewer, kind: NamedKind, numbers: Iterable[int]) -> dict[int, Suggestion]:
    """What stands in the controls of a form for stored records: a place with what it lies in, as when it is chosen."""
    if kind is not Place:
        return labels(session, viewer, kind, numbers)
    return {one.id: Suggestion(one.id, one.code, one.label) for one in places_numbered(session, viewer, [*numbers])}


def suggest_cases(session: Session, viewer: Viewer, typed: str, limit: int = 12) -> list[Incident]:
    """The cases that the typed words could mean: the one with that code, else those that a search finds."""
    code = typed.partition(SEPARATOR)[0].strip().upper()
    found = session.scalars(visible(Incident, viewer).where(Incident.code == code)).all()
    parsed = parse(typed)
    if not found and typed.strip() and not parsed.problems:
        numbers = matching(parsed.criteria, viewer).limit(limit)
        found = session.scalars(select(Incident).where(Incident.id.in_(numbers))).all()
    return list(found)
