"""Questions survive being written; "and", "or" and "not" are exact; windows mean the same in SQL and in Python."""

import random
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from incidents.access.viewer import OPERATOR
from incidents.base.dates import NotADate, read_edtf
from incidents.base.dates import window as plainly
from incidents.records import EffectiveFigure, Incident
from incidents.search.arguments import from_args, to_args
from incidents.search.criteria import (
    All,
    AnyOf,
    Criteria,
    Node,
    Not,
    Test,
    Value,
    Words,
    all_of,
    any_of,
    leaves,
    negate,
)
from incidents.search.derived import refresh
from incidents.search.filters import EVERY_FILTER, FILTERS, dates, numbers
from incidents.search.language import LONGEST, parse, write
from incidents.search.order import ORDERS, find_order, ordered
from incidents.search.query import count, matching
from incidents.search.reading.question import DEEPEST
from incidents.search.sentence import clauses, sentence
from tests.support.examples import examples
from tests.support.factories import make_incident, store

SHARED_DATABASE = settings(
    deadline=None,
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# ---- questions made up at random from tests that the small world answers in different ways

TESTS = [
    "what:chemical", "what:siege,pillage", "what:none", "date:2017-04", "date!:2017", "within:2017", "date:none",
    "place:Idleb", "place.treatment:any", "actor:arvand", "source:wire", "killed:>=50", "killed?:2..30", "killed:none",
    "killed.civilian:any", "killed:unknown,withheld", "occurrence:possible..", "occurrence:not_assessed",
    "attribution:contested", "sources:0..1", "has:point,actor", "missing:team", "method:air_strike", "conflict:niac",
    "status:draft", "team:northern", "external:any", "withdrawn:any", "issues:low_gt_best", "sensitivity:public",
    "sarin", '"nerve agent"', "chlor*", "السارين", "nothinglikeit",
]  # fmt: skip
LEAVES = {written: node for written in TESTS if (node := parse(written).criteria.where) is not None}


def trees(depth: int = 4) -> st.SearchStrategy[Node]:
    several = lambda inner: st.lists(inner, min_size=2, max_size=3)  # noqa: E731
    return st.recursive(
        st.sampled_from(list(LEAVES.values())),
        lambda inner: st.one_of(several(inner).map(all_of), several(inner).map(any_of), inner.map(negate)),
        max_leaves=2**depth,
    )


def plain_answer(node: Node, answers: dict[Node, frozenset[int]], everything: frozenset[int]) -> frozenset[int]:
    match node:
        case Not():
            return everything - plain_answer(node.node, answers, everything)
        case All():
            return frozenset.intersection(*(plain_answer(one, answers, everything) for one in node.nodes))
        case AnyOf():
            return frozenset.union(*(plain_answer(one, answers, everything) for one in node.nodes))
        case _:
            return answers[node]


@SHARED_DATABASE
@given(tree=trees())
def test_and_or_and_not_are_those_of_sets(reading, world, tree):
    with_withdrawn = Test("withdrawn", (Value(operator="any"),))

    def found(node: Node) -> frozenset[int]:
        criteria = Criteria(all_of([node, with_withdrawn]))
        numbers = reading.scalars(matching(criteria, OPERATOR)).all()
        assert count(reading, criteria, OPERATOR) == len(numbers)
        return frozenset(numbers)

    everything = found(with_withdrawn)
    assert everything == frozenset(world.cases.values())
    answers = {leaf: found(leaf) for leaf in set(leaves(tree))}
    assert found(tree) == plain_answer(tree, answers, everything)
    for narrower in answers:
        both = all_of([tree, narrower])
        assert both is not None
        assert found(both) <= found(tree)


@SHARED_DATABASE
@given(tree=trees(3), order=st.sampled_from(["", *ORDERS, *(f"-{name}" for name in ORDERS), "relevance"]))
def test_an_order_only_orders(reading, tree, order):
    criteria = Criteria(tree, find_order(order) if order else "")
    numbers = reading.scalars(ordered(matching(criteria, OPERATOR), criteria)).all()
    assert sorted(numbers) == sorted(reading.scalars(matching(criteria, OPERATOR)))


# ---- writing and reading questions

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
FREE_TEXT = st.text(LETTERS, min_size=1, max_size=12)
NUMBERS = st.integers(0, 2_000_000_000).map(str)
DATES = st.sampled_from(
    ["2017", "2017-04", "2017-04-04", "2017-21", "201X", "2016-10/2017-03", "2015-12/..", "{2017,2019}"]
)


def understood(key: str, value: Value, part: str = "", certainty: str = "") -> Test | None:
    one = FILTERS[key]
    try:
        return Test(key, (one.read(value),), certainty, one.read_part(part))
    except Exception:  # noqa: BLE001
        return None


def free_tests() -> st.SearchStrategy[Test]:
    texts = st.builds(
        understood,
        st.sampled_from(["place", "actor", "source", "team", "external", "code", "by"]),
        FREE_TEXT.map(Value),
    )
    figures = st.builds(
        understood,
        st.sampled_from(["killed", "injured", "sources", "displaced"]),
        st.one_of(
            st.builds(Value, NUMBERS, st.sampled_from(["=", ">=", "<=", ">", "<"])),
            st.builds(Value, NUMBERS, st.just(".."), NUMBERS),
            st.sampled_from([Value(operator="none"), Value(operator="any")]),
        ),
        st.just(""),
        st.just(""),
    )
    days = st.builds(
        understood,
        st.sampled_from(["date", "within", "changed"]),
        st.one_of(
            st.builds(Value, DATES, st.sampled_from(["=", ">=", "<=", ">", "<"])),
            st.builds(Value, DATES, st.just(".."), DATES),
        ),
    )
    return st.one_of(texts, figures, days).filter(lambda test: test is not None)


def phrases() -> st.SearchStrategy[Node]:
    kept = FREE_TEXT.map(lambda text: parse(f'"{text}"').criteria.where).filter(lambda node: isinstance(node, Words))
    return st.one_of(
        kept, st.sampled_from([Words("sarin"), Words("chlor", prefix=True), Words("Az-Zabdani"), Words("إدلب")])
    )


@settings(deadline=None, max_examples=examples(200))
@given(
    st.recursive(
        st.one_of(free_tests(), phrases(), st.sampled_from(list(LEAVES.values()))),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(all_of),
            st.lists(inner, min_size=2, max_size=3).map(any_of),
            inner.map(negate),
        ),
        max_leaves=12,
    ),
    st.sampled_from(["", "killed", "-killed", "title", "relevance"]),
)
def test_a_written_question_is_read_back_as_the_same(node, order):
    criteria = Criteria(node, order)
    written = write(criteria)
    if len(written) > LONGEST:
        return
    again = parse(written)
    assert again.problems == ()
    assert again.criteria == criteria
    assert sentence(criteria)
    assert len(list(clauses(criteria))) == len(criteria.clauses)
    fields = from_args(to_args(criteria))
    assert fields.problems == ()
    assert set(fields.criteria.clauses) == set(criteria.clauses)
    assert fields.criteria.order == order


PIECES = [*TESTS, "(", ")", "-", "OR", '"', "killed:", "date:", ":", "..", ",", ">=", "*", "none", " "]


@settings(deadline=None, max_examples=examples(300))
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))
def test_whatever_is_typed_is_read(text):
    parsed = parse(text)
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
    assert parse(write(parsed.criteria)).criteria == parsed.criteria
    assert sentence(parsed.criteria)


def test_a_question_is_bounded():
    deep = "(" * (DEEPEST + 5) + "sarin" + ")" * (DEEPEST + 5)
    assert [problem.code for problem in parse(deep).problems] == ["too_deep"]
    assert parse("(" * DEEPEST + "sarin" + ")" * DEEPEST).problems == ()
    many = parse(" ".join(f"word{number}" for number in range(150)))
    assert [problem.code for problem in many.problems] == ["too_many"]
    assert len(list(leaves(many.criteria.where))) == 100
    assert parse("a " * 1500).problems[0].code == "too_long"


# ---- windows of time and numbers: SQL and plain Python

FORMS = [
    "2017-04-04", "2017-04-XX", "2017-04", "2017", "2017?", "2017~", "201X", "2017-21", "2016-24", "2016-10/2017-03",
    "2016-10/2017-06", "2017-04/2017-04", "2017/2017-06", "2015-12/..", "2015-12/", "../2017", "/2017", "2017-04-10/",
    "/2017-04-10", "[2017-03-24,2017-03-25]", "[..2017-04-03]", "[2017-04-03..]", "[2017-10-23..2017-11-23]",
    "{2017-03-24,2017-05-25}", "{2017-03-24,2017-03-25}", "{2016,2018-02}", "2017-04-03/2017-04-05",
]  # fmt: skip


def dated_cases() -> list[Incident]:
    cases = [make_incident(f"Case {form}", occurred=form) for form in FORMS]
    for form in FORMS:
        if "/" in form:
            try:
                cases.append(make_incident(f"Instant {form}", occurred=read_edtf(form, "instant")))
            except NotADate:
                continue
    return [*cases, make_incident("Undated")]


def test_windows_of_time_mean_the_same_in_sql_and_in_python(session):
    cases = dated_cases()
    store(session, *cases)
    refresh(session, cases)
    chance = random.Random(20170404)
    start = date(2015, 6, 1)
    windows: list[dates.Window] = [(None, date(2017, 4, 3)), (date(2017, 4, 10), None)]
    for _ in range(120):
        first = start + timedelta(days=chance.randrange(1200))
        last = first + timedelta(days=chance.choice([0, 1, 6, 29, 30, 180, 364, 800]))
        windows.append(chance.choice([(first, last), (first, last), (first, None), (None, last)]))
    for window in windows:
        for in_sql, in_python in (
            (dates.may_overlap, plainly.may_overlap),
            (dates.certainly, plainly.certainly),
            (dates.entirely_within, plainly.entirely_within),
        ):
            found = set(session.scalars(select(Incident.id).where(in_sql(window))))
            expected = {case.id for case in cases if in_python(case.occurred, *window)}
            assert found == expected, (window, in_python.__name__)
            left = set(session.scalars(select(Incident.id).where(~in_sql(window))))
            assert left == {case.id for case in cases} - expected


def plainly_sure(low: int | None, high: int | None, is_open: bool, bounds: numbers.Bounds) -> bool:
    if high is None:
        return False
    least = 0 if low is None else low
    return (bounds[0] is None or least >= bounds[0]) and (bounds[1] is None or (not is_open and high <= bounds[1]))


def plainly_possible(low: int | None, high: int | None, is_open: bool, bounds: numbers.Bounds) -> bool:
    if high is None:
        return False
    reach, begin = max(high, low or 0), min(0 if low is None else low, high)
    return (bounds[0] is None or is_open or reach >= bounds[0]) and (bounds[1] is None or begin <= bounds[1])


def test_numbers_mean_the_same_in_sql_and_in_python(session):
    ends = [None, 0, 1, 4, 5, 6]
    rows = [
        (low, high, is_open)
        for low in ends
        for high in ends
        for is_open in (False, True)
        if high is not None or low is None
    ]
    cases = [make_incident(f"Case {row}") for row in rows]
    store(session, *cases)
    same = {"outcome": "killed", "group": "total", "unit": "person", "assessed": False}
    values = [
        {"incident_id": case.id, **same, "low": low, "high": high, "open_above": is_open}
        for case, (low, high, is_open) in zip(cases, rows, strict=True)
    ]
    session.execute(insert(EffectiveFigure), values)
    for written in ("0", "5", ">=5", ">5", "<=5", "<5", "0..5", "5..6", "1..", "..4", ">=0", "<=0"):
        for key, plain in (("killed", plainly_sure), ("killed?", plainly_possible)):
            criteria = parse(f"{key}:{written}").criteria
            (test,) = leaves(criteria.where)
            wanted = numbers.bounds(test.values[0])
            expected = {case.id for case, row in zip(cases, rows, strict=True) if plain(*row, wanted)}
            assert set(session.scalars(matching(criteria, OPERATOR))) == expected, (key, written)
        sure = set(session.scalars(matching(parse(f"killed:{written}").criteria, OPERATOR)))
        assert sure <= set(session.scalars(matching(parse(f"killed?:{written}").criteria, OPERATOR)))
    known = set(session.scalars(matching(parse("killed:any").criteria, OPERATOR)))
    assert known | set(session.scalars(matching(parse("killed:none").criteria, OPERATOR))) == {
        case.id for case in cases
    }


def test_reading_a_value_twice_changes_nothing():
    for one in EVERY_FILTER:
        for leaf in leaves(parse(one.example).criteria.where):
            assert all(FILTERS[leaf.key].read(value) == value for value in leaf.values)
            assert FILTERS[leaf.key].read_part(leaf.part) == leaf.part
