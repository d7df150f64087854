"""The page of a case: everything it shows, read at once for one viewer, so that nothing is read while it is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session, selectinload

from incidents.access.permissions import may
from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.answers.claims import ClaimsGrid, Column, claims_grid
from incidents.answers.history import HistoryEntry, history_of
from incidents.answers.saying import Names, names_of, say_value, unnamed
from incidents.answers.sheets import ShownSheet, sheets_of
from incidents.answers.suggestions import in_language, labels
from incidents.base.errors import NotFound
from incidents.base.languages import _
from incidents.confidence.native import is_native_only
from incidents.db.base import Record
from incidents.db.fields import Audience, Kind
from incidents.records import Assessment, Citation, Figure, Incident, IncidentPlace, Place, Source
from incidents.records.picture import drawn_columns, parts_of
from incidents.search.effective import Effective, effective_figures

# What the page shows in places of its own; the rest of the case stands in a list of facts.
ELSEWHERE = frozenset(
    {"title", "summary", "public_summary", "code", "workflow_status", "time_text", "withdrawn_reason", "merged_into_id"}
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One field with its value in words; None is "not recorded"."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case for one viewer: the record with its parts, the names of all it refers to, and what may be done with it."""

    incident: Incident
    names: Names
    source_codes: dict[int, str]
    place_codes: dict[int, str]
    claims: ClaimsGrid
    sheets: list[ShownSheet]
    effective: dict[Column, Effective]
    current: dict[str, list[Assessment]]
    earlier: list[Assessment]
    facts: list[Fact]
    history: list[HistoryEntry]
    may_revise: bool
    may_withdraw: bool
    may_restore: bool

    @property
    def title(self) -> str:
        """The title in the reader's language, or as near as there is."""
        return in_language(self.incident.title)

    @property
    def sources(self) -> list[Citation]:
        """The citations whose sources the viewer may see."""
        return [citation for citation in self.incident.citations if citation.source_id in self.source_codes]

    @property
    def n_unseen(self) -> int:
        """How many sources are kept from this viewer."""
        return len(self.incident.citations) - len(self.sources)

    @property
    def cited(self) -> dict[int, str]:
        """The words for the citations whose sources the viewer may see, by their numbers."""
        return {number: words for (table, number), words in self.names.items() if table == "citation"}

    def named(self, table: str, number: int | None) -> str:
        """The words for a record that the case refers to."""
        return self.names.get((table, number or 0)) or unnamed(table)


def load_case(session: Session, viewer: Viewer, code: str) -> Incident:
    """A case with all its parts in a handful of queries; raises `NotFound` for what the viewer may not see."""
    statement = visible(Incident, viewer).where(Incident.code == code)
    # A page is drawn after its session has ended, so whatever it follows is read here.
    followed = (
        selectinload(Incident.citations).joinedload(Citation.source).selectinload(Source.derivations),
        selectinload(Incident.assessments).joinedload(Assessment.about_attribution),
        selectinload(Incident.places).joinedload(IncidentPlace.place),
        selectinload(Incident.figures).joinedload(Figure.stated_by_source),
    )
    parts = (getattr(Incident, attribute) for attribute, _kind in parts_of(Incident).values())
    loaded = (*(selectinload(part) for part in parts), *followed)
    incident = session.scalars(statement.options(*loaded)).one_or_none()
    if incident is None:
        raise NotFound(_("There is no such case."))
    return incident


def case_page(session: Session, viewer: Viewer, code: str) -> CasePage:
    """Read everything that the page of a case shows."""
    incident = load_case(session, viewer, code)
    names = names_of(session, viewer, _referred(incident))
    sources = labels(session, viewer, Source, (citation.source_id for citation in incident.citations))
    codes = {number: found.code for number, found in sources.items()}
    names |= {("citation", c.id): sources[c.source_id].label for c in incident.citations if c.source_id in sources}
    effective = effective_figures(incident.figures)
    past = history_of(session, viewer, "incident", incident.id)
    current: dict[str, list[Assessment]] = {}
    for assessment in incident.assessments:
        native = is_native_only(assessment.scheme, assessment.native_value, assessment.mapped_value)
        if assessment.state == "current" and not native:
            current.setdefault(assessment.axis, []).append(assessment)
    return CasePage(
        incident,
        names,
        codes,
        _place_codes(session, viewer, incident),
        claims_grid(incident.figures, incident.citations, effective, names, codes),
        sheets_of(incident, names, codes),
        {(e.outcome, e.group, e.unit, e.kind): e for e in effective},
        current,
        [a for a in incident.assessments if a.state != "current"],
        list(_facts(incident, names)),
        past,
        may(viewer, "case.revise", incident),
        may(viewer, "case.withdraw", incident),
        may(viewer, "case.restore", incident),
    )


def _place_codes(session: Session, viewer: Viewer, incident: Incident) -> dict[int, str]:
    found = labels(session, viewer, Place, (p.place_id for p in incident.places if p.place_id is not None))
    return {number: suggestion.code for number, suggestion in found.items()}


def _referred(incident: Incident) -> Iterator[tuple[str, int]]:
    rows: list[Record] = [incident]
    for attribute, _kind in parts_of(Incident).values():
        rows += getattr(incident, attribute)
    for row in rows:
        for name, _column, field in drawn_columns(type(row)):
            if field.kind is Kind.LINK and (number := getattr(row, name)) is not None:
                yield field.vocabulary or "", number
    for number in (incident.created_by, incident.updated_by):
        if number is not None:
            yield "account", number


def _facts(incident: Incident, names: Names) -> Iterator[Fact]:
    for name, _column, field in drawn_columns(Incident):
        if name in ELSEWHERE or field.group is not None or field.audience > Audience.TEAM:
            continue
        value = say_value(field, getattr(incident, name), names)
        if value is not None and value != _("no"):
            yield Fact(_(field.label), value)
