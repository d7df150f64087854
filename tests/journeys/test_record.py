"""A researcher records a case from a news article: with the mouse, with the keys alone, and in Arabic."""

from dataclasses import replace

from playwright.sync_api import expect

from tests.journeys.articles import ARABIC, BY_KEYS, ENGLISH, UNREADABLE_DATE, UNREADABLE_NUMBER, Article, enter
from tests.journeys.conftest import RESEARCHER
from tests.journeys.hands import Keys, Mouse
from tests.journeys.visiting import Visit

DATE, ECHO = "#case-occurred", "#case-occurred-echo"


def test_records_a_case_with_the_mouse(visits, program, pictures):
    """From the one-time address to the page of the case, with two mistakes on the way."""
    with visits() as visit:
        page = visit.page
        page.goto(program.one_time_address)
        page.wait_for_url(program.address + "/")
        visit.at(".site-tools").get_by_role("link", name="New case").click()
        wrong = replace(ENGLISH, date=UNREADABLE_DATE, at_least=UNREADABLE_NUMBER)
        enter(Mouse(page), wrong)
        expect(visit.at(ECHO)).to_contain_text("can be read in two ways")
        typed = _typed(visit)
        visit.expects(422)
        Mouse(page).press("save")
        _mistakes_are_shown(visit, typed)
        pictures.take(page, "record-mistakes", height=820)
        visit.audit()

        visit.at("#problems").get_by_role("link", name="When it happened").click()
        expect(visit.at(DATE)).to_be_focused()
        visit.at(DATE).fill(ENGLISH.date)
        expect(visit.at(ECHO)).to_have_text(ENGLISH.date_in_words)
        for field in ("figures-0-low", "held-0-low"):
            visit.at(f"#{field}").fill(ENGLISH.at_least)
        Mouse(page).press("check")
        visit.says("Everything can be read as it stands")
        _picture_the_form(visit, pictures)
        Mouse(page).press("save")
        visit.says("The case is recorded. It has the code")
        _both_claims_are_on_the_page(visit, ENGLISH)
        visit.says("Probable", "Balance of probabilities", "Chemical attack, choking agent", "Umberlow")
        pictures.take(page, "record-case", height=1350)
        visit.audit()


def test_records_a_case_with_the_keys_alone(visits):
    """Not one click: Tab, Enter, Space and arrows, through a mistake too."""
    with visits(RESEARCHER) as visit:
        page, keys = visit.page, Keys(visit.page)
        visit.open("/")
        page.mouse.click = page.mouse.down = _no_mouse
        keys.reach('a[href="/cases/new"]')
        page.keyboard.press("Enter")
        page.wait_for_url("**/cases/new")
        enter(keys, replace(BY_KEYS, date=UNREADABLE_DATE))
        visit.expects(422)
        keys.press("save")
        expect(visit.at("#problems")).to_be_focused()
        keys.reach('#problems a[href="#case-occurred"]')
        page.keyboard.press("Enter")
        expect(visit.at(DATE)).to_be_focused()
        keys.write("case-occurred", BY_KEYS.date)
        expect(visit.at(ECHO)).to_have_text(BY_KEYS.date_in_words)
        keys.press("save")
        visit.says("The case is recorded. It has the code", BY_KEYS.date_in_words)
        _both_claims_are_on_the_page(visit, BY_KEYS)


def test_records_a_case_in_arabic_from_right_to_left(visits, program, pictures):
    """The same work mirrored; dates, codes and ranges keep their own direction."""
    with visits(RESEARCHER, language="ar") as visit:
        page = visit.page
        visit.open("/cases/new")
        expect(visit.at("html")).to_have_attribute("dir", "rtl")
        expect(visit.at("html")).to_have_attribute("lang", "ar")
        _is_mirrored(visit, first=".site-mark", then=".menu")
        _is_mirrored(visit, first=".form-list", then="#case-title-ar")
        _is_mirrored(visit, first="#figures-0-low", then="#figures-0-high")
        enter(Mouse(page), ARABIC)
        expect(visit.at(ECHO)).to_have_text(ARABIC.date_in_words)
        visit.fits()
        Mouse(page).press("save")
        page.wait_for_url(program.address + "/cases/INC-*")
        _both_claims_are_on_the_page(visit, ARABIC)
        expect(visit.at("h1")).to_have_text(ARABIC.title)
        expect(visit.at('.code bdi[dir="ltr"]').first).to_have_text(page.url.rsplit("/", 1)[1])
        assert visit.at('.team-row bdi[dir="ltr"]').all_inner_texts() == ["12–17"]
        expect(visit.at("svg.strip-wide")).to_have_attribute("dir", "ltr")
        _is_mirrored(visit, first="article", then="aside")
        pictures.take(page, "case-arabic", height=1000)
        visit.audit()


def _typed(visit: Visit) -> dict[str, str]:
    """Every field of the form with what stands in it."""
    found: dict[str, str] = visit.page.evaluate(
        """() => Object.fromEntries(Array.from(document.querySelectorAll(
            "#case-form input:not([type=hidden]), #case-form select, #case-form textarea"))
            .map((one) => [one.id, one.type === "checkbox" ? String(one.checked) : one.value]))"""
    )
    return found


def _mistakes_are_shown(visit: Visit, typed: dict[str, str]) -> None:
    """Each mistake stands in the summary and at its field, and every text is still there."""
    summary = visit.at("#problems")
    expect(summary).to_contain_text("Not saved yet")
    expect(summary.get_by_role("link", name="Number 1 · Low")).to_have_count(1)
    for field, words in (("case-occurred", "can be read in two ways"), ("figures-0-low", "Write a whole number")):
        expect(summary).to_contain_text(words)
        expect(visit.at(f"#{field}")).to_have_attribute("aria-invalid", "true")
        expect(visit.at(f"#{field}-error")).to_contain_text(words)
    assert _typed(visit) == typed


def _both_claims_are_on_the_page(visit: Visit, article: Article) -> None:
    """Each source says its own number, the team holds the range, and the strip draws all of it."""
    rows = visit.at("#claims tbody tr")
    expect(rows).to_have_count(3)
    for title, number in ((article.paper, "≥ 12"), (article.clinic, "17")):
        row = rows.filter(has_text=title)
        expect(row).to_have_count(1)
        expect(row.locator("td.number").first).to_have_text(number)
    expect(visit.at("#claims .team-row td.number").first).to_have_text("12–17")
    expect(visit.at("#claims svg.strip-wide .strip-claim")).to_have_count(2)
    expect(visit.at("#claims svg.strip-wide .strip-band")).to_have_count(1)
    expect(visit.at("#claims .words").filter(has_text=article.clinic_words)).to_have_count(1)
    expect(visit.at(".holdings")).to_contain_text(article.reason)
    expect(visit.at("#sources li")).to_have_count(2)


def _is_mirrored(visit: Visit, *, first: str, then: str) -> None:
    """What comes first stands to the right of what comes after it."""
    right, left = visit.at(first).first.bounding_box(), visit.at(then).first.bounding_box()
    assert right is not None, first
    assert left is not None, then
    assert right["x"] > left["x"], f"{first} is not to the right of {then}"


def _picture_the_form(visit: Visit, pictures) -> None:
    for part in ("what", "when", "sources", "figures", "view"):
        pictures.take(visit.page, f"record-{part}", part=f"details#{part}")


def _no_mouse(*_arguments: object, **_options: object) -> None:
    raise AssertionError("this journey has no mouse")
