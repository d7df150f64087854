"""The first look at a case: what its rows change, as a picture; nothing is written, and a dry run ends here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from incidents.access.permissions import may
from incidents.access.viewer import Viewer
from incidents.base.languages import _
from incidents.exports.text import settled
from incidents.imports.formats.tables.asking import ask_about
from incidents.imports.formats.tables.cases import Case, is_taken, row_name
from incidents.imports.formats.tables.columns import PARTS
from incidents.imports.formats.tables.flat import note_what_is_worked_out
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.linking import link_row
from incidents.imports.formats.tables.parts import Matched
from incidents.imports.formats.tables.references import References
from incidents.imports.formats.tables.standing import Cells, Standing
from incidents.imports.formats.tables.values import texts_of, values_of
from incidents.records import Incident
from incidents.records.picture import Picture, picture

# What a new part cannot do without: a default would be an invention.
NEEDED = {
    "citations": ("source_id",), "violations": ("violation",), "attributions": ("actor_id",), "figures": ("outcome",),
    "assessments": ("axis",), "findings": ("body",), "case_instruments": ("instrument_id",), "links": ("other_id",),
    "external_ids": ("system", "value"),
}  # fmt: skip
# Codes that have a default for silence; where the file says something that cannot be read, silence would be a lie.
SAID = {
    "figures": ("role", "group", "unit"), "places": ("role",), "attributions": ("role",), "findings": ("axis",),
    "case_instruments": ("role",), "links": ("kind",),
    "external_ids": ("match",),
}  # fmt: skip
TABLES_OF = {table: record.__tablename__ for table, (record, _number) in PARTS.items()}


@dataclass(slots=True)
class Decided:
    """What is to become of a case: the values that change, row by row, under the keys of the parts."""

    case: Case
    own: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, dict[Any, dict[str, Any]]] = field(default_factory=dict)
    keys: dict[int, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the case is not here yet."""
        return self.case.number is None

    @property
    def changes(self) -> bool:
        """Whether anything of it is new or changed."""
        return self.is_new or bool(self.own) or any(self.parts.values())


class Decider:
    """Holds the rows of each case against what stands here."""

    def __init__(
        self, viewer: Viewer, standing: Standing, references: References, known: Mapping[str, Any], *, named: bool
    ) -> None:
        self._viewer, self._standing, self._references, self._named = viewer, standing, references, named
        self._known = known
        self._pairs: set[tuple[str, str]] = set()

    def decide(self, case: Case, incident: Incident | None) -> Decided | None:
        """What the rows of a case change; None where the case is held or refused, and every row knows it."""
        if refusal := self._refusal(case, incident):
            for line in case.lines():
                line.outcome = line.outcome or "held"
            first = next(iter(case.lines()))
            first.remark("code", refusal)
            return None
        self._skip_what_was_read(case)
        before = picture(incident) if incident is not None else {}
        numbers = {name: known.part_id for name, known in self._known.items() if known.part_id is not None}
        matched = Matched(case, self._standing, numbers, named=self._named)
        decided = Decided(case, keys=matched.keys)
        self._own(case, before, decided, matched)
        for table in PARTS:
            stored = {part["id"]: part for part in before.get(TABLES_OF[table], [])}
            for line in case.parts.get(table, []):
                if not line.outcome:
                    self._part(line, matched, stored, decided)
        if any(line.outcome == "refused" for line in case.lines()) and decided.is_new and _is_refused(case):
            return None
        return decided

    def _refusal(self, case: Case, incident: Incident | None) -> str:
        if case.held:
            return case.held
        if incident is None:
            if case.line is None:
                return _("there is no such case, here or in incidents.csv")
            return "" if case.line.outcome in ("", "skipped") else _("its row among the cases was not taken")
        if incident.withdrawn_at is not None:
            return _("the case was withdrawn and stays as it is")
        return "" if may(self._viewer, "case.revise", incident) else _("the case is not yours to change")

    def _skip_what_was_read(self, case: Case) -> None:
        """A row that was read before is done with: an old file must not undo what people have changed since."""
        for line in case.lines():
            known = self._known.get(row_name(line))
            if not line.outcome and known is not None and line.fingerprint in known.fingerprints:
                line.outcome = "unchanged"

    def _own(self, case: Case, before: Picture, decided: Decided, matched: Matched) -> None:
        here = self._standing.cases.get(case.number) if case.number is not None else None
        stored = before.get("incident", {})
        for table, line in (("incidents", case.line), ("details", case.details)):
            if line is None or line.outcome:
                continue
            if here is not None and table == "incidents":
                note_what_is_worked_out(line, here)
            stored_now = stored | decided.own
            found = values_of(line, here, matched.find) | texts_of(line, table, here, stored_now)
            decided.own |= found
            _settle(line, "new" if case.number is None else "changed" if found else "unchanged")
        if case.number is None and not decided.own.get("title"):
            assert case.line is not None
            decided.own["title"] = {"en": case.code or _("Untitled")}
            case.line.remark("title_en", _("a case without a title is called by its code"))

    def _part(self, line: Line, matched: Matched, stored: dict[Any, Any], decided: Decided) -> None:
        here, key = matched.stands.get(id(line)), matched.keys[id(line)]
        if line.table == "external_ids":
            key = self._identifier(line, here, key, stored)
        values = values_of(line, here, matched.find)
        link_row(line, here, values, self._references, matched)
        if here is None and (missing := _missing(line, values)):
            line.remark(missing, _("without this the row cannot be stored"))
            line.outcome = "held"
        if line.outcome:
            return
        if here is not None and not values:
            line.outcome = "unchanged"
            return
        before = stored.get(key, {}) if here is not None else {}
        ask_about(line, values, before | values)
        line.outcome = "changed" if here is not None else "new"
        decided.parts.setdefault(line.table, {})[key] = values

    def _identifier(self, line: Line, here: Cells | None, key: Any, stored: dict[Any, Any]) -> Any:
        """The key of an identifier in another list: the same list and identifier are one, wherever they stand."""
        pair = line.text("system"), line.text("value")
        if here is not None:
            named = ((number, (settled(part["system"]), settled(part["value"]))) for number, part in stored.items())
            return next(number for number, its_pair in named if its_pair == pair)
        if pair in self._pairs or is_taken(self._references.session, *pair):
            line.remark("value", _("another case has this identifier; not taken"), "possible_duplicate")
            line.outcome = "held"
        self._pairs.add(pair)
        return key


def _settle(line: Line, outcome: str) -> None:
    """Give a row its outcome, unless reading its cells has refused it."""
    line.outcome = line.outcome or outcome


def _missing(line: Line, values: dict[str, Any]) -> str:
    for name in NEEDED.get(line.table, ()):
        if values.get(name) is None:
            return name
    return next((name for name in SAID.get(line.table, ()) if line.word(name) and values.get(name) is None), "")


def _is_refused(case: Case) -> bool:
    """Whether the row of a new case itself is refused, and with it all that hangs on it."""
    own = [line for line in (case.line, case.details) if line is not None]
    if not any(line.outcome == "refused" for line in own):
        return False
    for line in case.lines():
        line.outcome = "refused" if line in own else "held"
    return True
