"""What the program proposes on each question of a case: the evidence as it is stored, handed to the rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from incidents.base.text import fold
from incidents.confidence.evidence import CONTRADICTS, MENTIONS, SUPPORTS, BodyFinding, Evidence, Proposal
from incidents.confidence.proposal import propose, propose_nothing
from incidents.confidence.quantity import Bounds, Statement, words_on_number
from incidents.reconciliation import Sources, adopted, by_key, claims_of, key_of, read_sources
from incidents.reconciliation.inputs import input_claims
from incidents.reconciliation.voices import independent_voices
from incidents.records import Attribution, Citation, Figure, Finding, Incident
from incidents.search.effective import highest, is_open_above, lowest
from incidents.search.filters.codes import spellings
from incidents.search.independence import Origin


@dataclass(frozen=True, slots=True)
class Proposals:
    """Proposes for one case; everything it needs of the sources was read at once."""

    incident: Incident
    sources: Sources

    def on_occurrence(self) -> Proposal:
        """Whether it happened."""
        words = [self._word(citation, citation.stance_occurrence) for citation in self.incident.citations]
        return propose("occurrence", words, self._findings("occurrence"), self._origins())

    def on_attribution(self, attribution: Attribution) -> Proposal:
        """Whether this actor is responsible."""
        words = [self._word(c, stance_on(attribution, c, self.incident)) for c in self.incident.citations]
        return propose("attribution", words, self._findings("attribution", attribution), self._origins())

    def on_number(self, held: Figure | None) -> Proposal:
        """Whether the number that the team holds can be relied on."""
        if held is None:
            return propose_nothing("quantity", "no_number", self._findings("quantity"))
        figures = by_key(self.incident.figures).get(key_of(held), [])
        claims, _left = input_claims(claims_of(figures, self.incident.citations, self.sources))
        voices, _left = independent_voices(claims)
        statements = [
            Statement(
                claim.number,
                speaker,
                Bounds(voice.low, None if voice.is_open else voice.high),
                claim.reliability,
                claim.credibility,
            )
            for speaker, voice in enumerate(voices)
            for claim in voice.claims
        ]
        bounds = Bounds(lowest(held), None if is_open_above(held) else highest(held))
        return propose("quantity", words_on_number(bounds, statements))

    def on_law(self) -> Proposal:
        """What bodies found in law; a level is never proposed."""
        return propose_nothing("legal", "no_level_in_law", self._findings("legal"))

    def _word(self, citation: Citation, stance: str | None) -> Evidence:
        facts = self.sources.get(citation.source_id)
        return Evidence(
            citation.id,
            citation.source_id,
            citation.reliability_override or (facts.reliability if facts is not None else None),
            citation.credibility,
            stance,
            citation.independent,
            facts is not None and facts.is_withdrawn,
        )

    def _origins(self) -> dict[int, Origin]:
        return {number: facts.origin for number, facts in self.sources.items()}

    def _findings(self, axis: str, about: Attribution | None = None) -> list[BodyFinding]:
        return [
            BodyFinding(finding.id, finding.body, finding.standard, native_code(finding.native_value))
            for finding in findings_on(self.incident, axis, about)
        ]


def proposals_of(session: Session, incident: Incident) -> Proposals:
    """Read what the proposals of a case need."""
    return Proposals(incident, read_sources(session, [incident]))


def findings_on(incident: Incident, axis: str, about: Attribution | None = None) -> list[Finding]:
    """The findings of bodies on a question; on who did it, those that name this actor, or the only one there is."""
    found = [finding for finding in incident.findings if finding.axis == axis]
    if about is None:
        return found
    only = len(incident.attributions) == 1
    return [f for f in found if f.attribution_id == about.id or (f.attribution_id is None and only)]


def native_code(written: str | None) -> str:
    """The class of a finding by its code, whether it was written as the code or as its label in either language."""
    return spellings("body_finding").get(fold(written or ""), written or "")


def stance_on(attribution: Attribution, citation: Citation, incident: Incident) -> str | None:
    """What a source says about one actor: it names the actor, or contradicts, or does not speak of this one.

    A source that supports an attribution without being listed under any speaks of the only actor there is.
    """
    listed = {row.id for row in incident.attributions if citation.id in (row.alleged_by or [])}
    if attribution.id in listed:
        return SUPPORTS
    if citation.stance_attribution in (CONTRADICTS, MENTIONS):
        return citation.stance_attribution
    only = not listed and len(incident.attributions) == 1
    return citation.stance_attribution if only else None


def held_numbers(figures: Iterable[Figure]) -> list[Figure]:
    """The numbers that the team holds now, the killed first and everybody before a part of them."""
    held = [figure for group in by_key(figures).values() if (figure := adopted(group)) is not None]
    return sorted(held, key=lambda f: (f.outcome != "killed", f.outcome, f.group != "total", f.group, f.id))
