"""Applying pictures: a case that was only looked at stays as it is, and any earlier state can come back exactly."""

from typing import Any

import flask
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from wtforms import FieldList, FormField

from incidents.ledger.chain import verify
from incidents.ledger.replay import picture_at
from incidents.ledger.trace import act
from incidents.records import Incident
from incidents.records.picture import Picture, is_sibling_link, picture
from incidents.web.incidents.case_form import CaseForm, data_of
from incidents.web.incidents.form_page import labels_of, seen_part
from incidents.web.incidents.reading import read_entry
from incidents.work.applying import apply_picture
from incidents.work.incidents import restore_incident, revise_incident
from tests.support.databases import rolled_back
from tests.support.desk import Desk, make_desk
from tests.support.drawings import drawings
from tests.support.examples import examples
from tests.support.factories import make_actor, make_place, make_source, make_source_reader, next_code, store
from tests.support.pages import Form

SHARED = ("incident_team", "incident_reader")
# Explaining a failure takes minutes, and shrinking it hours on a busy machine.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


class Stage:
    """A desk with something to refer to: open records, and a source that the researcher may not see."""

    def __init__(self, session: Session) -> None:
        self.session, self.desk = session, make_desk(session)
        closed = make_source("A witness", visibility="confidential")
        make_source_reader(closed, self.desk.accounts["reviewer"])
        self.sources = [make_source("An open report", visibility="public"), closed]
        self.actors, self.places = [make_actor()], [make_place()]
        store(session, *self.sources, *self.actors, *self.places)

    def draw(self, data: st.DataObject) -> Picture:
        numbers = [[record.id for record in records] for records in (self.sources, self.actors, self.places)]
        return data.draw(drawings(*numbers))

    def put(self, drawing: Picture, incident: Incident | None = None) -> Incident:
        """Store a case as an import would, past every check."""
        new = incident is None
        incident = incident or Incident(code=next_code("INC"))
        drawing["incident"]["visibility"] = "restricted"
        with act(self.session, self.desk.viewer("reviewer"), "imported" if new else "revised"):
            if new:
                drawing["incident_team"] = [{"id": "new", "team_id": self.desk.team.id}]
            apply_picture(self.session, incident, drawing)
        self.session.expire_all()
        return incident


@settings(max_examples=examples(25), deadline=None, phases=PHASES)
@given(data=st.data())
def test_a_picture_applied_to_itself_changes_nothing(engine: Engine, data: st.DataObject) -> None:
    with rolled_back(engine) as session:
        stage = Stage(session)
        incident = stage.put(stage.draw(data))
        before, rows = picture(incident), stage.desk.changes()
        stage.put(picture(incident), incident)
        assert picture(incident) == before
        assert stage.desk.changes() == rows


@settings(max_examples=examples(25), deadline=None, phases=PHASES)
@given(data=st.data(), name=st.sampled_from(["researcher", "reviewer"]))
def test_a_form_that_was_only_looked_at_writes_nothing(engine: Engine, data: st.DataObject, name: str) -> None:
    with rolled_back(engine) as session:
        stage = Stage(session)
        drawing = stage.draw(data)
        drawing["incident"]["workflow_status"] = "draft"
        incident = stage.put(drawing)
        before, rows = picture(incident), stage.desk.changes()
        entry, problems = send_untouched(stage.desk, incident, name)
        assert problems == []
        revise_incident(session, stage.desk.viewer(name), incident.code, incident.row_version, entry)
        session.expire_all()
        assert picture(incident) == before
        assert (stage.desk.changes(), incident.row_version) == (rows, 1)


def send_untouched(desk: Desk, incident: Incident, name: str) -> Any:
    """Draw every control of the form, read it as a browser would, and read what that would send."""
    with flask.Flask("form").app_context():
        flask.g.session, flask.g.viewer = desk.session, desk.viewer(name)
        before = picture(incident)
        named = labels_of(before)
        form = CaseForm(data=data_of(seen_part(before, named), named))
        unseen = {row["id"] for row in before.get("citation", [])} - {row.key.data for row in form.rows("citations")}
        form.offer_siblings(tuple(unseen))
        form.offer_circle([(desk.team.id, "Ours")], [])
        page = "".join(f"<p>{field()}</p>" for field in leaves(form))
        sent = Form(f'<form method="post">{page}</form>').sent()
        return read_entry(desk.session, flask.g.viewer, CaseForm(sent), before)


def leaves(part: Any) -> Any:
    for field in part:
        if isinstance(field, FormField):
            yield from leaves(field.form)
        elif isinstance(field, FieldList):
            yield from leaves(field.entries)
        else:
            yield field


@settings(max_examples=examples(25), deadline=None, phases=PHASES)
@given(data=st.data())
def test_any_earlier_state_comes_back_exactly(engine: Engine, data: st.DataObject) -> None:
    with rolled_back(engine) as session:
        stage = Stage(session)
        incident = stage.put(stage.draw(data))
        states = {1: picture(incident)}
        for _step in range(data.draw(st.integers(1, 3))):
            stage.put(successor(data, stage.draw(data), picture(incident)), incident)
            states[incident.row_version] = picture(incident)
        version = data.draw(st.sampled_from(sorted(states)))
        for number, state in states.items():
            assert picture_at(session, "incident", incident.id, version=number) == state
        now = incident.row_version
        if version == now:
            return
        restore_incident(session, stage.desk.viewer("reviewer"), incident.code, now, to_version=version, reason="Back.")
        session.expire_all()
        assert picture(incident) == states[version]
        assert verify(session).whole


def successor(data: st.DataObject, drawn: Picture, stored: Picture) -> Picture:
    """A later state: some stored parts stay as they are, some take new values, some go, and new ones come."""
    later: Picture = {"incident": drawn["incident"]}
    for table, rows in drawn.items():
        if table == "incident" or table in SHARED:
            continue
        kept = [row for row in stored.get(table, []) if data.draw(st.booleans())]
        later[table] = [*kept, *({**row, "id": f"{row['id']}"} for row in rows)]
    return without_dangling(later)


def without_dangling(drawing: Picture) -> Picture:
    """The same without links to what is not listed."""
    from incidents.records.picture import drawn_columns, parts_of

    for table, (_attribute, kind) in parts_of(Incident).items():
        for row in drawing.get(table, []):
            for name, _column, field in drawn_columns(kind):
                if is_sibling_link(kind, field) and row.get(name):
                    known = {part["id"] for part in drawing.get(field.vocabulary or "", [])}
                    if isinstance(row[name], list):
                        row[name] = [key for key in row[name] if key in known] or None
                    elif row[name] not in known:
                        row[name] = None
    seen: set[tuple[str, str]] = set()
    drawing["external_id"] = [
        row
        for row in drawing["external_id"]
        if (pair := (row["system"], row["value"])) not in seen and not seen.add(pair)  # type: ignore[func-returns-value]
    ]
    return drawing
