"""The page of totals and its files: what they say, what they do with what is wrong, and for whom they are."""

import csv
import io

import pytest

from incidents.search.derived import refresh
from tests.support.factories import make_assessment, make_figure, make_incident, make_incident_team, store


@pytest.fixture
def counted(world):
    """Three cases of our team: a probable one, a possible one, and one that is known to have cost nobody's life."""
    with world.databases.write_session() as session:
        likely, maybe = make_incident("=Likely", occurred="2017-04-04"), make_incident("Maybe", occurred="2017")
        zero = make_incident("Failed", occurred="2017-04")
        make_figure(likely, low=12, high=15)
        make_figure(maybe, low=4, qualifier="at_least")
        make_figure(maybe, outcome="displaced", kind="stock", low=300, best=300, high=300)
        make_figure(zero, low=0, best=0, high=0)
        make_assessment(likely, "probable")
        make_assessment(maybe, "possible")
        make_assessment(zero, "confirmed")
        for case in (likely, maybe, zero):
            make_incident_team(case, world.team)
        store(session, likely, maybe, zero)
        refresh(session, [likely, maybe, zero])
        session.commit()
    return world.browser("reader")


def lines(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_page_names_the_grades_it_counts_and_shows_the_rest_apart(counted):
    page = counted.get("/search/totals?q=date:2017&rule=confirmed_probable").text
    headline = page[page.index('id="headline"') : page.index('id="grades"')]
    assert "Killed: Confirmed · Probable" in headline
    assert "12–15" in headline
    assert headline.index("Apart, in no total") < headline.index("Possible") < headline.index("≥ 4")
    assert "Documented, not estimated" in headline
    assert "not a random sample" in page


def test_the_search_page_leads_there_and_back(counted):
    assert 'href="/search/totals?q=date:2017"' in counted.get("/search?q=date:2017").text
    assert 'href="/search?q=date:2017"' in counted.get("/search/totals?q=date:2017").text


def test_rows_that_overlap_have_no_sum(counted):
    exclusive = counted.get("/search/totals?by=month").text
    assert "All rows" in exclusive
    assert "spans several months" in exclusive
    overlapping = counted.get("/search/totals?by=actor").text
    assert "All rows" not in overlapping
    assert "do not add up" in overlapping


def test_what_is_wrong_in_the_address_is_named_and_nothing_fails(counted):
    for wrong, said in (
        ("rule=certain", "There is no inclusion rule “certain”"),
        ("by=moon", "There are no rows by “moon”"),
        ("of=martians", "is not a value of"),
        ("q=killed:many", "is not a number of people"),
    ):
        answer = counted.get(f"/search/totals?{wrong}")
        assert answer.status_code == 200
        assert said in answer.text
        assert "Download CSV" not in answer.text
        assert counted.get(f"/search/totals.csv?{wrong}").status_code == 303


def test_no_case_is_no_total_of_zero(counted):
    page = counted.get("/search/totals?q=nothinglikeit").text
    assert "No case answers this question" in page
    assert "which is not a total of zero" in page


def test_the_file_of_rows_says_what_it_counts(counted):
    answer = counted.get("/search/totals.csv?q=date:2017 -=x&by=month&rule=possible_or_more")
    found = lines(answer)
    by_row = {line["row"]: line for line in found}
    assert set(by_row) == {"2017-04", "several", "total"}
    april, several, total = by_row["2017-04"], by_row["several"], by_row["total"]
    assert (april["low"], april["high"], april["n_zero"], april["line_kind"]) == ("12", "15", "1", "row")
    assert (several["low"], several["best"], several["n_open"], several["line_kind"]) == ("4", "", "1", "apart")
    assert (total["low"], total["high"], total["n_cases"]) == ("16", "19", "3")
    assert total["grades_counted"] == "confirmed;probable;possible"
    assert all(line["ledger_position"] == total["ledger_position"] != "0" for line in found)
    assert total["ledger_position"] in answer.headers["Content-Disposition"]


def test_the_file_of_subjects_keeps_kinds_apart_and_holds_no_formula(counted):
    found = lines(counted.get("/search/totals.csv?table=subjects&q=-%2Bsiege&rule=confirmed"))
    stock = [line for line in found if line["stock_or_flow"] == "stock"]
    assert {line["row"]: (line["low"], line["line_kind"]) for line in stock} == {
        "confirmed": ("", "row"), "probable": ("", "apart"), "possible": ("300", "apart"),
        "not_assessed": ("", "apart"), "total": ("", "total"),
    }  # fmt: skip
    # The question begins with a minus, which a spreadsheet would run.
    assert {line["question"][:2] for line in found} == {"'-"}


def test_numbers_of_another_team_are_in_no_total(counted, world):
    with world.databases.write_session() as session:
        theirs = make_incident("Theirs", occurred="2017-04-05")
        make_figure(theirs, low=7777, best=7777, high=7777)
        make_incident_team(theirs, world.other_team)
        store(session, theirs)
        refresh(session, [theirs])
        session.commit()
    for address in (
        "/search/totals",
        "/search/totals?by=adm1",
        "/search/totals.csv",
        "/search/totals.csv?table=subjects",
    ):
        assert "7,777" not in counted.get(address).text
        assert "7777" not in counted.get(address).text
