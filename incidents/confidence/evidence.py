"""What a proposal reads: what each source gives to one question with its grades, and what bodies found on it."""

from dataclasses import dataclass

SUPPORTS, CONTRADICTS, MENTIONS = "supports", "contradicts", "mentions"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source's word on one question; ``key`` is the number of the citation or figure that carries it.

    ``source`` is who speaks, ``reliability`` its letter here, ``credibility`` the digit of what it says, and
    ``independent`` a researcher's own answer. What is None was not recorded.
    """

    key: int
    source: int
    reliability: str | None = None
    credibility: str | None = None
    stance: str | None = None
    independent: str | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class BodyFinding:
    """What a body found on one question, by its own standard and in its own class."""

    key: int
    body: str
    standard: str | None = None
    native_value: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A word that does not count, and the code of the reason; `wording` says it."""

    key: int
    why: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the working, by code and number; `wording` says it."""

    code: str
    number: int = 0
    term: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level that the rules suggest, with its working; a person decides.

    ``level`` is None where no level is ever proposed. ``used`` and ``against`` are keys of the evidence that counted,
    ``findings`` of the findings that did.
    """

    axis: str
    level: str | None
    contested: bool
    reasons: tuple[Reason, ...]
    used: tuple[int, ...]
    against: tuple[int, ...]
    findings: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    findings_left_out: tuple[LeftOut, ...]
    version: str
