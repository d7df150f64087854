"""What a total is of: an outcome, a group, a unit, and stock or flow; numbers of different subjects are never added."""

from dataclasses import dataclass

from incidents.base.languages import _
from incidents.search.filters import FILTERS, NotUnderstood
from incidents.search.filters.base import inside
from incidents.search.filters.codes import read_term
from incidents.search.filters.numbers import FigureFilter
from incidents.vocabularies import label, vocabulary

# Of people on the move a number without a kind is a third thing beside stock and flow.
MOVING = frozenset({"displaced", "returned"})
FILTER_OF = {one.outcome: one for one in FILTERS.values() if isinstance(one, FigureFilter)}


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is counted; ``kind`` is empty where stock or flow does not matter or nobody states it."""

    outcome: str = "killed"
    group: str = "total"
    unit: str = "person"
    kind: str = ""

    @property
    def written(self) -> str:
        """The subject as an address and the command line have it: "killed", "displaced.household.stock"."""
        usual = ((self.group, "total"), (self.unit, "person"), (self.kind, ""))
        return ".".join([self.outcome, *(name for name, left_out in usual if name != left_out)])

    @property
    def rank(self) -> tuple[int, ...]:
        """Where it stands among others: as the vocabularies order outcomes, units, kinds and groups."""
        names = (("outcome", self.outcome), ("unit", self.unit), ("stock_or_flow", self.kind), ("group", self.group))
        orders = (vocabulary(name).codes for name, _code in names)
        return tuple(
            codes.index(code) if code in codes else -1 for codes, (_name, code) in zip(orders, names, strict=True)
        )

    @property
    def narrowed(self) -> str:
        """What tells it from other numbers of its outcome, in words: "households, stock"; empty for all persons."""
        parts = (("group", self.group, "total"), ("unit", self.unit, "person"), ("stock_or_flow", self.kind, ""))
        words = [inside(label(name, code)) for name, code, usual in parts if code != usual]
        if self.outcome in MOVING and not self.kind:
            words.append(_("stock or flow not stated"))
        return _(", ").join(words)

    @property
    def words(self) -> str:
        """The subject in words: "Displaced (households, stock)"."""
        outcome, narrowed = label("outcome", self.outcome), self.narrowed
        return _("%(outcome)s (%(group)s)", outcome=outcome, group=narrowed) if narrowed else outcome


def read_subject(text: str) -> Subject:
    """Read a subject in the words of the search language, or raise `NotUnderstood`."""
    first, _dot, part = text.strip().partition(".")
    known = next((one for one in FILTER_OF.values() if first in (one.key, *one.aliases)), None)
    outcome = known.outcome if known else read_term(first, "outcome", "of")
    if outcome not in FILTER_OF:
        if part:
            raise NotUnderstood(_("“%(text)s” has no parts.", text=first), suggestion=outcome)
        return Subject(outcome)
    group, unit, kind = FigureFilter.counted(FILTER_OF[outcome].read_part(part))
    return Subject(outcome, group, unit, kind)
