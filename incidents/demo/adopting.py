"""The team's own numbers in the demonstration: adopted by the rules themselves, after the case is recorded."""

from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.reconciliation import by_key, claims_of, read_sources
from incidents.records import Incident
from incidents.records.picture import Picture
from incidents.search.effective import Key
from incidents.work.entry import CaseEntry
from incidents.work.incidents import revise_incident
from incidents.work.settling import Adoption, adopt, answer

Row = dict[str, Any]
JUDGED = "Judged once the number was decided."
NUMBERS = ("low", "best", "high", "qualifier")


def set_apart(drawing: Picture) -> tuple[list[Row], list[Row]]:
    """Take the team's own figures out of a case that is to be recorded, and the judgments about them."""
    own = [row for row in drawing.get("figure", []) if row["role"] == "assessed"]
    keys = {row["id"] for row in own}
    about = [row for row in drawing.get("assessment", []) if row.get("about_figure_id") in keys]
    if own:
        drawing["figure"] = [row for row in drawing["figure"] if row["id"] not in keys]
        drawing["assessment"] = [row for row in drawing.get("assessment", []) if row not in about]
    return own, about


def adopt_own(session: Session, viewer: Viewer, incident: Incident, own: list[Row], about: list[Row]) -> None:
    """Adopt the figures that were set apart, and then record the judgments about them."""
    numbers = {row["id"]: _adopt(session, viewer, incident, row) for row in own}
    if not about:
        return
    judged = [row | {"about_figure_id": numbers[row["about_figure_id"]]} for row in about]
    listed = [{"id": one.id} for one in incident.assessments]
    entry = CaseEntry({"assessment": [*listed, *judged]})
    revise_incident(session, viewer, incident.code, incident.row_version, entry, JUDGED)


def _adopt(session: Session, viewer: Viewer, incident: Incident, row: Row) -> int:
    """Adopt by the rule of the row; where that has no number, the row's own numbers are an editor's decision."""
    key: Key = (row["outcome"], row["group"], row["unit"], row.get("kind") or "")
    params = row.get("rule_params") or {}
    if row["rule"] == "named_body":
        params = {"bodies": [_first_speaker(session, incident, key)]}
    rule, typed = row["rule"], {}
    if rule == "editor" or not answer(session, incident, key, rule, params).may_be_adopted:
        rule, params, typed = "editor", {}, {name: row[name] for name in NUMBERS if name in row}
    outcome, group, unit, kind = key
    adoption = Adoption(outcome, group, rule, row["reason"], unit, kind, params, **typed)
    return adopt(session, viewer, incident.code, adoption, incident.row_version).id


def _first_speaker(session: Session, incident: Incident, key: Key) -> str:
    claims = claims_of(by_key(incident.figures)[key], incident.citations, read_sources(session, [incident]))
    return claims[0].speaker
