"""A case in plain objects for tests of the rules: sources with what they repeat, and what each of them states."""

from dataclasses import dataclass, field

from incidents.base.dates.uncertain import UncertainDate
from incidents.reconciliation import SourceFacts
from incidents.records import Citation, Figure
from incidents.search.independence import Origin

DEFAULTS = {"role": "reported", "outcome": "killed", "group": "total", "unit": "person", "value_state": "known",
            "imputed": False, "speaker_unknown": False, "record_kind": "documented_count"}  # fmt: skip


@dataclass
class Table:
    """The claims of one case; every claim has a citation of its own, so that a number names both."""

    figures: list[Figure] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    sources: dict[int, SourceFacts] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)

    def source(self, name, *repeats, publisher=None, unknown=False, kind=None, reliability=None, withdrawn=False):
        """A source by its name; what it repeats is named too."""
        number = self.names.setdefault(name, len(self.names) + 1)
        origin = Origin(kind, unknown, tuple(self.names[one] for one in repeats))
        self.sources[number] = SourceFacts(origin, publisher, reliability, withdrawn)
        return number

    def claim(self, number, source, *, independent=None, cited_credibility=None, **values):
        """A figure with its number, stated in a source."""
        citation = Citation(
            id=number, source_id=self.names[source], independent=independent, credibility=cited_credibility
        )
        self.citations.append(citation)
        for name in ("as_of", "period"):
            values.setdefault(name, UncertainDate())
        figure = Figure(**{**DEFAULTS, "id": number, "citation_id": number, **values})
        self.figures.append(figure)
        return figure

    def of(self, outcome="killed", group="total"):
        """The figures of one outcome and group."""
        return [figure for figure in self.figures if (figure.outcome, figure.group) == (outcome, group)]


def exact(number):
    """The bounds of a number that is stated as it is."""
    return {"low": number, "best": number, "high": number, "qualifier": "exact"}


def at_least(number):
    """The bounds of a least number."""
    return {"low": number, "qualifier": "at_least"}
