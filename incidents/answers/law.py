"""What a case may amount to in law: each provision by the article that fits the class of conflict, and who found it.

A label is a possibility until a body finds it (and then it is that body's), whatever the team's judgment says. What
the violations suggest is offered to whoever judges and is never entered by itself.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from incidents.answers.findings import body_words
from incidents.base.languages import _
from incidents.confidence.native import is_native_only
from incidents.records import Assessment, Finding, Incident
from incidents.search.filters.findings import ways_to_write
from incidents.vocabularies import label, vocabulary
from incidents.vocabularies.provisions import article, fits

FOUND = frozenset({"found", "convicted"})
"""The states in law that only a body can give."""
NOT_FOUND = ("not_used", "insufficient_information", "no_conclusion", "no_finding")
"""What bodies say when they do not find something."""


@dataclass(frozen=True, slots=True)
class Characterisation:
    """One provision: its words and articles, the bodies that found it, and what the team's judgment says of it."""

    code: str
    words: str
    article: str
    found_by: list[str]
    grade: str | None = None
    status: str | None = None
    element: str | None = None
    reason: str | None = None
    is_misfit: bool = False
    is_unfounded: bool = False

    @property
    def said(self) -> str:
        """The provision in a sentence: what it may amount to, or who found it."""
        named = _("%(provision)s (%(article)s)", provision=self.words, article=self.article)
        if self.found_by:
            return _("Found by %(bodies)s: %(provision)s", bodies=_("; ").join(self.found_by), provision=named)
        return _("May amount to %(provision)s", provision=named)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A provision that a violation points to, and nobody has judged yet."""

    code: str
    words: str
    article: str
    violation: str


@dataclass(frozen=True, slots=True)
class Law:
    """The case in law for one viewer."""

    conflict: str | None
    characterisations: list[Characterisation]
    suggested: list[Suggested]


def law_of(incident: Incident, seen: Collection[int]) -> Law:
    """Read what a case may amount to; ``seen`` are the citations whose sources the viewer may see."""
    judged = [row for row in judged_provisions(incident) if row.provision]
    found = [_characterisation(incident, row.provision or "", seen, row) for row in judged]
    codes = {one.code for one in found}
    alone = [finding.provision for finding in _findings(incident, seen) if finding.provision not in codes]
    found += [_characterisation(incident, code or "", seen, None) for code in dict.fromkeys(alone)]
    known = {one.code for one in found}
    conflict = label("conflict_class", incident.conflict_class) if incident.conflict_class else None
    return Law(conflict, found, list(_suggested(incident, known)))


def judged_provisions(incident: Incident) -> Iterator[Assessment]:
    """The team's standing judgments on a provision."""
    for row in incident.assessments:
        own = not is_native_only(row.scheme, row.native_value, row.mapped_value)
        if row.axis == "legal" and row.state == "current" and row.provision and own:
            yield row


def characterised(incident: Incident, row: Assessment, seen: Collection[int]) -> Characterisation | None:
    """One judgment of the team in law; None where it names no provision."""
    return _characterisation(incident, row.provision, seen, row) if row.provision else None


def _characterisation(incident: Incident, code: str, seen: Collection[int], row: Assessment | None) -> Characterisation:
    bodies = [
        body_words(finding.body, finding.body_text)
        for finding in _findings(incident, seen)
        if finding.provision == code
    ]
    status = row.legal_status if row is not None else None
    return Characterisation(
        code,
        label("provision", code),
        article(code, incident.conflict_class),
        list(dict.fromkeys(bodies)),
        row.mapped_value if row is not None else None,
        label("legal_status", status) if status and status not in FOUND else None,
        row.contextual_element if row is not None else None,
        row.reason if row is not None else None,
        not fits(code, incident.conflict_class),
        status in FOUND and not bodies,
    )


def _findings(incident: Incident, seen: Collection[int]) -> Iterator[Finding]:
    """The findings that a provision applies; one in a closed source is nobody's who may not read that."""
    for finding in incident.findings:
        is_open = finding.citation_id is None or finding.citation_id in seen
        if finding.axis == "legal" and finding.provision and is_open and not _denies(finding.native_value):
            yield finding


def _denies(native: str | None) -> bool:
    return bool(native) and any((native or "").lower() in ways_to_write(code) for code in NOT_FOUND)


def _suggested(incident: Incident, known: Collection[str]) -> Iterator[Suggested]:
    """What the violations point to, where it fits the class of conflict and stands nowhere yet."""
    met, terms, provisions = set(known), vocabulary("violation_type"), vocabulary("provision")
    for violation in incident.violations:
        for code in terms.term(violation.violation).keys if violation.violation in terms else ():
            if code in provisions and code not in met and fits(code, incident.conflict_class):
                met.add(code)
                words = terms.label(violation.violation)
                yield Suggested(code, provisions.label(code), article(code, incident.conflict_class), words)
