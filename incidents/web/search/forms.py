"""The form at the side of the search page: what most people ask, a field each; it and the typed question are one."""

from typing import Any, ClassVar

from wtforms import BooleanField

from incidents.base.languages import N_
from incidents.web.forms.controls import CleanString, TermSelect
from incidents.web.forms.declared import TranslatedForm

ANYTHING = N_("any")


class NarrowForm(TranslatedForm):
    """What can be asked without knowing the language of typed questions."""

    carried: list[tuple[str, str]] = []
    names: ClassVar[tuple[str, ...]] = (
        "words", "what", "place", "from", "to", "certainly", "actor", "source", "killed", "occurrence", "attribution",
        "status",
    )  # fmt: skip

    words = CleanString(N_("Words"))
    what = TermSelect(N_("Violation"), "violation_type", empty=ANYTHING)
    place = CleanString(N_("Place, or below it"))
    to = CleanString(N_("To"))
    certainly = BooleanField(N_("Certainly within these dates"))
    actor = CleanString(N_("Actor"))
    source = CleanString(N_("Source"))
    killed = CleanString(N_("Killed"), description=N_("≥50 surely fifty or more; 0 none; 1..10"))
    occurrence = TermSelect(N_("Held to have happened"), "confidence", empty=ANYTHING)
    attribution = TermSelect(N_("Attribution held"), "confidence", empty=ANYTHING)
    status = TermSelect(N_("State"), "workflow_status", empty=ANYTHING)


setattr(NarrowForm, "from", CleanString(N_("From"), description=N_("2017, 2017-04 or 2017-04-04")))


def narrow(args: dict[str, list[str]]) -> NarrowForm:
    """The form with what the question at hand says of its fields; what it cannot show is carried along unseen."""
    data: dict[str, Any] = {name: values[0] for name, values in args.items() if name in NarrowForm.names}
    form = NarrowForm(data=data)
    form.carried = [
        (name, value) for name, values in args.items() for value in (values[1:] if name in NarrowForm.names else values)
    ]
    return form
