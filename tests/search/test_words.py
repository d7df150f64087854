"""Words are found as their readers mean them, in Latin and Arabic, and nothing typed is a wildcard or an error."""

import pytest
from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Incident
from incidents.search.derived import refresh, refresh_all, refresh_users
from incidents.search.fulltext import cut, index_is_whole
from incidents.search.fulltext.index import OVERLAP, WORDS_IN_A_PART, in_parts
from incidents.search.language import parse
from incidents.search.query import matching
from tests.support.factories import (
    make_actor,
    make_actor_name,
    make_attribution,
    make_citation,
    make_external_id,
    make_incident,
    make_incident_place,
    make_place,
    make_place_name,
    make_source,
    store,
)

WORDS = [
    ("sarin", {"sarin", "other_team"}),
    ("SARIN", {"sarin", "other_team"}),
    ("sar", set()),
    ("sar*", {"sarin", "other_team"}),
    ("sarin -zanzibar", {"sarin"}),
    ("sarin OR chlorine", {"sarin", "chlorine", "other_team"}),
    ("sarin chlorine", set()),
    ("(sarin OR chlorine) hospital", {"chlorine"}),
    ('"nerve agent"', {"sarin"}),
    ('"agent nerve"', set()),
    ("nerve-agent", {"sarin"}),
    ("السارين", {"sarin"}),
    ("سارين", {"sarin"}),
    ("والسارين", {"sarin"}),
    ("شيخون", {"sarin", "other_team"}),
    ("حِصَار", {"siege"}),
    ("المدينه", {"siege"}),
    ("مدينة", {"siege"}),
    ("ومنع", {"siege"}),
    ("منع", set()),  # a single letter is taken off longer words only
    ("اغاثه", {"siege"}),
    ("sheikhoun", {"sarin", "other_team"}),
    ("arvand", {"sarin", "siege"}),
    ("madaya", {"siege"}),
    ("242363", {"sarin"}),
    ('"Wire Agency"', {"sarin", "chlorine", "year"}),
    # The words of a confidential source are in no index, not even its named reader's.
    ("zebra", set()),
    ("nurse", set()),
    # A phrase ends where its text ends: title and summary, place and actor do not run together.
    ('"shaykun a bomb"', set()),
]


@pytest.mark.parametrize(("question", "expected"), WORDS, ids=[row[0] for row in WORDS])
def test_words(question, expected, ask):
    assert ask(question) == expected


def test_wildcards_of_the_database_are_letters_like_others(ask):
    assert parse("%").problems
    assert ask('"100 % of"') == ask('"100 of"') == {"undated", "siege"}
    assert ask("houses_burnt") == {"undated", "siege"}
    assert parse("place:%").problems
    assert ask("place:I_leb") == set()
    assert ask('source:"100%"') == {"siege"}
    assert ask('source:"10_"') == set()


HOSTILE = [
    "\"'; DROP TABLE incident --", "words:sarin", "{words}: x", "NEAR(a b)", "a AND", "sarin*)", "^sarin", "col : x",
    "'a':B", "a & b | !c", "a <-> b", "\\", "''", '""', "(((", ")", "*", "-", "--", "sarin\x00killed", "\ud800", "🙂",
    "a" * 3000, "ك" * 500, "killed:" + "9" * 400, "date:9999-12-31..", "date:>9999-12-31", "date:<0001",
    "code:" + "x" * 900,
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text(hostile, reading):
    criteria = parse(hostile).criteria
    reading.scalars(matching(criteria, OPERATOR)).all()


def test_the_index_follows_the_records(session):
    incident = make_incident("A strike on a bakery")
    place, actor, source = make_place("Marrat"), make_actor("The Brigade"), make_source("Bread and blood")
    make_incident_place(incident, place)
    make_attribution(incident, actor)
    make_citation(incident, source)
    make_external_id(incident, "AB-77")
    store(session, incident)
    refresh(session, [incident])

    def found(question: str) -> bool:
        return incident.id in session.scalars(matching(parse(question).criteria, OPERATOR)).all()

    for word in ("bakery", "marrat", "brigade", "blood", '"AB-77"', incident.code):
        assert found(word), word
    with act(session, OPERATOR, "revised"):
        incident.title = {"en": "A strike on a mill"}
        make_place_name(place, "معرة", "ar")
        make_actor_name(actor, "Renamed Battalion")
        source.visibility = "confidential"
    refresh(session, [incident])
    for word in ("mill", "معره", "battalion", "brigade"):
        assert found(word), word
    for word in ("bakery", "blood"):
        assert not found(word), word
    with act(session, OPERATOR, "revised"):
        place.names.pop(0)
    refresh_users(session, place)
    assert not found("marrat")


def test_everything_can_be_built_again(session):
    for number in range(3):
        incident = make_incident(f"Case number {number}")
        make_citation(incident, make_source("One source"))
        store(session, incident)
    assert not index_is_whole(session)
    assert refresh_all(session) == 3
    assert index_is_whole(session)
    session.expire_all()
    assert set(session.scalars(select(Incident.n_sources))) == {1}


def test_a_long_case_is_found_to_its_last_phrase(session):
    middle = " ".join(f"w{number}" for number in range(3 * WORDS_IN_A_PART))
    incident = make_incident("Long", summary=f"{middle} the very end")
    store(session, incident)
    refresh(session, [incident])
    border = f"w{WORDS_IN_A_PART - 3} w{WORDS_IN_A_PART - 2} w{WORDS_IN_A_PART - 1} w{WORDS_IN_A_PART}"
    for question in ('"very end"', f'"{border}"', "w0 w5999", f"w{WORDS_IN_A_PART}"):
        assert session.scalars(matching(parse(question).criteria, OPERATOR)).all() == [incident.id], question


def test_parts_share_their_ends():
    words = [f"w{number}" for number in range(2 * WORDS_IN_A_PART)]
    parts = list(in_parts(words))
    assert all(len(part) <= WORDS_IN_A_PART for part in parts)
    assert parts[1][:OVERLAP] == parts[0][-OVERLAP:]
    assert [parts[0], *(part[OVERLAP:] for part in parts[1:])] == [
        words[:WORDS_IN_A_PART],
        *(part[OVERLAP:] for part in parts[1:]),
    ]
    assert sum((part[OVERLAP:] for part in parts[1:]), list(parts[0])) == words
    assert list(in_parts([])) == [[]]


def test_a_monster_of_a_word_is_cut_alike_in_text_and_question(session):
    incident = make_incident("Long", summary="x" * 5000)
    store(session, incident)
    refresh(session, [incident])
    assert len(cut("x" * 5000)[0]) == 100
    assert session.scalars(matching(parse("x" * 1500).criteria, OPERATOR)).all() == [incident.id]
