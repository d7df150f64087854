"""Numbers as sources give them: a lowest, a best and a highest, each of which may be unknown.

None is a side that is not bounded, never 0. "At least 92" has a lowest number and nothing else; "about 40" has only
a best one.
"""

from dataclasses import dataclass
from typing import NamedTuple

from incidents.base.errors import Refused
from incidents.base.languages import _, say_number


@dataclass(frozen=True)
class Count:
    """A number with its doubt; ``open_above`` says that something without an upper bound is part of it."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    open_above: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether any of the three numbers is known."""
        return not (self.low is None and self.best is None and self.high is None)


class Bounds(NamedTuple):
    """What a source's wording says about a number; ``imputed`` when a convention of ours put the number in."""

    low: int | None
    best: int | None
    high: int | None
    imputed: bool = False


# A word that names no number: the least that it can mean, by our convention.
IMPUTED_LOW = {"dozens": 24, "hundreds": 200}


def say_count(count: Count) -> str:
    """Say a number with its doubt, as it is shown everywhere: "83", "83–100", "≥ 92", "about 40", "not known"."""
    if not count.is_known:
        return _("not known")
    if count.open_above and count.low is None and count.best is None and count.high is not None:
        return _("up to %(count)s or more", count=say_number(count.high))  # the highest claim, which can be exceeded
    said = _say_bounds(count.low, count.best, count.high)
    ends = count.high is not None or (count.low is None and count.best is not None)
    return _("%(count)s or more", count=said) if count.open_above and ends else said


def _say_bounds(low: int | None, best: int | None, high: int | None) -> str:
    if low is None and high is None and best is not None:
        return _("about %(count)s", count=say_number(best))
    if low is None and best is not None and best == high:
        return _("nearly %(count)s", count=say_number(best))
    if low is not None and low == high:
        said = say_number(low)
    elif low is not None and high is not None:
        said = f"{say_number(low)}–{say_number(high)}"
    elif low is not None:
        said = f"≥ {say_number(low)}"
    else:
        assert high is not None
        said = f"≤ {say_number(high)}"
    # A best number that only repeats a bound says nothing more, unless it lies between two different ones.
    if best is None or (best == low and high in (None, low)):
        return said
    return _("%(bounds)s, best %(best)s", bounds=said, best=say_number(best))


def from_qualifier(qualifier: str, n: int | None, m: int | None = None) -> Bounds:
    """Return the bounds that a source's wording means, by the codes of the vocabulary ``qualifier``.

    ``n`` is the number that was said, ``m`` the second one of a range. "Dozens" and "hundreds" name no number: the
    least they can mean is put in and marked as imputed. "Several" bounds nothing.
    """
    if qualifier in IMPUTED_LOW:
        return Bounds(IMPUTED_LOW[qualifier], None, None, imputed=True)
    if qualifier == "several":
        return Bounds(None, None, None)
    if n is None or (qualifier == "range" and m is None):
        raise Refused(_("This wording needs a number. If there is none, leave the wording empty too."))
    if n < 0 or (m is not None and m < 0):
        raise Refused(_("A number of people or things cannot be below zero."))
    if qualifier == "fewer_than" and n == 0:
        raise Refused(_("There cannot be fewer than zero. If there were none, choose the stated number 0."))
    if qualifier == "range" and m is not None and m < n:
        raise Refused(_("The range %(low)s–%(high)s runs backwards.", low=say_number(n), high=say_number(m)))
    meanings = {
        "exact": Bounds(n, n, n),
        "at_least": Bounds(n, None, None),
        "more_than": Bounds(n + 1, None, None),
        "at_most": Bounds(None, None, n),
        "fewer_than": Bounds(None, None, n - 1),
        "approximately": Bounds(None, n, None),
        "nearly": Bounds(None, n, n),
        "range": Bounds(n, None, m),
    }
    if qualifier not in meanings:
        raise LookupError(f"no such qualifier: {qualifier!r}")
    return meanings[qualifier]
