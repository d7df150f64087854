"""The words around a date that say how sure it is: "possibly", "about", "early in", and those that only lead to it.

They become the signs of the written form: ``?`` uncertain, ``~`` approximate, ``%`` both. Early, middle and late
keep the bounds of the whole month or year and are approximate: where early ends, no source says.
"""

import re

from incidents.base.dates.elements import read_element
from incidents.base.dates.phrases import Phrase, read_phrase

_POSSIBLY = re.compile(r"(?:possibly|perhaps|maybe|probably|likely|ربما|علي الارجح|من المحتمل|يحتمل|من المرجح) ")
_ABOUT = re.compile(
    r"(?:on or about|some ?time around|about|around|approximately|approx\.?|roughly|circa|ca?\.?|~|"
    r"نحو|حوالي|قرابه|تقريبا|في حدود)(?: the)? |(?:c\.|ca\.|~)"
)
_PART = re.compile(
    r"(?:the )?(?:early|mid|late|beginning of|start of|middle of|end of)[ -]|"
    r"(?:اوايل|مطلع|بدايه|بدايات|منتصف|اواسط|اواخر|نهايه) "
)
_LEADING = re.compile(r"(?:on|in|during|dated|at)(?: the)? |(?:بتاريخ|في|خلال|اثناء|يوم(?! ما)) ")
_TRAILING = {
    "?": re.compile(r"\s*(?:\(\?\)|\?)"),
    "~": re.compile(r"\s*~|,? (?:approximately|approx\.?|\(approx\.?\)|تقريبا)"),
}
_BOTH = re.compile(r"\s*%")
_CLOCK = re.compile(
    r"(?P<day>.+?),? (?:at |الساعه )?(?P<about>about |around |نحو |حوالي )?"
    r"(?P<time>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?: ?(?P<zone>utc|z|[+-]\d\d:\d\d))?",
    re.ASCII,
)


def read_doubtful(text: str) -> Phrase | None:
    """Read one date with the words of doubt around it; None when the words have no form we know."""
    text, signs = _trailing(text)
    text, more = _leading(text)
    signs |= more
    rest = _PART.sub("", text, count=1) if _PART.match(text) else text
    phrase = read_phrase(rest) or _with_time(rest)
    if phrase is None:
        return None
    if rest != text:
        if phrase.last or read_element(phrase.first).unit in ("day", "time"):
            return None
        signs.add("~")
    return Phrase(_marked(phrase.first, signs), _marked(phrase.last, signs) if phrase.last else "")


def split_time(text: str) -> tuple[str, str]:
    """Take a time of day from the end of a date: "4 April 2017, about 06:40" is "4 April 2017" and "about 06:40"."""
    found = _CLOCK.fullmatch(text.strip())
    return (found["day"], text.strip()[found.end("day") :].lstrip(", ")) if found else (text.strip(), "")


def _with_time(text: str) -> Phrase | None:
    """Read a day with a time; a time that is only about right, or that stands by more than a day, is left out."""
    found = _CLOCK.fullmatch(text)
    phrase = read_phrase(found["day"]) if found else None
    if found is None or phrase is None:
        return None
    if found["about"] or phrase.last or read_element(phrase.first).unit != "day" or not phrase.first[-1].isdigit():
        return phrase
    zone = {None: "", "utc": "Z", "z": "Z"}.get(found["zone"], found["zone"])
    return Phrase(f"{phrase.first}T{found['time'].zfill(5)}{zone}")


def _leading(text: str) -> tuple[str, set[str]]:
    signs: set[str] = set()
    while True:
        if found := _POSSIBLY.match(text):
            signs.add("?")
        elif found := _ABOUT.match(text):
            signs.add("~")
        else:
            found = _LEADING.match(text)
        if not found:
            return text, signs
        text = text[found.end() :]


def _trailing(text: str) -> tuple[str, set[str]]:
    if found := re.search(f"(?:{_BOTH.pattern})$", text):
        return text[: found.start()], {"?", "~"}
    for sign, pattern in _TRAILING.items():
        if found := re.search(f"(?:{pattern.pattern})$", text):
            return text[: found.start()], {sign}
    return text, set()


def _marked(form: str, signs: set[str]) -> str:
    """Return a form with the sign of its doubts, those it has already counted in; a moment cannot carry one."""
    if form[-1] in "?~":
        form, signs = form[:-1], signs | {form[-1]}
    if signs and "T" in form:
        form = form.partition("T")[0]
    return form + ("%" if len(signs) == 2 else "".join(signs))
