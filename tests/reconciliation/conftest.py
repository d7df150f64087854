"""The worked example: Khan Shaykhun, 4 April 2017, with its ten claims F1 to F10 under the numbers 1 to 10."""

import pytest

from tests.reconciliation.claiming import Table, at_least, exact

SOHR, HRW, COI = "Syrian Observatory for Human Rights", "Human Rights Watch", "UN Commission of Inquiry on Syria"


@pytest.fixture
def example() -> Table:
    table = Table()
    table.source("SOHR", publisher=SOHR)
    for press in ("headline", "press 67", "press 86"):
        table.source(press, "SOHR", publisher=SOHR)
    table.source("HRW A", publisher=HRW)
    table.source("HRW B", "HRW A", publisher=HRW)
    table.source("COI", publisher=COI)
    table.source("agency", "COI", publisher="Agence France-Presse")
    table.source("press on the directorate", publisher="A newspaper")
    table.source("UCDP", "SOHR", "COI", publisher="Uppsala Conflict Data Program")
    coi = {"stated_by_source_id": table.names["COI"]}
    directorate = {"stated_by_text": "Idlib health directorate"}
    table.claim(1, "headline", **at_least(58), series_state="superseded", credibility="2")
    table.claim(2, "press 67", **exact(67), series_state="superseded", credibility="2")
    table.claim(3, "press 86", **exact(86), series_state="current", credibility="2")
    table.claim(4, "press on the directorate", **exact(100), credibility="3", **directorate)
    table.claim(5, "HRW A", **at_least(92), series_state="unordered", credibility="2")
    table.claim(6, "HRW B", **at_least(90), series_state="unordered", credibility="2")
    table.claim(7, "agency", **at_least(83), series_state="current", credibility="2", **coi)
    table.claim(8, "agency", low=81, qualifier="more_than", series_state="restatement", credibility="2", **coi)
    table.claim(9, "agency", **at_least(87), series_state="current", credibility="6", speaker_unknown=True)
    table.claim(10, "UCDP", **exact(88), series_state="current", credibility="2")
    # What the same claims say of others than all who were killed.
    table.claim(11, "headline", best=11, qualifier="approximately", group="children", series_state="superseded")
    table.claim(13, "press 86", **exact(30), group="children", credibility="2")
    table.claim(15, "HRW A", **exact(30), group="children", credibility="2")
    table.claim(17, "agency", group="children", share_num=1, share_den=3, share_of_id=7, credibility="2", **coi)
    table.claim(23, "press 86", **exact(20), group="women", credibility="2")
    table.claim(32, "press 67", **exact(200), outcome="injured", credibility="2")
    table.claim(
        34,
        "press on the directorate",
        low=401,
        qualifier="more_than",
        outcome="injured",
        credibility="3",
        **directorate,
    )
    table.claim(37, "agency", best=300, high=300, qualifier="nearly", outcome="injured", credibility="2", **coi)
    table.claim(50, "UCDP", **exact(52), group="civilian", within_figure_id=10, credibility="2")
    table.claim(51, "UCDP", **exact(36), group="status_unknown", within_figure_id=10, credibility="2")
    return table
