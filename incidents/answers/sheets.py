"""The sheets of a case as its page shows them: each row in words, with its numbers, its sources and its details."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from incidents.access.closed import giving_away, is_closed
from incidents.answers.movement_numbers import workings
from incidents.answers.saying import Names, say_value
from incidents.base.dates import say_date
from incidents.base.languages import _
from incidents.base.ranges import Count
from incidents.db.fields import Audience
from incidents.records import Figure, Incident, IncidentPlace
from incidents.records.picture import drawn, drawn_columns
from incidents.records.sheet import SheetRecord, own_columns, sheets
from incidents.search.effective import effective_figures
from incidents.vocabularies import label

SHARED = frozenset({"figures", "cited", "note"})


@dataclass(frozen=True, slots=True)
class Number:
    """What the case's numbers about one row come to for one outcome: the assessed one, else the range of claims."""

    outcome: str
    group: str
    unit: str
    kind: str
    heading: str
    count: Count
    state: str | None
    assessed: bool


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that a row was read in; without a code it is kept from this viewer."""

    title: str
    code: str | None


class _Said(dict[str, str]):
    """Values in words by column; what is not filled in reads as nothing, so that templates can ask for any column."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of a sheet. ``said`` holds the values in words by column, a date under the name of its group.

    ``workings`` say how persons come of households whose size the source states.
    """

    record: Any
    said: Mapping[str, str]
    labels: Mapping[str, str]
    numbers: list[Number]
    sources: list[CitedSource]
    within: list["ShownSheet"] = field(default_factory=list)
    closed: bool = False
    workings: tuple[str, ...] = ()
    place: IncidentPlace | None = None

    @property
    def role(self) -> str:
        """What happened at the place of the case that the row names, if it names one."""
        return self.place.role if self.place is not None else ""

    @property
    def stage(self) -> int:
        """The stage on a way; what has none stands first, as it was entered."""
        return getattr(self.record, "position", None) or 0

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Label and value of everything that is filled in, in the order of the declaration."""
        return [(self.labels[name], words) for name, words in self.said.items() if name not in SHARED]

    def of(self, *names: str) -> list[tuple[str, str]]:
        """Label and value of the columns named, as far as they are filled in."""
        return [(self.labels[name], self.said[name]) for name in names if name in self.said]

    def besides(self, *names: str) -> list[tuple[str, str]]:
        """Label and value of everything that is filled in but for the columns named."""
        shown = SHARED.union(names)
        return [(self.labels[name], words) for name, words in self.said.items() if name not in shown]


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """All rows of one sheet of a case; ``table`` names the template that draws them."""

    table: str
    name: str
    title: str
    rows: list[ShownRow]


def sheets_of(incident: Incident, names: Names, codes: Mapping[int, str]) -> list[ShownSheet]:
    """The sheets of a case that have rows, details inside their row; ``codes`` are those of the seen sources."""
    sources = {citation.id: citation.source_id for citation in incident.citations}
    told = _Telling(incident, {**names, **_places(incident, names)}, codes, sources)
    shown = {kind.__tablename__: told.sheet(kind) for kind in sheets()}
    details = {kind.declared.within: kind for kind in sheets() if kind.declared.within}
    for column, kind in details.items():
        _put_inside(shown[column.removesuffix("_id")], shown[kind.__tablename__], column)
    return [sheet for sheet in shown.values() if sheet.rows]


def _places(incident: Incident, names: Names) -> Names:
    """The places of the case as rows of sheets name them: by the gazetteer, else in the source's words."""
    return {
        ("incident_place", one.id): names.get(("place", one.place_id or 0))
        or one.verbatim
        or _("a place without a name")
        for one in incident.places
    }


def _put_inside(outer: ShownSheet, inner: ShownSheet, column: str) -> None:
    """Move the details to their rows; one that belongs to none stays in a list of its own."""
    for row in outer.rows:
        own = [one for one in inner.rows if getattr(one.record, column) == row.record.id]
        if own:
            row.within.append(ShownSheet(inner.table, inner.name, inner.title, own))
            inner.rows[:] = [one for one in inner.rows if one not in own]


@dataclass(frozen=True, slots=True)
class _Telling:
    incident: Incident
    names: Names
    codes: Mapping[int, str]
    sources: Mapping[int, int]

    def sheet(self, kind: SheetRecord) -> ShownSheet:
        rows = [self.row(record) for record in getattr(self.incident, kind.declared.rows)]
        return ShownSheet(kind.__tablename__, kind.declared.rows, _(kind.declared.titles), rows)

    def row(self, record: Any) -> ShownRow:
        unseen = {number for number, source in self.sources.items() if source not in self.codes}
        table = record.__tablename__
        closed = is_closed(table, drawn(record), unseen)
        hidden = giving_away(table) if closed else ()
        kind: SheetRecord = type(record)
        declared = {name: field for name, _column, field in drawn_columns(kind)}
        said, labels = _Said(), {}
        for name in own_columns(kind):
            of = declared.get(name) or declared[f"{name}_text"]
            if of.audience > Audience.TEAM or name in hidden or name == kind.declared.within:
                continue
            labels[name] = _(of.label)
            value = getattr(record, name)
            words = (
                say_value(of, value, self.names) if of.group is None else None if value.is_empty else say_date(value)
            )
            if words:
                said[name] = words
        return ShownRow(
            record,
            said,
            labels,
            self.numbers(record),
            self.cited(record, unseen),
            [],
            closed,
            self.workings(record),
            self.place(record),
        )

    def numbers(self, record: Any) -> list[Number]:
        wanted = set(record.figures or ())
        own = [figure for figure in self.incident.figures if figure.id in wanted]
        return [_number(one) for one in effective_figures(_as_whole(own))]

    def place(self, record: Any) -> IncidentPlace | None:
        number = getattr(record, "incident_place_id", None)
        return next((one for one in self.incident.places if one.id == number), None)

    def workings(self, record: Any) -> tuple[str, ...]:
        wanted = set(record.figures or ())
        return tuple(workings(figure for figure in self.incident.figures if figure.id in wanted))

    def cited(self, record: Any, unseen: set[int]) -> list[CitedSource]:
        known = [number for number in record.cited or () if number in self.sources]
        return [
            CitedSource(self.names.get(("citation", number), _("a confidential source")), None)
            if number in unseen
            else CitedSource(self.names[("citation", number)], self.codes[self.sources[number]])
            for number in known
        ]


class _Whole:
    """A figure as it counts for the one thing that it is about: the part of the case is the whole there."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self.counting_basis = None if figure.counting_basis == "part_of_incident" else figure.counting_basis

    def __getattr__(self, name: str) -> Any:
        return getattr(self._figure, name)


def _as_whole(figures: list[Figure]) -> list[Any]:
    return [_Whole(figure) for figure in figures]


def _number(one: Any) -> Number:
    words = [label("outcome", one.outcome)] + ([label("group", one.group)] if one.group != "total" else [])
    words += [label("unit", one.unit)] if one.unit != "person" else []
    words += [label("stock_or_flow", one.kind)] if one.kind else []
    heading = _(", ").join(words)
    return Number(one.outcome, one.group, one.unit, one.kind, heading, one.count, one.value_state, one.assessed)
