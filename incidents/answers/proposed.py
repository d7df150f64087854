"""A proposal in words for one reader: its level, its working, and its sources, as far as they may be named."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.answers.proposals import native_code
from incidents.base.dates import say_date
from incidents.base.languages import _
from incidents.confidence.evidence import LeftOut, Proposal
from incidents.confidence.wording import say_reason, say_why
from incidents.records import Finding
from incidents.vocabularies import label, vocabulary


@dataclass(frozen=True, slots=True)
class Words:
    """The words for sources by the number of the citation, and the citations of figures; the rest is not shown."""

    citations: dict[int, str]
    figures: dict[int, int | None]

    def of(self, axis: str, key: int) -> str | None:
        """What the source of a citation, or on a number of a figure, is called; None for one that is not shown."""
        number = self.figures.get(key) if axis == "quantity" else key
        return self.citations.get(number or 0)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding of a body in words, with why it carries no level where it carries none."""

    body: str
    words: str
    standard: str | None
    report: str
    unused: str | None = None


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal in words; ``left_out`` pairs each reason with the sources that do not count for it."""

    level: str | None
    contested: bool
    reasons: list[str]
    used: list[str]
    against: list[str]
    left_out: list[tuple[str, list[str]]]
    n_unseen: int
    findings: list[ShownFinding]
    version: str


def shown_proposal(proposal: Proposal, words: Words, findings: Iterable[Finding] = ()) -> ShownProposal:
    """The proposal for a reader: sources that the reader may not see are counted and not described."""
    axis = proposal.axis
    keys = [*proposal.used, *proposal.against, *(one.key for one in proposal.left_out)]
    left_out: dict[str, list[str]] = {}
    for left in proposal.left_out:
        if name := words.of(axis, left.key):
            left_out.setdefault(say_why(left), []).append(name)
    return ShownProposal(
        proposal.level,
        proposal.contested,
        [say_reason(reason) for reason in proposal.reasons if reason.code != "strong" or reason.number],
        [name for key in proposal.used if (name := words.of(axis, key))],
        [name for key in proposal.against if (name := words.of(axis, key))],
        list(left_out.items()),
        sum(words.of(axis, key) is None for key in keys),
        shown_findings(findings, words, proposal.findings_left_out),
        proposal.version,
    )


def shown_findings(findings: Iterable[Finding], words: Words, left_out: Iterable[LeftOut] = ()) -> list[ShownFinding]:
    """Findings in words: they belong to the bodies that made them and are no judgment of the team.

    Of one that was read in a source which the reader may not see, only the body and its standard are told.
    """
    why = {one.key: say_why(one) for one in left_out}
    return [
        ShownFinding(
            label("body", finding.body) if closed else finding.body_text or label("body", finding.body),
            _("read in a source that is confidential") if closed else _found(finding),
            label("standard_of_proof", finding.standard) if finding.standard else None,
            "" if closed else " · ".join(part for part in _where(finding) if part),
            why.get(finding.id),
        )
        for finding in findings
        for closed in [finding.citation_id is not None and finding.citation_id not in words.citations]
    ]


def _found(finding: Finding) -> str:
    terms, code = vocabulary("body_finding"), native_code(finding.native_value)
    said = terms.label(code) if code in terms else code
    law = label("provision", finding.provision) if finding.provision else ""
    return " · ".join(part for part in (said, law, finding.text or "") if part)


def _where(finding: Finding) -> tuple[str, ...]:
    when = "" if finding.dated.is_empty else say_date(finding.dated)
    return finding.report_ref or "", finding.paragraph or "", when
