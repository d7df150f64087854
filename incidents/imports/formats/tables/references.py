"""The sources, actors and places that rows name: found if they are here, made once if they are not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.base.codes import read_code
from incidents.base.text import fold
from incidents.exports.references import Actors, Sources
from incidents.imports.formats.tables.gazetteer import Gazetteer
from incidents.imports.formats.tables.lines import Line
from incidents.records import Actor, ActorName, ExternalId, Incident, LegalInstrument, Place, Source
from incidents.records.picture import Picture
from incidents.work.applying import apply_picture
from incidents.work.finding import free_code
from incidents.work.references import store_reference

Kind = type[Source] | type[Actor] | type[Place] | type[LegalInstrument] | type[Incident]
KINDS: dict[str, Kind] = {
    "source": Source,
    "actor": Actor,
    "place": Place,
    "legal_instrument": LegalInstrument,
    "incident": Incident,
}
AT_ONCE = 500


@dataclass(slots=True)
class References:
    """What is known of them by the codes of the file; new ones wait until a stored row asks for their number."""

    session: Session
    viewer: Viewer
    system: str
    here: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    waiting: dict[str, Picture] = field(default_factory=dict)
    places: dict[str, tuple[Line, dict[str, Any]]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    made: set[int] = field(default_factory=set)
    pcodes: dict[str, str] = field(default_factory=dict)
    coming: set[str] = field(default_factory=set)
    """The codes of the cases that the file holds."""

    def learn(self, kind: str, codes: Iterable[str]) -> None:
        """Look for records by the codes that the file gives them."""
        wanted = sorted({code for code in codes if code})
        record = KINDS[kind]
        for start in range(0, len(wanted), AT_ONCE):
            piece = wanted[start : start + AT_ONCE]
            seen = visible(record, self.viewer).where(record.code.in_(piece), record.withdrawn_at.is_(None))
            for number, code in self.session.execute(seen.with_only_columns(record.id, record.code)):
                self.here[kind, code] = number, code
            if record is LegalInstrument:
                continue  # it has no names in other lists
            owner = getattr(ExternalId, f"{kind}_id")
            named = visible(record, self.viewer).join(ExternalId, owner == record.id)
            named = named.where(ExternalId.system == self.system, ExternalId.value.in_(piece))
            # A code that was taken when the file first came leads to the record that was made for it then.
            for number, code, value in self.session.execute(
                named.with_only_columns(record.id, record.code, ExternalId.value)
            ):
                self.here[kind, value] = number, code

    def code_here(self, kind: str, code: str) -> str:
        """The code here of what the file calls so; the same for what is not here."""
        return self.here[kind, code][1] if (kind, code) in self.here else code

    def actor_called(self, name: str) -> str | None:
        """The key of the only actor with a name, or None."""
        seen = visible(Actor, self.viewer).join(ActorName).where(ActorName.folded == fold(name))
        found = set(self.session.scalars(seen.with_only_columns(Actor.id)))
        return f"actor:#{found.pop()}" if len(found) == 1 else None

    def called(self, key: str) -> str | None:
        """What an export calls an actor or a source, whether it is here or waits to be stored."""
        kind, _colon, code = key.partition(":")
        if key in self.waiting:
            return _called(kind, self.waiting[key])
        number = int(code[1:]) if code.startswith("#") else self.here[kind, code][0]
        if kind == "actor":
            actors = Actors(self.session, self.viewer)
            actors.learn([number])
            return actors.actor(number).called
        sources = Sources(self.session, self.viewer)
        sources.learn([number])
        source = sources.source(number)
        return source.called if source else None

    def await_actor(self, key: str, code: str, names: dict[str, str], kind: str | None) -> None:
        """Remember what a new actor is called, in case its row is stored."""
        listed = [
            {"id": f"new-{language}", "text": text, "lang": None if language == "und" else language, "kind": "official"}
            for language, text in names.items()
            if text
        ]
        listed = listed or [{"id": "new-code", "text": code, "lang": None, "kind": "alias"}]
        self.waiting.setdefault(key, {"actor": {"kind": kind}, "actor_name": listed})

    def number(self, key: str) -> int:
        """The number of a record by its key, such as ``actor:ACT-K4SH7Q``; made if it is not here."""
        if key in self.numbers:
            return self.numbers[key]
        kind, _colon, code = key.partition(":")
        if code.startswith("#"):
            return int(code[1:])
        if (kind, code) in self.here:
            return self.here[kind, code][0]
        if kind == "place":
            self.pcodes.pop(self.places[key][0].word("pcode"), None)  # a place must not wait for itself
            number = Gazetteer(self).place(*self.places[key])
        else:
            number = self.make(kind, code, self.waiting[key]).id
        self.numbers[key] = number
        return number

    def make(self, kind: str, code: str, drawing: Picture) -> Any:
        """Store a new record inside a running act, under the file's code if that is free."""
        record: Kind = KINDS[kind]
        taken = self.session.scalars(select(record.id).where(record.code == code)).first() is not None
        is_free = bool(code) and not taken and read_code(code) == code
        fresh: Any = record(code=code if is_free else free_code(self.session, record, record.code_prefix))
        if isinstance(fresh, LegalInstrument):
            apply_picture(self.session, fresh, drawing)
            return fresh
        if code and not is_free and not code.startswith("name "):
            drawing = {**drawing, "external_id": [{"id": "new-code", "system": self.system, "value": code}]}
        return store_reference(self.session, self.viewer, type(fresh), drawing, fresh)


def _called(kind: str, drawing: Picture) -> str | None:
    if kind == "actor":
        names = {name["lang"]: name["text"] for name in drawing["actor_name"]}
        return names.get("en") or names.get("ar") or next(iter(names.values()), None)
    values = drawing["source"]
    title = values.get("title") or {}
    return values.get("publisher") or title.get("en") or next(iter(title.values()), None)
