"""Looking for what seems wrong in a case, by rule; what is found becomes an open question, and nothing is altered.

Whatever a form refuses and an import keeps is asked here, and whatever only shows once several values stand
beside one another. A question that was asked once, whatever became of it, is not asked again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.permissions import may
from incidents.access.viewer import Viewer
from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import _, ngettext
from incidents.base.shapes import Shape, shape_in
from incidents.ledger.trace import act
from incidents.reconciliation import Sources, disagreements, read_sources
from incidents.records import Figure, Incident, Place, QualityIssue
from incidents.search.derived import refresh
from incidents.search.effective import CURRENT, highest, is_open_above, lowest
from incidents.work.checks.law import CODE, misfits
from incidents.work.finding import find

EPOCH = "1970-01-01"
MIDNIGHT = ("00:00", "24:00")
NEAR_ENOUGH = 0.05
"""Degrees, about 5 km: outlines are simplified, and towns at a border lie on both sides of a coarse line."""
ORDERED = (("low", "best", "low_gt_best"), ("best", "high", "best_gt_high"), ("low", "high", "low_gt_high"))


@dataclass(frozen=True, slots=True)
class Oddity:
    """What a rule found: a code of the vocabulary of questions, the part and field, and the value as it stands."""

    code: str
    field: str
    raw_value: str
    part: str | None = None
    part_id: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """How many cases were looked at, and how many questions were opened."""

    cases: int
    new: int

    @property
    def said(self) -> str:
        """The two counts as a sentence."""
        cases = ngettext("%(num)s case was looked at", "%(num)s cases were looked at", self.cases, num=self.cases)
        new = ngettext("%(num)s question is new", "%(num)s questions are new", self.new, num=self.new)
        return _("%(cases)s, %(questions)s.", cases=cases, questions=new)


def look_at_cases(session: Session, viewer: Viewer, numbers: Sequence[int]) -> Looked:
    """Look at the cases with these numbers; those that the viewer may not change are passed over."""
    cases = new = 0
    for number in numbers:
        code = session.scalar(select(Incident.code).where(Incident.id == number))
        incident = find(session, viewer, Incident, code or "", for_change=True)
        if may(viewer, "case.revise", incident):
            cases, new = cases + 1, new + _look_at(session, viewer, incident)
        session.expunge(incident)  # a long search must not keep every case that it has seen
    return Looked(cases, new)


def _look_at(session: Session, viewer: Viewer, incident: Incident) -> int:
    asked = {_key(issue) for issue in incident.quality_issues}
    sources = read_sources(session, [incident])
    new = [oddity for oddity in oddities(incident, sources) if _key(oddity) not in asked]
    if not new:
        return 0
    with act(session, viewer, "looked"):
        for oddity in new:
            values = {name: getattr(oddity, name) for name in Oddity.__slots__}
            incident.quality_issues.append(QualityIssue(state="open", **values))
        refresh(session, [incident])
    return len(new)


def oddities(incident: Incident, sources: Sources) -> Iterator[Oddity]:
    """Yield what seems wrong in a case, rule by rule; ``sources`` are those that it cites, with their origins."""
    for rule in RULES:
        yield from rule(incident)
    yield from _restatements_of_nothing(incident, sources)


def _key(asked: QualityIssue | Oddity) -> tuple[object, ...]:
    return asked.code, asked.part, asked.part_id, asked.field


def _numbers_out_of_order(incident: Incident) -> Iterator[Oddity]:
    for figure in incident.figures:
        for lower, upper, code in ORDERED:
            below, above = getattr(figure, lower), getattr(figure, upper)
            if below is not None and above is not None and below > above:
                yield Oddity(code, lower, f"{below} > {above}", "figure", figure.id)


def _parts_above_their_total(incident: Incident) -> Iterator[Oddity]:
    by_number = {figure.id: figure for figure in incident.figures}
    for figure in incident.figures:
        total = by_number.get(figure.within_figure_id or 0)
        if total is None or not _may_be_compared(figure, total):
            continue
        least, most = lowest(figure), highest(total)
        if least is not None and most is not None and least > most and not is_open_above(total):
            yield Oddity("subgroup_gt_total", "within_figure_id", f"{least} > {most}", "figure", figure.id)


def _may_be_compared(figure: Figure, total: Figure) -> bool:
    return figure.outcome == total.outcome and figure.unit == total.unit and figure.series_state in CURRENT


def _restatements_of_nothing(incident: Incident, sources: Sources) -> Iterator[Oddity]:
    by_number = {figure.id: figure for figure in incident.figures}
    for one in disagreements(incident.figures, incident.citations, sources):
        if one.code == "orphan_restatement":
            for number in one.figures:
                stated = by_number[number].as_stated or str(lowest(by_number[number]))
                yield Oddity(one.code, "series_state", stated, "figure", number)


def _dates_that_stand_for_nothing(incident: Incident) -> Iterator[Oddity]:
    for field, part, number, when in _dates(incident):
        if when.edtf and EPOCH in when.edtf:
            yield Oddity("epoch_date", field, when.edtf, part, number)
        elif when.text and not when.edtf:
            yield Oddity("date_unparsed", field, when.text, part, number)
    if incident.time_from in MIDNIGHT and incident.time_to in (None, *MIDNIGHT) and not incident.time_text:
        yield Oddity("naive_midnight", "time_from", incident.time_from or "")


def _dates(incident: Incident) -> Iterator[tuple[str, str | None, int | None, UncertainDate]]:
    yield "occurred", None, None, incident.occurred
    for figure in incident.figures:
        yield "as_of", "figure", figure.id, figure.as_of
    for citation in incident.citations:
        yield "stated_date", "citation", citation.id, citation.stated_date


def _points_without_a_precision(incident: Incident) -> Iterator[Oddity]:
    for place in incident.places:
        if place.lat is not None and place.lon is not None and place.precision is None and place.radius_m is None:
            yield Oddity("point_without_precision", "lat", f"{place.lat}, {place.lon}", "incident_place", place.id)


def _points_outside_their_place(incident: Incident) -> Iterator[Oddity]:
    for part in incident.places:
        if part.lat is None or part.lon is None or part.role != "occurred":
            continue
        for unit, shape in _outlines_above(part.place):
            if shape.near(part.lat, part.lon, NEAR_ENOUGH):
                continue
            swapped = abs(part.lon) <= 90 and shape.contains(part.lon, part.lat)
            code = "swapped_lat_lon" if swapped else "outside_country" if unit.level == "adm0" else "outside_parent"
            yield Oddity(code, "lat", f"{part.lat}, {part.lon}", "incident_place", part.id)
            break


def _provisions_that_do_not_fit(incident: Incident) -> Iterator[Oddity]:
    asked = {issue.raw_value for issue in incident.quality_issues if issue.code == CODE}
    for number, value in misfits(incident):
        if value in asked:
            continue  # whatever became of it, and whichever judgment it was about
        yield Oddity(CODE, "provision", value, "assessment", number)


def _outlines_above(place: Place | None) -> Iterator[tuple[Place, Shape]]:
    """The outlines of a place and of what it lies in, the widest first."""
    chain: list[Place] = []
    while place is not None and place not in chain:
        chain.append(place)
        place = place.parent
    for unit in reversed(chain):
        if unit.geometry and (shape := shape_in(unit.geometry)) is not None:
            yield unit, shape


RULES: tuple[Callable[[Incident], Iterable[Oddity]], ...] = (
    _numbers_out_of_order,
    _parts_above_their_total,
    _dates_that_stand_for_nothing,
    _points_without_a_precision,
    _points_outside_their_place,
    _provisions_that_do_not_fit,
)
