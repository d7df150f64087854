"""What a reader says about the parts of a question that it could not use."""

from dataclasses import dataclass, field

from incidents.base.errors import Problem


@dataclass(frozen=True)
class Misread(Problem):
    """Something that was left out of the question: from where to where, and what may have been meant instead."""

    start: int = 0
    end: int = 0
    suggestion: str | None = None


@dataclass
class Problems:
    """Collects what was not understood."""

    found: list[Misread] = field(default_factory=list)
    path: str = "q"

    def note(self, start: int, end: int, message: str, code: str, suggestion: str | None = None) -> None:
        """Keep one problem; the same place is named only once."""
        if not any((one.start, one.end, one.code) == (start, end, code) for one in self.found):
            self.found.append(Misread(self.path, message, code, start, end, suggestion))

    def has(self, code: str) -> bool:
        """Tell whether there is a problem of this kind."""
        return any(one.code == code for one in self.found)
