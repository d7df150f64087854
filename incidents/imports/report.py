"""What an import did, or would do: every row is counted once, and every doubt is listed with examples."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from incidents.base.languages import N_, _

EXAMPLES = 3
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a row that looks wrong: a code, the column, the value as it came, and what it means.

    ``part`` and ``key`` name the part of the case that it is about, such as the figure of one column.
    """

    code: str
    column: str
    value: str
    message: str
    part: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One row in which a doubt arose."""

    line: int
    identifier: str
    column: str
    value: str
    message: str


# Where a row can end up, in the order of the report, and what that is called.
OUTCOMES = {
    "new": N_("new cases"),
    "changed": N_("cases changed by a later release"),
    "unchanged": N_("already here and the same"),
    "held": N_("held back"),
    "skipped": N_("skipped: blank, tags or an exact repeat"),
    "refused": N_("refused: not stored"),
}


# What a later release can change in a case.
ASPECTS = {
    "figures": N_("figures"),
    "date": N_("dates"),
    "place": N_("places"),
    "title": N_("titles"),
    "violations": N_("violations"),
    "sides": N_("sides"),
    "sources": N_("sources"),
    "questions": N_("questions"),
    "native": N_("codes of the publisher"),
}


@dataclass(slots=True)
class Report:
    """The counts of one import; rows read are always the sum of the outcomes."""

    file_name: str = ""
    release: str | None = None
    team: str = ""
    dry_run: bool = False
    outcomes: Counter[str] = field(default_factory=Counter)
    flagged: int = 0
    aspects: Counter[str] = field(default_factory=Counter)
    not_in_this_file: int = 0
    kept_against_the_file: int = 0
    doubts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows the file has under its heading."""
        return sum(self.outcomes.values())

    @property
    def accepted(self) -> int:
        """How many rows stand for a case, before or after this import."""
        return self.outcomes["new"] + self.outcomes["changed"] + self.outcomes["unchanged"]

    @property
    def changes_something(self) -> bool:
        """Whether any case was, or would be, added or changed."""
        return bool(self.outcomes["new"] or self.outcomes["changed"])

    def count(self, outcome: str, line: int, identifier: str, doubts: Iterable[Doubt] = ()) -> None:
        """Count one row with whatever looked wrong in it."""
        self.outcomes[outcome] += 1
        found = list(doubts)
        if found and outcome in ("new", "changed", "unchanged"):
            self.flagged += 1
        for doubt in found:
            self.note_doubt(doubt, line, identifier)

    def note_doubt(self, doubt: Doubt, line: int, identifier: str) -> None:
        """Count one doubt, and keep it as an example while there are few."""
        self.doubts[doubt.code] += 1
        examples = self.examples.setdefault(doubt.code, [])
        if len(examples) < EXAMPLES:
            value = doubt.value if len(doubt.value) <= LONGEST_VALUE else doubt.value[: LONGEST_VALUE - 1] + "…"
            examples.append(Example(line, identifier, doubt.column, value, doubt.message))

    def as_json(self) -> dict[str, object]:
        """The counts as they are kept with the import."""
        return {
            "read": self.read,
            **{name: self.outcomes[name] for name in OUTCOMES},
            "accepted": self.accepted - self.flagged,
            "flagged": self.flagged,
            "not_in_this_file": self.not_in_this_file,
            "kept_against_the_file": self.kept_against_the_file,
            "changes": dict(sorted(self.aspects.items())),
            "doubts": dict(sorted(self.doubts.items())),
        }


def lines_of(report: Report) -> Iterator[str]:
    """The report in words, a line at a time."""
    yield _("%(count)s rows read from %(file)s", count=report.read, file=report.file_name)
    for name, label in OUTCOMES.items():
        yield f"  {report.outcomes[name]:>9,}  {_(label)}"
    yield _(
        "%(accepted)s accepted, %(flagged)s accepted with a question, %(held)s held, %(skipped)s skipped, "
        "%(refused)s refused",
        accepted=report.accepted - report.flagged,
        flagged=report.flagged,
        held=report.outcomes["held"],
        skipped=report.outcomes["skipped"],
        refused=report.outcomes["refused"],
    )
    if report.aspects:
        parts = ", ".join(f"{_(ASPECTS[name])} {count}" for name, count in report.aspects.most_common())
        yield _("What a later release changes: %(parts)s", parts=parts)
    if report.kept_against_the_file:
        yield _("%(count)s values were edited here and stay as they are.", count=report.kept_against_the_file)
    if report.not_in_this_file:
        yield _(
            "%(count)s events of earlier imports are not in this file; their cases stay.", count=report.not_in_this_file
        )
    yield from report.notes
    yield from lines_of_doubts(report)


def lines_of_doubts(report: Report) -> Iterator[str]:
    """The doubts of a report in words, each kind with its examples."""
    if report.doubts:
        yield _("Questions, each with up to %(count)s examples:", count=EXAMPLES)
    for code, count in report.doubts.most_common():
        yield f"  {count:>9,}  {code}"
        for example in report.examples[code]:
            where = _("line %(line)s", line=example.line)
            named = f", {example.identifier}" if example.identifier else ""
            value = f" “{example.value}”" if example.value else ""
            yield f"             {where}{named}: {example.column}{value}: {example.message}"
