"""The refusals of the program, each with a message that was written for people and is already translated.

Whatever is raised below the top floor and is somebody's business is a ``Refused``: the web turns it into a page,
the command line into a line. Any other exception is a fault of the program.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.base.languages import _


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what was entered.

    The path leads to the place: "title" for a field of the record itself, "figure.3.low" for the field ``low`` of
    the part ``figure`` with the position or key 3, "" for the entry as a whole. The code is for programs.
    """

    path: str
    message: str
    code: str = ""


class Refused(Exception):
    """What was asked is not done, for a reason that the asker can understand."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message


class NotFound(Refused):
    """There is no such record, or none that the asker may know of: the answer is the same."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or _("There is no such record."))


class Forbidden(Refused):
    """The asker may know of the record, but may not do this with it."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or _("You do not have the permission to do this."))


class Conflict(Refused):
    """Somebody else changed the record since the asker started from it; ``theirs`` is the record as it is now."""

    def __init__(self, theirs: object, message: str | None = None) -> None:
        super().__init__(message or _("Somebody else has changed this record in the meantime."))
        self.theirs = theirs


class Invalid(Refused):
    """What was entered does not hold together; ``problems`` says where and why."""

    def __init__(self, problems: Iterable[Problem], message: str | None = None) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__(message or " ".join(problem.message for problem in self.problems))

    def at(self, path: str) -> list[Problem]:
        """Return the problems of one field."""
        return [problem for problem in self.problems if problem.path == path]


class BadSetting(Refused):
    """A setting of the installation is unknown, missing or unsafe, and the program does not start with it."""
