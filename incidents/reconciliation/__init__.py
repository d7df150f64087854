"""How many: named rules that make one figure of a case out of what its sources claim, and show their working."""

from incidents.reconciliation.claim import Claim, SourceFacts, Sources, claims_of
from incidents.reconciliation.disagreements import Disagreement, disagreements
from incidents.reconciliation.keys import adopted, by_key, key_of
from incidents.reconciliation.reading import read_sources
from incidents.reconciliation.result import NOT_FOR_ADOPTION, RULES, LeftOut, Result
from incidents.reconciliation.rules import all_results, reconcile

__all__ = [
    "NOT_FOR_ADOPTION",
    "RULES",
    "Claim",
    "Disagreement",
    "LeftOut",
    "Result",
    "SourceFacts",
    "Sources",
    "adopted",
    "all_results",
    "by_key",
    "claims_of",
    "disagreements",
    "key_of",
    "read_sources",
    "reconcile",
]
