"""Which procedure a law had on a day: what each text says, in the order in which the texts came into force.

A later text changes only what it speaks of, and everything else stays as the earlier one has it. Where the day on
which a text came into force is not exactly known, it applies perhaps, and both values are given: nothing is chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from incidents.answers.saying import say_value
from incidents.base.dates import UncertainDate
from incidents.base.languages import _, ngettext
from incidents.records import LegalInstrument
from incidents.records.picture import drawn_columns

STEPS = (
    "deadline_days",
    "clock_starts",
    "in_person",
    "proxy_degree",
    "proxy_text",
    "security_clearance",
    "fee",
    "notice_method",
    "objection_body",
    "objection_days",
    "appeal",
)
"""The columns of an instrument that are its procedure."""
CHANGING = ("amends", "extends")
YES, PERHAPS, NO = "yes", "perhaps", "no"


@dataclass(frozen=True, slots=True)
class Later:
    """A text that does something to an earlier one, with the texts that do something to it in turn."""

    text: LegalInstrument
    how: str
    later: tuple["Later", ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """A text and what came after it."""

    text: LegalInstrument
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """One step of the procedure as one text has it; ``perhaps`` where it is not sure that it applied on the day."""

    name: str
    value: Any
    by: LegalInstrument
    perhaps: bool = False

    @property
    def words(self) -> str:
        """The value in words, with its unit."""
        return step_words(self.name, self.value)


@dataclass(frozen=True, slots=True)
class Procedure:
    """What applied on a day: whether the text was in force, and each step with every text it may come from."""

    day: date
    in_force: str
    steps: dict[str, tuple[Stated, ...]] = field(default_factory=dict)
    implementing: tuple[LegalInstrument, ...] = ()

    @property
    def lines(self) -> list[tuple[str, tuple[Stated, ...]]]:
        """Label and statements of each step that somebody states, in the order of the form."""
        return [(step_label(name), self.steps[name]) for name in STEPS if name in self.steps]


@dataclass(frozen=True, slots=True)
class Version:
    """What one text made of the procedure, from when: only the steps that it states, each with what stood before."""

    text: LegalInstrument
    how: str | None
    begins: UncertainDate
    by_issue: bool
    steps: list[tuple[str, str, str | None]]


def procedure_on(chain: Chain, day: date) -> Procedure:
    """The procedure of a law on a day, and from which text each step of it comes."""
    state = in_force_on(chain, day)
    if state == NO:
        return Procedure(day, NO)
    steps: dict[str, tuple[Stated, ...]] = {
        name: (Stated(name, value, chain.text),) for name, value in stated_by(chain.text).items()
    }
    implementing = []
    for one in in_order(chain.later):
        applies = in_force_on(one, day)
        if applies == NO or one.how == "repeals":
            continue
        if one.how == "implements":
            implementing.append(one.text)
        for name, value in stated_by(one.text).items():
            before = steps.get(name, ())
            if one.how in CHANGING or not before:
                told = Stated(name, value, one.text, applies == PERHAPS)
                steps[name] = (*before, told) if told.perhaps else (told,)
    return Procedure(day, state, steps, tuple(implementing))


def in_order(later: Sequence[Later]) -> list[Later]:
    """The later texts with those that follow from them, by the first day on which each may have come into force."""
    found = list(_every(later, CHANGING))
    return sorted(found, key=lambda one: (begins_of(one.text)[0].earliest or date.max, one.text.id or 0))


def _every(later: Sequence[Later], through: Sequence[str]) -> Iterator[Later]:
    for one in later:
        yield one
        if one.how in through:
            yield from _every(one.later, through)


def in_force_on(text: Chain | Later, day: date) -> str:
    """Whether a text was in force on a day: surely, perhaps, or surely not."""
    begins, by_issue = begins_of(text.text)
    begun = _reached(begins, day)
    if begun == YES and by_issue:
        begun = PERHAPS  # issued is not yet in force
    ended = _reached(text.text.repealed, day) if not text.text.repealed.is_empty else NO
    for one in text.later:
        if one.how == "repeals":
            ended = _stronger(ended, in_force_on(one, day))
    if begun == NO or ended == YES:
        return NO
    return PERHAPS if PERHAPS in (begun, ended) else YES


def begins_of(text: LegalInstrument) -> tuple[UncertainDate, bool]:
    """From when a text applies; where that is not recorded, the day of issue before which it cannot have."""
    return (text.issued, True) if text.in_force.is_empty else (text.in_force, False)


def _reached(when: UncertainDate, day: date) -> str:
    """Whether a day is at or after a moment that may not be known exactly."""
    surely = when.core_from if when.nature == "duration" and when.core_from else when.latest
    if when.earliest is not None and day < when.earliest:
        return NO
    return YES if surely is not None and day >= surely else PERHAPS


def _stronger(one: str, other: str) -> str:
    return max(one, other, key=(NO, PERHAPS, YES).index)


def stated_by(text: LegalInstrument) -> dict[str, Any]:
    """The steps that a text itself states; that somebody looked and does not know is no statement."""
    values = {name: getattr(text, name) for name in STEPS}
    return {name: value for name, value in values.items() if value not in (None, "", "unknown")}


def versions_of(chain: Chain) -> list[Version]:
    """The procedure as each text made it, in order; what a text does not speak of stays as it was."""
    begins, by_issue = begins_of(chain.text)
    standing = stated_by(chain.text)
    first: list[tuple[str, str, str | None]]
    first = [(name, step_words(name, value), None) for name, value in standing.items()]
    found = [Version(chain.text, None, begins, by_issue, first)]
    for one in in_order(chain.later):
        stated = stated_by(one.text)
        if one.how == "implements":
            stated = {name: value for name, value in stated.items() if name not in standing}
        if one.how == "repeals" or not stated:
            continue
        begins, by_issue = begins_of(one.text)
        changed = []
        for name, value in stated.items():
            before = step_words(name, standing[name]) if name in standing else None
            changed.append((name, step_words(name, value), before))
            standing[name] = value
        found.append(Version(one.text, one.how, begins, by_issue, changed))
    return found


def step_label(name: str) -> str:
    """What a step of the procedure is called."""
    return _(next(declared.label for column, _c, declared in drawn_columns(LegalInstrument) if column == name))


def step_words(name: str, value: Any) -> str:
    """A step in words, with its unit."""
    if name in ("deadline_days", "objection_days"):
        return ngettext("%(num)s day", "%(num)s days", value, num=value)
    if name == "proxy_degree":
        return _("up to degree %(degree)s", degree=value)
    declared = next(declared for column, _c, declared in drawn_columns(LegalInstrument) if column == name)
    return say_value(declared, value, {}) or ""
