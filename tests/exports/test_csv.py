"""CSV: whole at any number of rows, the same bytes each time, numbers bare, and nothing that a spreadsheet runs."""

import csv
import io
from collections import Counter

import pytest

from incidents.access.viewer import OPERATOR
from incidents.db.fields import Kind
from incidents.exports.columns import Column
from incidents.exports.formats import FORMATS
from incidents.exports.formats.csv import cell_of, number
from incidents.exports.formats.format import Options
from incidents.exports.placing import Stream
from incidents.exports.reading import read
from incidents.exports.tables import TABLES
from incidents.search.criteria import Criteria
from incidents.search.query import count, matching
from tests.support.factories import make_citation, make_figure, make_incident, make_source

PIECE = 3


@pytest.mark.parametrize("number_of_cases", [0, 1, PIECE, PIECE + 1, 2 * PIECE])
def test_every_row_is_there_whatever_their_number(kept, session, settings, number_of_cases: int) -> None:
    for position in range(number_of_cases):
        incident = make_incident(f"Case {position},\nwith a line")
        make_figure(incident, low=position, citation=make_citation(incident, make_source()))
        kept(incident)
    for table in ("incidents", "figures", "sources"):
        reading = read(session, OPERATOR, settings, matching(Criteria(), OPERATOR), at_a_time=PIECE)
        out = io.BytesIO()
        (written,) = FORMATS["csv"].write(reading, [TABLES[table]], Options(), Stream(out).open)
        found = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))
        assert len(found) - 1 == written.rows == number_of_cases
        assert {len(row) for row in found} == {len(TABLES[table].columns)}


def test_the_rows_are_as_many_as_the_search_counts(kept, rows, session) -> None:
    for year in (2016, 2017, 2017):
        kept(make_incident(occurred=str(year)))
    from incidents.search.language import parse

    for question in ("", "date:2017", "date:2017 -market", "date:2019"):
        assert len(rows(question=question)) == count(session, parse(question).criteria, OPERATOR)


def test_the_same_question_gives_the_same_bytes(kept, exported) -> None:
    for _count in range(3):
        incident = make_incident("Raid", occurred="2017")
        make_figure(incident, low=3, citation=make_citation(incident, make_source()))
        kept(incident)
    for table in TABLES:
        first, second = exported(table, "date:2017"), exported(table, "date:2017")
        assert first[0] == second[0]
        assert first[1].manifest == second[1].manifest


def test_text_survives_and_formulas_do_not_run(kept, rows, exported) -> None:
    title = {"en": '=HYPERLINK("x"),\n"two lines"', "ar": "\u200fقصف على \u202bخان شيخون\u202c"}
    kept(make_incident(title))
    row = rows()[0]
    assert row["title_en"] == "'" + title["en"]
    assert row["title_ar"] == title["ar"]
    assert exported()[1].files[0].escaped == Counter(title_en=1)


def test_a_mark_and_headings_in_words_come_only_when_asked(kept, exported) -> None:
    kept(make_incident())
    assert exported()[0].startswith(b'"code","title_en"')
    assert exported(options=Options(bom=True))[0].startswith(b'\xef\xbb\xbf"code"')
    assert exported(options=Options(headings="en"))[0].startswith(b'"Code","Title in English"')


def test_headings_in_words_tell_the_columns_apart() -> None:
    for table in TABLES.values():
        labels = [column.heading for column in table.columns]
        assert len(labels) == len(set(labels)), (table.name, Counter(labels).most_common(2))


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-77.03, "-77.03"), (35.4389123456, "35.4389123"), (1e-7, "0.0000001"), (-1e-9, "0"), (12.0, "12"),
     (1_000_000, "1000000")],
)  # fmt: skip
def test_numbers_have_no_separators_no_exponent_and_no_guard(value: float, written: str) -> None:
    assert number(value) == written


def test_what_is_escaped_is_counted_each_time() -> None:
    escaped: Counter[str] = Counter()
    cell = cell_of(Column("title", "title", (), Kind.LINE, "Title"), escaped)
    assert [cell("-a"), cell("-a"), cell("a"), cell(None), cell("")] == ['"\'-a"', '"\'-a"', '"a"', "", '""']
    assert escaped == {"title": 2}


def test_nothing_and_no_text_differ() -> None:
    cell = cell_of(Column("several", "several", (), Kind.LINES, "Several"), Counter())
    assert [cell(None), cell(()), cell([]), cell(("a;b", "c"))] == ["", "", "", '"a,b;c"']
