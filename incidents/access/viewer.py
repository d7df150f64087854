"""The viewer: who asks, as a value that every reading and changing function takes."""

import enum
from dataclasses import dataclass, field


class Role(enum.IntEnum):
    """What an account may do at most; each role may do all that the ones before it may."""

    READER = 1
    RESEARCHER = 2
    REVIEWER = 3
    ADMINISTRATOR = 4

    @property
    def code(self) -> str:
        """The role's code in the vocabulary."""
        return self.name.lower()

    @classmethod
    def of(cls, code: str) -> "Role":
        """The role with a code of the vocabulary."""
        return cls[code.upper()]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody signed in, or the operator at the command line.

    ``teams`` are row numbers of teams. ``sees_all`` is true for the operator alone: whoever
    holds the data folder can read every byte of it, and a pretence of rules would only hide that.
    """

    account_id: int | None
    name: str
    role: Role
    teams: frozenset[int] = field(default_factory=frozenset)
    sees_all: bool = False


OPERATOR = Viewer(None, "operator", Role.ADMINISTRATOR, sees_all=True)
"""The person at the command line of the machine that holds the data."""
