"""The parameters of the rules: what each takes, what stands when nothing is said, and what is refused."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from incidents.base.errors import Invalid, Problem
from incidents.base.languages import N_, _

DEFAULTS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "range_stated": {},
        "min_credible": {"credibility_at_most": 3},
        "max_credible": {"credibility_at_most": 3},
        "range_independent": {"at_least_speakers": 2},
        "named_body": {"bodies": []},
        "majority": {"tolerance": 0},
        "named_victims": {},
        "editor": {},
    }
)
"""What each rule takes beside ``with_imputed``, which lets numbers in that a convention put there."""

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "credibility_at_most": N_("Credible up to"),
        "at_least_speakers": N_("Independent speakers at least"),
        "bodies": N_("Bodies, the one that counts most first"),
        "tolerance": N_("Counts as the same number up to a difference of"),
        "with_imputed": N_("With numbers put in by a convention"),
    }
)

WITHOUT_IMPUTED = ("range_stated", "named_victims", "editor")
RANGES = {"credibility_at_most": (1, 5), "at_least_speakers": (2, 100), "tolerance": (0, 1_000_000)}


def read_parameters(rule: str, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return all parameters of a rule; raises `Invalid` for one that it does not take or cannot use."""
    read: dict[str, Any] = dict(DEFAULTS[rule])
    problems: list[Problem] = []
    for name, value in (given or {}).items():
        path = f"params.{name}"
        if name == "with_imputed" and rule not in WITHOUT_IMPUTED and isinstance(value, bool):
            if value:  # said only where it differs, so that no stored figure says more than was chosen
                read[name] = True
        elif name not in DEFAULTS[rule]:
            problems.append(Problem(path, _("This rule has no parameter %(name)s.", name=name), "value"))
        elif name in RANGES:
            least, most = RANGES[name]
            if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
                message = _("Give a whole number from %(least)s to %(most)s.", least=least, most=most)
                problems.append(Problem(path, message, "value"))
            read[name] = value
        elif not isinstance(value, list | tuple) or not all(isinstance(one, str) and one for one in value):
            problems.append(Problem(path, _("Give the bodies as a list, the one that counts most first."), "value"))
        else:
            read[name] = list(dict.fromkeys(value))
    if problems:
        raise Invalid(problems)
    return read
