"""Entering and correcting a case in its form: what is typed is read, checked, said back and never lost."""

from sqlalchemy import func, select

from incidents.records import Change, Incident, Source
from incidents.records.picture import picture
from tests.support.pages import Form, form_of, words_of
from tests.support.web import World
from tests.web.incidents.entering import TYPED, new_form, record, typed_form


def case_of(world: World, code: str):
    with world.databases.read_session() as session:
        return picture(session.scalars(select(Incident).where(Incident.code == code)).one())


def changes(world: World) -> int:
    with world.databases.read_session() as session:
        return session.scalar(select(func.count()).select_from(Change)) or 0


def test_a_case_is_recorded_with_two_sources_that_disagree(world: World) -> None:
    browser = world.browser("researcher")
    form = typed_form(browser)
    for name in ("citations", "figures"):
        form = form_of(browser.send("/cases/new", form.sent(f"add:{name}")))
    form.put(
        {
            "citations-1-new-title-en": "One hundred dead",
            "citations-1-new-publisher": "A health office",
            "figures-1-citation_id": form["citations-1-key"],
            "figures-1-best": "100",
            "figures-1-qualifier": "exact",
        }
    )
    answer = browser.send("/cases/new", form.sent())
    assert answer.status_code == 303, words_of(answer.text)
    case = case_of(world, answer.location.rpartition("/")[2])
    assert case["incident"]["title"] == {"en": TYPED["case-title-en"], "ar": TYPED["case-title-ar"]}
    assert case["incident"]["summary"]["en"] == str(TYPED["case-summary-en"]).replace("\r\n", "\n")
    assert case["incident"]["occurred_edtf"] == "2017-04-04"
    assert [(row.get("low"), row.get("best"), row.get("high")) for row in case["figure"]] == [
        (83, None, None), (100, 100, 100),
    ]  # fmt: skip
    assert len({row["citation_id"] for row in case["figure"]}) == 2
    page = words_of(browser.get(answer.location).text)
    for words in ("A commission of inquiry", "A health office", "≥ 83", "100", "at least 83", "An air force"):
        assert words in page


def test_rows_come_and_go_without_losing_a_letter(world: World) -> None:
    browser = world.browser("researcher")
    form = new_form(browser)
    for name in (name for name in form.data if form.options.get(name) is None):
        if not name.endswith(("key", "csrf_token", "version", "-rest")):
            form[name] = f"typed in {name}"
    for name, options in form.options.items():
        form[name] = options[-1]
    before = dict(form.data.lists())
    added = form_of(browser.send("/cases/new", form.sent("add:places")))
    assert {name: added.data.getlist(name) for name in before if name != "csrf_token"} == {
        name: values for name, values in before.items() if name != "csrf_token"
    }
    assert "places-1-verbatim" in added.data
    added["places-1-verbatim"] = "the second"
    removed = form_of(browser.send("/cases/new", added.sent("remove:places:0")))
    assert "places-0-verbatim" not in removed.data
    assert removed["places-1-verbatim"] == "the second"
    assert removed["figures-0-as_stated"] == "typed in figures-0-as_stated"


def test_a_button_that_is_not_there_does_no_harm(world: World) -> None:
    browser = world.browser("researcher")
    for do in ("add:nothing", "remove:places:99", "remove:places:-1", "remove:x:0", "add:", "remove:places:٣"):
        assert browser.send("/cases/new", typed_form(browser).sent(do)).status_code in (200, 303), do


def test_a_check_saves_nothing_and_says_the_dates_back(world: World) -> None:
    browser, before = world.browser("researcher"), changes(world)
    answer = browser.send("/cases/new", typed_form(browser, **{"case-occurred": "2017-04?"}).sent("check"))
    assert answer.status_code == 200
    assert "possibly April 2017" in words_of(answer.text)
    assert "6 September 2017" in words_of(answer.text)
    assert "Everything can be read as it stands" in answer.text
    assert changes(world) == before
    assert form_of(answer)["case-occurred"] == "2017-04?"


def test_a_form_saved_untouched_writes_nothing(world: World) -> None:
    code = record(world)
    browser, before, rows = world.browser("researcher"), case_of(world, code), changes(world)
    answer = browser.send(f"/cases/{code}/edit", form_of(browser.get(f"/cases/{code}/edit")).sent())
    assert answer.status_code == 303
    assert (case_of(world, code), changes(world)) == (before, rows)


def test_every_mistake_stands_at_its_field_and_in_the_summary(world: World) -> None:
    browser = world.browser("researcher")
    wrong = {
        "case-title-en": "", "case-title-ar": "", "case-occurred": "03/04/2017", "case-time_from": "7 in the morning",
        "places-0-lat": "35.4", "figures-0-low": "about eighty", "citations-0-source": "no such source",
    }  # fmt: skip
    form = typed_form(browser, **wrong)
    answer = browser.send("/cases/new", form.sent())
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    for name in ("case-occurred", "figures-0-low", "citations-0-source"):
        assert f'href="#{name}"' in answer.text, name
        assert f'id="{name}-error"' in answer.text, name
    again = form_of(answer)
    assert {name: again[name] for name in wrong} == wrong
    mended = again.put({"case-occurred": "4 April 2017", "figures-0-low": "83", "citations-0-source": ""})
    answer = browser.send("/cases/new", mended.sent())
    assert answer.status_code == 422
    for name in ("case-title-en", "case-time_from", "places-0-lon", "places-0-precision"):
        assert f'href="#{name}"' in answer.text, name
    assert form_of(answer)["case-summary-en"] == TYPED["case-summary-en"]


AS_TYPED = {
    "83": 83, "٨٣": 83, "۸۳": 83, "1,234": 1234, "1 234": 1234, "1\u00a0234": 1234, "١٬٢٣٤": 1234, "0": 0,
}  # fmt: skip
NO_COUNT = ("1,5", "1.5", "83 people", "-1", "1e3", "99999999999", "10" * 10, "½", "८3x", "∞", "NaN")


def test_numbers_as_people_type_them(world: World) -> None:
    for typed, stored in AS_TYPED.items():
        code = record(world, **{"figures-0-low": typed, "figures-0-qualifier": ""})
        assert case_of(world, code)["figure"][0]["low"] == stored, typed


def test_numbers_that_nobody_could_count_are_refused_as_typed(world: World) -> None:
    browser = world.browser("researcher")
    for typed in NO_COUNT:
        wrong = {"figures-0-low": typed, "figures-0-qualifier": ""}
        answer = browser.send("/cases/new", typed_form(browser, **wrong).sent())
        assert answer.status_code == 422, typed
        assert form_of(answer)["figures-0-low"] == typed
        assert 'id="figures-0-low-error"' in answer.text, typed


def test_low_above_high_is_refused_with_both_numbers(world: World) -> None:
    browser = world.browser("researcher")
    wrong = {"figures-0-low": "90", "figures-0-high": "83", "figures-0-qualifier": ""}
    answer = browser.send("/cases/new", typed_form(browser, **wrong).sent())
    assert answer.status_code == 422
    assert "Low (90) is above high (83)." in words_of(answer.text)


def test_a_date_that_nobody_can_read_keeps_its_words(world: World) -> None:
    browser = world.browser("researcher")
    answer = browser.send("/cases/new", typed_form(browser, **{"case-occurred": "03/04/2017"}).sent())
    assert answer.status_code == 422
    assert form_of(answer)["case-occurred"] == "03/04/2017"


def test_a_year_is_a_year(world: World) -> None:
    code = record(world, **{"case-occurred": "2020"})
    case = case_of(world, code)["incident"]
    assert (case["occurred_edtf"], case["occurred_earliest"], case["occurred_latest"]) == (
        "2020",
        "2020-01-01",
        "2020-12-31",
    )
    browser = world.browser("researcher")
    assert form_of(browser.get(f"/cases/{code}/edit"))["case-occurred"] == "2020"


def test_a_chosen_source_and_a_new_one_in_one_row_are_not_both_taken(world: World) -> None:
    record(world)
    with world.databases.read_session() as session:
        source = session.scalars(select(Source).where(Source.publisher == TYPED["citations-0-new-publisher"])).one()
    browser = world.browser("researcher")
    answer = browser.send("/cases/new", typed_form(browser, **{"citations-0-source": source.code}).sent())
    assert answer.status_code == 422
    assert form_of(answer)["citations-0-new-title-en"] == TYPED["citations-0-new-title-en"]


def test_an_expired_sign_in_keeps_the_whole_form(world: World) -> None:
    from tests.support.web import PASSWORD
    from tests.web.test_kept_forms import hidden

    browser = world.browser("researcher")
    sent = typed_form(browser).sent()
    browser.delete_cookie("incidents_sign_in")
    asked = browser.send("/cases/new", sent)
    assert asked.status_code == 401
    offered = browser.post("/sign-in", data=dict(hidden(asked.text)) | {"name": "researcher.one", "password": PASSWORD})
    back = dict(hidden(offered.text))
    for name, value in TYPED.items():
        assert back[name].replace("\r\n", "\n") == str(value).replace("\r\n", "\n"), name
    assert browser.post("/cases/new", data=back).status_code == 303


def test_suggestions_for_what_is_typed(world: World) -> None:
    record(world)
    browser = world.browser("researcher")
    (found,) = browser.get("/sources/suggest?q=commission").get_json()
    assert found["label"] == "A commission of inquiry: At least 83 people died"
    form = new_form(browser).put({"case-title-en": "Another", "citations-0-source": found["value"]})
    assert browser.send("/cases/new", form.sent()).status_code == 303
    (actor,) = browser.get("/actors/suggest?q=air").get_json()
    assert actor["label"] == "An air force"
    assert world.browser("stranger").get("/sources/suggest?q=commission").get_json() == []


def test_the_form_shows_a_stored_term_that_is_offered_no_more(world: World) -> None:
    code = record(world)
    with world.databases.write_session() as session:
        from incidents.access.viewer import OPERATOR
        from incidents.ledger.trace import act

        incident = session.scalars(select(Incident).where(Incident.code == code)).one()
        with act(session, OPERATOR, "imported"):
            incident.violations[0].violation = "life"  # a group, which no form offers
        session.commit()
    browser = world.browser("researcher")
    form = form_of(browser.get(f"/cases/{code}/edit"))
    assert form["violations-0-violation"] == "life"
    assert isinstance(form, Form)
