"""The pages of places: the tree, the list to narrow, the page, suggestions, and the question which one is meant."""

import pytest

from tests.support.factories import make_place, make_place_name, store
from tests.support.pages import form_of, words_of
from tests.support.web import World


@pytest.fixture
def codes(world: World) -> dict[str, str]:
    """Two towns, each with a quarter called Tishrine, by their place codes."""
    with world.databases.write_session() as session:
        country = make_place("Arvand", level="adm0", pcode="QA", visibility="public")
        store(session, country)
        made = {"QA": country.code}
        for number, town in enumerate(("Norville", "Southby"), 1):
            unit = make_place(town, level="adm1", pcode=f"QA0{number}", visibility="public", parent=country)
            make_place_name(unit, f"مدينة {number}", "ar")
            store(session, unit)
            quarter = make_place(
                "Tishrine", level="neighbourhood", pcode=f"N{number}", visibility="public", parent=unit
            )
            make_place_name(quarter, "تشرين", "ar")
            store(session, quarter)
            made |= {f"QA0{number}": unit.code, f"N{number}": quarter.code}
        session.commit()
    return made


def test_the_tree_and_the_list(world: World, codes: dict[str, str]) -> None:
    browser = world.browser("reader")
    tree = browser.get("/places")
    for code in ("QA", "QA01", "QA02"):
        assert f'href="/places/{codes[code]}"' in tree.text
    assert codes["N1"] not in tree.text
    found = words_of(browser.get("/places?q=tishrine").text)
    assert all(word in found for word in ("Norville", "Southby", codes["N1"], codes["N2"]))
    inside = browser.get(f"/places?inside={codes['QA01']}+·+Norville&level=neighbourhood").text
    assert codes["N1"] in inside
    assert codes["N2"] not in inside


@pytest.mark.parametrize(
    "asked",
    ["q=%25", "level=nonsense", "outline=x", "page=99999999", "page=-1", "page=x", "inside=%27", "open=yes",
     "loose=yes", "q=" + "x" * 999],
)  # fmt: skip
def test_whatever_is_asked_has_an_answer(world: World, codes: dict[str, str], asked: str) -> None:
    assert world.browser("reader").get(f"/places?{asked}").status_code == 200


def test_the_page_leads_up_and_down_and_to_the_cases(world: World, codes: dict[str, str]) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get("/cases/new"))
    form.put({"case-title-en": "A case in a quarter", "places-0-place": codes["N1"]})
    assert browser.send("/cases/new", form.sent()).status_code == 303
    page = browser.get(f"/places/{codes['QA01']}").text
    assert f'href="/places/{codes["QA"]}"' in page
    assert f'href="/places/{codes["N1"]}"' in page
    assert "A case in a quarter" in page
    assert f"place%3A{codes['QA01']}" in page or f"place:{codes['QA01']}" in page
    assert "A case in a quarter" not in browser.get(f"/places/{codes['QA02']}").text
    assert "A case in a quarter" not in world.browser("stranger").get(f"/places/{codes['QA01']}").text
    namesake = browser.get(f"/places/{codes['N1']}").text
    assert f'href="/places/{codes["N2"]}"' in namesake


def test_suggestions_in_either_script_hold_what_was_typed(world: World, codes: dict[str, str]) -> None:
    browser = world.browser("reader")
    for typed in ("tishr", "تشري"):
        found = browser.get("/places/suggest", query_string={"q": typed}).get_json()
        assert {one["value"].partition(" ")[0] for one in found} == {codes["N1"], codes["N2"]}
        assert all(typed in one["label"].casefold() for one in found)
        assert any("Norville" in one["label"] for one in found)
    assert browser.get("/places/suggest", query_string={"q": "%"}).get_json() == []


def test_a_name_of_several_places_is_asked_about_and_nothing_is_lost(world: World, codes: dict[str, str]) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get("/cases/new"))
    form.put({"case-title-en": "A case somewhere", "places-0-place": "Tishrine"})
    answer = browser.send("/cases/new", form.sent())
    assert answer.status_code == 422
    said = words_of(answer.text)
    assert "Several places bear this name" in said
    assert all(f"{codes[one]} · Tishrine, {town}" in said for one, town in (("N1", "Norville"), ("N2", "Southby")))
    assert f'<option value="{codes["N2"]} · Tishrine, Southby' in answer.text
    again = form_of(answer)
    assert (again["case-title-en"], again["places-0-place"]) == ("A case somewhere", "Tishrine")
    chosen = browser.send("/cases/new", again.put({"places-0-place": codes["N2"]}).sent())
    assert chosen.status_code == 303
    assert "A case somewhere" in browser.get(f"/places/{codes['QA02']}").text


def test_a_parent_of_several_is_asked_about_too(world: World, codes: dict[str, str]) -> None:
    browser = world.browser("researcher")
    form = form_of(browser.get("/places/new")).put({"rows-0-text": "A school", "parent": "Tishrine"})
    answer = browser.send("/places/new", form.sent())
    assert answer.status_code == 422
    assert codes["N1"] in answer.text
    assert "Several places bear this name" in words_of(answer.text)


def test_names_are_shown_in_the_readers_language(world: World, codes: dict[str, str]) -> None:
    browser = world.browser("reader")
    browser.get("/places?language=ar")
    tree = browser.get("/places").text
    assert 'dir="rtl"' in tree
    assert "مدينة 1" in tree
    assert "Norville" not in tree
    page = words_of(browser.get(f"/places/{codes['N1']}").text)
    assert "تشرين" in page
    assert "Tishrine" in page  # its other name
