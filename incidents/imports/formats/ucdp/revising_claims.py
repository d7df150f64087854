"""What a later release changes among the claims of a case: its figures, and the sides that are named."""

from collections.abc import Iterator
from typing import Any

from incidents.imports.formats.ucdp.building import FIELDS, sides_of
from incidents.imports.formats.ucdp.event import Event
from incidents.imports.formats.ucdp.figures import COMMON, Values, figures_of, within
from incidents.imports.formats.ucdp.revising import Hand, Step, kept
from incidents.imports.formats.ucdp.values import folded
from incidents.records import Attribution, Figure, Incident

NUMBERS = ("low", "best", "high", "value_state")


def figure_steps(incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """One step for each figure that the release states otherwise, the whole before its parts."""
    had, has = dict(figures_of(before)), dict(figures_of(now))
    for name in dict.fromkeys((*has, *had)):
        if had.get(name) == has.get(name):
            continue
        mine = current_figure(incident, before, name) if name in had else None
        if name in had and mine is None:
            stated = has[name]["as_stated"] if name in has else ""
            yield Step("figures", _nothing, kept(FIELDS.get(name, "best"), f"{stated}"))
        elif name in has:
            yield Step("figures", _state_anew(name, has[name], mine))
        elif mine is not None:
            yield Step("figures", _take_back(mine))


def current_figure(incident: Incident, event: Event, name: str) -> Figure | None:
    """The figure that an import made of a release and that nobody has changed since."""
    values = dict(figures_of(event)).get(name)
    if values is None:
        return None
    cited = {citation for citation in incident.citations if citation.locator == f"event {event.identifier}"}
    for figure in incident.figures:
        stands = figure.role == "reported" and figure.series_state == "current" and figure.citation in cited
        if stands and _has_the_values(figure, values):
            return figure
    return None


def _has_the_values(figure: Figure, values: Values) -> bool:
    same_claim = figure.group == values["group"] and figure.as_stated == values["as_stated"]
    return same_claim and all(getattr(figure, number) == values.get(number) for number in NUMBERS)


def _nothing(_hand: Hand) -> None:
    """A step that is kept from being done changes nothing."""


def _state_anew(name: str, values: Values, mine: Figure | None) -> Any:
    def change(hand: Hand) -> None:
        container = _container(hand, name)
        figure = Figure(
            citation=hand.citation(),
            stated_by_source_id=hand.setting.dataset_id,
            as_of=hand.setting.as_of,
            within_figure=container,
            supersedes=mine,
            **COMMON,
            **values,
        )
        hand.incident.figures.append(figure)
        if mine is not None:
            mine.series_state = "superseded"

    return change


def _container(hand: Hand, name: str) -> Figure | None:
    """The figure that one lies within: the nearest of the release that stands in the case now."""
    found = (current_figure(hand.incident, hand.event, outer) for outer in within(name))
    return next((figure for figure in found if figure is not None), None)


def move_parts(incident: Incident) -> None:
    """Put every figure that still stands within the one that replaced its container."""
    replaced = {figure.supersedes: figure for figure in incident.figures if figure.supersedes is not None}
    for part in incident.figures:
        container = part.within_figure
        if part.series_state == "current" and container is not None and container.series_state == "superseded":
            part.within_figure = replaced.get(container, container)


def _take_back(mine: Figure) -> Any:
    def change(_hand: Hand) -> None:
        mine.series_state = "withdrawn"

    return change


def side_steps(incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """The step for the groups of both sides: named anew, or named no more."""
    had, has = _named(before), _named(now)
    gone, come = had - has, has - had
    if not gone and not come:
        return
    mine = {key: _attribution(incident, key) for key in gone}
    touched = [key for key, attribution in mine.items() if attribution is None]

    def change(hand: Hand) -> None:
        citation = hand.citation()
        for attribution in mine.values():
            if attribution is not None:
                hand.incident.attributions.remove(attribution)
        for values in sides_of(hand.event, hand.shelf):
            here = {(a.actor_id, a.role) for a in hand.incident.attributions}
            if (values["actor_id"], values["role"]) not in here:
                hand.incident.attributions.append(Attribution(alleged_by=[citation.id], **values))

    theirs = f"{now.side_a} – {now.side_b}"
    yield Step("sides", change, kept("side_a", theirs) if touched else None)


def _named(event: Event) -> set[tuple[str, str]]:
    accused = "alleged_perpetrator" if event.is_one_sided else "belligerent_side"
    roles = {"a": accused, "b": "belligerent_side"}
    return {(folded(name), role) for side, role in roles.items() for name in event.groups(side)}


def _attribution(incident: Incident, key: tuple[str, str]) -> Attribution | None:
    """The attribution as the import made it: nobody has added anything to it or judged it."""
    name, role = key
    judged = {assessment.about_attribution_id for assessment in incident.assessments}
    for attribution in incident.attributions:
        bears_it = any(one.folded == name for one in attribution.actor.names)
        plain = attribution.degree is None and attribution.position is None and not attribution.contested
        if bears_it and attribution.role == role and plain and attribution.id not in judged:
            return attribution
    return None
