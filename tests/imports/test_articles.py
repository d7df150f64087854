"""The cell that lists the sources of an event is taken apart where that needs no guess, and kept whole elsewhere."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidents.imports.formats.ucdp.articles import REMOVED_NAME, Article, read_articles
from incidents.imports.formats.ucdp.values import tidied


def test_a_quoted_list_is_taken_apart():
    cell = '"SOHR,2017-04-04,More than 58 killed, 11 of them children";"UN News Centre,2017-09-06,Syria: UN probe"'
    assert read_articles(cell) == (
        Article("SOHR", "2017-04-04", "More than 58 killed, 11 of them children"),
        Article("UN News Centre", "2017-09-06", "Syria: UN probe"),
    )


@pytest.mark.parametrize(
    ("cell", "office", "headline"),
    [
        ('"SOHR,2017-04-17,At least ’68 children’ in attack "', "SOHR", "At least ’68 children’ in attack"),
        ('"SOHR,2017-04-16,Explosion; the town is shelled"', "SOHR", "Explosion; the town is shelled"),
        ('"Orient News,2016-05-05,Between "brothers of arms""', "Orient News", 'Between "brothers of arms"'),
        ('""SOHR,2016-01-06,Three killed""', "SOHR", 'Three killed"'),
        ('"\tVanguard ,2018-05-18,\tJets destroy\ta camp"', "Vanguard", "Jets destroy a camp"),
        ('"PNA (Philippines News Agency),2021-07-23,Rebel killed"', "PNA (Philippines News Agency)", "Rebel killed"),
        ('"The Post, London,2001-02-03,A clash, and another"', "The Post, London", "A clash, and another"),
        ('"SOHR,2016-01-27,The highway Damascus &#8211; Homs"', "SOHR", "The highway Damascus – Homs"),
        ('BBC Monitoring, 2003-04-29, "Man said killed in raid.', "BBC Monitoring", '"Man said killed in raid.'),
    ],
)  # fmt: skip
def test_headlines_may_hold_anything(cell, office, headline):
    (article,) = read_articles(cell)
    assert (article.office, article.headline, article.is_whole) == (office, headline, True)


def test_a_date_in_words_stays_words_and_is_no_date():
    (article,) = read_articles('"BBC Monitoring Middle East,6 May 2012,Three killed in blast"')
    assert (article.office, article.published.text, article.published.edtf) == (
        "BBC Monitoring Middle East",
        "6 May 2012",
        None,
    )


@pytest.mark.parametrize(
    "cell",
    [
        'Reuters 1989-05-17 "REBELS BLOW UP POWER LINES',
        "Press Trust of India (29 October 2000): \"Nine among 14 killed; curfew\".",
        "Reuters2/5/1990 ONE KILLED DURING STRIKE.",
        "a book, page 301",
    ],
)  # fmt: skip
def test_prose_is_kept_in_one_piece(cell):
    assert read_articles(cell) == (Article("", "", tidied(cell), is_whole=False),)


def test_an_empty_cell_lists_nothing():
    assert read_articles("") == read_articles('""') == read_articles("  ") == ()


def test_an_article_that_is_listed_twice_is_one_source():
    assert len(read_articles('"SOHR,2017-04-04,Shelling";"SOHR,2017-04-04,Shelling"')) == 1


def test_the_publisher_decides_the_kind():
    kinds = [read_articles(f'"{office},2017-04-04,A headline"')[0].kind for office in ("SOHR", "Reuters", "OHCHR")]
    assert kinds == ["ngo_report", "news", "un_report"]


@pytest.mark.parametrize(
    ("headline", "may"),
    [
        ("Invented Given Family", True),
        (REMOVED_NAME, False),
        (f'{REMOVED_NAME}"al-Invented" Family of somebody else who died', True),
        ("VDC 2014-05-05", False),
    ],
)
def test_a_headline_of_a_list_of_names_may_be_a_name(headline, may):
    (article,) = read_articles(f'"VDC,2014-05-05,{headline}"')
    assert article.may_name_somebody is may
    (article,) = read_articles(f'"Reuters,2014-05-05,{headline}"')
    assert not article.may_name_somebody


# What a list can hold without looking like its own end: any text but quotation marks beside a semicolon.
plain = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters='"&'), max_size=60
).map(tidied)
office = plain.filter(lambda text: text and not text.startswith(("“", "”")) and not any(c.isdigit() for c in text))
headline = (
    st.tuples(plain, plain).map(lambda two: tidied(' "'.join(two))).filter(lambda text: not text.endswith(('"', " ")))
)
day = st.dates().map(lambda at: at.isoformat())


@given(st.lists(st.tuples(office, day, headline), min_size=1, max_size=6, unique=True))
@example([("A, B", "2017-04-04", 'one, "two; three')])
def test_what_is_written_as_a_list_is_read_back(items):
    cell = ";".join(f'"{office},{day},{headline}"' for office, day, headline in items)
    assert read_articles(cell) == tuple(Article(*item) for item in items)


@given(st.text())
def test_any_text_can_be_read_and_no_letter_is_invented(text):
    letters = {letter for letter in text if letter.isalnum()}
    for article in read_articles(text):
        assert article.title
        if "&" not in text:
            said = article.office + article.date + article.headline
            assert all(
                letter in letters or letter not in text for letter in said if letter.isascii() and letter.isalnum()
            )
