"""The page of a place: its names by language, its codes, what it lies in, what lies in it, and the cases there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.answers.history import HistoryEntry, history_of
from incidents.answers.places import Step, chains, name_of, names_of_places
from incidents.answers.places_found import FoundPlace, places_named
from incidents.answers.references import CaseLine
from incidents.answers.suggestions import in_language
from incidents.base.errors import NotFound
from incidents.base.languages import LANGUAGES, N_, _, ngettext
from incidents.base.shapes import shape_in
from incidents.records import ExternalId, Incident, Place, PlaceName, QualityIssue
from incidents.search.criteria import Criteria, Test, Value
from incidents.search.query import count, matching
from incidents.vocabularies import vocabulary

MOST_INSIDE = 60
MOST_CASES = 10
MOST_HISTORY = 20
SYSTEMS = {
    "geonames": "GeoNames",
    "iso_3166_1": "ISO 3166-1",
    "iso3": "ISO 3166-1 alpha-3",
    "iso_3166_2": "ISO 3166-2",
    "ocha_capital": N_("Run from here (OCHA)"),
}


@dataclass(frozen=True, slots=True)
class NamesInLanguage:
    """The names of a place in one language; the official one first."""

    language: str
    names: list[PlaceName]


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One code of a place: whose it is, since when, and where it can be looked up."""

    system: str
    value: str
    remark: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """The places of one level that lie right in a place: how many, and the first of them."""

    level: str | None
    total: int
    rows: list[Step]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place for one viewer."""

    place: Place
    title: str
    chain: list[Step]
    names: list[NamesInLanguage]
    codes: list[CodeLine]
    outline: str | None
    inside: list[Inside]
    namesakes: list[FoundPlace]
    question: str
    n_cases: int
    cases: list[CaseLine]
    questions: list[QualityIssue]
    history: list[HistoryEntry]


def place_page(session: Session, viewer: Viewer, code: str) -> PlacePage:
    """Read everything that the page of a place shows; raises `NotFound` for what the viewer may not see."""
    loaded = (selectinload(Place.names), selectinload(Place.external_ids), selectinload(Place.quality_issues))
    place = session.scalars(visible(Place, viewer).where(Place.code == code).options(*loaded)).one_or_none()
    if place is None:
        raise NotFound()
    criteria = Criteria(Test("place", (Value(place.code),)))
    title = name_of(place)
    outline = said_outline(place.geometry)
    return PlacePage(
        place,
        title,
        chains(session, viewer, [place.id])[place.id][1:],
        _names(place),
        list(_codes(place)),
        outline,
        _inside(session, viewer, place),
        [one for one in places_named(session, viewer, title, 12) if one.id != place.id],
        f"place:{place.code}",
        count(session, criteria, viewer),
        _cases(session, viewer, criteria),
        [issue for issue in place.quality_issues if issue.state == "open"],
        [_shortened(entry) for entry in history_of(session, viewer, "place", place.id)[:MOST_HISTORY]],
    )


def said_outline(geometry: str | None) -> str | None:
    """An outline in words, instead of its thousand coordinates."""
    if not geometry:
        return None
    shape = shape_in(geometry)
    if shape is None:
        return _("recorded, but it cannot be drawn")
    points = sum(len(ring) - 1 for polygon in shape.polygons for ring in polygon)
    return ngettext("an outline of one point", "an outline of %(num)s points", points, num=f"{points:,}")


def _shortened(entry: HistoryEntry) -> HistoryEntry:
    """A change as it is shown; an outline is said in a few words."""
    named = _("Outline as GeoJSON")
    return replace(
        entry,
        differences=[
            replace(one, before=said_outline(one.before), after=said_outline(one.after)) if one.label == named else one
            for one in entry.differences
        ],
    )


def _names(place: Place) -> list[NamesInLanguage]:
    kinds = {term.code: term.order for term in vocabulary("name_kind")}
    found: dict[str, list[PlaceName]] = {}
    for name in sorted(place.names, key=lambda name: (kinds.get(name.kind, 9), name.id)):
        found.setdefault(name.lang or "", []).append(name)
    order = [*LANGUAGES, *sorted(found.keys() - set(LANGUAGES) - {""}), ""]
    return [NamesInLanguage(language, found[language]) for language in order if language in found]


def _codes(place: Place) -> Iterator[CodeLine]:
    if place.pcode:
        edition = place.pcode_edition.isoformat() if place.pcode_edition else None
        remark = _("edition of %(day)s", day=edition) if edition else _("edition not known")
        yield CodeLine(_("Place code (p-code)"), place.pcode, None if place.level == "adm0" else remark)
    if place.previous_pcode:
        yield CodeLine(_("Earlier code"), place.previous_pcode)
    external: ExternalId
    for external in place.external_ids:
        yield CodeLine(_(SYSTEMS.get(external.system, external.system)), external.value, external.release, external.url)


def _inside(session: Session, viewer: Viewer, place: Place) -> list[Inside]:
    statement = visible(Place, viewer).where(Place.parent_id == place.id, Place.withdrawn_at.is_(None))
    columns: Any = statement.with_only_columns(Place.id, Place.code, Place.level)
    by_level: dict[str | None, list[tuple[int, str]]] = {}
    rows = session.execute(columns).all()
    names = names_of_places(session, {row[0] for row in rows})
    for number, code, level in rows:
        by_level.setdefault(level, []).append((number, code))
    order = {term.code: term.order for term in vocabulary("place_level")}
    found = []
    for level in sorted(by_level, key=lambda one: order.get(one or "", 99)):
        steps = [Step(number, code, names.get(number, code), level) for number, code in by_level[level]]
        steps.sort(key=lambda step: step.name.casefold())
        found.append(Inside(level, len(steps), steps[:MOST_INSIDE]))
    return found


def _cases(session: Session, viewer: Viewer, criteria: Criteria) -> list[CaseLine]:
    latest: Any = Incident.occurred_latest  # type: ignore[attr-defined]
    statement = select(Incident).where(Incident.id.in_(matching(criteria, viewer)))
    ordered = statement.order_by(latest.desc().nulls_last(), Incident.id.desc()).limit(MOST_CASES)
    return [CaseLine(one.code, in_language(one.title), one.occurred) for one in session.scalars(ordered)]
