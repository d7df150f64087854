"""What a rule answers: a number or the reason why there is none, and which figures it was made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from incidents.base.languages import N_, _
from incidents.base.ranges import Count

RULES = (
    "range_stated",
    "min_credible",
    "max_credible",
    "range_independent",
    "named_body",
    "majority",
    "named_victims",
    "editor",
)
"""The rules by their codes in the vocabulary ``reconciliation_rule``, in its order."""

VERSIONS: Mapping[str, str] = MappingProxyType(dict.fromkeys(RULES, "1"))
"""The version of each rule; it counts up whenever the same claims can give another answer."""

NOT_FOR_ADOPTION = frozenset({"range_stated", "named_victims"})
"""Rules that are there to look at: the first by its nature, the second until a case can have a list of names."""

WHY_NO_VALUE: Mapping[str, str] = MappingProxyType(
    {
        "no_claims": N_("No source gives a number that this rule may read."),
        "no_bound": N_("None of the claims that the rule may read has such an end."),
        "too_few": N_("Fewer independent speakers state a number than this rule asks for."),
        "no_body": N_("None of the bodies on the list has a current number."),
        "not_chosen": N_("Choose the bodies, the one that counts most first."),
        "needs_decision": N_("The speaker has several numbers and nobody knows which came last. Decide that first."),
        "no_majority": N_("No number is stated by more than half of the independent speakers."),
        "tied": N_("Two different numbers are each within reach of more than half of the speakers."),
        "no_list": N_("No list of names belongs to this case, which is not the same as nobody."),
        "not_typed": N_("The number is typed by whoever decides."),
    }
)  # fmt: skip
"""Why a rule has no value; such an answer is never 0, and no other rule takes its place."""

WHY_LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "check": N_("kept only to compare"),
        "superseded": N_("the speaker gave a later number"),
        "restatement": N_("a coarser wording of a number that stands beside it"),
        "orphan_restatement": N_("a coarser wording, and the number it restates is not there any more"),
        "withdrawn": N_("the speaker withdrew it"),
        "rejected": N_("rejected by the team"),
        "source_withdrawn": N_("its source was withdrawn"),
        "not_known": N_("the source does not know the number, holds it back, or says it does not apply"),
        "share": N_("a share of another number, which adds none of its own"),
        "no_number": N_("it names no number"),
        "imputed": N_("the number was put in by a convention"),
        "estimate": N_("a statistical estimate, not a count of what is documented"),
        "not_a_total": N_("it does not count the whole event"),
        "narrower": N_("limited to a part of these people, to a place or to a period"),
        "one_cause": N_("counts one cause of death among several"),
        "not_judged": N_("nobody has judged how credible it is"),
        "not_credible": N_("not credible enough for this rule"),
        "no_bound": N_("it has no end on this side"),
        "derived": N_("repeats or compiles what speakers here say themselves"),
        "origin_unknown": N_("it is not known whose number it is"),
        "not_independent": N_("a person held its source to be not independent"),
        "not_on_the_list": N_("its speaker is not the body that was chosen"),
        "not_in_the_majority": N_("its speaker states another number than most"),
        "not_a_list": N_("a number without names"),
    }
)  # fmt: skip
"""Why a rule does not read a figure."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that a rule does not read, and the code of the reason."""

    figure: int
    reason: str

    @property
    def words(self) -> str:
        """The reason in the reader's language."""
        return _(WHY_LEFT_OUT[self.reason])


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one rule for one outcome, group, unit and kind.

    ``used`` and ``left_out`` together name every claim exactly once. Without a value, ``used`` are the claims
    that the rule could not make one of. ``set_low`` and ``set_high`` are the figures that set each end.
    """

    rule: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    open_above: bool = False
    used: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    set_low: tuple[int, ...] = ()
    set_high: tuple[int, ...] = ()
    n_speakers: int = 0
    n_independent: int = 0
    n_open: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)
    no_value: str | None = None

    @property
    def version(self) -> str:
        """The version of the rule that answered."""
        return VERSIONS[self.rule]

    @property
    def has_value(self) -> bool:
        """Tell whether the rule came to a number."""
        return self.no_value is None

    @property
    def count(self) -> Count:
        """The number with its doubt, as pages show it."""
        return Count(self.low, self.best, self.high, self.open_above)

    @property
    def why_no_value(self) -> str | None:
        """The reason for having no number, in the reader's language; None where there is one."""
        return None if self.no_value is None else _(WHY_NO_VALUE[self.no_value])

    @property
    def may_be_adopted(self) -> bool:
        """Tell whether a person may make this the team's number."""
        return self.has_value and self.rule not in NOT_FOR_ADOPTION
