"""What one typed number means under the wording chosen beside it: "at least" makes it the low end, and so on."""

from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem, Refused
from incidents.base.ranges import IMPUTED_LOW, from_qualifier
from incidents.vocabularies import vocabulary

ENDS = ("low", "best", "high")


def take_as_said(values: dict[str, Any], stored: dict[str, Any], path: str) -> Iterator[Problem]:
    """Put the one number of a figure where its wording says it belongs, whichever of the three boxes it was typed in.

    Ends that were told apart are left as they are, and so is what is stored: "more than 12" is kept as 13,
    which must not become 14 at the next correction.
    """
    wording = values.get("qualifier")
    given = {values[end] for end in ENDS if values.get(end) is not None}
    if not wording or all(values.get(name) == stored.get(name) for name in ("qualifier", *ENDS)):
        return
    if wording not in vocabulary("qualifier"):
        return  # the checks of the case say so
    if wording == "range" or len(given) != (0 if wording in IMPUTED_LOW else 1):
        return
    try:
        meant = from_qualifier(wording, next(iter(given), None))
    except Refused as refusal:
        yield Problem(f"{path}best", refusal.message)
        return
    values |= {"low": meant.low, "best": meant.best, "high": meant.high}
    if meant.imputed:
        values["imputed"] = True
