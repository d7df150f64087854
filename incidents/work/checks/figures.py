"""What a figure must hold: bounds in order, a source or a rule, and an answer to whether it is known."""

from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _

NUMBERS = ("low", "best", "high")


def check_figure(values: dict[str, Any], path: str) -> Iterator[Problem]:
    """The problems of one figure of a picture."""
    low, best, high = (values.get(name) for name in NUMBERS)
    yield from check_order(path, low, best, high)
    stated = any(number is not None for number in (low, best, high)) or values.get("share_num") is not None
    state = values.get("value_state")
    if stated and state not in (None, "known"):
        yield Problem(
            path + "value_state", _("A number is given, so it is known. Empty the number or change this answer.")
        )
    if not stated and state == "known":
        yield Problem(path + "best", _("It is said to be known, so give the number; 0 is a number too."))
    if not stated and state is None and not values.get("as_stated"):
        yield Problem(path + "best", _("Give a number, the source's words, or say that it is not known."))
    if (values.get("share_num") is None) != (values.get("share_den") is None):
        yield Problem(path + "share_num", _("A share needs both numbers, such as 1 of 3."))
    elif _above(values.get("share_num"), values.get("share_den")):
        yield Problem(path + "share_num", _("A share cannot be more than the whole."))
    if values.get("role", "reported") == "assessed":
        yield from _assessed(values, path)
    elif not values.get("citation_id"):
        yield Problem(path + "citation_id", _("Say which source states this number."), "needed")


def check_order(path: str, low: Any, best: Any, high: Any) -> Iterator[Problem]:
    """The problems of three numbers that do not rise from low over best to high."""
    if _above(low, best):
        yield Problem(path + "low", _("Low (%(low)s) is above best (%(best)s).", low=low, best=best), "low_gt_best")
    if _above(best, high):
        yield Problem(
            path + "best", _("Best (%(best)s) is above high (%(high)s).", best=best, high=high), "best_gt_high"
        )
    if best is None and _above(low, high):
        yield Problem(path + "low", _("Low (%(low)s) is above high (%(high)s).", low=low, high=high), "low_gt_high")


def _above(left: Any, right: Any) -> bool:
    return isinstance(left, int) and isinstance(right, int) and left > right


def _assessed(values: dict[str, Any], path: str) -> Iterator[Problem]:
    if not values.get("rule"):
        yield Problem(path + "rule", _("Say by which rule the team holds this number."), "needed")
    if not values.get("reason"):
        yield Problem(path + "reason", _("Give the reason why the team holds this number."), "needed")
