"""What a case refers to: only records that the editor may see, and nothing that the editor cannot see is lost."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.closed import giving_away, is_closed, tables_giving_away
from incidents.access.viewer import Viewer
from incidents.access.visible import visible_ids
from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Account, Actor, ExternalId, Incident, LegalInstrument, Place, Source, Team, TeamMember
from incidents.records.picture import Picture, drawn, parts_of
from incidents.work.entry import (
    LINKS_TO_ACTORS,
    LINKS_TO_INSTRUMENTS,
    LINKS_TO_PLACES,
    LINKS_TO_SOURCES,
    CaseEntry,
)

Rooted = type[Source] | type[Actor] | type[Place] | type[LegalInstrument]
LINKS: tuple[tuple[Rooted, tuple[tuple[str, str], ...]], ...] = (
    (Source, LINKS_TO_SOURCES),
    (Actor, LINKS_TO_ACTORS),
    (Place, LINKS_TO_PLACES),
    (LegalInstrument, LINKS_TO_INSTRUMENTS),
)


def check_links(session: Session, viewer: Viewer, entry: CaseEntry, before: Picture) -> list[Problem]:
    """Problems of references to sources, actors, places, laws, teams and people that are not there for this editor."""
    found: list[Problem] = []
    companions: dict[Rooted, dict[str, Picture]] = {Source: entry.sources, Actor: entry.actors}
    for kind, links in LINKS:
        known = _used(before, links)
        asked = {values[name] for table, name in links for values in entry.parts(table) if values.get(name)}
        numbers = {key for key in asked if isinstance(key, int)} - known
        seen = set(session.scalars(visible_ids(kind, viewer).where(kind.id.in_(numbers)))) if numbers else set()
        allowed = seen | known | set(companions.get(kind, ()))
        for table, name in links:
            found += _refused(entry, table, name, allowed, _("There is no such record."))
    teams = _open_numbers(session, viewer, entry, "incident_team", "team_id", before)
    found += _refused(entry, "incident_team", "team_id", teams, _("You can give a case only to your own teams."))
    people = _open_numbers(session, viewer, entry, "incident_reader", "account_id", before)
    message = _("You can name only colleagues from your own teams.")
    return found + _refused(entry, "incident_reader", "account_id", people, message) + _check_lists(session, entry)


def _used(before: Picture, links: tuple[tuple[str, str], ...]) -> set[Any]:
    return {values[name] for table, name in links for values in before.get(table, []) if values.get(name)}


def _refused(entry: CaseEntry, table: str, name: str, allowed: set[Any], message: str) -> list[Problem]:
    return [
        Problem(f"{table}.{values.get('id')}.{name}", message, "link")
        for values in entry.parts(table)
        if values.get(name) and values[name] not in allowed
    ]


def _open_numbers(
    session: Session, viewer: Viewer, entry: CaseEntry, table: str, name: str, before: Picture
) -> set[Any]:
    """The teams or people that an editor may choose among those chosen, beside those that stand there already."""
    known = {values[name] for values in before.get(table, [])}
    asked = {values[name] for values in entry.parts(table) if isinstance(values.get(name), int)} - known
    if not asked:
        return known
    kind: type[Team] | type[Account] = Team if name == "team_id" else Account
    statement = select(kind.id).where(kind.id.in_(asked))
    if not viewer.sees_all:
        own = Team.id.in_(sorted(viewer.teams))
        in_own = Account.id.in_(select(TeamMember.account_id).where(TeamMember.team_id.in_(sorted(viewer.teams))))
        statement = statement.where(own if kind is Team else in_own | (Account.id == viewer.account_id))
    return known | set(session.scalars(statement))


def _check_lists(session: Session, entry: CaseEntry) -> list[Problem]:
    """One entry of another list is one record of ours; which record has it is not said."""
    found: list[Problem] = []
    met: set[tuple[Any, Any]] = set()
    for values in entry.parts("external_id"):
        name = values.get("system"), values.get("value")
        if None in name:
            continue
        same = select(ExternalId.id).where(
            ExternalId.system == name[0], ExternalId.value == name[1], ExternalId.record_type == "incident"
        )
        if name in met or set(session.scalars(same)) - {values.get("id")}:
            message = _("A case has this identifier already.")
            found.append(Problem(f"external_id.{values.get('id')}.value", message, "taken"))
        met.add(name)
    return found


def keep_unseen(session: Session, viewer: Viewer, incident: Incident, entry: CaseEntry) -> None:
    """Put back what the editor may not see, so that saving does not remove it: citations, links, and words."""
    unseen = unseen_citations(session, viewer, incident)
    _keep_links(session, viewer, incident, entry)
    for table in tables_giving_away():
        stored = {part.id: drawn(part) for part in getattr(incident, parts_of(Incident)[table][0])}
        closed = {number: values for number, values in stored.items() if is_closed(table, values, unseen)}
        for values in entry.parts(table):
            if values.get("id") in closed:
                values |= {name: closed[values["id"]].get(name) for name in giving_away(table)}
    if "citation" not in entry.case:
        return
    # What was sent about them is not this editor's to say.
    listed = [values for values in entry.case["citation"] if values.get("id") not in unseen]
    entry.case["citation"] = listed + [
        {"id": citation.id, **drawn(citation)} for citation in incident.citations if citation.id in unseen
    ]


def _keep_links(session: Session, viewer: Viewer, incident: Incident, entry: CaseEntry) -> None:
    """Put back the links to cases that the editor may not see, as they are stored."""
    if "incident_link" not in entry.case:
        return
    seen = seen_cases(session, viewer, (link.other_id for link in incident.links))
    kept = {link.id: link for link in incident.links if link.other_id not in seen}
    listed = [values for values in entry.case["incident_link"] if values.get("id") not in kept]
    entry.case["incident_link"] = listed + [{"id": number, **drawn(link)} for number, link in kept.items()]


def seen_cases(session: Session, viewer: Viewer, numbers: Iterable[int]) -> set[int]:
    """Which of these cases the viewer may see."""
    wanted = set(numbers)
    return set(session.scalars(visible_ids(Incident, viewer).where(Incident.id.in_(wanted)))) if wanted else set()


def unseen_citations(session: Session, viewer: Viewer, incident: Incident) -> set[int]:
    """The citations of a case whose sources this viewer may not see."""
    numbers = {citation.source_id for citation in incident.citations}
    seen = set(session.scalars(visible_ids(Source, viewer).where(Source.id.in_(numbers)))) if numbers else set()
    return {citation.id for citation in incident.citations if citation.source_id not in seen}
