"""What a property act must hold: an act on property, a currency with a value, shares within the whole."""

import re
from collections.abc import Iterator

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records.picture import Picture
from incidents.vocabularies import vocabulary
from incidents.work.checks.rows import Row

CURRENCY = re.compile(r"[A-Z]{3}")
ALSO = frozenset({"eviction", "other", "unknown"})


def check_property_act(row: Row, _drawing: Picture, _before: Picture) -> Iterator[Problem]:
    """The problems of one act on one property or kind of property."""
    values, terms = row.whole, vocabulary("violation_type")
    act = values.get("act")
    if row.changes("act") and act in terms and act not in {*terms.narrower("property"), *ALSO}:
        message = _("This is no act on property. Enter it among the violations; choose here what befell the property.")
        yield Problem(row.path + "act", message, "value")
    if row.changes("value") or row.changes("currency"):
        if values.get("value") is not None and not values.get("currency"):
            yield Problem(row.path + "currency", _("Say in which currency, such as SYP or USD."), "needed")
        elif values.get("currency") and not CURRENCY.fullmatch(str(values["currency"])):
            yield Problem(row.path + "currency", _("Write a currency as three capital letters, such as SYP."), "value")


def check_property_holder(row: Row, _drawing: Picture, _before: Picture) -> Iterator[Problem]:
    """The problems of one claimant or group of claimants."""
    upper, lower = row.whole.get("share_num"), row.whole.get("share_den")
    if not (row.changes("share_num") or row.changes("share_den")):
        return
    if (upper is None) != (lower is None):
        yield Problem(row.path + "share_den", _("A share needs both numbers, such as 1 of 3."), "needed")
    elif upper is not None and lower is not None and upper > lower:
        yield Problem(row.path + "share_num", _("A share cannot be greater than the whole."), "value")
