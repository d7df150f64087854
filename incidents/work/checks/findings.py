"""What a finding must hold, and when a body seems to speak on a question that it was not asked."""

from collections.abc import Iterator
from typing import Any

from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.vocabularies import label, vocabulary

UNNAMED = frozenset({"court", "national", "ngo", "media", "un_other"})
"""Bodies of which there are many, so that only the name says which one is meant."""


def check_finding(values: dict[str, Any], path: str) -> Iterator[Problem]:
    """The problems of one finding of a picture."""
    if values.get("body") in UNNAMED and not values.get("body_text"):
        yield Problem(path + "body_text", _("Name the body: there is more than one of this kind."), "needed")
    if not values.get("native_value") and not values.get("text"):
        message = _("Say what the body found, in its own terms or words.")
        yield Problem(path + "native_value", message, "needed")
    if values.get("axis") != "attribution" and values.get("attribution_id"):
        message = _("Only a finding on who did it names somebody. Choose that question, or empty this.")
        yield Problem(path + "attribution_id", message, "value")


def beyond_mandate(body: str | None, axis: str | None) -> str | None:
    """A sentence for a body that is not known to speak to a question, or None; it is a warning and stops nobody."""
    terms = vocabulary("body")
    if not body or not axis or body not in terms or axis not in vocabulary("axis"):
        return None
    speaks_to = terms.term(body).extra.get("speaks_to")
    if not isinstance(speaks_to, list | tuple) or axis in speaks_to:
        return None
    questions = ", ".join(f"“{label('axis', str(one))}”" for one in speaks_to)
    return _(
        "%(body)s has a mandate for %(questions)s, not for “%(asked)s”. Look again whose finding this is.",
        body=label("body", body),
        questions=questions,
        asked=label("axis", axis),
    )
