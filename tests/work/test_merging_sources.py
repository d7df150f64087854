"""Merging two records of one source: nothing is lost, everybody concerned is told, and nobody is shown more."""

import pytest
from sqlalchemy import select

from incidents.answers.history import history_of
from incidents.answers.sources_list import WantedSources, source_list
from incidents.answers.sources_page import merged_away
from incidents.answers.suggestions import resolve, suggest
from incidents.base.errors import Forbidden, Invalid, NotFound, Refused
from incidents.ledger.replay import picture_at
from incidents.records import Change, Incident, Source
from incidents.records.picture import picture
from incidents.work.finding import EditedMeanwhile
from incidents.work.incidents import restore_incident
from incidents.work.merging_sources import MERGED, merge_sources
from incidents.work.references import record_reference, revise_reference
from tests.support.desk import Desk


def source(desk: Desk, title: str, by: str = "researcher", **values) -> Source:
    parts = {name: values.pop(name) for name in list(values) if name.startswith("source_") or name == "external_id"}
    drawing = {"source": {"title": {"en": title}, **values}, **parts}
    found = record_reference(desk.session, desk.viewer(by), Source, drawing)
    assert isinstance(found, Source)
    return found


def case(desk: Desk, *citations: Source, by: str = "researcher", **more) -> Incident:
    cited = [{"id": f"c{n}", "source_id": one.id, **more} for n, one in enumerate(citations)]
    figures = [
        {"id": f"f{n}", "citation_id": f"c{n}", "outcome": "killed", "group": "total", "best": 10 + n}
        for n in range(len(citations))
    ]
    teams = {"incident_team": [{"id": "t", "team_id": desk.other_team.id}]} if by == "stranger" else {}
    return desk.record({"citation": cited, "figure": figures, **teams}, by=by)


def merge(desk: Desk, kept: Source, merged: Source, by: str = "researcher", reason="The same page twice", **choices):
    pair = (kept.code, kept.row_version), (merged.code, merged.row_version)
    return merge_sources(desk.session, desk.viewer(by), *pair, reason, choices)


def test_everything_that_rests_on_the_one_comes_to_rest_on_the_other(desk: Desk) -> None:
    parent, child = source(desk, "A wire story"), source(desk, "A reprint")
    kept = source(desk, "The report", publisher="A body")
    capture = {"id": "n", "captured_edtf": "2017-04-05", "address": "https://example.org/copy", "shows": "83 dead"}
    merged = source(
        desk, "The  report", url="https://example.org/r", language="en",
        source_capture=[capture],
        source_derivation=[{"id": "n", "parent_id": parent.id, "how": "quotes"}],
        external_id=[{"id": "n", "system": "ucdp", "value": "17"}],
    )  # fmt: skip
    revise_reference(
        desk.session, desk.viewer("researcher"), Source, child.code, 1,
        {"source_derivation": [{"id": "n", "parent_id": merged.id, "how": "republishes"}]},
    )  # fmt: skip
    one, both = case(desk, merged), case(desk, kept, merged, child)
    merge(desk, kept, merged, title="merged")
    desk.session.expire_all()
    assert kept.title == {"en": "The  report"}
    assert (kept.publisher, kept.url, kept.language) == ("A body", "https://example.org/r", "en")
    assert [c.shows for c in kept.captures] == ["83 dead"]
    assert [d.parent_id for d in kept.derivations] == [parent.id]
    assert [(e.system, e.value) for e in kept.external_ids] == [("ucdp", "17")]
    assert [d.parent_id for d in child.derivations] == [kept.id]
    assert [c.source_id for c in one.citations] == [kept.id]
    assert (merged.merged_into_id, merged.captures, merged.derivations, merged.external_ids) == (kept.id, [], [], [])
    assert merged.withdrawn_reason == "The same page twice"
    # The same citation twice is one; both numbers stand, each beside it.
    assert [c.source_id for c in both.citations] == [kept.id, child.id]
    assert [f.best for f in both.figures] == [10, 11, 12]
    assert {f.citation_id for f in both.figures[:2]} == {both.citations[0].id}
    assert (both.n_sources, both.n_independent) == (2, 1)


def test_citations_that_say_something_else_stay_two(desk: Desk) -> None:
    kept, merged = source(desk, "A"), source(desk, "B")
    cited = [
        {"id": "a", "source_id": kept.id, "locator": "p. 1"},
        {"id": "b", "source_id": merged.id, "locator": "p. 9"},
    ]
    incident = desk.record({"citation": cited})
    merge(desk, kept, merged)
    assert [(c.source_id, c.locator) for c in incident.citations] == [(kept.id, "p. 1"), (kept.id, "p. 9")]
    assert incident.n_sources == 1


def test_each_record_that_changes_is_told(desk: Desk) -> None:
    kept, merged = source(desk, "A"), source(desk, "B", publisher="A body")
    incident = case(desk, merged)
    versions = {one.code: one.row_version for one in (kept, merged, incident)}
    merge(desk, kept, merged)
    told = desk.session.execute(select(Change.record_code, Change.reason).where(Change.verb == MERGED)).all()
    assert sorted(told) == sorted((code, "The same page twice") for code in versions)
    assert {one.code: one.row_version for one in (kept, merged, incident)} == {c: v + 1 for c, v in versions.items()}
    for record in (kept, merged, incident):
        table = record.__tablename__
        assert picture_at(desk.session, table, record.id, version=record.row_version) == picture(record)
        assert "merged two records" in history_of(desk.session, desk.viewer("researcher"), table, record.id)[0].sentence


def test_a_case_that_whoever_merges_may_not_see_follows(desk: Desk) -> None:
    kept, merged = source(desk, "A", visibility="public"), source(desk, "B", visibility="public")
    theirs = case(desk, merged, by="stranger")
    merge(desk, kept, merged)
    desk.session.expire_all()
    assert [c.source_id for c in theirs.citations] == [kept.id]
    assert history_of(desk.session, desk.viewer("stranger"), "incident", theirs.id)[0].who == "researcher.desk"


def test_the_old_code_leads_to_what_stands(desk: Desk) -> None:
    first, second, third = source(desk, "Alpha"), source(desk, "Beta"), source(desk, "Gamma")
    viewer = desk.viewer("researcher")
    merge(desk, second, first)
    merge(desk, third, second)
    for gone in (first, second):
        away = merged_away(desk.session, viewer, gone.code)
        assert away is not None
        assert away.standing.id == third.id
        found = resolve(desk.session, viewer, Source, gone.code)
        assert found is not None
        assert found.id == third.id
        assert suggest(desk.session, viewer, Source, gone.title["en"]) == []
    assert merged_away(desk.session, desk.viewer("stranger"), first.code) is None
    listed = source_list(desk.session, viewer, WantedSources())
    assert [row.code for row in listed.rows] == [third.code]


def test_a_circle_is_refused(desk: Desk) -> None:
    kept = source(desk, "The agency")
    between = source(desk, "A paper", source_derivation=[{"id": "n", "parent_id": kept.id, "how": "quotes"}])
    merged = source(desk, "A blog", source_derivation=[{"id": "n", "parent_id": between.id, "how": "quotes"}])
    for pair in ((kept, merged), (merged, kept)):
        with pytest.raises(Refused, match="repeats the other"):
            merge(desk, *pair)
    assert merged.merged_into_id is None


def test_who_may_merge(desk: Desk) -> None:
    kept, merged, theirs = source(desk, "A"), source(desk, "B"), source(desk, "C", by="stranger")
    case(desk, kept, merged)
    with pytest.raises(Forbidden):
        merge(desk, kept, merged, by="reader")
    for pair in ((kept, theirs), (theirs, kept)):
        with pytest.raises(NotFound):
            merge(desk, *pair)
    with pytest.raises(Refused, match="one record already"):
        merge(desk, kept, kept)
    with pytest.raises(Invalid):
        merge(desk, kept, merged, reason=" ")
    with pytest.raises(EditedMeanwhile):
        merge_sources(desk.session, desk.viewer("researcher"), (kept.code, 7), (merged.code, 1), "x", {})
    merge(desk, kept, merged)
    with pytest.raises(Refused, match="merged already"):
        merge(desk, kept, merged)


def test_a_closed_record_stays_as_closed_as_it_was(desk: Desk) -> None:
    kept = source(desk, "A", visibility="public")
    merged = source(desk, "B", visibility="confidential", consent_scope="Quotable without a name.")
    incident = case(desk, merged)
    merge(desk, kept, merged)
    desk.session.expire_all()
    assert kept.visibility == "confidential"
    assert [reader.account_id for reader in kept.readers] == [desk.accounts["researcher"].id]
    assert kept.consent_scope == "Quotable without a name."
    reasons = desk.session.execute(select(Change.record_code, Change.reason).where(Change.verb == MERGED)).all()
    assert dict(reasons)[incident.code] is None  # whoever reads the case must not learn why from there
    assert merged_away(desk.session, desk.viewer("colleague"), merged.code) is None


def test_two_closed_records_are_read_by_whoever_may_read_both(desk: Desk) -> None:
    both, other = desk.accounts["researcher"].id, desk.accounts["colleague"].id
    readers = [{"id": "a", "account_id": both}, {"id": "b", "account_id": other}]
    kept = source(desk, "A", visibility="confidential", source_reader=readers)
    merged = source(desk, "B", visibility="confidential")
    merge(desk, kept, merged)
    desk.session.expire_all()
    assert [reader.account_id for reader in kept.readers] == [both]


def test_a_case_brought_back_can_be_saved_again(desk: Desk) -> None:
    kept, merged = source(desk, "A"), source(desk, "B")
    incident = case(desk, merged)
    merge(desk, kept, merged)
    viewer = desk.viewer("reviewer")
    restore_incident(desk.session, viewer, incident.code, 2, to_version=1, reason="They were two after all")
    assert [c.source_id for c in incident.citations] == [merged.id]
    found = resolve(desk.session, desk.viewer("researcher"), Source, merged.code)
    assert found is not None
    assert found.id == kept.id
