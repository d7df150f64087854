"""The claims grid: a row for what one speaker says at one time, a column a group, the team or the range beneath."""

from incidents.answers.claims import claims_grid
from incidents.answers.history import history_of
from incidents.answers.version import version_facts
from incidents.search.effective import effective_figures
from tests.support.desk import make_desk
from tests.support.factories import make_citation, make_figure, make_incident, make_source, make_source_reader, store
from tests.work.test_recording import DISAGREEING, TWO_SOURCES

KILLED, WOMEN = ("killed", "total", "person", ""), ("killed", "women", "person", "")


def grid_of(session, incident, seen: bool = True):
    store(session, incident)
    names = {("source", c.source_id): c.source.title["en"] for c in incident.citations} if seen else {}
    codes = {c.source_id: c.source.code for c in incident.citations} if seen else {}
    return claims_grid(incident.figures, incident.citations, effective_figures(incident.figures), names, codes)


def test_no_claim_takes_the_place_of_another(session) -> None:
    incident = make_incident()
    citation = make_citation(incident, make_source(publisher="An observatory"))
    for low, as_of in ((58, "2017-04-04"), (67, "2017-04-05"), (86, "2017-04-05"), (0, "2017-04-06")):
        make_figure(incident, citation=citation, low=low, best=low, high=low, as_of=as_of)
    make_figure(incident, citation=citation, group="women", low=20, best=20, high=20, as_of="2017-04-04")
    grid = grid_of(session, incident)
    assert grid.columns == [KILLED, WOMEN]
    said = [row.cells[KILLED].count.low for row in grid.rows if KILLED in row.cells]
    assert sorted(said) == [0, 58, 67, 86]
    (first,) = [row for row in grid.rows if WOMEN in row.cells]
    assert (first.cells[KILLED].count.low, first.cells[WOMEN].count.low) == (58, 20)


def test_the_team_stands_beneath_or_the_range_where_it_holds_nothing(session) -> None:
    incident = make_incident()
    citation = make_citation(incident, make_source())
    make_figure(incident, citation=citation, low=83)
    make_figure(incident, citation=citation, low=100, best=100, high=100, stated_by_text="An office")
    grid = grid_of(session, incident)
    assert grid.team == {}
    assert (grid.ranges[KILLED].count.low, grid.ranges[KILLED].count.high) == (83, 100)
    make_figure(incident, role="assessed", low=83, high=100, rule="editor", reason="Both.")
    grid = grid_of(session, incident)
    assert (grid.team[KILLED].count.low, grid.team[KILLED].count.high, grid.team[KILLED].reason) == (83, 100, "Both.")
    assert KILLED not in grid.ranges


def test_stock_and_flow_stand_in_columns_of_their_own(session) -> None:
    incident = make_incident()
    citation = make_citation(incident, make_source("A monitor"))
    make_figure(incident, outcome="displaced", kind="stock", low=900, citation=citation)
    make_figure(incident, outcome="displaced", kind="flow", low=40, citation=citation)
    grid = grid_of(session, incident)
    flow, stock = ("displaced", "total", "person", "flow"), ("displaced", "total", "person", "stock")
    assert grid.columns == [flow, stock]
    assert (grid.ranges[flow].count.low, grid.ranges[stock].count.low) == (40, 900)
    assert grid.heading(stock) == "Displaced (Stock)"


def test_a_speaker_that_is_closed_has_no_name_and_its_number_stays(session) -> None:
    incident = make_incident()
    make_figure(incident, citation=make_citation(incident, make_source("A name", publisher="A name")), low=3)
    (row,) = grid_of(session, incident, seen=False).rows
    assert (row.speaker, row.source, row.source_code, row.reliability) == (
        "a confidential source", "a confidential source", None, None,
    )  # fmt: skip
    assert row.cells[KILLED].count.low == 3


def test_history_and_versions_keep_a_closed_source_closed(session) -> None:
    desk = make_desk(session)
    incident = desk.record(DISAGREEING, sources=TWO_SOURCES)
    closed = make_source("Qlosed", visibility="confidential")
    make_source_reader(closed, desk.accounts["reviewer"])
    store(session, closed)
    cited = desk.picture(incident)["citation"]
    added = {"id": "new-1", "source_id": closed.id, "excerpt": "Qlosed words", "locator": "Qlosed page"}
    desk.revise(incident, {"citation": [*cited, added]}, by="reviewer")
    number = incident.citations[-1].id
    desk.revise(incident, {"citation": [*cited, {"id": number, "locator": "Qlosed page 2"}]}, by="reviewer")
    desk.revise(incident, {"citation": cited}, by="reviewer")
    for name, told in (("reader", False), ("reviewer", True)):
        viewer = desk.viewer(name)
        history = repr(history_of(session, viewer, "incident", incident.id))
        versions = repr([version_facts(session, viewer, incident, version) for version in (1, 2, 3, 4)])
        assert ("Qlosed" in history) is told
        assert ("Qlosed" in versions) is told
        assert history.count("HistoryEntry(") == 4


def test_history_and_versions_keep_the_words_of_a_closed_source_closed(session) -> None:
    desk = make_desk(session)
    incident = desk.record(DISAGREEING, sources=TWO_SOURCES)
    closed = make_source("A list", visibility="confidential")
    make_source_reader(closed, desk.accounts["reviewer"])
    store(session, closed)
    cited, figures = desk.picture(incident)["citation"], desk.picture(incident)["figure"]
    words = {"as_stated": "Qlosed words", "stated_by_text": "Qlosed speaker"}
    added = {"id": "new-2", "outcome": "missing", "low": 77, "citation_id": "new-1", **words}
    found = {"id": "new-3", "body": "ngo", "body_text": "Qlosed body", "text": "Qlosed text", "citation_id": "new-1"}
    desk.revise(
        incident,
        {
            "citation": [*cited, {"id": "new-1", "source_id": closed.id}],
            "figure": [*figures, added],
            "finding": [found],
        },
        by="reviewer",
    )
    number = incident.figures[-1].id
    now = desk.picture(incident)
    desk.revise(
        incident, {"figure": [*figures, {"id": number, "low": 78, "as_stated": "Qlosed later words"}]}, by="reviewer"
    )
    desk.revise(incident, {"figure": figures, "finding": [], "citation": cited}, by="reviewer")
    assert now["finding"][0]["text"] == "Qlosed text"
    for name, told in (("reader", False), ("reviewer", True)):
        viewer = desk.viewer(name)
        history = repr(history_of(session, viewer, "incident", incident.id))
        versions = repr([version_facts(session, viewer, incident, version) for version in (1, 2, 3, 4)])
        assert ("Qlosed" in history) is told
        assert ("Qlosed" in versions) is told
        assert "77" in history
        assert "78" in versions


def test_history_tells_nought_from_nothing_and_dates_by_their_words(session) -> None:
    desk = make_desk(session)
    incident = desk.record(DISAGREEING, sources=TWO_SOURCES)
    number = incident.figures[0].id
    rows = [{"id": figure.id} for figure in incident.figures]
    desk.revise(incident, {"figure": [{"id": number, "low": 0}, *rows[1:]]})
    desk.revise(incident, {"figure": [{"id": number, "low": None, "value_state": "unknown"}, *rows[1:]]})
    desk.revise(incident, {"incident": {"occurred_text": "May 2018", "occurred_edtf": "2018-05"}})
    entries = history_of(session, desk.viewer("reader"), "incident", incident.id)
    told = [(d.before, d.after) for entry in entries for d in entry.differences]
    assert ("83", "0") in told
    assert ("0", None) in told
    assert ("4 April 2017", "May 2018") in told
    assert [entry.sentence.partition(":")[0] for entry in entries] == ["changed it"] * 3 + ["recorded it"]
