"""The filter on what a case may amount to in law: by provision, by family of law, or by article."""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from sqlalchemy import or_, select

from incidents.access.viewer import Viewer
from incidents.base.languages import N_, _
from incidents.records import Assessment, Finding, Incident
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, nearest, only_equal, say_either
from incidents.search.filters.codes import families, read_term, say_term, spellings
from incidents.vocabularies import vocabulary

PROVISION = "provision"
# Sources of law and their short names; each stands for families of provisions.
BRANCHES = {
    "rome": ("genocide", "crime_against_humanity", "war_crime"),
    "customary": ("customary_law",),
    "treaty": ("treaty_law",),
    "human_rights": ("human_rights_law",),
}
BRANCH_LABELS = {
    "rome": N_("the Rome Statute"),
    "customary": N_("customary rules"),
    "treaty": N_("treaties on weapons"),
    "human_rights": N_("human-rights law"),
    "genocide": N_("genocide"),
    "crime_against_humanity": N_("a crime against humanity"),
    "war_crime": N_("a war crime"),
    "customary_law": N_("customary rules"),
    "treaty_law": N_("treaties on weapons"),
    "human_rights_law": N_("human-rights law"),
}


def _plain(article: str) -> str:
    """An article as letters and digits in brackets: without spaces, "RS", "art." and the like."""
    return re.sub(r"^(rs|art|article)|[\s.]", "", article.casefold())


@cache
def _articles() -> dict[str, tuple[str, ...]]:
    """The provisions by each of their articles; a row with several letters stands under each."""
    found: dict[str, tuple[str, ...]] = {}
    for term in vocabulary(PROVISION):
        for text in cast(dict[str, str], term.extra["articles"]).values():
            first, *others = text.split(",")
            stem = first[: first.rindex("(")] if "(" in first else ""
            for one in (first, *(stem + other.strip() for other in others)):
                found[_plain(one)] = (*found.get(_plain(one), ()), term.code)
    return found


def _meant(text: str) -> tuple[str, ...]:
    """Every provision that a written value stands for."""
    terms = vocabulary(PROVISION)
    if text in BRANCHES:
        return tuple(code for family in BRANCHES[text] for code in terms.family(family))
    if text in terms:
        return terms.narrower(text)
    if text in families(PROVISION):
        return terms.family(text)
    # An article stands for what lies beneath it: 8(2)(e) for 8(2)(e)(xiv).
    typed = _plain(text)
    under = (codes for article, codes in _articles().items() if article == typed or article.startswith(f"{typed}("))
    return tuple(dict.fromkeys(code for codes in under for code in codes))


@dataclass(frozen=True, kw_only=True)
class LawFilter(Filter):
    """A provision that the team holds or a body found; what follows a dot narrows it to one of both."""

    def read_part(self, part: str) -> str:
        if part in ("", "team", "body"):
            return part
        raise NotUnderstood(_("After “%(key)s.” comes team or body.", key=self.key), suggestion="body")

    def read_value(self, value: Value) -> Value:
        text = only_equal(value, self.key).strip()
        short = text.casefold().replace("-", "_").replace(" ", "_")
        if short in BRANCHES:
            return Value(short)
        try:
            return Value(read_term(text, PROVISION, self.key))
        except NotUnderstood:
            if "(" in text and _meant(text):
                return Value(_plain(text))
        known = {**spellings(PROVISION), **{one: one for one in (*BRANCHES, *families(PROVISION))}}
        near = nearest(text, known)
        raise NotUnderstood(
            _("“%(text)s” is not a value of “%(key)s”.", text=text, key=self.key),
            suggestion=known[near] if near else None,
        )

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        codes = None if value.operator in (NONE, ANY) else _meant(value.text)
        held = select(Assessment.incident_id).where(Assessment.state == "current", Assessment.axis == "legal")
        by_body = select(Finding.incident_id).where(Finding.axis == "legal")
        held = held.where(Assessment.provision.is_not(None) if codes is None else Assessment.provision.in_(codes))
        by_body = by_body.where(Finding.provision.is_not(None) if codes is None else Finding.provision.in_(codes))
        parts = {"team": [held], "body": [by_body]}.get(test.part, [held, by_body])
        found = or_(*(Incident.id.in_(part) for part in parts))
        return ~found if value.operator == NONE else found

    def say(self, test: Test) -> str:
        said = [_say(value.text) for value in test.values if value.operator == "="]
        clauses = [_("where this is thought of in law: %(values)s", values=say_either(said))] if said else []
        clauses += [_("where no provision is thought of") for value in test.values if value.operator == NONE]
        clauses += [_("where a provision is thought of") for value in test.values if value.operator == ANY]
        clause = say_either(clauses)
        if test.part == "team":
            return _("%(clause)s (by the team)", clause=clause)
        return _("%(clause)s (by a body)", clause=clause) if test.part else clause


def _say(text: str) -> str:
    if text in BRANCH_LABELS:
        return _(BRANCH_LABELS[text])
    return say_term(text, vocabulary(PROVISION)) if text in vocabulary(PROVISION) else text


LAW = LawFilter(
    key="law",
    aliases=("provision", "قانون"),
    label=N_("Provision of law"),
    help=N_(
        "What it may amount to: a provision, an article in quotes such as \"8(2)(e)(xiv)\", or a branch such as rome, "
        "customary or human_rights. After a dot by whom: team or body. Other words mean a law or order."
    ),
    example='law:"8(2)(e)(xiv)"',
    vocabulary=PROVISION,
    otherwise="instrument",
)
