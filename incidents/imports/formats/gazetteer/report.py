"""What an import of places did, or would do, in words: rows read, places new and changed, and what looked wrong."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from incidents.base.languages import N_, _
from incidents.imports.report import Report, lines_of_doubts
from incidents.vocabularies import label

OUTCOMES = {
    "new": N_("new places"),
    "changed": N_("places that the files say more about, or something else"),
    "unchanged": N_("already here and the same"),
    "held": N_("held back"),
}
MOST_ALIKE = 10


@dataclass(slots=True)
class FileCounts:
    """The rows of one file: all of them, those that give no place, and those that cannot be read."""

    name: str
    system: str
    read: int = 0
    passed_over: int = 0
    refused: int = 0


@dataclass(slots=True)
class PlacesReport(Report):
    """The counts of one import of places."""

    files: list[FileCounts] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    alike: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The counts as they are kept with the import."""
        return {
            **{name: self.outcomes[name] for name in OUTCOMES},
            "levels": dict(sorted(self.levels.items())),
            "kept_against_the_file": self.kept_against_the_file,
            "doubts": dict(sorted(self.doubts.items())),
            "alike": len(self.alike),
        }


def lines_of_places(report: PlacesReport) -> Iterator[str]:
    """The report in words, a line at a time."""
    for file in report.files:
        yield _("%(count)s rows read from %(file)s (%(system)s)", count=file.read, file=file.name, system=file.system)
        if file.passed_over:
            yield "  " + _("%(count)s of them give no place: blank, tags, or of a kind that no case is placed by",
                           count=file.passed_over)  # fmt: skip
        if file.refused:
            yield "  " + _("%(count)s of them cannot be read", count=file.refused)
    for name, words in OUTCOMES.items():
        yield f"  {report.outcomes[name]:>9,}  {_(words)}"
    counted = [f"{label('place_level', code)} {count:,}" for code, count in sorted(report.levels.items())]
    if counted:
        yield _("By level: %(levels)s", levels=", ".join(counted))
    if report.kept_against_the_file:
        yield _("%(count)s values were recorded by people and stay as they are.", count=report.kept_against_the_file)
    yield from report.notes
    yield from lines_of_doubts(report)
    if report.alike:
        yield _(
            "%(count)s new places may be the same as another; nothing was joined. Up to %(most)s of them:",
            count=len(report.alike),
            most=MOST_ALIKE,
        )
        yield from (f"             {line}" for line in report.alike[:MOST_ALIKE])
