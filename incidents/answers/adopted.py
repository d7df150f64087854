"""What the team holds and why: its rule, its claims, who decided; when out of date, what changed and what follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from incidents.answers.outdated import say_outdated
from incidents.answers.saying import Names, unnamed
from incidents.answers.settling_grid import GridClaim
from incidents.answers.settling_rules import ShownRule, say_parameters, show_result
from incidents.base.errors import Invalid
from incidents.base.languages import _, say_moment
from incidents.base.ranges import Count, say_count
from incidents.reconciliation import RULES, Sources, adopted, reconcile
from incidents.records import Citation, Figure
from incidents.search.effective import CURRENT, is_open_above
from incidents.vocabularies import label


@dataclass(frozen=True, slots=True)
class Held:
    """One number that the team holds or held."""

    number: int
    group: str
    count: Count
    value_state: str | None
    rule: str | None
    params: list[str]
    inputs: list[GridClaim]
    decided_by: str | None
    decided_at: datetime | None
    reason: str | None
    is_current: bool
    is_stale: bool
    because: list[str]
    now: ShownRule | None
    still_gives: bool

    @property
    def when(self) -> str | None:
        """When it was decided, in the reader's language."""
        return say_moment(self.decided_at) if self.decided_at is not None else None

    @property
    def rule_words(self) -> str | None:
        """The rule in the reader's language."""
        return label("reconciliation_rule", self.rule) if self.rule else None

    @property
    def said(self) -> str:
        """The number in words."""
        return say_count(self.count)


def held_of(
    figures: Sequence[Figure],
    citations: Iterable[Citation],
    sources: Sources,
    names: Names,
    shown: Mapping[int, GridClaim],
    speakers: Mapping[str, str],
) -> Iterator[Held]:
    """What the team holds for each group of one outcome, and held before, the newest first in each group."""
    cited = list(citations)
    groups = dict.fromkeys(figure.group for figure in figures)
    for group in groups:
        of_group = [figure for figure in figures if figure.group == group]
        current = adopted(of_group)
        assessed = [figure for figure in of_group if figure.role == "assessed"]
        for figure in sorted(assessed, key=lambda one: (one is not current, -one.id)):
            now = _now(figure, of_group, cited, sources, shown, speakers) if figure is current else None
            yield _held(figure, current, now, names, shown, speakers)


def _held(
    figure: Figure,
    current: Figure | None,
    now: ShownRule | None,
    names: Names,
    shown: Mapping[int, GridClaim],
    speakers: Mapping[str, str],
) -> Held:
    count = Count(figure.low, figure.best, figure.high, is_open_above(figure))
    named = {n: _("claim %(row)s (%(speaker)s)", row=claim.row, speaker=claim.speaker) for n, claim in shown.items()}
    decided_by = None
    if figure.decided_by is not None:
        decided_by = names.get(("account", figure.decided_by)) or unnamed("account")
    return Held(
        number=figure.id,
        group=figure.group,
        count=count,
        value_state=figure.value_state,
        rule=figure.rule,
        params=say_parameters(figure.rule or "", figure.rule_params, speakers),
        inputs=[] if _tells_speakers(figure) else [shown[n] for n in figure.inputs or () if n in shown],
        decided_by=decided_by,
        decided_at=figure.decided_at,
        reason=figure.reason,
        is_current=figure is current and figure.series_state in CURRENT,
        is_stale=figure is current and figure.stale,
        because=say_outdated(figure.stale_because, named, [n for n, claim in shown.items() if claim.closed]),
        now=now,
        still_gives=figure.rule == "editor" or (now is not None and now.has_value and _ends(now.count) == _ends(count)),
    )


def _ends(count: Count) -> tuple[object, ...]:
    return count.low, count.best, count.high, count.open_above


def _tells_speakers(figure: Figure) -> bool:
    return figure.rule == "named_body"


def _now(
    figure: Figure,
    figures: Sequence[Figure],
    citations: Sequence[Citation],
    sources: Sources,
    shown: Mapping[int, GridClaim],
    speakers: Mapping[str, str],
) -> ShownRule | None:
    """What the rule of an adopted figure answers now; None where this release cannot ask it."""
    if figure.rule not in RULES or figure.rule == "editor":
        return None
    try:
        result = reconcile(figure.rule, figures, citations, sources, figure.rule_params)
    except Invalid:
        return None
    return show_result(result, shown, speakers)
