"""Leaving: by choice, and in the middle of a form, where nothing that was typed may be lost."""

from playwright.sync_api import expect

from tests.journeys.conftest import READER, RESEARCHER
from tests.journeys.hands import Mouse

PASSWORD = "violet anchor seven rivers"
TITLE = "Shelling of the ferry at Saltrey"


def test_signs_out(visits):
    """After signing out no page shows anything, not even to the button that goes back."""
    with visits(READER) as visit:
        page = visit.page
        visit.open("/search")
        expect(visit.at(".totals")).to_be_visible()
        visit.at(".menu summary").click()
        visit.at(".menu").get_by_role("button", name="Sign out").click()
        expect(visit.at("h1")).to_have_text("Sign in")
        visit.expects(401)
        page.go_back()
        expect(visit.at("h1")).to_have_text("Sign in")
        expect(visit.at(".totals")).to_have_count(0)


def test_an_expired_sign_in_keeps_what_was_typed(visits, program, pictures):
    """The sign-in ends while a form is filled: sign in on the spot, and send it."""
    program.give_password("demo-researcher", PASSWORD)
    with visits(RESEARCHER) as visit:
        page, hand = visit.page, Mouse(visit.page)
        visit.open("/cases/new")
        hand.write("case-title-en", TITLE)
        hand.write("case-occurred", "spring 2019")
        expect(visit.at("#case-occurred-echo")).to_have_text("spring 2019")
        program.end_sign_ins(RESEARCHER)
        visit.expects(401)
        hand.press("save")
        visit.says("Your sign-in had ended. What you typed is kept")
        pictures.take(page, "sign-in-kept", height=620)
        visit.audit()
        visit.at("#name").fill(RESEARCHER)
        visit.at("#password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(visit.at("h1")).to_have_text("Go on where you were")
        visit.at("main button[type=submit]").click()
        expect(visit.at("h1")).to_have_text(TITLE)
        visit.says("The case is recorded", "spring 2019")


def test_a_script_that_is_refused_offers_to_sign_in(visits, program):
    """A row asked for after the sign-in ended opens a dialog, and the page with its text stays."""
    with visits(RESEARCHER) as visit:
        visit.open("/cases/new")
        Mouse(visit.page).write("case-title-en", TITLE)
        program.end_sign_ins(RESEARCHER)
        visit.expects(401)
        Mouse(visit.page).press("add:figures")
        expect(visit.at("#signed-out")).to_be_visible()
        expect(visit.at("#case-title-en")).to_have_value(TITLE)
        visit.audit()
