"""What a case refers to: only records that the editor may see, and nothing that the editor cannot see is lost."""

from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_ids
from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Actor, Incident, Place, Source
from incidents.records.picture import Picture, drawn
from incidents.work.entry import LINKS_TO_ACTORS, LINKS_TO_PLACES, LINKS_TO_SOURCES, CaseEntry

Rooted = type[Source] | type[Actor] | type[Place]
LINKS: tuple[tuple[Rooted, tuple[tuple[str, str], ...]], ...] = (
    (Source, LINKS_TO_SOURCES),
    (Actor, LINKS_TO_ACTORS),
    (Place, LINKS_TO_PLACES),
)


def check_links(session: Session, viewer: Viewer, entry: CaseEntry, before: Picture) -> list[Problem]:
    """Problems of references to sources, actors, places and teams that are not there for this editor."""
    found: list[Problem] = []
    companions = {Source: entry.sources, Actor: entry.actors, Place: {}}
    for kind, links in LINKS:
        known = _used(before, links)
        asked = {values[name] for table, name in links for values in entry.parts(table) if values.get(name)}
        numbers = {key for key in asked if isinstance(key, int)} - known
        seen = set(session.scalars(visible_ids(kind, viewer).where(kind.id.in_(numbers)))) if numbers else set()
        allowed = seen | known | set(companions[kind])
        for table, name in links:
            found += [
                Problem(f"{table}.{values.get('id')}.{name}", _("There is no such record."), "link")
                for values in entry.parts(table)
                if values.get(name) and values[name] not in allowed
            ]
    return found + _check_teams(viewer, entry, before)


def _used(before: Picture, links: tuple[tuple[str, str], ...]) -> set[Any]:
    return {values[name] for table, name in links for values in before.get(table, []) if values.get(name)}


def _check_teams(viewer: Viewer, entry: CaseEntry, before: Picture) -> list[Problem]:
    known = {values["team_id"] for values in before.get("incident_team", [])}
    return [
        Problem(f"incident_team.{values.get('id')}.team_id", _("You can give a case only to your own teams."), "link")
        for values in entry.parts("incident_team")
        if values.get("team_id") not in known and values.get("team_id") not in viewer.teams and not viewer.sees_all
    ]


def keep_unseen(session: Session, viewer: Viewer, incident: Incident, entry: CaseEntry) -> None:
    """List again the citations of sources that the editor may not see, so that saving does not remove them."""
    if "citation" not in entry.case:
        return
    listed = {values.get("id") for values in entry.parts("citation")}
    missing = [citation for citation in incident.citations if citation.id not in listed]
    if not missing:
        return
    numbers = {citation.source_id for citation in missing}
    seen = set(session.scalars(visible_ids(Source, viewer).where(Source.id.in_(numbers))))
    for citation in missing:
        if citation.source_id not in seen:
            entry.case["citation"].append({"id": citation.id, **drawn(citation)})
