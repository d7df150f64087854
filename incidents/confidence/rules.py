"""The rules by which a level is proposed, as data with a version: how many voices of which grade reach which rung.

They know grades, stances and bodies by kind. No actor, country or publisher stands here, so that the same evidence
gives the same level whoever is accused.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """A level, and what reaches it: independent voices that were heard, that are credible, that are strong."""

    level: str
    heard: int = 0
    credible: int = 0
    strong: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """One edition of the rules."""

    version: str
    # Grades of the information (1 to 5) and of the source (A to E); 6 and F mean "not judged" and are in none.
    credible: frozenset[str]
    weak: frozenset[str]
    strong: frozenset[str]
    strong_sources: frozenset[str]
    judged_sources: frozenset[str]
    rungs: tuple[Rung, ...]
    # Bodies that investigate; what others call a finding is cited as a source.
    bodies: frozenset[str]
    finding_standard: str


RULES = Rules(
    version="1.0",
    credible=frozenset("123"),
    weak=frozenset("45"),
    strong=frozenset("12"),
    strong_sources=frozenset("ABC"),
    judged_sources=frozenset("ABCDE"),
    rungs=(
        Rung("confirmed", credible=3, strong=2),
        Rung("probable", credible=2),
        Rung("possible", credible=1),
        Rung("doubtful", heard=1),
    ),
    bodies=frozenset({"un_coi", "un_mission_2013", "opcw_ffm", "opcw_un_jim", "opcw_iit", "un_iiim", "court"}),
    finding_standard="reasonable_grounds_to_believe",
)
