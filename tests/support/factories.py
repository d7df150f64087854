"""One factory a record: a small plausible row in one line, with every value that a test speaks of written in the test.

A factory makes objects and stores nothing. A part takes the record that it belongs to and appends itself to it, so
that one `store` of the record stores all of it::

    incident = make_incident(occurred="2017-04-04")
    make_figure(incident, low=83, best=92, citation=make_citation(incident, make_source()))
    store(session, incident)

Nothing is random: codes count up, and moments are `AT`. What is not given is what the record's own default says.
Records that are meant by their number (teams, accounts) must be stored before something points at them.
"""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.base.codes import ALPHABET
from incidents.base.dates.edtf import read_edtf
from incidents.base.dates.uncertain import UncertainDate
from incidents.base.text import fold
from incidents.db.base import Record
from incidents.ledger.trace import act
from incidents.records import (
    Account,
    Actor,
    ActorName,
    AggregateCase,
    AggregateCount,
    AggregateStatement,
    Assessment,
    Attribution,
    Citation,
    EffectiveFigure,
    ExternalId,
    FieldNote,
    Figure,
    Finding,
    ImportRow,
    ImportRun,
    Incident,
    IncidentInstrument,
    IncidentLink,
    IncidentPlace,
    IncidentReader,
    IncidentTeam,
    IncidentViolation,
    InstrumentAmendment,
    LegalInstrument,
    Login,
    OccurredMember,
    Place,
    PlaceName,
    QualityIssue,
    SignInLink,
    Source,
    SourceCapture,
    SourceDerivation,
    SourceReader,
    Team,
    TeamMember,
    Term,
    Throttle,
)
from incidents.records.picture import drawn_columns, parts_of

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""The moment at which whatever a factory makes happened."""

_numbers = itertools.count(1)


def next_code(prefix: str) -> str:
    """A code that no other record of this run has, in the form of `incidents.base.codes`."""
    number, letters = next(_numbers), ""
    for _ in range(6):
        number, digit = divmod(number, len(ALPHABET))
        letters = ALPHABET[digit] + letters
    return f"{prefix}-{letters}"


def date_of(text: str | UncertainDate) -> UncertainDate:
    """An uncertain date from its EDTF form, such as ``2017-04?``."""
    return read_edtf(text) if isinstance(text, str) else text


def store(session: Session, record: Record, *more: Record, viewer: Viewer = OPERATOR, verb: str = "recorded") -> Any:
    """Add records inside one act of the viewer, flush, and return the first of them."""
    with act(session, viewer, verb):
        session.add_all([record, *more])
    return record


def viewer_of(account: Account, *teams: Team) -> Viewer:
    """The viewer that a stored account is when it is signed in, in these teams."""
    return Viewer(number_of(account), account.name, Role.of(account.role), frozenset(number_of(team) for team in teams))


def number_of(record: Any) -> int:
    """The number of a stored record; numbers are taken as they are."""
    number = record if isinstance(record, int) else record.id
    assert number is not None, f"store this {record.__tablename__} before something points at it by its number"
    return int(number)


def _texts(value: str | dict[str, str]) -> dict[str, str]:
    return {"en": value} if isinstance(value, str) else value


def _values(given: dict[str, Any], *, texts: tuple[str, ...] = (), dates: tuple[str, ...] = ()) -> dict[str, Any]:
    """Let a plain text stand for an English one, and an EDTF form for a date."""
    readers = dict.fromkeys(texts, _texts) | dict.fromkeys(dates, date_of)
    return {name: readers[name](value) if name in readers and value is not None else value
            for name, value in given.items()}  # fmt: skip


def _part(owner: Record, part: Any) -> Any:
    """Append a part to its owner, which thereby stores it when it is stored itself."""
    getattr(owner, parts_of(type(owner))[part.__tablename__][0]).append(part)
    return part


# ---- records of their own


def make_incident(title: str | dict[str, str] = "Air strike on a market", **values: Any) -> Incident:
    """A case with a title and nothing else; `occurred` may be an EDTF text, `summary` a plain one."""
    values = _values(values, texts=("summary", "public_summary"), dates=("occurred",))
    return Incident(**{"code": next_code("INC"), "title": _texts(title), **values})


def make_source(title: str | dict[str, str] = "Report on the strike", **values: Any) -> Source:
    """A source with a title."""
    return Source(**{"code": next_code("SRC"), "title": _texts(title), **_values(values, dates=("published",))})


def make_actor(name: str | None = "Government forces", **values: Any) -> Actor:
    """An actor with one English name, or with none when the name is None."""
    actor = Actor(**{"code": next_code("ACT"), **_values(values, dates=("active",))})
    if name is not None:
        make_actor_name(actor, name)
    return actor


def make_place(name: str | None = "Khan Shaykhun", **values: Any) -> Place:
    """A place with one English name, or with none when the name is None."""
    place = Place(**{"code": next_code("PLC"), **values})
    if name is not None:
        make_place_name(place, name)
    return place


def make_aggregate_statement(title: str | dict[str, str] = "33 attacks", **values: Any) -> AggregateStatement:
    """A count over many events, without numbers until `make_aggregate_count` gives some."""
    values = _values(values, dates=("period", "as_of"))
    return AggregateStatement(**{"code": next_code("AGG"), "title": _texts(title), **values})


def make_legal_instrument(title: str | dict[str, str] = "A law on zones", **values: Any) -> LegalInstrument:
    """A law or order with a title; its dates may be EDTF texts."""
    values = _values(values, texts=("summary",), dates=("issued", "in_force", "repealed"))
    return LegalInstrument(**{"code": next_code("LAW"), "title": _texts(title), **values})


def make_term(vocabulary: str = "agent", term_code: str = "phosgene", **values: Any) -> Term:
    """A term that an administrator added."""
    values = {"labels": {"en": "Phosgene", "ar": "فوسجين"}, **values}
    return Term(**{"code": next_code("TRM"), "vocabulary": vocabulary, "term_code": term_code, **values})


def make_account(name: str = "researcher.one", role: str = "researcher", **values: Any) -> Account:
    """An account without a password; its shown name is its sign-in name unless another is given."""
    return Account(**{"code": next_code("ACC"), "name": name, "display_name": name, "role": role, **values})


def make_team(name: str | dict[str, str] = "Northern desk", *members: Account | int, **values: Any) -> Team:
    """A team with stored accounts as its members."""
    team = Team(**{"code": next_code("TEAM"), "name": _texts(name), **values})
    for member in members:
        make_team_member(team, member)
    return team


# ---- parts of a case


def make_incident_place(incident: Incident, place: Place | None = None, **values: Any) -> IncidentPlace:
    """Where the case occurred, in the gazetteer or only in words."""
    return _part(incident, IncidentPlace(**{"place": place, "is_primary": True, **values}))


def make_incident_violation(
    incident: Incident, violation: str = "killing_in_attack", **values: Any
) -> IncidentViolation:
    """A violation in the case, by its code."""
    return _part(incident, IncidentViolation(**{"violation": violation, **values}))


def make_citation(incident: Incident, source: Source, **values: Any) -> Citation:
    """What a source gives to the case."""
    values = _values(values, dates=("received", "stated_date"))
    return _part(incident, Citation(**{"source": source, **values}))


def make_figure(incident: Incident, **values: Any) -> Figure:
    """A number in the case: reported, killed, total, persons, and unknown until `low`, `best` or `high` is given."""
    return _part(incident, Figure(**_values(values, dates=("as_of", "period"))))


def make_attribution(incident: Incident, actor: Actor, **values: Any) -> Attribution:
    """An actor named in the case, as alleged perpetrator."""
    values = _values(values, dates=("as_of", "position_date"))
    return _part(incident, Attribution(**{"actor": actor, **values}))


def make_assessment(incident: Incident, mapped_value: str = "confirmed", **values: Any) -> Assessment:
    """The team's judgment on whether it happened, unless another axis is given."""
    values = {"reason": "Two independent sources agree.", **values}
    return _part(incident, Assessment(**{"mapped_value": mapped_value, **values}))


def make_finding(incident: Incident, body: str = "un_coi", **values: Any) -> Finding:
    """What a body found about the case: that it happened, unless another axis is given."""
    return _part(incident, Finding(**{"body": body, **_values(values, dates=("dated",))}))


def make_incident_link(incident: Incident, other: Incident | int, kind: str = "part_of", **values: Any) -> IncidentLink:
    """A link from the case to another one, which is stored already."""
    return _part(incident, IncidentLink(**{"other_id": number_of(other), "kind": kind, **values}))


def make_incident_instrument(incident: Incident, instrument: LegalInstrument, **values: Any) -> IncidentInstrument:
    """A law or order that was applied in the case."""
    return _part(incident, IncidentInstrument(**{"instrument": instrument, **values}))


def make_sheet(incident: Incident, table: str, **values: Any) -> Any:
    """A row of a sheet of the case, such as ``chemical_sheet``; its dates may be EDTF texts."""
    kind: Any = parts_of(Incident)[table][1]
    dates = tuple({field.group for _name, _column, field in drawn_columns(kind) if field.group})
    return _part(incident, kind(**_values(values, dates=dates)))


def make_incident_team(incident: Incident, team: Team | int) -> IncidentTeam:
    """Give the case to a stored team."""
    return _part(incident, IncidentTeam(team_id=number_of(team)))


def make_incident_reader(incident: Incident, account: Account | int) -> IncidentReader:
    """Name a stored account as reader of the case."""
    return _part(incident, IncidentReader(account_id=number_of(account)))


# ---- parts of a case, source, place or actor


def make_external_id(owner: Record, value: str = "242363", **values: Any) -> ExternalId:
    """The record's identifier in another list."""
    values = {"record_type": owner.__tablename__, "system": "UCDP GED", "value": value, **values}
    return _part(owner, ExternalId(**values))


def make_quality_issue(owner: Record, code: str = "low_gt_best", **values: Any) -> QualityIssue:
    """An open question about the record."""
    return _part(owner, QualityIssue(**{"code": code, **values}))


def make_field_note(owner: Record, field: str = "occurred", **values: Any) -> FieldNote:
    """A remark on one field of the record."""
    return _part(owner, FieldNote(**{"field": field, "note": "The sources disagree.", **values}))


# ---- parts of sources, actors, places and teams


def make_source_derivation(source: Source, parent: Source, how: str = "unknown", **values: Any) -> SourceDerivation:
    """What the source repeats."""
    return _part(source, SourceDerivation(**{"parent": parent, "how": how, **values}))


def make_source_capture(source: Source, **values: Any) -> SourceCapture:
    """What the source showed on one day."""
    return _part(source, SourceCapture(**_values(values, dates=("captured",))))


def make_source_reader(source: Source, account: Account | int) -> SourceReader:
    """Name a stored account as reader of the source."""
    return _part(source, SourceReader(account_id=number_of(account)))


def make_actor_name(actor: Actor, text: str, lang: str | None = "en", **values: Any) -> ActorName:
    """A name of the actor, folded as the verbs fold it."""
    values = _values(values, dates=("used",))
    return _part(actor, ActorName(**{"text": text, "lang": lang, "folded": fold(text), **values}))


def make_place_name(place: Place, text: str, lang: str | None = "en", **values: Any) -> PlaceName:
    """A name of the place, folded as the verbs fold it."""
    return _part(place, PlaceName(**{"text": text, "lang": lang, "folded": fold(text), **values}))


def make_aggregate_count(statement: AggregateStatement, label: str = "Documented", **values: Any) -> AggregateCount:
    """One number of the statement, unknown until `low`, `best` or `high` is given."""
    return _part(statement, AggregateCount(**{"label": label, **values}))


def make_aggregate_case(statement: AggregateStatement, incident: Incident, **values: Any) -> AggregateCase:
    """A case that may fall inside the statement."""
    return _part(statement, AggregateCase(**{"incident": incident, **values}))


def make_instrument_amendment(
    instrument: LegalInstrument, earlier: LegalInstrument, how: str = "amends"
) -> InstrumentAmendment:
    """What an instrument does to an earlier one."""
    return _part(instrument, InstrumentAmendment(earlier=earlier, how=how))


def make_team_member(team: Team, account: Account | int) -> TeamMember:
    """Put a stored account into the team."""
    return _part(team, TeamMember(account_id=number_of(account)))


# ---- working rows, which no act needs


def make_effective_figure(incident: Incident | int, outcome: str = "killed", **values: Any) -> EffectiveFigure:
    """What searches and totals read for a stored case."""
    known = {"group": "total", "unit": "person", **values}
    return EffectiveFigure(**{"incident_id": number_of(incident), "outcome": outcome, **known})


def make_occurred_member(incident: Incident | int, day: date, position: int = 1) -> OccurredMember:
    """One of several days on which a stored case happened."""
    return OccurredMember(incident_id=number_of(incident), position=position, earliest=day, latest=day)


def make_login(account: Account | int, token_hash: str = "a" * 64, **values: Any) -> Login:
    """A sign-in of a stored account, which lasts until twelve hours after `AT`."""
    times = {"began_at": AT, "seen_at": AT, "ends_at": AT + timedelta(hours=12)}
    return Login(**{"account_id": number_of(account), "token_hash": token_hash, **times, **values})


def make_sign_in_link(account: Account | int, token_hash: str = "b" * 64, **values: Any) -> SignInLink:
    """A one-time address of a stored account, which lasts until ten minutes after `AT`."""
    values = {"token_hash": token_hash, "ends_at": AT + timedelta(minutes=10), **values}
    return SignInLink(**{"account_id": number_of(account), **values})


def make_throttle(key: str = "name:researcher.one", tokens: float = 5.0, at: float = 0.0) -> Throttle:
    """What is left of a name's or an address's attempts."""
    return Throttle(key=key, tokens=tokens, at=at)


def make_import_run(**values: Any) -> ImportRun:
    """An import of one file."""
    named = {"system": "UCDP GED", "release": "25.1", "file_name": "events.csv", "sha256": "c" * 64}
    return ImportRun(**{**named, "began_at": AT, **values})


def make_import_row(run: ImportRun | int, incident: Incident | int, value: str = "242363", **values: Any) -> ImportRow:
    """One row of a stored import that became a stored case."""
    pointers = {"import_run_id": number_of(run), "incident_id": number_of(incident)}
    row = {"row_line": 2, "system": "UCDP GED", "external_value": value, "raw": "{}", "fingerprint": "d" * 64}
    return ImportRow(**{**pointers, **row, **values})
