"""The table of cases: its rows, its pages, and that it costs the same few statements however long it is."""

import pytest
from sqlalchemy import event

from incidents.access.viewer import OPERATOR
from incidents.answers.listing import MOST_ON_A_PAGE, listing
from incidents.answers.totals import totals
from incidents.base.languages import speaking
from incidents.search.language import parse


def asked(session, question, viewer=OPERATOR, **options):
    return listing(session, parse(question).criteria, viewer, **options)


def row(session, world, name):
    return asked(session, f"code:{world.codes[name]}").rows[0]


def test_a_row_says_what_the_table_shows(world, reading):
    found = row(reading, world, "sarin")
    assert found.title == {"en": "Sarin released over Khan Shaykun", "ar": "إطلاق السارين على خان شيخون"}
    assert found.occurred.edtf == "2017-04-04"
    assert found.time_word == "around_dawn"
    assert (found.place.name, found.place.precision, found.place.pcode) == ("Khan Shaykun", "within_100m", "SY070201")
    assert found.n_places == 2
    assert found.violations == ("chemical_nerve", "killing_in_attack")
    assert (found.killed.low, found.killed.best, found.killed.high, found.killed.assessed) == (83, None, 100, True)
    assert [(claim.speaker, claim.low, claim.high, claim.open_above, claim.current) for claim in found.claims] == [
        ("Rights Monitor", 92, None, True, True),
        ("Wire Agency", 100, 100, False, True),
        ("Wire Agency", 58, None, True, False),
    ]
    assert (found.n_sources, found.n_independent, found.n_open_issues) == (2, 2, 0)
    assert found.occurrence == "confirmed"
    (attribution,) = found.attributions
    assert (attribution.actor, attribution.grade, attribution.contested) == ("Air Force of Arvand", "probable", False)
    assert (found.status, found.visibility, found.withdrawn) == ("approved", "public", False)


def test_names_follow_the_reader_language(world, reading):
    with speaking("ar"):
        assert row(reading, world, "sarin").place.name == "خان شيخون"


def test_what_is_not_known_is_none_and_not_assessed_is_its_own(world, reading):
    found = row(reading, world, "set")
    assert found.killed is None
    assert found.occurrence == "not_assessed"
    assert found.place is None
    assert row(reading, world, "undated").killed.value_state == "withheld"
    assert row(reading, world, "zero").killed.count.low == 0
    assert row(reading, world, "secret").killed is None


def test_pages(world, reading):
    first = asked(reading, "", page=1, size=4)
    assert (first.count, first.pages, first.first, first.last, len(first.rows)) == (10, 3, 1, 4, 4)
    last = asked(reading, "", page=99, size=4)
    assert (last.page, last.first, last.last, len(last.rows)) == (3, 9, 10, 2)
    assert asked(reading, "", page=-5, size=0).size == 1
    assert asked(reading, "", size=10**9).size == MOST_ON_A_PAGE
    everything = [one.id for page in (1, 2, 3) for one in asked(reading, "", page=page, size=4).rows]
    assert len(set(everything)) == 10
    nothing = asked(reading, "nothinglikeit")
    assert (nothing.count, nothing.pages, nothing.first, nothing.last, nothing.rows) == (0, 1, 0, 0, ())


ORDERS = [
    ("order:date", ["siege", "year", "set"]),
    ("", ["own", "secret", "zero"]),
    ("order:killed killed:any -team:southern", ["zero", "chlorine", "year"]),
    ("order:-killed -team:southern", ["sarin", "year", "chlorine"]),
    ("order:title", ["zero", "chlorine", "secret", "undated", "year"]),
    ("order:-sources", ["chlorine"]),
    ("order:relevance sarin", ["sarin"]),
]


@pytest.mark.parametrize(("question", "expected"), ORDERS, ids=[one[0] or "usual" for one in ORDERS])
def test_orders(question, expected, world, reading):
    names = [next(iter(world.names([one.id]))) for one in asked(reading, question).rows]
    if question.startswith("order:relevance"):
        assert set(names) == {"sarin", "other_team"}
    else:
        assert names[: len(expected)] == expected


def test_what_is_not_known_comes_last_in_every_direction(world, reading):
    for question in ("order:date", "order:-date"):
        assert world.names([asked(reading, question).rows[-1].id]) == {"undated"}
    for question in ("order:killed", "order:-killed"):
        last = asked(reading, question).rows[-5:]
        assert all(one.killed is None or not one.killed.count.is_known for one in last)


def test_a_page_costs_few_statements(world, reading):
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    engine = reading.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        criteria = parse("date:2016..").criteria
        summed = totals(reading, criteria, OPERATOR)
        listing(reading, criteria, OPERATOR, count=summed.incidents)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert 5 < len(statements) <= 14
