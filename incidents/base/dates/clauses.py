"""Dates in whole phrases: "between … and …", "from … to …", "since …", "before …", "… or …", in English and Arabic.

Each clause becomes a written form and a nature. A part that is left out is taken from the other end: in "from 3 to
5 April 2017" the first day has the month and year of the second.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from incidents.base.dates.doubts import read_doubtful
from incidents.base.dates.elements import read_element
from incidents.base.dates.phrases import Phrase
from incidents.base.dates.uncertain import NotADate
from incidents.base.languages import _


@dataclass(frozen=True)
class Reading:
    """What a clause means: its written form, and its nature where the form leaves it open."""

    form: str
    nature: str | None = None


_TO = r" (?:to|until|till|through|up to|الي|حتي|لغايه) | ?- ?"
_AND = r",? (?:and )| و ?"
_STILL = (
    r"(?:,? (?:and |و ?)?(?:is )?(?:still (?:going on|ongoing|continuing)|ongoing|continuing|to date|to the present|"
    r"until now|up to now|to now|until today|مستمره?|ما ?زال\w*.*|لا ?[يت]زال.*|حتي الان|حتي اليوم|الي الان))"
)

_BETWEEN = re.compile(r"(?:some ?time |at some point )?(?:between|بين|ما بين) (?P<rest>.+)")
_NIGHT = re.compile(r"(?:(?:on|in|during) )?(?:the )?(?:night of|ليله|ليل)(?: the)? (?P<rest>.+)")
_FROM_TO = re.compile(r"(?:from|since|من|منذ) (?P<rest>.+)")
_SINCE = re.compile(
    r"(?:since|from|starting(?: on| in| from)?|منذ|من|ابتداء من|اعتبارا من) (?P<when>.+?)"
    rf"(?: on ?wards?| on)?(?:{_STILL}|(?P<unknown>,? end (?:unknown|not known)))?"
)
_UNTIL = re.compile(
    r"(?:until|till|up to|حتي|الي|لغايه) (?P<when>.+?)"
    r"(?:(?P<open>,? (?:with )?no known beginning)|,? beginning (?:unknown|not known))?"
)
_BEFORE = re.compile(r"(?:before|prior to|قبل) (?P<when>.+)")
_AFTER = re.compile(r"(?:after|بعد) (?P<when>.+)")
_EARLIER = re.compile(
    r"(?:by|no later than|not later than|on or before) (?P<when>.+)|"
    r"(?P<or>.+?),? (?:or (?:earlier|before)|at the latest|او قبل ذلك|او قبله|او قبلها|علي ابعد تقدير)"
)
_LATER = re.compile(
    r"(?:on or after|not before|no earlier than) (?P<when>.+)|"
    r"(?P<or>.+?),? (?:or (?:later|after)|at the earliest|او بعد ذلك|او بعده|او بعدها)"
)
# What is typed may be anything: these keep the work of reading it small.
_WORDS_OF_A_DATE = 8
_MOST_SEPARATORS = 12

_OR = r",? (?:or|او) "
_ALL = r",? and | و ?"


def read_clause(text: str) -> Reading | None:
    """Read a date in words, folded and tidied; None when it has no form we know."""
    phrase = read_doubtful(text)
    if phrase:
        return Reading(phrase.form, "instant" if phrase.last else None)
    for pattern, read in _CLAUSES:
        found = pattern.fullmatch(text)
        reading = read(found) if found else None
        if reading:
            return reading
    return _one_of(text) or _all_of(text) or _duration(text)


def _between(found: re.Match[str]) -> Reading | None:
    both = _pair(found["rest"], _AND) or _pair(found["rest"], _TO)
    return Reading(f"{both[0].first}/{both[1].last or both[1].first}", "instant") if both else None


def _night(found: re.Match[str]) -> Reading | None:
    both = _pair(found["rest"], rf"{_AND}|{_TO}| ?/ ?")
    return Reading(f"{both[0].first}/{both[1].first}", "instant") if both else None


def _from_to(found: re.Match[str]) -> Reading | None:
    return _duration(found["rest"])


def _duration(text: str) -> Reading | None:
    both = _pair(text, _TO)
    if both is None:
        return None
    return Reading(f"{_end(both[0])}/{_end(both[1])}", "duration")


def _since(found: re.Match[str]) -> Reading | None:
    phrase = read_doubtful(found["when"])
    return Reading(f"{_end(phrase)}/" + ("" if found["unknown"] else ".."), "duration") if phrase else None


def _until(found: re.Match[str]) -> Reading | None:
    phrase = read_doubtful(found["when"])
    return Reading((".." if found["open"] else "") + f"/{_end(phrase)}", "duration") if phrase else None


def _before(found: re.Match[str]) -> Reading | None:
    phrase = read_doubtful(found["when"])
    return Reading(f"[..{_beside(phrase.first, -1)}]") if phrase else None


def _after(found: re.Match[str]) -> Reading | None:
    phrase = read_doubtful(found["when"])
    return Reading(f"[{_beside(phrase.last or phrase.first, 1)}..]") if phrase else None


def _earlier(found: re.Match[str]) -> Reading | None:
    phrase = read_doubtful(found["when"] or found["or"])
    return Reading(f"[..{phrase.last or phrase.first}]") if phrase else None


def _later(found: re.Match[str]) -> Reading | None:
    phrase = read_doubtful(found["when"] or found["or"])
    return Reading(f"[{phrase.first}..]") if phrase else None


_CLAUSES: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading | None]]] = [
    (_BETWEEN, _between),
    (_NIGHT, _night),
    (_FROM_TO, _from_to),
    (_SINCE, _since),
    (_UNTIL, _until),
    (_BEFORE, _before),
    (_AFTER, _after),
    (_EARLIER, _earlier),
    (_LATER, _later),
]


def _end(phrase: Phrase) -> str:
    """Return a phrase as one end of a duration: a Hijri month would need two days there, and there is room for one."""
    if phrase.last:
        raise NotADate(_("Write the first and the last day of this period: a Hijri month or year alone is not enough."))
    return phrase.first


def _one_of(text: str) -> Reading | None:
    phrases = _listed(text, _OR)
    if not phrases:
        return None
    return Reading("[" + ",".join(f"{one.first}..{one.last}" if one.last else one.first for one in phrases) + "]")


def _all_of(text: str) -> Reading | None:
    phrases = _listed(text, _ALL)
    if not phrases or any(one.last for one in phrases):
        return None
    return Reading("{" + ",".join(one.first for one in phrases) + "}")


def _listed(text: str, joint: str) -> list[Phrase]:
    """Read the dates of a list, the earlier ones completed from the last; nothing when there are not two or more."""
    whole = [read_doubtful(part) for part in re.split(f"{joint}|, ", text)]
    complete = [one for one in whole if one]
    if len(complete) == len(whole) > 1:
        return complete
    *parts, last = re.split(rf"{joint}|, (?!\d{{4}})", text)  # a comma before a year is that of "March 24, 2017"
    both = [_both(part, last) for part in parts]
    found = [one for one in both if one]
    if not found or len(found) < len(both):
        return []
    return [first for first, _last in found] + [found[-1][1]]


def _pair(text: str, separator: str) -> tuple[Phrase, Phrase] | None:
    """Read two dates around a separator, at the first place where both sides are dates."""
    for at in islice(re.finditer(separator, text), _MOST_SEPARATORS):
        both = _both(text[: at.start()], text[at.end() :])
        if both:
            return both
    return None


def _both(one: str, two: str) -> tuple[Phrase, Phrase] | None:
    second = read_doubtful(two) or _completed(two, one.split(), before=True)
    first = read_doubtful(one) or _completed(one, two.split(), before=False)
    return (first, second) if first and second else None


def _completed(part: str, others: list[str], *, before: bool) -> Phrase | None:
    """Read a date that lacks its month or year, with the last words of its neighbour, or the first ones before it."""
    for cut in range(1, min(len(others), _WORDS_OF_A_DATE)):
        text = f"{' '.join(others[:-cut])} {part}" if before else f"{part} {' '.join(others[cut:])}"
        phrase = read_doubtful(text)
        if phrase:
            return phrase
    return None


def _beside(form: str, days: int) -> str:
    """Return the day before or after a value, with the value's doubt."""
    element = read_element(form)
    edge: date = element.earliest if days < 0 else element.latest
    try:
        return f"{edge + timedelta(days=days)}{element.qualifier}"
    except OverflowError:
        raise NotADate(_("There is no day beside this one that can be kept.")) from None
