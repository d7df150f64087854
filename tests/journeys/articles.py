"""A made-up news article and a report that disagrees with it, from the invented country of the demonstration.

What somebody enters from them stands in the order of the form, so that Tab alone leads through it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys.hands import Hand

UNREADABLE_DATE = "03/04/2021"
UNREADABLE_NUMBER = "a dozen"


@dataclass(frozen=True)
class Article:
    """The words of one recording; everything else is the same in all of them."""

    language: str
    title: str
    summary: str
    date: str
    date_in_words: str
    place: str
    places_letters: str
    paper: str
    paper_title: str
    paper_words: str
    at_least: str
    clinic: str
    clinic_title: str
    clinic_words: str
    exactly: str
    actor_letters: str
    reason: str
    rule_reason: str


ENGLISH = Article(
    language="en",
    title="Chlorine on the mill quarter of Umberlow",
    summary="Two cylinders fell on the mill quarter before dawn. Residents smelled chlorine and fled uphill; "
    "the clinic treated people for burning eyes and breathlessness until noon.",
    date="between 3 and 5 April 2021",
    date_in_words="between 3 and 5 April 2021",
    place="the mill quarter, below the weir",
    places_letters="Umberlow",
    paper="The Umberlow Courier",
    paper_title="Gas falls on mill quarter, at least 12 dead",
    paper_words="At least twelve people died in the night, the mayor said.",
    at_least="12",
    clinic="Weirside Clinic",
    clinic_title="Register of patients, first week of April",
    clinic_words="Seventeen of those brought in could not be saved.",
    exactly="17",
    actor_letters="Northmarch Air",
    reason="Two sources that do not know of each other describe the smell, the injuries and the cylinders.",
    rule_reason="The mayor counted on the first morning, the clinic over the week; neither rules the other out.",
)

BY_KEYS = Article(
    **{
        **ENGLISH.__dict__,
        "title": "Chlorine at the ferry steps of Umberlow",
        "date": "2021-04?",
        "date_in_words": "possibly April 2021",
        "paper_title": "Gas at the ferry steps, at least 12 dead",
        "clinic_title": "Patients of the ferry ward, April",
    }
)

ARABIC = Article(
    language="ar",
    title="سقوط الكلور على حي المطحنة في أمبرلو",
    summary="سقطت أسطوانتان على حي المطحنة قبل الفجر. شمّ السكان رائحة الكلور وصعدوا نحو التل.",
    date="٤ نيسان ٢٠٢١",
    date_in_words="4 نيسان 2021",
    place="حي المطحنة أسفل السد",
    places_letters="Umberlow",
    paper="بريد أمبرلو",
    paper_title="غاز يسقط على حي المطحنة و12 قتيلاً على الأقل",
    paper_words="قال رئيس البلدية إن اثني عشر شخصاً على الأقل ماتوا في الليل.",
    at_least="١٢",
    clinic="عيادة السد",
    clinic_title="سجل المرضى في الأسبوع الأول من نيسان",
    clinic_words="لم يمكن إنقاذ سبعة عشر ممن نُقلوا إلينا.",
    exactly="١٧",
    actor_letters="Northmarch Air",
    reason="يصف مصدران لا يعرف أحدهما الآخر الرائحة والإصابات والأسطوانتين.",
    rule_reason="عدّ رئيس البلدية في الصباح الأول وعدّت العيادة طوال الأسبوع، ولا ينفي أحدهما الآخر.",
)


def enter(hand: Hand, article: Article, *, pause: Callable[[str], None] = lambda _part: None) -> None:
    """Fill the form of a new case from top to bottom; `pause` is told which part has just been filled."""
    _what_when_where(hand, article)
    pause("what")
    _source(hand, 0, article, article.paper, article.paper_title, article.paper_words, "news", "3")
    hand.add("citations")
    _source(hand, 1, article, article.clinic, article.clinic_title, article.clinic_words, "medical_record", "2")
    pause("sources")
    _number(hand, 0, "new-citations-1", "at_least", low=article.at_least, words=article.paper_words)
    hand.add("figures")
    _number(hand, 1, "new-citations-2", "exact", best=article.exactly, words=article.clinic_words)
    pause("figures")
    hand.suggest("attributions-0-actor", article.actor_letters)
    hand.choose("attributions-0-known_or_suspected", "suspected")
    hand.tick("attributions-0-alleged_by-0")
    hand.add("assessments")
    hand.choose("assessments-0-mapped_value", "probable")
    hand.choose("assessments-0-standard_of_proof", "balance_of_probabilities")
    hand.write("assessments-0-reason", article.reason)
    hand.add("held")
    hand.write("held-0-low", article.at_least)
    hand.write("held-0-high", article.exactly)
    hand.choose("held-0-rule", "range_stated")
    hand.write("held-0-reason", article.rule_reason)
    pause("view")


def _what_when_where(hand: Hand, article: Article) -> None:
    hand.write(f"case-title-{article.language}", article.title)
    hand.write(f"case-summary-{article.language}", article.summary)
    hand.choose("violations-0-violation", "chemical_choking")
    hand.choose("case-harm_reported", "yes")
    hand.write("case-occurred", article.date)
    hand.choose("case-time_word", "around_dawn")
    hand.write("places-0-verbatim", article.place)
    hand.suggest("places-0-place", article.places_letters)
    hand.choose("places-0-precision", "neighbourhood")


def _source(
    hand: Hand, n: int, article: Article, publisher: str, title: str, words: str, kind: str, grade: str
) -> None:
    new = f"citations-{n}-new"
    hand.write(f"{new}-title-{article.language}", title)
    hand.write(f"{new}-publisher", publisher)
    hand.choose(f"{new}-kind", kind)
    hand.write(f"{new}-published", "2021-04-09")
    hand.choose(f"{new}-default_reliability", "B")
    hand.choose(f"citations-{n}-credibility", grade)
    hand.write(f"citations-{n}-excerpt", words)


def _number(hand: Hand, n: int, source: str, qualifier: str, *, low: str = "", best: str = "", words: str) -> None:
    hand.choose(f"figures-{n}-citation_id", source)
    hand.choose(f"figures-{n}-qualifier", qualifier)
    if low:
        hand.write(f"figures-{n}-low", low)
    if best:
        hand.write(f"figures-{n}-best", best)
    hand.write(f"figures-{n}-as_stated", words)
