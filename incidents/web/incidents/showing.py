"""What the page of a case draws: its dates, places and questions in words, and the claims strips of each outcome."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from incidents.answers.case import CasePage
from incidents.answers.findings import findings_of
from incidents.answers.history import Difference, HistoryEntry
from incidents.answers.telling import fields_of
from incidents.base.dates import UncertainDate, say_date
from incidents.base.languages import _, current_language, say_day
from incidents.base.ranges import Count, say_count
from incidents.records import FieldNote, Incident, IncidentPlace
from incidents.vocabularies import label, vocabulary
from incidents.web import strip
from incidents.web.incidents.sheet_blocks import drawn_by
from incidents.web.render import exists

RECENT = 5
LITTLE = 6
COARSE = frozenset({"adm0", "adm1", "adm2", "adm3"})


@dataclass(frozen=True, slots=True)
class Strips:
    """The strip of one column of the claims grid, wide and narrow, with the team's range in words."""

    title: str
    wide: strip.Strip
    narrow: strip.Strip
    adopted: str | None


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place in words, with how exactly it is known."""

    id: int
    name: str
    words: str | None
    role: str
    verbatim: str | None
    pcode: str | None
    point: str | None
    note: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A change with the address of the state that it led to."""

    entry: HistoryEntry
    address: str | None
    at_length: bool = True

    @property
    def differences(self) -> list[Difference]:
        """What changed; on the page of the case only where it is little, the rest being on the history page."""
        little = self.at_length or len(self.entry.differences) <= LITTLE
        return self.entry.differences if little else []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.entry, name)


def shown(case: CasePage) -> dict[str, Any]:
    """The words of the page."""
    incident = case.incident
    return {
        "strips": _strips(case),
        "drawn_by": drawn_by,
        "when_words": None if incident.occurred.is_empty else say_date(incident.occurred),
        "when_bounds": bounds(incident.occurred),
        "time_words": _time(incident),
        "places": [_place(case, place) for place in sorted(incident.places, key=lambda p: (not p.is_primary, p.id))],
        "summary": _summary(incident),
        "teams_words": _(", ").join(case.named("team", given.team_id) for given in incident.teams),
        "published": {c.source_id: say_date(c.source.published) for c in case.sources},
        "recent": [dated(entry, incident, at_length=False) for entry in case.history[:RECENT]],
        "found": findings_of(incident, case.names, case.source_codes),
        "notes": [_note(note) for note in incident.field_notes],
        "questions": [
            {"words": issue.message or label("quality_issue", issue.code), "address": None,
             "settle": _("as it came: %(value)s", value=issue.raw_value) if issue.raw_value else None}
            for issue in incident.quality_issues if issue.state == "open"
        ],
    }  # fmt: skip


def dated(entry: HistoryEntry, incident: Incident, *, at_length: bool = True) -> Dated:
    """A change with the way to the case as it stood then."""
    return Dated(entry, url_for("incidents.version", code=incident.code, version=entry.version), at_length)


def bounds(when: UncertainDate) -> str | None:
    """The first and last possible day beneath a date that is not a day; None where the words say it all."""
    if when.precision in (None, "day", "time") or when.earliest is None or when.latest is None:
        return None
    return f"{say_day(when.earliest)} – {say_day(when.latest)}"


def _note(note: FieldNote) -> dict[str, str]:
    declared = fields_of(note.part or "incident").get(note.field)
    state = label("value_state", note.value_state) if note.value_state else None
    words = [one for one in (state, note.note) if one]
    return {"label": _(declared.label) if declared is not None else note.field, "words": ": ".join(words)}


def _time(incident: Incident) -> str:
    clock = "–".join(one for one in (incident.time_from, incident.time_to) if one)
    words = (incident.time_text, label("time_word", incident.time_word) if incident.time_word else None, clock)
    return _(", ").join(one for one in words if one)


def _place(case: CasePage, place: IncidentPlace) -> ShownPlace:
    named = case.names.get(("place", place.place_id or 0))
    code = case.place_codes.get(place.place_id or 0)
    point = f"{place.lat:.5f}, {place.lon:.5f}" if place.lat is not None and place.lon is not None else None
    return ShownPlace(
        place.id,
        named or place.verbatim or _("a point without a name"),
        _precision(place),
        label("place_role", place.role),
        place.verbatim,
        place.place.pcode if place.place is not None and named else None,
        point if place.precision not in COARSE else None,
        place.note,
        url_for("places.page", code=code) if code is not None and exists("places.page") else None,
    )


def _precision(place: IncidentPlace) -> str | None:
    if place.precision is None:
        return None
    if place.precision in COARSE:
        return _("somewhere in it: %(level)s", level=label("place_precision", place.precision))
    usual = vocabulary("place_precision").term(place.precision).extra.get("radius_m")
    radius = place.radius_m or (usual if isinstance(usual, int) else None)
    words = label("place_precision", place.precision)
    if radius is None:
        return words
    distance = _("%(n)s km", n=f"{radius / 1000:g}") if radius >= 1000 else _("%(n)s m", n=radius)
    return _("%(precision)s, within %(distance)s", precision=words, distance=distance)


def _summary(incident: Incident) -> list[dict[str, str]]:
    texts = incident.summary or {}
    first = sorted(texts, key=lambda code: (code != current_language().code, code != "en", code))
    return [{"language": code, "text": texts[code]} for code in first]


def _strips(case: CasePage) -> list[Strips]:
    """A strip for each outcome whose total at least two claims state."""
    found = []
    for column in case.claims.columns:
        claims = [
            strip.Claim(
                row.speaker, cell.count.low, cell.count.best, cell.count.high, cell.count.open_above, row.past is None
            )
            for row in case.claims.rows
            if (cell := row.cells.get(column)) is not None and cell.count.is_known
        ]
        if column[1] != "total" or len(claims) < 2:
            continue
        team = case.claims.team.get(column)
        adopted: Count | None = team.count if team is not None and team.count.is_known else None
        words = say_count(adopted) if adopted is not None else None
        wide, narrow = strip.large(claims, adopted), strip.large(claims, adopted, width=340)
        found.append(Strips(case.claims.heading(column), wide, narrow, words))
    return found
