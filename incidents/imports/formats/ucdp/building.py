"""A case out of one UCDP event: its place, sides, sources and figures, each said by the data set and by nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from incidents.base.dates.uncertain import UncertainDate
from incidents.imports.formats.ucdp.articles import Article
from incidents.imports.formats.ucdp.columns import PUBLISHER, SYSTEM
from incidents.imports.formats.ucdp.event import Event, Spot
from incidents.imports.formats.ucdp.figures import COMMON, figures_of, within
from incidents.imports.formats.ucdp.values import folded
from incidents.imports.report import Doubt
from incidents.imports.shelf import Shelf, SourceKey
from incidents.ledger.making import Mould, made
from incidents.records import (
    Assessment,
    Attribution,
    Citation,
    ExternalId,
    Figure,
    Incident,
    IncidentPlace,
    IncidentTeam,
    IncidentViolation,
    QualityIssue,
)
from incidents.vocabularies.mappings import version

SCHEME = "ucdp_clarity"
CLARITY = "The data set's own code for how clearly the event is identified; it says nothing about whether it happened."
COMPILES = "UCDP compiles the listed articles."
SAME_PUBLISHER = "Another source of the same publisher is cited for this event."
TOWN_ENDINGS = (" town", " village", " city")
FIELDS = {
    "latitude": "lat",
    "longitude": "lon",
    "where_prec": "precision",
    "date_start": "occurred",
    "deaths_civilians": "best",
    "deaths_unknown": "best",
    "deaths_a": "best",
    "deaths_b": "best",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What all cases of one import share: the data set as a source, its release, the run and the team."""

    dataset_id: int
    release: str | None
    as_of: UncertainDate
    run_id: int
    team_id: int


class Builder:
    """Builds the cases of one import; none of them is stored yet, and all of their parts have their numbers."""

    def __init__(self, setting: Setting, shelf: Shelf) -> None:
        self.setting, self.shelf = setting, shelf
        dataset = {"stated_by_source_id": setting.dataset_id, "as_of": setting.as_of}
        self._figure = Mould(Figure, **COMMON, **dataset)
        self._incident = Mould(Incident, temporal_type="event", workflow_status="submitted")
        self._place = Mould(IncidentPlace, role="occurred", is_primary=True)
        self._team = Mould(IncidentTeam, team_id=setting.team_id)
        self._known_as = Mould(ExternalId, record_type="incident", system=SYSTEM, release=setting.release)

    def build(self, event: Event) -> Incident:
        """The case of one event."""
        shelf, number = self.shelf, self.shelf.numbers.next
        dataset = made(Citation, **dataset_citation(event, self.setting, shelf))
        figures = dict(self._figures(event, dataset.id))
        place = self._place.make(id=number(IncidentPlace), **place_values(event, shelf))
        parts: dict[str, Any] = {f"figure {name}": figure for name, figure in figures.items()}
        parts["incident_place "] = place
        return self._incident.make(
            id=number(Incident),
            title={"en": event.title},
            occurred=event.when,
            harm_reported=harm_reported(event),
            places=[place],
            violations=[made(IncidentViolation, **values) for values in violations_of(event)],
            citations=[dataset, *(made(Citation, **values) for values in article_citations(event, shelf))],
            figures=list(figures.values()),
            attributions=[made(Attribution, alleged_by=[dataset.id], **values) for values in sides_of(event, shelf)],
            assessments=[made(Assessment, **values) for values in native_grades(event, dataset.id)],
            teams=[self._team.make()],
            external_ids=[self._known_as.make(value=event.identifier)],
            quality_issues=[made(QualityIssue, **issue_of(doubt, self.setting, parts)) for doubt in event.doubts],
        )

    def _figures(self, event: Event, citation_id: int) -> Iterator[tuple[str, Figure]]:
        """The figures of an event by their names, each within the one that contains it."""
        named: dict[str, int] = {}
        for name, values in figures_of(event):
            number = named[name] = self.shelf.numbers.next(Figure)
            container = next((named[outer] for outer in within(name) if outer in named), None)
            yield name, self._figure.make(id=number, within_figure_id=container, citation_id=citation_id, **values)


def dataset_citation(event: Event, setting: Setting, shelf: Shelf) -> dict[str, Any]:
    """What the data set gives to the case; it is no independent source where it lists what it rests on."""
    return {
        "id": shelf.numbers.next(Citation),
        "source_id": setting.dataset_id,
        "locator": f"event {event.identifier}",
        "excerpt": event.native or None,
        "stance_occurrence": "supports",
        "stance_quantity": "supports",
        "independent": "no" if event.articles else None,
        "independent_reason": COMPILES if event.articles else None,
    }


def article_citations(event: Event, shelf: Shelf) -> Iterator[dict[str, Any]]:
    """One citation for each listed article; two of one publisher are one voice."""
    publishers: set[str] = set()
    for article in event.articles:
        publisher = folded(article.office)
        again = bool(publisher) and publisher in publishers
        publishers.add(publisher)
        said = {"independent": "no", "independent_reason": SAME_PUBLISHER} if again else {}
        yield {"id": shelf.numbers.next(Citation), "source_id": source_of(article, shelf), **said}


def source_of(article: Article, shelf: Shelf) -> int:
    """The number of an article's source."""
    key = SourceKey(article.office, article.published.text or "", article.title)
    return shelf.source(key, article.published, kind=article.kind)


def place_values(event: Event, shelf: Shelf) -> dict[str, Any]:
    """Where it occurred: in UCDP's words, on the gazetteer, and as its point with its precision."""
    spot = event.spot
    return {
        "verbatim": spot.verbatim or None,
        "verbatim_lang": "en" if spot.verbatim else None,
        "place_id": place_of(spot, shelf),
        "lat": spot.lat,
        "lon": spot.lon,
        "precision": spot.precision,
        "method": "UCDP GED" if spot.lat is not None else None,
    }


def place_of(spot: Spot, shelf: Shelf) -> int | None:
    """The number of the place under its district, province and country; what is not named is left out."""
    number, above = None, set()
    for level, name in (("adm0", spot.country), ("adm1", spot.adm_1), ("adm2", spot.adm_2)):
        if name and folded(name) not in above:
            number = shelf.place(number, name, level=level)
            above.add(folded(name))
    if number is None or not spot.name or folded(spot.name) in above:
        return number  # a name without anything around it could be any of several places
    values: dict[str, Any] = {"level": "adm4" if spot.name.endswith(TOWN_ENDINGS) else None}
    if spot.precision == "settlement":
        # Only then is the point the place's own, and not a point near it or in the middle of a province.
        values |= {"lat": spot.lat, "lon": spot.lon}
    return shelf.place(number, spot.name, **values)


def violations_of(event: Event) -> list[dict[str, Any]]:
    """UCDP records deaths in organised violence; where civilians are the target, that is the first thing to say."""
    found = [{"violation": "attack_on_civilians", "is_primary": True}] if event.is_one_sided else []
    if any(event.total):
        found.append({"violation": "killing_in_attack", "is_primary": not found})
    return found


def sides_of(event: Event, shelf: Shelf) -> list[dict[str, Any]]:
    """The two sides, group by group; a side in the fighting is not said to be guilty of anything."""
    found: dict[int, dict[str, Any]] = {}
    for side in ("a", "b"):
        accused = event.is_one_sided and side == "a"
        text = event.side_a if side == "a" else event.side_b
        for name in event.groups(side):
            kind = "state_executive" if name.startswith("Government of ") else None
            actor = shelf.actor(name, kind=kind)
            values = {
                "actor_id": actor,
                "role": "alleged_perpetrator" if accused else "belligerent_side",
                "known_or_suspected": "suspected" if accused else None,
                # Allies are one side to UCDP; each of them is an actor to us.
                "note": f"UCDP names this side: {text}" if text != name else None,
            }
            found.setdefault(actor, values)
    return list(found.values())


def native_grades(event: Event, citation_id: int) -> list[dict[str, Any]]:
    """UCDP's code for how clearly the event is identified, as it came; nobody has placed it on our ladder."""
    clarity = event.clarity
    if not clarity:
        return []
    return [
        {
            "axis": "occurrence",
            "mapped_value": "not_assessed",
            "scheme": SCHEME,
            "native_value": clarity,
            "mapping_version": version(),
            "reason": CLARITY,
            "author_text": PUBLISHER,
            "cited": [citation_id],
            "state": "current",
        }
    ]


def harm_reported(event: Event) -> str | None:
    """Whether harm to civilians is alleged; UCDP's silence is no denial."""
    return "yes" if event.is_one_sided or event.breakdown.get("deaths_civilians") else None


def issue_of(doubt: Doubt, setting: Setting, parts: dict[str, Any]) -> dict[str, Any]:
    """A question about a value, with the value as it came and the part that it stands in."""
    part = parts.get(f"{doubt.part} {doubt.key}") if doubt.part else None
    return {
        "code": doubt.code,
        "field": FIELDS.get(doubt.column, doubt.column),
        "raw_value": doubt.value,
        "message": f"{doubt.column}: {doubt.message}",
        "import_run_id": setting.run_id,
        "part": part.__tablename__ if part is not None else None,
        "part_id": part.id if part is not None else None,
        "state": "open",
    }
