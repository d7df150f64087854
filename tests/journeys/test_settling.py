"""A researcher settles the figures of Khan Shaykhun on one page: judges a claim, confirms, asks the rules, adopts."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import READER, RESEARCHER
from tests.journeys.hands import Mouse, submit_button
from tests.journeys.visiting import Visit

QUESTION = "/search?q=Khan Shaykhun date:2017-04-04 killed:>=80"
PHONE = 390


@dataclass(frozen=True)
class Work:
    """What is typed in one language, and about which of the two captures of one page."""

    stated: str
    judged: str
    stands: str
    group: str
    adopted: str
    words: str


WORKS = {
    "en": Work("≥ 90", "The other capture is the later one.", "The range is set by other speakers.",
               "women", "Only one speaker counts women, so the least is held.", "more than a dozen of them women"),
    "ar": Work("≥ 92", "النسخة الأخرى هي الأحدث.", "يحدد المدى متحدثون آخرون.",
               "civilian", "مصدر واحد يعدّ المدنيين، فنعتمد الحد الأدنى.", "أكثر من عشر نساء بينهم"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_case_is_settled_on_one_page(visits, pictures, language):
    work = WORKS[language]
    with visits(RESEARCHER, language=language) as visit:
        visit.open(QUESTION)
        visit.follow(visit.at("td a.to-figures").first)
        assert "/figures#killed-total" in visit.page.url
        _is_mirrored(visit, language)
        visit.audit()
        visit.fits()
        if language == "en":
            pictures.take(visit.page, "settling-claims", part="#claims")
        else:
            pictures.take(visit.page, "settling-arabic", height=1100)
        address = visit.page.url.partition("#")[0]

        _judge(visit, _claim(visit, work.stated), work.judged, pictures if language == "en" else None)
        _confirm(visit, work.stands, pictures if language == "en" else None)
        _adopt(visit, work, pictures, language)
        _enter_a_claim(visit, work)
        visit.audit()
        assert visit.page.url.startswith(address)  # nothing of it asked for another page


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figures_read_on_a_phone(visits, pictures, language, scheme):
    with visits(READER, language=language, scheme=scheme, width=PHONE) as visit:
        visit.open(QUESTION)
        visit.follow(visit.at("td a.to-figures").first)
        visit.fits()
        if (language, scheme) == ("en", "dark"):
            pictures.take(visit.page, "settling-phone", height=1000)
        claim = visit.at(".claim > summary").first
        claim.click()
        expect(visit.at(".claim-body").first).to_be_visible()
        visit.fits()
        visit.audit()
        assert visit.at("main form[method=post]").count() == 0
        held = visit.at(".settling .table-hold")
        head = visit.at(".settling tbody th").first
        before = head.bounding_box()
        held.evaluate("box => box.scrollLeft = document.dir === 'rtl' ? -200 : 200")
        assert head.bounding_box() == before  # the speaker stays while the numbers scroll


def test_the_figures_are_settled_without_scripts(visits):
    with visits(RESEARCHER, scripts=False) as visit:
        visit.open(QUESTION)
        visit.follow(visit.at("td a.to-figures").first)
        visit.open(visit.page.url.partition("#")[0].removeprefix(visit.served.address) + "?group=status_unknown")
        visit.at("#rule-editor").check()
        visit.at("#adopt-low").fill("36")
        visit.at("#adopt-reason").fill("As the data set has it.")
        visit.follow(visit.at(submit_button("adopt")))
        expect(visit.at("#held")).to_contain_text("≥ 36")
        expect(visit.at("#held")).to_contain_text("As the data set has it.")


def _claim(visit: Visit, stated: str) -> Locator:
    """The claim of the page that was stored twice, by what it states."""
    rows = visit.at(".settling tbody tr").filter(has_text="Human Rights Watch")
    return rows.locator(".claim").filter(has=visit.page.get_by_text(stated, exact=True)).first


def _judge(visit: Visit, claim: Locator, reason: str, pictures) -> None:
    number = str(claim.get_attribute("id")).removeprefix("claim-")
    claim.locator("summary").click()
    expect(claim.locator(".chain")).to_be_visible()
    if pictures is not None:
        pictures.take(visit.page, "settling-claim", part=f"#claim-{number} .claim-body")
    visit.audit()
    hand = Mouse(visit.page)
    hand.choose(f"grade-{number}-series_state", "superseded")
    visit.expects(422)
    visit.follow(claim.locator(submit_button("grade")))
    expect(visit.at(f"#grade-{number}-reason")).to_have_attribute("aria-invalid", "true")
    expect(visit.at(f"#grade-{number}-series_state")).to_have_value("superseded")
    hand.write(f"grade-{number}-reason", reason)
    visit.follow(visit.at(f"#claim-{number}").locator(submit_button("grade")))
    expect(visit.at(f"#claim-{number}")).to_have_attribute("open", "")
    expect(visit.at(f"tr.series-row-superseded #claim-{number}")).to_have_count(1)


def _confirm(visit: Visit, reason: str, pictures) -> None:
    """What the team holds is out of date now; the rule gives the same, so it can be confirmed."""
    expect(visit.at("#held .stale-box li").first).to_be_visible()
    expect(visit.at("#held .old-and-new .count")).to_have_count(2)
    if pictures is not None:
        pictures.take(visit.page, "settling-stale", part="#held")
    visit.audit()
    Mouse(visit.page).write("confirm-reason", reason)
    visit.follow(visit.at(submit_button("confirm")))
    expect(visit.at("#held .stale-box")).to_have_count(0)
    expect(visit.at("#held")).to_contain_text(reason)


def _adopt(visit: Visit, work: Work, pictures, language: str) -> None:
    hand = Mouse(visit.page)
    visit.follow(visit.at(f"#killed-{work.group} a"))
    expect(visit.at(".group-links [aria-current]")).to_have_count(1)
    expect(visit.at("#rule-range_independent")).to_have_count(0)  # one speaker is too few
    visit.at("#rule-min_credible").check()
    visit.expects(422)
    hand.press("adopt")
    expect(visit.at("#adopt-reason")).to_have_attribute("aria-invalid", "true")
    expect(visit.at("#rule-min_credible")).to_be_checked()
    visit.audit()
    hand.write("adopt-reason", work.adopted)
    if language == "en":
        pictures.take(visit.page, "settling-rules", part=".rules")
    visit.follow(visit.at(submit_button("adopt")))
    expect(visit.at("#held")).to_contain_text(work.adopted)
    expect(visit.at(".team-row .is-chosen .count")).to_have_text(re.compile(r"≥ \d+"))
    if language == "ar":
        pictures.take(visit.page, "settling-held-arabic", part="#held")


def _enter_a_claim(visit: Visit, work: Work) -> None:
    hand = Mouse(visit.page)
    visit.at("#add > summary").click()
    visit.at("#add-citation_id").select_option(index=0)
    hand.choose("add-group", "women")
    hand.choose("add-qualifier", "more_than")
    hand.write("add-low", "12")
    hand.write("add-as_stated", work.words)
    hand.write("add-as_of", "4 April 2017")
    visit.audit()
    visit.follow(visit.at(submit_button("add")))
    entered = visit.at(".claim[open]").filter(has_text=work.words)
    expect(entered).to_have_count(1)
    expect(entered.locator("summary .count")).to_have_text("≥ 13")


def _is_mirrored(visit: Visit, language: str) -> None:
    """The speakers stand where reading begins."""
    head = visit.at(".settling thead th").first.bounding_box()
    last = visit.at(".settling thead th").last.bounding_box()
    assert head is not None
    assert last is not None
    assert (head["x"] > last["x"]) == (language == "ar")
