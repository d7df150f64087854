"""All that a later release changes in one case, and the doing of it."""

from collections.abc import Iterator

from incidents.imports.formats.ucdp.event import Event
from incidents.imports.formats.ucdp.revising import (
    Hand,
    Step,
    issue_for,
    native_steps,
    place_steps,
    question_steps,
    source_steps,
    value_steps,
    violation_steps,
)
from incidents.imports.formats.ucdp.revising_claims import figure_steps, move_parts, side_steps
from incidents.records import Incident


def steps_for(incident: Incident, before: Event, now: Event) -> Iterator[Step]:
    """Every step from what was known of an event to what a file says now; none when it says the same."""
    yield from value_steps(incident, before, now)
    yield from place_steps(incident, before, now)
    yield from violation_steps(incident, before, now)
    yield from side_steps(incident, before, now)
    yield from figure_steps(incident, before, now)
    yield from source_steps(incident, before, now)
    yield from native_steps(incident, before, now)
    yield from question_steps(incident, before, now)


def bring_in(hand: Hand, before: Event) -> None:
    """Do every step in a case, inside an act of the caller, and open a question for each that is not done."""
    known = {(doubt.code, doubt.value) for doubt in before.doubts}
    doubts = [doubt for doubt in hand.event.doubts if (doubt.code, doubt.value) not in known]
    for step in list(steps_for(hand.incident, before, hand.event)):
        if step.kept is None:
            step.change(hand)
        else:
            doubts.append(step.kept)
    move_parts(hand.incident)
    hand.incident.quality_issues += [issue_for(doubt, hand) for doubt in doubts]
    for external in hand.incident.external_ids:
        if external.value == hand.event.identifier and hand.setting.release:
            external.release = hand.setting.release
