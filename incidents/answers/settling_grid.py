"""The claims of one outcome laid out for settling: every number with the chain behind it, down to who entered it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from incidents.answers.claims import GROUPS, Cell, ClaimRow, cell_of, row_key, row_of, time_order
from incidents.answers.saying import Names, unnamed
from incidents.answers.telling import fields_of
from incidents.base.dates import say_date
from incidents.base.languages import _, say_moment
from incidents.ledger.replay import Past
from incidents.reconciliation import Claim
from incidents.records import Citation, Figure
from incidents.search.effective import CURRENT, is_narrower
from incidents.vocabularies import label

# Columns of a figure, each named like the vocabulary of its terms.
DETAILS = ("record_kind", "method", "counting_basis", "directness")
CROSSINGS = ("sex", "age_group", "victim_status", "cause_of_death")


@dataclass(frozen=True, slots=True)
class Entered:
    """Who put a number into the case, or changed it last, and when."""

    who: str
    at: datetime

    @property
    def when(self) -> str:
        """The moment in the reader's language."""
        return say_moment(self.at)


@dataclass(frozen=True, slots=True)
class GridClaim:
    """One number as a speaker states it, with everything that stands behind it."""

    number: int
    row: int
    speaker: str
    group: str
    cell: Cell
    wording: str | None
    state: str | None
    credibility: str | None
    own_credibility: str | None
    convention: str | None
    details: list[tuple[str, str]]
    replaces: int | None
    replaced_by: int | None
    contained_in: int | None
    entered: Entered | None
    corrected: Entered | None
    closed: bool
    is_only_compared: bool
    is_narrower: bool

    @property
    def is_past(self) -> bool:
        """Tell whether no rule reads it as a current number."""
        return self.state not in CURRENT


@dataclass(slots=True)
class GridRow:
    """What one speaker says in one source as of one day, with its place in the chain of who repeats whom."""

    number: int
    head: ClaimRow
    standing: str
    state: str | None
    published: str | None = None
    address: str | None = None
    locator: str | None = None
    excerpt: str | None = None
    translation: str | None = None
    repeats: list[str] = field(default_factory=list)
    independence_reason: str | None = None
    cells: dict[str, list[GridClaim]] = field(default_factory=dict)

    @property
    def where(self) -> str | None:
        """The source beneath the speaker, without repeating the speaker; None where both are one."""
        rest = self.head.source.removeprefix(f"{self.head.speaker}: ")
        return None if rest == self.head.speaker else rest


@dataclass(slots=True)
class Grid:
    """The groups that occur, the total first, and the rows."""

    groups: list[str]
    rows: list[GridRow]
    claims: dict[int, GridClaim]


@dataclass(frozen=True, slots=True)
class Behind:
    """What the grid needs beside the figures: names, what is closed to the viewer, the claims as rules see them."""

    citations: Mapping[int, Citation]
    names: Names
    codes: dict[int, str]
    claims: Mapping[int, Claim]
    entered: Mapping[int, tuple[Entered, Entered | None]]

    def is_closed(self, figure: Figure) -> bool:
        """Whether the source of a figure is one that the viewer may not see."""
        citation = self.citations.get(figure.citation_id or 0)
        return citation is not None and citation.source_id not in self.codes


def lay_out(figures: Iterable[Figure], behind: Behind) -> Grid:
    """Lay out the claims of one outcome, unit and kind; assessed figures only say which groups there are."""
    rows: dict[tuple[object, ...], GridRow] = {}
    placed: list[tuple[GridRow, Figure]] = []
    groups: set[str] = set()
    for figure in sorted(figures, key=time_order):
        groups.add(figure.group)
        if figure.role == "assessed":
            continue
        key = row_key(figure)
        if key not in rows:
            rows[key] = _row(len(rows) + 1, figure, behind)
        placed.append((rows[key], figure))
    row_of_figure = {figure.id: row.number for row, figure in placed}
    # Which number took the place of another is told only where both may be read.
    later = {f.supersedes_id: f.id for _in, f in placed if f.supersedes_id is not None and not behind.is_closed(f)}
    claims: dict[int, GridClaim] = {}
    for row, figure in placed:
        claim = _claim(row, figure, behind, row_of_figure, later.get(figure.id))
        row.cells.setdefault(figure.group, []).append(claim)
        claims[figure.id] = claim
    return Grid(sorted(groups, key=_group_order), list(rows.values()), claims)


def _group_order(group: str) -> tuple[int, str]:
    return (GROUPS.index(group) if group in GROUPS else len(GROUPS), group)


def _row(number: int, figure: Figure, behind: Behind) -> GridRow:
    citation = behind.citations.get(figure.citation_id or 0)
    head = row_of(figure, citation, behind.names, behind.codes)
    state = None if figure.series_state in CURRENT else figure.series_state
    row = GridRow(number, head, _standing(figure, behind), state)
    if citation is None or behind.is_closed(figure):
        return row
    source = citation.source
    row.published = None if source.published.is_empty else say_date(source.published)
    row.address, row.locator = source.url, citation.locator
    row.excerpt, row.translation = citation.excerpt, citation.excerpt_translation
    row.independence_reason = citation.independent_reason
    row.repeats = [
        behind.names.get(("source", one.parent_id)) or unnamed("source")
        for one in sorted(source.derivations, key=lambda one: one.id)
    ]
    return row


def _standing(figure: Figure, behind: Behind) -> str:
    """Whether a speaker speaks for itself: "own", "repeats", "unknown", "denied", or "closed" for the viewer."""
    claim = behind.claims.get(figure.id)
    if claim is None or behind.is_closed(figure):
        return "closed"
    if claim.is_denied:
        return "denied"
    if not claim.origins:
        return "unknown"
    return "own" if claim.steps == 0 and len(claim.origins) == 1 else "repeats"


def _claim(
    row: GridRow, figure: Figure, behind: Behind, row_of_figure: Mapping[int, int], later: int | None
) -> GridClaim:
    closed = behind.is_closed(figure)
    claim = behind.claims.get(figure.id)
    entered, corrected = behind.entered.get(figure.id, (None, None))
    cell = cell_of(figure)
    return GridClaim(
        number=figure.id,
        row=row.number,
        speaker=row.head.speaker,
        group=figure.group,
        cell=cell,
        wording=None if closed else cell.words,
        state=figure.series_state,
        credibility=claim.credibility if claim is not None else figure.credibility,
        own_credibility=figure.credibility,
        convention=figure.imputation_rule,
        details=list(_details(figure, behind)),
        replaces=None if closed else row_of_figure.get(figure.supersedes_id or 0),
        replaced_by=None if closed else row_of_figure.get(later or 0),
        contained_in=None if closed else row_of_figure.get(figure.within_figure_id or 0),
        entered=entered,
        corrected=corrected,
        closed=closed,
        is_only_compared=figure.role == "check",
        is_narrower=is_narrower(figure),
    )


def _details(figure: Figure, behind: Behind) -> Iterator[tuple[str, str]]:
    if figure.qualifier:
        yield _("How it is put"), label("qualifier", figure.qualifier)
    for name in DETAILS:
        if value := getattr(figure, name):
            yield _(fields_of("figure")[name].label), label(name, value)
    narrower = [label(name, value) for name in CROSSINGS if (value := getattr(figure, name))]
    if figure.place_id is not None:
        narrower.append(behind.names.get(("place", figure.place_id)) or unnamed("place"))
    if not figure.period.is_empty:
        narrower.append(say_date(figure.period))
    if narrower:
        yield _("Limited to"), _(", ").join(narrower)


def entered_figures(past: Iterable[Past]) -> dict[int, tuple[Entered, Entered | None]]:
    """By figure, who entered it and who changed it last, from the changes of the case."""
    found: dict[int, tuple[Entered, Entered | None]] = {}
    for change in past:
        by = Entered(change.account_name, change.at)
        for difference in change.differences:
            if difference["part"] != "figure":
                continue
            number = difference["id"]
            found[number] = (found[number][0], by) if number in found else (by, None)
    return found
