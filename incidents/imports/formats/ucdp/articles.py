"""The list of articles that a UCDP event rests on, read out of the one cell that holds them all.

The cell is meant to be ``"office,date,headline";"office,date,headline"``. Headlines hold commas, semicolons and
quotation marks of every kind; offices hold commas too; and in older events the cell is plain prose. What cannot be
taken apart without a guess stays in one piece.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import NotADate, UncertainDate
from incidents.imports.formats.ucdp.values import folded, tidied

REMOVED_NAME = "[name of a person killed, removed in this copy]"
LONGEST_TITLE = 2000
LONGEST_OFFICE = 300
LONGEST_DATE = 60
LONGEST_NAME = 6

_BETWEEN = re.compile(r'"\s*;\s*"')
_WITH_A_DAY = re.compile(r"(?P<office>[^\n]*?)\s*,\s*(?P<date>\d{4}-\d\d-\d\d)\s*,\s*(?P<headline>.*)", re.S)
# Without a day in figures the middle must at least look like a date: "May 2014", "2014", "undated".
_IN_WORDS = re.compile(
    r"(?P<office>[^,\n]+),\s*(?P<date>[^,]*\d{4}[^,]*|undated|n\.? ?d\.?)\s*,\s*(?P<headline>.*)", re.S
)

# The kinds of the publishers that are no news media; everybody else is taken for one.
KINDS = {
    "sohr": "ngo_report",
    "syrian observatory for human rights": "ngo_report",
    "vdc": "ngo_report",
    "violations documentation center": "ngo_report",
    "sn4hr": "ngo_report",
    "snhr": "ngo_report",
    "hrw": "ngo_report",
    "human rights watch": "ngo_report",
    "amnesty international": "ngo_report",
    "airwars": "ngo_report",
    "air wars": "ngo_report",
    "crisis watch": "ngo_report",
    "provea": "ngo_report",
    "un security council": "un_report",
    "ohchr": "un_report",
    "unami": "un_report",
    "unama": "un_report",
    "twitter": "social_post",
    "facebook": "social_post",
}
# These publish lists of the dead, a name in place of a headline.
LISTS_OF_NAMES = frozenset({"vdc", "violations documentation center", "memorybook"})


@dataclass(frozen=True, slots=True)
class Article:
    """One listed source: who published it, the date as it is written, and its headline.

    ``is_whole`` is False for text that could not be taken apart; all of it is then the headline.
    """

    office: str
    date: str
    headline: str
    is_whole: bool = True

    @property
    def kind(self) -> str | None:
        """The kind of source, by its publisher; None for text that names none."""
        return KINDS.get(folded(self.office), "news") if self.is_whole else None

    @property
    def title(self) -> str:
        """What the source is called: its headline, or who published it where there is none."""
        return (self.headline or self.office or self.date)[:LONGEST_TITLE]

    @property
    def published(self) -> UncertainDate:
        """The date it bears; words that are no date are kept as words."""
        return published(self.date)

    @property
    def may_name_somebody(self) -> bool:
        """Whether the headline may name who was killed: it is from a list of names and is short and without figures.

        A marker in the place of a name is none, but what still stands beside it may be.
        """
        if folded(self.office) not in LISTS_OF_NAMES:
            return False
        rest = self.headline.replace(REMOVED_NAME, " ")
        words = [word for word in rest.split() if any(letter.isalpha() for letter in word)]
        short = len(words) <= LONGEST_NAME or rest != self.headline
        return bool(words) and short and not any(letter.isdigit() for letter in rest)


@lru_cache(maxsize=16384)
def read_articles(cell: str) -> tuple[Article, ...]:
    """The sources of one event, each once and in the order of the list."""
    text = cell.strip()
    if not text:
        return ()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        items = _BETWEEN.split(text[1:-1])
        found = [_article(item, _WITH_A_DAY) or _article(item, _IN_WORDS) or _as_it_is(item) for item in items]
    else:
        # Prose: only a day in figures tells surely where the publisher ends and the headline begins.
        pieces = [_article(piece, _WITH_A_DAY) for piece in text.split(";")]
        found = [piece for piece in pieces if piece]
        if len(found) < len(pieces):
            found = [_article(text, _WITH_A_DAY) or _as_it_is(text)]
    return tuple(dict.fromkeys(article for article in found if article.title))


def _article(item: str, form: re.Pattern[str]) -> Article | None:
    found = form.fullmatch(item.strip())
    if not found:
        return None
    office, date = tidied(found["office"]).lstrip('"“” '), tidied(found["date"])
    if not office or len(office) > LONGEST_OFFICE or len(date) > LONGEST_DATE:
        return None
    return Article(office, date, tidied(unescape(found["headline"])))


def _as_it_is(item: str) -> Article:
    return Article("", "", tidied(item)[:LONGEST_TITLE], is_whole=False)


@lru_cache(maxsize=16384)
def published(text: str) -> UncertainDate:
    """A date of publication: a day, month or year in figures, or else only the words."""
    if not text:
        return UncertainDate()
    try:
        return read_edtf(text)
    except NotADate:
        return UncertainDate(text=text)
