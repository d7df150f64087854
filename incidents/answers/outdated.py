"""What changed under an adopted figure, one sentence for each change that made it out of date."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from incidents.answers.saying import unnamed
from incidents.base.languages import N_, _
from incidents.base.ranges import Count, say_count
from incidents.vocabularies import label, vocabulary

# A sentence for each kind of change; those with ends name what it was and what it is now.
SENTENCES: Mapping[str, str] = {
    "added": N_("%(claim)s came to it."),
    "removed": N_("%(claim)s is not in the case any more."),
    "number": N_("%(claim)s says %(after)s instead of %(before)s."),
    "state": N_("%(claim)s was “%(before)s” and is now “%(after)s”."),
    "credibility": N_("The credibility of %(claim)s was %(before)s and is now %(after)s."),
    "reliability": N_("The reliability of the source of %(claim)s was %(before)s and is now %(after)s."),
    "kept_to_compare": N_("Whether %(claim)s is kept only to compare was changed."),
    "counted": N_("What %(claim)s counts was changed."),
    "speaker": N_("The speaker of %(claim)s was changed."),
    "independence": N_("What is known of where %(claim)s comes from was changed."),
    "source_withdrawn": N_("Whether the source of %(claim)s is withdrawn was changed."),
    "cited": N_("%(claim)s is now read in another source."),
    "read": N_("The rule now reads %(claim)s."),
    "typed": N_("The number was typed, and its rule answers another one or none."),
    "not_read": N_("The rule does not read %(claim)s any more."),
}
TERMS = {"state": "series_state", "credibility": "information_credibility", "reliability": "source_reliability"}


def say_outdated(because: Any, named: Mapping[int, str], closed: Iterable[int] = ()) -> list[str]:
    """The sentences for what a stale figure has noted; ``named`` says which claim a figure is, by its number.

    How reliable a closed source is stays with those who may read it.
    """
    return list(dict.fromkeys(_sentences(because, named, frozenset(closed))))


def _sentences(because: Any, named: Mapping[int, str], closed: frozenset[int]) -> Iterator[str]:
    for one in because if isinstance(because, list) else []:
        what, number = one.get("what"), one.get("figure")
        if what not in SENTENCES:
            yield _("Something that it rests on was changed.")
            continue
        claim = named.get(number)
        if claim is None:  # it is gone, so nothing but its number is left
            claim = _("a claim")
            if isinstance(one.get("number"), list):
                claim = _("a claim of %(number)s", number=_number(one["number"]))
        if what == "reliability" and number in closed:
            yield _("The reliability of %(claim)s was changed.", claim=unnamed("source"))
            continue
        ends = {"before": _end(what, one.get("from")), "after": _end(what, one.get("to"))}
        yield _sentence(SENTENCES[what], claim, ends)


def _sentence(words: str, claim: str, ends: Mapping[str, str]) -> str:
    said = _(words, claim=claim, **ends)
    return said[:1].upper() + said[1:]


def _end(what: str, value: Any) -> str:
    if what == "number":
        return _number(value)
    if value is None:
        return label("series_state", "current") if what == "state" else _("not judged")
    terms = TERMS.get(what)
    if terms is None or value not in vocabulary(terms):
        return str(value)
    return label(terms, value) if what == "state" else f"{value} ({label(terms, value)})"


def _number(value: Any) -> str:
    if not isinstance(value, list) or len(value) != 4:
        return _("not known")
    low, best, high, is_open = value
    return say_count(Count(low, best, high, bool(is_open)))
