"""The history of a record as sentences and differences, for whoever may see the record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.closed import giving_away, is_closed
from incidents.access.viewer import Viewer
from incidents.answers.decisions import because_in_words, decision_sentence, outdated_sentence
from incidents.answers.saying import Names, say_value, unnamed
from incidents.answers.telling import Row, all_names, noun_of, shown_fields, tell, telling_of
from incidents.answers.unseen import without_unseen_cases
from incidents.base.languages import N_, _, ngettext, say_moment
from incidents.db.fields import Field, Kind
from incidents.ledger.replay import Past
from incidents.ledger.replay import history as past_of

DONE = {
    "recorded": N_("recorded it"),
    "imported": N_("imported it"),
    "revised": N_("changed it"),
    "settled": N_("answered an open question"),
    "asked_again": N_("asked a question again"),
    "looked": N_("looked for what seems wrong"),
    "withdrawn": N_("withdrew it"),
    "merged": N_("merged two records of one source"),
    "restored": N_("brought an earlier state back"),
    "updated by import": N_("brought a later release in"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field from what to what, in words; None is "not recorded"."""

    label: str
    before: str | None
    after: str | None
    removed: bool = False

    @property
    def pieces(self) -> list[dict[str, str]]:
        """What was added to nothing, or taken away with its part, in one piece; else empty."""
        if self.removed:
            return [{"kind": "gone", "text": self.before or ""}]
        return [{"kind": "new", "text": self.after or ""}] if self.before is None else []


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change as a page shows it."""

    seq: int
    version: int
    who: str
    at: datetime
    sentence: str
    reason: str | None
    differences: list[Difference] = field(default_factory=list)

    @property
    def when(self) -> str:
        """The moment in the reader's language."""
        return say_moment(self.at)

    @property
    def machine_when(self) -> str:
        """The moment for programs."""
        return self.at.isoformat(timespec="seconds")


def history_of(session: Session, viewer: Viewer, record_type: str, record_id: int) -> list[HistoryEntry]:
    """The changes of one record, the newest first; the caller has made sure that the viewer may see it."""
    past = without_unseen_cases(session, viewer, past_of(session, record_type, record_id))
    rows = list(_rows(past))
    names = all_names(session, viewer, rows)
    closed = _closed(rows, names)
    kept_back = _kept_back(rows, closed)
    return [
        HistoryEntry(
            change.seq, change.version, change.account_name, change.at, _sentence(change, names), change.reason,
            list(_differences(change, names, closed, kept_back)),
        )
        for change in reversed(past)
    ]  # fmt: skip


def _rows(past: list[Past]) -> Iterator[Row]:
    """Every row that a change speaks of, as it last was and as it was before."""
    latest: dict[tuple[str, int], dict[str, Any]] = {}
    for change in past:
        for difference in change.differences:
            key = difference["part"], difference["id"]
            values = latest.setdefault(key, {"id": difference["id"]})
            for name, ends in difference.get("fields", {}).items():
                yield difference["part"], {"id": difference["id"], name: ends["from"]}
                values[name] = ends["to"]
            values |= difference.get("values", {})
    yield from ((table, values) for (table, _number), values in latest.items())


def _closed(rows: list[Row], names: Names) -> set[int]:
    """The citations that at any time led to a source which this reader may not see."""
    cited = [
        (values["id"], values["source_id"]) for table, values in rows if table == "citation" and "source_id" in values
    ]
    return {number for number, source in cited if source is not None and ("source", source) not in names}


def _kept_back(rows: list[Row], closed: set[int]) -> set[tuple[str, int]]:
    """The parts that at any time were read in a closed citation: their words and speakers stay with it."""
    return {(table, values["id"]) for table, values in rows if is_closed(table, values, closed)}


def _sayable(part: str, number: int, values: dict[str, Any], kept_back: set[tuple[str, int]]) -> dict[str, Any]:
    told = giving_away(part) if (part, number) in kept_back else ()
    return {name: value for name, value in values.items() if name not in told}


def _differences(change: Past, names: Names, closed: set[int], kept_back: set[tuple[str, int]]) -> Iterator[Difference]:
    for difference in change.differences:
        part, noun = difference["part"], noun_of(difference["part"])
        if part == "citation" and difference["id"] in closed:
            words = unnamed(part)
            gone = difference["is"] == "removed"
            yield Difference(noun, words if difference["is"] != "added" else None, None if gone else words, gone)
        elif difference["is"] == "changed":
            telling = names.get((part, difference["id"]))
            for name, field in shown_fields(part, _sayable(part, difference["id"], difference["fields"], kept_back)):
                ends = difference["fields"][name]
                prefix = f"{noun} ({telling}): " if telling_of(part) and telling else ""
                if name == "stale_because":
                    old, new = because_in_words(ends["from"], names), because_in_words(ends["to"], names)
                    yield Difference(prefix + _(field.label), old, new)
                    continue
                yield from _of_field(field, ends["from"], ends["to"], names, prefix)
        elif telling_of(part):
            words = tell(part, _sayable(part, difference["id"], difference["values"], kept_back), names)
            yield Difference(noun, None, words) if difference["is"] == "added" else Difference(noun, words, None, True)
        else:
            for name, field in shown_fields(part, _sayable(part, difference["id"], difference["values"], kept_back)):
                value = difference["values"][name]
                if value is not None and value is not False:
                    yield from _of_field(field, None, value, names, "")


def _of_field(field: Field, before: Any, after: Any, names: Names, prefix: str) -> Iterator[Difference]:
    """A text in several languages differs language by language; anything else as a whole."""
    label = prefix + _(field.label)
    if field.kind is not Kind.TEXTS:
        yield Difference(label, say_value(field, before, names), say_value(field, after, names))
        return
    old, new = before or {}, after or {}
    for language in sorted({*old, *new}):
        if old.get(language) != new.get(language):
            yield Difference(f"{label} ({language})", old.get(language), new.get(language))


def _sentence(change: Past, names: Names) -> str:
    if (decided := decision_sentence(change, names)) is not None:
        return decided
    done = _(DONE.get(change.verb, change.verb))
    counted = (d for d in change.differences if d["is"] != "added" or telling_of(d["part"]))
    count = sum(len(d.get("fields", ())) or 1 for d in counted)
    if change.verb not in ("recorded", "imported") and count:
        what = ngettext("one difference", "%(num)s differences", count, num=count)
        done = _("%(done)s: %(what)s", done=done, what=what)
    outdated = outdated_sentence(change)
    return _("%(done)s; %(what)s", done=done, what=outdated) if outdated else done
