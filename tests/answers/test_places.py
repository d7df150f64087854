"""Places for readers: found in either script, told apart by what they lie in, listed by level, with their cases."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.access.viewer import OPERATOR
from incidents.answers.places import best_name, chains
from incidents.answers.places_found import ask_which, places_named, suggest_places
from incidents.answers.places_list import WantedPlaces, place_list, place_tree
from incidents.answers.places_page import place_page, said_outline
from incidents.answers.suggestions import resolve, why_not_one
from incidents.base.errors import NotFound
from incidents.base.languages import speaking
from incidents.ledger.trace import act
from incidents.records import Place
from incidents.records.place import name_words
from incidents.search.derived import refresh
from tests.support.desk import make_desk
from tests.support.examples import examples
from tests.support.factories import (
    AT,
    make_external_id,
    make_incident,
    make_incident_place,
    make_incident_team,
    make_place,
    make_place_name,
    make_quality_issue,
    store,
)

OUTLINE = json.dumps({"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]})


@pytest.fixture
def hierarchy(session) -> dict[str, Place]:
    """A country with two governorates, a district in each, and quarters of one name in both."""
    made: dict[str, Place] = {}

    def add(key: str, english: str, arabic: str, level: str, parent: str | None, **values) -> None:
        place = made[key] = make_place(english, level=level, visibility="public", pcode=key, **values)
        place.parent = made[parent] if parent else None
        make_place_name(place, arabic, "ar")
        store(session, place)

    add("SY", "Syria", "سوريا", "adm0", None)
    add("SY07", "Idleb", "إدلب", "adm1", "SY", geometry=OUTLINE)
    add("SY02", "Aleppo", "حلب", "adm1", "SY")
    add("SY0702", "Al Ma'ra", "معرة النعمان", "adm2", "SY07")
    add("SY070201", "Khan Shaykun", "خان شيخون", "adm3", "SY0702")
    add("N1", "Tishrine", "تشرين", "neighbourhood", "SY02")
    add("N2", "Tishrine", "تشرين", "neighbourhood", "SY070201")
    make_place_name(made["SY070201"], "Khan Sheikhoun", "en", kind="alias")
    with act(session, OPERATOR, "revised"):
        session.flush()
    return made


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("khan sheikhoun", ["SY070201"]),
        ("Khan Sheikh", ["SY070201"]),
        ("sheikhoun", ["SY070201"]),
        ("sheikhoun khan", ["SY070201"]),
        ("خان شيخون", ["SY070201"]),
        ("شيخون", ["SY070201"]),
        ("ادلب", ["SY07"]),
        ("الحلب", ["SY02"]),
        ("al mara", ["SY0702"]),
        ("Al Ma’ra", ["SY0702"]),
        ("sy070201", ["SY070201"]),
        ("tishrine", ["N1", "N2"]),
        ("hrine", []),
        ("%", []),
        ("_", []),
        ("ʿ", []),
        ("' OR 1=1", []),
        ("x" * 300, []),
        ("", []),
    ],
)
def test_places_are_found_however_they_are_typed(session, hierarchy, typed, codes):
    assert [one.pcode for one in suggest_places(session, OPERATOR, typed)] == codes


def test_exact_names_come_first_then_larger_places(session, hierarchy):
    store(
        session, make_place("Al", level="poi"), make_place("Al Hamra", level="adm4"), make_place("Alma", level="adm1")
    )
    found = [one.name for one in suggest_places(session, OPERATOR, "al")]
    assert found == ["Al", "Alma", "Aleppo", "Al Ma'ra", "Al Hamra"]
    assert len(suggest_places(session, OPERATOR, "al", limit=2)) == 2


def test_a_suggestion_says_what_it_lies_in(session, hierarchy):
    (found,) = suggest_places(session, OPERATOR, "khan")
    assert found.label == "Khan Shaykun, Al Ma'ra, Idleb · Sub-district · SY070201"
    with speaking("ar"):
        (found,) = suggest_places(session, OPERATOR, "khan")
        assert found.label.startswith("خان شيخون")
        assert "إدلب" in found.label


def test_a_name_that_several_bear_is_asked_about(session, hierarchy):
    found = places_named(session, OPERATOR, "tishrine")
    assert {one.pcode for one in found} == {"N1", "N2"}
    assert resolve(session, OPERATOR, Place, "Tishrine") is None
    question = why_not_one(session, OPERATOR, Place, "Tishrine")
    assert question == ask_which(found)
    assert all(hierarchy[key].code in question for key in ("N1", "N2"))
    assert "Tishrine, Aleppo" in question
    assert "Tishrine, Khan Shaykun, Al Ma'ra, Idleb" in question
    assert resolve(session, OPERATOR, Place, "N1").id == hierarchy["N1"].id
    assert resolve(session, OPERATOR, Place, "khan sheikhoun").id == hierarchy["SY070201"].id
    assert resolve(session, OPERATOR, Place, f"{hierarchy['N2'].code} · Tishrine").id == hierarchy["N2"].id
    assert "is not one record" in why_not_one(session, OPERATOR, Place, "nowhere")


def test_what_one_may_not_see_is_in_no_list(session, hierarchy):
    viewer = make_desk(session).viewer("reader")
    hidden = make_place("Khan secret", level="adm4", pcode="C9")
    hidden.parent = hierarchy["SY07"]
    store(session, hidden)
    assert [one.pcode for one in suggest_places(session, viewer, "khan")] == ["SY070201"]
    assert places_named(session, viewer, "C9") == []
    assert place_list(session, viewer, WantedPlaces(inside="SY07")).total == 4
    assert place_list(session, OPERATOR, WantedPlaces(inside="SY07")).total == 5
    seen, all_of_it = place_tree(session, viewer), place_tree(session, OPERATOR)
    assert (seen.roots[0].below, all_of_it.roots[0].below) == (6, 7)
    with pytest.raises(NotFound):
        place_page(session, viewer, hidden.code)


def test_withdrawn_places_are_no_suggestion(session, hierarchy):
    with act(session, OPERATOR, "withdrawn"):
        hierarchy["SY070201"].withdrawn_at = AT
    assert suggest_places(session, OPERATOR, "khan") == []


def test_the_tree_has_the_units_and_counts_the_rest(session, hierarchy):
    store(session, make_place("Loose", level="adm4"))
    tree = place_tree(session, OPERATOR)
    (country,) = tree.roots
    assert (country.name, country.below, tree.loose, tree.total) == ("Syria", 6, 1, 8)
    assert [(one.name, one.below) for one in country.branches] == [("Aleppo", 1), ("Idleb", 3)]
    (district,) = country.branches[1].branches
    assert [one.pcode for one in district.branches] == ["SY070201"]


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (WantedPlaces(typed="tishrine"), ["N1", "N2"]),
        (WantedPlaces(typed="SY02"), ["SY02"]),
        (WantedPlaces(level="adm1"), ["SY02", "SY07"]),
        (WantedPlaces(inside="Idleb"), ["SY07", "SY0702", "SY070201", "N2"]),
        (WantedPlaces(inside="sy0702"), ["SY0702", "SY070201", "N2"]),
        (WantedPlaces(inside="nowhere"), []),
        (WantedPlaces(inside="'"), []),
        (WantedPlaces(typed="%"), []),
        (WantedPlaces(outline="yes"), ["SY07"]),
        (WantedPlaces(outline="no", level="adm1"), ["SY02"]),
        (WantedPlaces(questions=True), ["SY02"]),
        (WantedPlaces(loose=True), []),
        (WantedPlaces(typed="tishrine", page=9), ["N1", "N2"]),
    ],
)
def test_the_list_is_narrowed(session, hierarchy, wanted, codes):
    with act(session, OPERATOR, "revised"):
        make_quality_issue(hierarchy["SY02"], "outside_parent", state="open")
        make_quality_issue(hierarchy["SY07"], "outside_parent", state="fixed")
        session.flush()
    found = place_list(session, OPERATOR, wanted)
    assert sorted(row.pcode for row in found.rows) == sorted(codes)
    assert found.total == len(codes)


def test_the_page_of_a_place_shows_the_cases_below_that_one_may_see(session, hierarchy):
    desk = make_desk(session)
    mine, theirs = make_incident("Mine"), make_incident("Theirs")
    for incident in (mine, theirs):
        make_incident_place(incident, hierarchy["N2"])
    make_incident_team(mine, desk.team)
    store(session, mine, theirs)
    refresh(session, [mine, theirs])
    page = place_page(session, desk.viewer("reader"), hierarchy["SY07"].code)
    assert (page.n_cases, [case.title for case in page.cases]) == (1, ["Mine"])
    assert place_page(session, OPERATOR, hierarchy["SY07"].code).n_cases == 2
    assert place_page(session, OPERATOR, hierarchy["SY02"].code).n_cases == 0


def test_the_page_of_a_place_tells_its_names_codes_and_neighbours(session, hierarchy):
    with act(session, OPERATOR, "revised"):
        make_external_id(hierarchy["SY07"], "SY-ID", system="iso_3166_2")
        make_place_name(hierarchy["SY07"], "Идлиб", None, kind="alias")
        session.flush()
    page = place_page(session, OPERATOR, hierarchy["SY07"].code)
    assert [group.language for group in page.names] == ["en", "ar", ""]
    assert [(code.system, code.value) for code in page.codes] == [
        ("Place code (p-code)", "SY07"),
        ("ISO 3166-2", "SY-ID"),
    ]
    assert page.codes[0].remark == "edition not known"
    assert page.outline == "an outline of 3 points"
    assert [(group.level, group.total) for group in page.inside] == [("adm2", 1)]
    assert [step.name for step in page.chain] == ["Syria"]
    quarter = place_page(session, OPERATOR, hierarchy["N1"].code)
    assert [one.pcode for one in quarter.namesakes] == ["N2"]
    assert not any("coordinates" in str(d.after) for entry in page.history for d in entry.differences)


def test_an_outline_is_said_in_words():
    assert said_outline(None) is None
    assert said_outline("{") == "recorded, but it cannot be drawn"
    assert said_outline('{"type":"Point","coordinates":[1,2]}') == "recorded, but it cannot be drawn"


def test_circles_in_old_data_end_somewhere(session, hierarchy):
    with act(session, OPERATOR, "revised"):
        hierarchy["SY07"].parent_id = hierarchy["SY070201"].id
        session.flush()
    (chain,) = chains(session, OPERATOR, [hierarchy["SY070201"].id]).values()
    assert len(chain) == 3
    assert place_page(session, OPERATOR, hierarchy["SY07"].code).chain
    assert place_tree(session, OPERATOR).total == 7


NAMES = st.lists(
    st.tuples(
        st.text(min_size=1),
        st.sampled_from(["en", "ar", "fr", None]),
        st.sampled_from(["official", "alias", "romanised", "former"]),
    ),
    min_size=1,
)


@given(NAMES)
def test_the_name_shown_is_in_the_readers_language_where_there_is_one(names):
    for language in ("en", "ar"):
        with speaking(language):
            shown = best_name(names)
        assert shown in [text for text, _lang, _kind in names]
        now = [name for name in names if name[2] != "former"]
        spoken = {text for text, lang, _kind in now if lang == language} or {
            text for text, lang, _kind in now if lang == "en"
        }
        assert not spoken or shown in spoken


@settings(deadline=None, max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_anything_may_be_typed(session, typed):
    assert suggest_places(session, OPERATOR, typed) == []
    assert places_named(session, OPERATOR, typed) == []
    assert place_list(session, OPERATOR, WantedPlaces(typed=typed, inside=typed)).total == 0


@given(st.text())
def test_the_words_of_a_name_are_its_words_however_often_they_are_cut(text):
    words = name_words(text)
    assert name_words(" ".join(words)) == words
