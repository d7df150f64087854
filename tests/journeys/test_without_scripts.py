"""Everything works without JavaScript: rows are added and removed by the server, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import RESEARCHER
from tests.journeys.hands import Mouse


@pytest.mark.parametrize("language", ["en", "ar"])
def test_records_a_case_without_scripts(visits, language):
    with visits(RESEARCHER, language=language, scripts=False) as visit:
        hand, title = Mouse(visit.page), f"case-title-{language}"
        visit.open("/cases/new")
        hand.write(title, "Raid on the mill at Vostrel")
        hand.write("citations-0-new-publisher", "Mill Gazette")
        hand.add("figures")
        hand.add("figures")
        expect(visit.at(f"#{title}")).to_have_value("Raid on the mill at Vostrel")
        hand.choose("figures-0-citation_id", "new-citations-1")
        hand.write("figures-0-best", "3")
        hand.write("figures-1-low", "99")
        hand.press("remove:figures:1")
        expect(visit.at("#rows-figures > [data-row]")).to_have_count(2)
        expect(visit.at("#figures-0-best")).to_have_value("3")
        assert "99" not in [one.input_value() for one in visit.at("#rows-figures input[id$=-low]").all()]
        hand.write("case-occurred", "2019-13")
        visit.expects(422)
        hand.press("save")
        expect(visit.at("#problems")).to_be_visible()
        hand.write("case-occurred", "2019-03")
        hand.write("citations-0-new-title-en", "Three dead at the mill")
        hand.press("save")
        expect(visit.at("h1")).to_have_text("Raid on the mill at Vostrel")
        expect(visit.at("#claims tbody tr")).to_have_count(2)
