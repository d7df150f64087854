"""The numbers of the invented cases: every way in which sources speak of one, and figures of the team's own."""

from typing import Any

from incidents.base.ranges import from_qualifier
from incidents.demo.files import NORTHMARCH, rows
from incidents.demo.synthetic_words import pick

Figure = dict[str, Any]

SCENARIOS = rows(NORTHMARCH / "figures.json")
OUTCOMES = (
    "killed", "injured", "killed", "displaced", "missing", "killed", "detained", "exposed", "abducted", "killed",
    "disappeared", "treated", "returned", "sexual_violence", "affected", "survived", "killed", "other", "unknown",
)  # fmt: skip
GROUPS = (
    "total", "total", "total", "civilian", "total", "total", "medical", "total", "journalist", "total", "detainee",
    "total", "men", "boys", "girls", "rescuer", "aid_worker", "education", "combatant", "status_unknown", "elderly",
    "adults", "displaced_people", "other",
)  # fmt: skip
SAID = {
    "exact": "{n}", "at_least": "at least {n}", "more_than": "more than {n}", "at_most": "at most {n}",
    "fewer_than": "fewer than {n}", "approximately": "about {n}", "nearly": "nearly {n}", "range": "{n} to {m}",
}  # fmt: skip
KEYS = {"share_of": "share_of_id", "within": "within_figure_id", "supersedes": "supersedes_id"}
CONVENTIONS = {"dozens": "dozens: at least 24", "hundreds": "hundreds: at least 200"}
SPEAKERS = ("A resident", "The hospital of Saltrey", "The Press Office", None)
RULES = ("min_credible", "range_independent", "named_body", "editor", "majority", "max_credible")
WHY = "What the team of the demonstration holds of the numbers above; nothing depends on it."


def figures_of(number: int, cited: list[str], kind: str) -> tuple[list[Figure], str | None]:
    """The figures of a case, and the key of the team's own where it has one."""
    scenario = pick(SCENARIOS, number)
    outcome = "affected" if kind == "instrument" else pick(OUTCOMES, number)
    unit = "property" if kind == "instrument" else "person"
    base = 3 + number * 29 % 83
    figures = [
        _claim(number, position, one, cited, {"outcome": outcome, "group": pick(GROUPS, number), "unit": unit}, base)
        for position, one in enumerate(scenario["claims"])
    ]
    own = _own(number, figures)
    return [*figures, *own], own[0]["id"] if own else None


def _claim(number: int, position: int, claim: list[Any], cited: list[str], whom: Figure, base: int) -> Figure:
    source, qualifier, share, more = claim
    figure: Figure = {"id": f"f{position}", "role": "reported", **whom, "qualifier": qualifier}
    figure["citation_id"] = cited[source % len(cited)]
    figure["stated_by_text"] = pick(SPEAKERS, number + position)
    if number % 9 == 2:
        figure |= {"directness": "direct", "as_of_text": "April 2019", "as_of_edtf": "2019-04"}
    if qualifier is not None:
        n = None if share is None else round(base * share)
        m = None if n is None else n + n // 3 + 1
        low, best, high, imputed = from_qualifier(qualifier, n, m)
        figure |= {"low": low, "best": best, "high": high, "imputed": imputed}
        figure["value_state"] = "known" if n is not None or imputed else None
        figure["imputation_rule"] = CONVENTIONS.get(qualifier)
        figure["as_stated"] = SAID[qualifier].format(n=n, m=m) if qualifier in SAID else None
    for name, value in more.items():
        figure[KEYS.get(name, name)] = f"f{value}" if name in KEYS else value
    return figure


def _own(number: int, claims: list[Figure]) -> list[Figure]:
    """Every fourth case whose sources give a number has one of the team too."""
    inputs = [one for one in claims if one.get("low") is not None and one["role"] == "reported"]
    if number % 4 or not inputs:
        return []
    highs = [high for one in inputs if (high := one["high"] if one["high"] is not None else one["best"]) is not None]
    low = min(one["low"] for one in inputs)
    figure = {name: inputs[0][name] for name in ("outcome", "group", "unit")}
    rule = pick(RULES, number // 4)
    figure |= {"id": "team", "role": "assessed", "low": low, "value_state": "known", "rule": rule, "rule_version": "1"}
    figure |= {"high": max(highs, default=None), "inputs": [one["id"] for one in inputs], "reason": WHY}
    figure["rule_params"] = {"bodies": ["un_coi"]} if rule == "named_body" else None
    return [figure]
