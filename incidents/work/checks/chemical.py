"""What a chemical sheet must hold: an agent that is said to be identified names by whom; munitions run upwards."""

from collections.abc import Iterator
from itertools import pairwise

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records.picture import Picture
from incidents.work.checks.rows import Row

BOUNDS = ("munitions_low", "munitions_best", "munitions_high")
WHO = ("confirmed_by", "confirmed_by_text")


def check_chemical_sheet(row: Row, _drawing: Picture, _before: Picture) -> Iterator[Problem]:
    """The problems of one agent or impact."""
    values = row.whole
    touched = any(row.changes(name) for name in ("agent_state", *WHO))
    if touched and values.get("agent_state") == "identified" and not any(values.get(name) for name in WHO):
        message = _("Say who identified the agent; without that it is suspected.")
        yield Problem(row.path + "confirmed_by", message, "needed")
    if any(row.changes(name) for name in BOUNDS):
        stated = [values[name] for name in BOUNDS if values.get(name) is not None]
        if any(lower > upper for lower, upper in pairwise(stated)):
            message = _("The lower number of munitions is greater than the higher one.")
            yield Problem(row.path + "munitions_low", message, "value")
