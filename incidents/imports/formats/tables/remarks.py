"""What an import of tables says: one line for each cell that was not simply taken, and the counts of the rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from incidents.base.languages import N_, _

LONGEST_VALUE = 80
# Where a row can end up, in the order of the report.
OUTCOMES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "unchanged": N_("the same as here"),
    "held": N_("held back"),
    "skipped": N_("skipped: blank, tags or an exact repeat"),
    "refused": N_("refused"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One cell that was not simply taken: where it stands, what it holds, and what is done.

    ``code`` is the kind of question that is opened about it in the case; empty where there is nothing to settle.
    """

    file: str
    line: int
    identifier: str
    column: str
    value: str
    done: str
    code: str = ""

    @property
    def shown(self) -> str:
        """The value, cut where it would fill the page."""
        return self.value if len(self.value) <= LONGEST_VALUE else self.value[: LONGEST_VALUE - 1] + "…"


@dataclass(slots=True)
class TablesReport:
    """The counts of one import, table by table, and every remark; rows read are the sum of the outcomes."""

    name: str = ""
    team: str = ""
    dry_run: bool = False
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cases: Counter[str] = field(default_factory=Counter)

    def count(self, table: str, outcome: str) -> None:
        """Count one row of a table."""
        self.outcomes.setdefault(table, Counter())[outcome] += 1

    @property
    def read(self) -> int:
        """How many rows the files have under their headings."""
        return sum(counts.total() for counts in self.outcomes.values())

    @property
    def changes_something(self) -> bool:
        """Whether anything was, or would be, added or changed."""
        return any(counts["new"] or counts["changed"] for counts in self.outcomes.values())

    def as_json(self) -> dict[str, object]:
        """The counts as they are kept with the import."""
        questions = Counter(remark.code for remark in self.remarks if remark.code)
        return {
            "read": self.read,
            "tables": {table: dict(sorted(counts.items())) for table, counts in self.outcomes.items()},
            "cases": dict(sorted(self.cases.items())),
            "remarks": len(self.remarks),
            "doubts": dict(sorted(questions.items())),
        }


def lines_of(report: TablesReport, most: int | None = None) -> Iterator[str]:
    """The report in words, a line at a time; at most so many remarks, and then how many more there are."""
    yield from report.notes
    for table, counts in report.outcomes.items():
        said = ", ".join(f"{counts[name]:,} {_(label)}" for name, label in OUTCOMES.items() if counts[name])
        yield _("%(table)s: %(count)s rows read: %(outcomes)s", table=table, count=f"{counts.total():,}", outcomes=said)
    if report.remarks:
        yield _("%(count)s cells or rows were not simply taken:", count=f"{len(report.remarks):,}")
    for remark in report.remarks if most is None else report.remarks[:most]:
        yield "  " + line_of(remark)
    if most is not None and len(report.remarks) > most:
        yield _(
            "%(count)s more. Read all of them in a file with --report FILE.", count=f"{len(report.remarks) - most:,}"
        )


def line_of(remark: Remark) -> str:
    """One remark in words."""
    where = _("%(file)s line %(line)s", file=remark.file, line=remark.line)
    parts = [where, remark.identifier, remark.column, f"“{remark.shown}”" if remark.value else ""]
    code = f" [{remark.code}]" if remark.code else ""
    return f"{', '.join(part for part in parts if part)}: {remark.done}{code}"
