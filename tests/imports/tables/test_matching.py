"""Which case and which part a row means: by other lists first, then by code, and never by what one may not see."""

from sqlalchemy import func, select

from incidents.access.viewer import OPERATOR
from incidents.ledger.replay import history
from incidents.ledger.trace import act
from incidents.records import Change, Citation, Figure, ImportRow, ImportRun, Incident
from tests.imports.tables.conftest import export_tables, read_rows, write_rows
from tests.support.factories import (
    AT,
    make_account,
    make_citation,
    make_external_id,
    make_figure,
    make_incident,
    make_incident_team,
    make_source,
    make_source_reader,
    make_team,
    store,
    viewer_of,
)


def codes(session) -> list[str]:
    return sorted(session.scalars(select(Incident.code)))


def titles(session) -> dict[str, str]:
    return {one.code: one.title["en"] for one in session.scalars(select(Incident))}


def changes(session) -> int:
    return session.scalar(select(func.count()).select_from(Change)) or 0


def test_another_list_counts_before_the_code(session, bring, written) -> None:
    here = make_incident("Here", code="INC-22222C")
    make_external_id(here, "77", system="Archive")
    store(session, here, make_incident("Not meant", code="INC-22222D"))
    row = {"code": "INC-99999Z", "title_en": "Now called so"}
    identifier = {"code": "INC-99999Z", "system": "Archive", "value": "77"}
    report = bring(written(incidents=[row], external_ids=[identifier]))
    assert report.cases == {"changed": 1}
    assert titles(session) == {"INC-22222C": "Now called so", "INC-22222D": "Not meant"}
    clash = {"code": "INC-22222D", "title_en": "Which?"}
    bring(written(incidents=[clash], external_ids=[identifier | {"code": "INC-22222D"}]))
    assert titles(session) == {"INC-22222C": "Which?", "INC-22222D": "Not meant"}


def test_an_identifier_that_is_only_a_part_is_no_match(session, bring, written) -> None:
    here = make_incident("Here", code="INC-22222C")
    make_external_id(here, "77", system="Archive")
    store(session, here)
    identifier = {"code": "INC-99999Z", "system": "Archive", "value": "77", "match": "part_of"}
    report = bring(written(incidents=[{"code": "INC-99999Z", "title_en": "A part"}], external_ids=[identifier]))
    assert codes(session) == ["INC-22222C", "INC-99999Z"]
    assert report.outcomes["external_ids"] == {"held": 1}  # the list has it once


def test_a_free_code_is_kept_and_one_that_is_not_becomes_a_name(session, bring, written) -> None:
    closed = make_incident("Closed to this account", code="INC-22222C")
    account = store(session, make_account("import.reviewer", "reviewer"))
    team = store(session, make_team("Own desk", account))
    store(session, closed)
    rows = [{"code": "INC-22222C", "title_en": "Mine"}, {"code": "INC-22222D", "title_en": "Free"},
            {"code": "TS631", "title_en": "Another form"}]  # fmt: skip
    folder = written(incidents=rows)
    report = bring(folder, viewer_of(account, team), team="Own desk")
    assert report.cases == {"new": 3}
    assert closed.title == {"en": "Closed to this account"}
    mine = session.scalars(select(Incident).where(Incident.code.not_in(["INC-22222C", "INC-22222D"]))).all()
    assert {(one.title["en"], known.system, known.value) for one in mine for known in one.external_ids} == {
        ("Mine", "incidents", "INC-22222C"), ("Another form", "incidents", "TS631"),
    }  # fmt: skip
    before = changes(session)
    assert not bring(folder, viewer_of(account, team), team="Own desk").changes_something
    assert changes(session) == before


def test_two_databases_may_use_one_number_for_different_figures(session, bring, written) -> None:
    store(session, make_incident("Here", code="INC-22222C"))
    here = session.scalars(select(Incident)).one()
    store(session, make_figure(here, best=1), make_figure(here, best=2))
    first, second = session.scalars(select(Figure.id).order_by(Figure.id))
    theirs = [{"code": "INC-22222C", "figure_id": str(second), "outcome": "killed", "best": "7"}]
    assert bring(written(figures=theirs), system="Theirs").outcomes["figures"] == {"new": 1}
    theirs[0]["best"] = "8"
    assert bring(written(figures=theirs), system="Theirs").outcomes["figures"] == {"changed": 1}
    ours = [{"code": "INC-22222C", "figure_id": str(first), "outcome": "killed", "best": "9"}]
    assert bring(written(figures=ours)).outcomes["figures"] == {"changed": 1}
    assert session.scalars(select(Figure.best).order_by(Figure.id)).all() == [9, 2, 8]


def test_one_file_alone_changes_cases_that_are_here_and_holds_others(session, bring, tmp_path) -> None:
    here = make_incident("Here", code="INC-22222C")
    source = make_source("Report", code="SRC-22222C")
    make_citation(here, source, locator="p. 4")
    store(session, here)
    rows = [
        {"code": "INC-22222C", "outcome": "killed", "best": "4", "source_id": "SRC-22222C", "locator": "p. 4"},
        {"code": "INC-99999Z", "outcome": "killed", "best": "5", "source_id": "", "locator": ""},
    ]
    path = write_rows(tmp_path / "numbers of may.csv", rows)
    report = bring(path)
    assert report.outcomes["figures"] == {"new": 1, "held": 1}
    (figure,) = session.scalars(select(Figure)).all()
    assert figure.citation_id == session.scalars(select(Citation.id)).one()
    assert "no such case" in report.remarks[0].done
    again = bring(path)
    assert not again.changes_something
    assert again.outcomes["figures"] == {"unchanged": 1, "held": 1}


def test_a_dry_run_says_the_same_and_writes_nothing(session, bring, written) -> None:
    rows = [{"code": "INC-22222C", "figure_id": "1", "outcome": "killed", "best": "twelve"}]
    folder = written(
        incidents=[{"code": "INC-22222C", "title_en": "A raid", "occurred_edtf": "1970-01-01"}], figures=rows
    )
    before = changes(session)
    dry = bring(folder, dry_run=True)
    assert (changes(session), codes(session), session.scalars(select(ImportRun)).all()) == (before, [], [])
    real = bring(folder)
    assert dry.remarks == real.remarks
    assert dry.outcomes == real.outcomes
    assert {(one.line, one.column, one.value) for one in dry.remarks} == {
        (2, "occurred_edtf", "1970-01-01"), (2, "best", "twelve"),
    }  # fmt: skip


def test_each_row_is_kept_and_each_case_tells_its_history(session, bring, written) -> None:
    source = {"source_id": "SRC-22222C", "title_en": "A report", "kind": "news"}
    citation = {"code": "INC-22222C", "citation_id": "3", "source_id": "SRC-22222C"}
    bring(written(incidents=[{"code": "INC-22222C", "title_en": "A raid"}], sources=[source], citations=[citation]))
    run = session.scalars(select(ImportRun)).one()
    assert (run.system, run.counts["cases"], run.counts["read"]) == ("incidents", {"new": 1}, 3)
    kept = session.execute(select(ImportRow.external_value, ImportRow.part)).all()
    assert sorted((row.external_value, row.part) for row in kept) == [
        ("citations 3", "citation"),
        ("incidents INC-22222C", None),
        ("sources SRC-22222C", "source"),
    ]
    case = session.scalars(select(Incident)).one()
    (change,) = history(session, "incident", case.id)
    assert (change.verb, change.reason) == ("imported", "Tables from tables")
    bring(written(incidents=[{"code": "INC-22222C", "title_en": "A raid at night"}]))
    last = history(session, "incident", case.id)[-1]
    assert last.verb == "updated by import"
    assert last.differences[0]["fields"]["title"]["to"] == {"en": "A raid at night"}


def test_an_old_file_does_not_undo_what_people_changed(session, bring, written) -> None:
    folder = written(incidents=[{"code": "INC-22222C", "title_en": "As imported"}])
    bring(folder)
    case = session.scalars(select(Incident)).one()
    with act(session, OPERATOR, "revised"):
        case.title = {"en": "As corrected here"}
    assert not bring(folder).changes_something
    assert case.title == {"en": "As corrected here"}


def test_a_withdrawn_case_and_one_of_another_team_are_held(session, bring, written) -> None:
    account = store(session, make_account("import.reviewer", "reviewer"))
    team = store(session, make_team("Own desk", account))
    gone = make_incident("Gone", code="INC-22222C", withdrawn_at=AT)
    make_incident_team(gone, team)
    store(session, gone)
    report = bring(
        written(incidents=[{"code": "INC-22222C", "title_en": "Back"}]), viewer_of(account, team), team="Own desk"
    )
    assert report.outcomes["incidents"] == {"held": 1}
    assert "withdrawn" in report.remarks[0].done


def test_what_a_colleague_cannot_see_is_neither_told_nor_lost(session, bring, tmp_path) -> None:
    """A closed source's words stay as they are when a colleague's export comes back with a change."""
    account, other = (
        store(session, make_account("import.reviewer", "reviewer")),
        store(session, make_account("named.one")),
    )
    team = store(session, make_team("Own desk", account))
    closed = make_source("Testimony", code="SRC-22222C", visibility="confidential")
    case = make_incident("Case", code="INC-22222C")
    make_incident_team(case, team)
    citation = make_citation(case, closed, locator="tape 3", excerpt="secret words")
    make_figure(case, best=4, as_stated="four, she said", citation=citation)
    make_source_reader(closed, other)
    store(session, case)
    viewer = viewer_of(account, team)
    folder = export_tables(session, tmp_path / "out", viewer=viewer)
    assert not bring(folder, viewer, team="Own desk").changes_something
    rows = read_rows(folder / "figures.csv")
    rows[0]["best"] = "5"
    write_rows(folder / "figures.csv", rows)
    assert bring(folder, viewer, team="Own desk").outcomes["figures"] == {"changed": 1}
    figure = session.scalars(select(Figure)).one()
    assert (figure.best, figure.as_stated, figure.citation_id) == (5, "four, she said", citation.id)
    assert citation.excerpt == "secret words"


def test_the_same_row_twice_is_skipped_and_another_under_its_code_is_held(session, bring, written) -> None:
    row = {"code": "INC-22222C", "title_en": "A raid"}
    report = bring(written(incidents=[row, row, row | {"title_en": "Another"}]))
    assert report.outcomes["incidents"] == {"new": 1, "skipped": 1, "held": 1}
    assert [one.code for one in report.remarks] == ["duplicate_public_code"]
    assert session.scalars(select(Incident)).one().title == {"en": "A raid"}


def test_a_row_that_was_read_still_tells_what_its_number_means(session, bring, written) -> None:
    """Of a file of another database only one row is new the second time; it names a citation of the first."""
    store(session, make_incident("Something else", code="INC-22222D"))
    here = session.scalars(select(Incident)).one()
    store(session, make_citation(here, make_source("Ours", code="SRC-22222D")))
    case = {"code": "INC-22222C", "title_en": "A raid"}
    source = {"source_id": "SRC-22222C", "title_en": "A report"}
    citation = {"code": "INC-22222C", "citation_id": "1", "source_id": "SRC-22222C"}
    figure = {"code": "INC-22222C", "figure_id": "1", "outcome": "killed", "best": "4", "citation_id": "1"}
    tables = {"incidents": [case], "sources": [source], "citations": [citation]}
    bring(written(**tables, figures=[figure]), system="Theirs")
    bring(written(**tables, figures=[figure, figure | {"figure_id": "2", "best": "5"}]), system="Theirs")
    figures = session.scalars(select(Figure).order_by(Figure.id)).all()
    assert [(one.best, one.citation.source.code) for one in figures] == [(4, "SRC-22222C"), (5, "SRC-22222C")]
