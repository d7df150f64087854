"""The claims grid of a case: a row for what one source says at one time, a column a group, the team beneath."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from incidents.answers.saying import Names, unnamed
from incidents.base.dates import say_date
from incidents.base.languages import _
from incidents.base.ranges import Count
from incidents.records import Citation, Figure
from incidents.search.effective import CURRENT, Effective, is_open_above
from incidents.vocabularies import label

Column = tuple[str, str, str, str]
"""Outcome, group, unit, and stock or flow, which is empty where it does not matter or is not told."""

# The columns stand in the order in which people ask: the dead first, everybody before a part of them.
OUTCOMES = (
    "killed",
    "injured",
    "missing",
    "detained",
    "abducted",
    "disappeared",
    "exposed",
    "treated",
    "displaced",
    "returned",
    "sexual_violence",
    "affected",
    "survived",
    "other",
    "unknown",
)
GROUPS = ("total", "civilian", "combatant", "status_unknown", "children", "boys", "girls", "women", "men")


@dataclass(frozen=True, slots=True)
class Cell:
    """One number as it was stated: its bounds, or the words and the share that stand for a number."""

    count: Count
    state: str | None
    words: str | None = None
    share: str | None = None
    imputed: bool = False
    reason: str | None = None
    figure: int | None = None


@dataclass(slots=True)
class ClaimRow:
    """What one speaker says in one source as of one day; a row that a later one replaced is past."""

    speaker: str
    source: str
    source_code: str | None
    as_of: str | None
    reliability: str | None
    credibility: str | None
    past: str | None
    cells: dict[Column, Cell] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ClaimsGrid:
    """All claims of a case, and what the team holds or, where it holds nothing, the range of what is claimed."""

    columns: list[Column]
    rows: list[ClaimRow]
    team: dict[Column, Cell]
    ranges: dict[Column, Cell]

    def heading(self, column: Column) -> str:
        """The words above a column."""
        outcome, group, unit, kind = column
        words = label("outcome", outcome)
        if group != "total":
            words = _("%(outcome)s: %(group)s", outcome=words, group=label("group", group))
        if kind:
            words = _("%(words)s (%(unit)s)", words=words, unit=label("stock_or_flow", kind))
        return words if unit == "person" else _("%(words)s (%(unit)s)", words=words, unit=label("unit", unit))


def claims_grid(
    figures: Iterable[Figure],
    citations: Iterable[Citation],
    effective: Iterable[Effective],
    names: Names,
    codes: dict[int, str],
) -> ClaimsGrid:
    """Lay out the figures of a case; ``codes`` are the public codes of the sources that the viewer may see."""
    cited = {citation.id: citation for citation in citations}
    rows: dict[tuple[object, ...], ClaimRow] = {}
    team: dict[Column, Cell] = {}
    columns: set[Column] = set()
    for figure in sorted(figures, key=time_order):
        column = (figure.outcome, figure.group, figure.unit, figure.kind or "")
        columns.add(column)
        if figure.role == "assessed":
            if figure.series_state in CURRENT:
                team[column] = cell_of(figure)
            continue
        citation = cited.get(figure.citation_id or 0)
        key = row_key(figure)
        row = rows.get(key)
        if row is None:
            row = rows[key] = row_of(figure, citation, names, codes)
        if column in row.cells:  # a second number of one speaker for one group, limited in place or time
            row = rows[(*key, figure.id)] = row_of(figure, citation, names, codes)
        row.cells[column] = cell_of(figure)
        # The words of a source can give it away, so they are closed where the source is.
        told = citation is None or citation.source_id in codes
        if told and figure.as_stated and figure.as_stated not in row.words:
            row.words.append(figure.as_stated)
    ranges = {(e.outcome, e.group, e.unit, e.kind): Cell(e.count, e.value_state) for e in effective if not e.assessed}
    return ClaimsGrid(sorted(columns, key=_column_order), list(rows.values()), team, ranges)


def row_key(figure: Figure) -> tuple[object, ...]:
    """What claims of one row have in common: the speaker, where it speaks, as of when, and whether it still stands."""
    return (
        figure.citation_id,
        figure.stated_by_text,
        figure.stated_by_actor_id,
        figure.stated_by_source_id,
        figure.as_of.edtf,
        None if figure.series_state in CURRENT else figure.series_state,
        figure.role,
    )


def time_order(figure: Figure) -> tuple[object, ...]:
    """The order of the rows: by the last day that a claim can be of; those without a day come last."""
    latest = figure.as_of.latest
    return latest is None, latest.isoformat() if latest else "", figure.citation_id or 0, figure.id


def _column_order(column: Column) -> tuple[int, int, str, str, str]:
    outcome, group, unit, kind = column
    return (
        OUTCOMES.index(outcome) if outcome in OUTCOMES else 99,
        GROUPS.index(group) if group in GROUPS else 99,
        group,
        unit,
        kind,
    )


def cell_of(figure: Figure) -> Cell:
    """What one figure states, for a cell of the grid."""
    share = f"{figure.share_num}/{figure.share_den}" if figure.share_num is not None and figure.share_den else None
    stated = any(number is not None for number in (figure.low, figure.best, figure.high))
    count = Count(figure.low, figure.best, figure.high, is_open_above(figure))
    return Cell(
        count,
        figure.value_state or ("known" if stated else None),
        figure.as_stated,
        share,
        figure.imputed,
        figure.reason,
        figure.id,
    )


def row_of(figure: Figure, citation: Citation | None, names: Names, codes: dict[int, str]) -> ClaimRow:
    """The head of a row: who speaks, where and how reliably; what gives a closed source away is not in it."""
    seen = citation is not None and citation.source_id in codes
    source = names.get(("source", citation.source_id)) if citation is not None and seen else None
    speaker = figure.stated_by_text
    if figure.stated_by_actor_id is not None:
        speaker = names.get(("actor", figure.stated_by_actor_id)) or unnamed("actor")
    elif figure.stated_by_source_id is not None:
        speaker = names.get(("source", figure.stated_by_source_id)) or unnamed("source")
        if figure.stated_by_source is not None and ("source", figure.stated_by_source_id) in names:
            speaker = figure.stated_by_source.publisher or speaker
    publisher = citation.source.publisher if citation is not None and seen else None
    reliability = (
        (citation.reliability_override or citation.source.default_reliability)
        if citation is not None and seen
        else None
    )
    state = figure.series_state
    past = None if state in CURRENT else label("series_state", state)
    return ClaimRow(
        unnamed("source") if citation is not None and not seen else speaker or publisher or source or unnamed("source"),
        source or unnamed("source"),
        codes.get(citation.source_id) if citation is not None else None,
        None if figure.as_of.is_empty else say_date(figure.as_of),
        reliability,
        figure.credibility or (citation.credibility if citation is not None else None),
        past,
    )
