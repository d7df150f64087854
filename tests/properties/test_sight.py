"""In any world and for any viewer, Python and SQL agree on who sees what, and more rights never show less."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from incidents.access.sight import can_see, can_see_aggregate, can_see_instrument, can_see_source, can_see_used
from incidents.access.viewer import OPERATOR, Role, Viewer
from incidents.access.visible import visible
from incidents.records import Actor, AggregateStatement, Incident, LegalInstrument, Place, Source
from tests.support.databases import rolled_back
from tests.support.examples import examples
from tests.support.factories import (
    make_account,
    make_actor,
    make_aggregate_case,
    make_aggregate_statement,
    make_attribution,
    make_citation,
    make_figure,
    make_incident,
    make_incident_instrument,
    make_incident_place,
    make_incident_reader,
    make_incident_team,
    make_legal_instrument,
    make_place,
    make_sheet,
    make_source,
    make_source_reader,
    make_team,
    store,
)

PEOPLE, TEAMS, THINGS = 3, 3, 2
VISIBILITY = st.sampled_from(["public", "restricted", "confidential"])
SOME_PEOPLE = st.sets(st.integers(0, PEOPLE - 1), max_size=2)
SOME_TEAMS = st.sets(st.integers(0, TEAMS - 1), max_size=2)
AUTHOR = st.none() | st.integers(0, PEOPLE - 1)
A_THING = st.none() | st.integers(0, THINGS - 1)


@dataclass(frozen=True)
class Case:
    """A case as it is drawn: who may see it by which rule, and what it uses in which way."""

    visibility: str
    author: int | None
    teams: frozenset[int]
    readers: frozenset[int]
    source: int | None
    actor: int | None
    place: int | None
    speaking_source: int | None
    speaking_actor: int | None
    counted_place: int | None
    instrument: int | None
    acted_under: int | None


@dataclass(frozen=True)
class Thing:
    """A source, actor or place as it is drawn."""

    visibility: str
    author: int | None
    readers: frozenset[int]


@dataclass(frozen=True)
class Counted:
    """An aggregate statement as it is drawn: the source it was read in and the cases that may fall inside."""

    visibility: str
    author: int | None
    source: int | None
    cases: frozenset[int]


@dataclass(frozen=True)
class Law:
    """A law or order as it is drawn: the source it was read in."""

    visibility: str
    author: int | None
    source: int | None


CASES = st.builds(
    Case, VISIBILITY, AUTHOR, SOME_TEAMS.map(frozenset), SOME_PEOPLE.map(frozenset), *[A_THING] * 8
)  # fmt: skip
SOME_THINGS = st.lists(
    st.builds(Thing, VISIBILITY, AUTHOR, SOME_PEOPLE.map(frozenset)), min_size=THINGS, max_size=THINGS
)
COUNTED = st.builds(Counted, VISIBILITY, AUTHOR, A_THING, st.sets(st.integers(0, 3), max_size=2).map(frozenset))
LAWS = st.lists(st.builds(Law, VISIBILITY, AUTHOR, A_THING), min_size=THINGS, max_size=THINGS)
WORLDS = st.tuples(
    st.lists(CASES, max_size=4), SOME_THINGS, SOME_THINGS, SOME_THINGS, st.lists(COUNTED, max_size=3), LAWS
)  # fmt: skip
VIEWERS = st.tuples(st.none() | st.integers(0, PEOPLE - 1), SOME_TEAMS, st.sampled_from(Role), st.booleans())


class World:
    """A drawn world in a database."""

    def __init__(self, session: Session, drawn: Any) -> None:
        self.session = session
        self.accounts = [store(session, make_account(f"person.{number}")) for number in range(PEOPLE)]
        self.teams = [store(session, make_team(f"Team {number}")) for number in range(TEAMS)]
        cases, sources, actors, places, counted, laws = drawn
        self.sources = [self.thing(make_source(), thing) for thing in sources]
        self.actors = [self.thing(make_actor(), thing) for thing in actors]
        self.places = [self.thing(make_place(), thing) for thing in places]
        self.laws = [self.law(law) for law in laws]
        self.incidents = [self.case(case) for case in cases]
        self.statements = [self.statement(one) for one in counted]
        session.expire_all()

    def author(self, number: int | None) -> Viewer:
        return OPERATOR if number is None else Viewer(self.accounts[number].id, "author", Role.RESEARCHER)

    def thing(self, record: Any, drawn: Thing) -> Any:
        record.visibility = drawn.visibility
        if isinstance(record, Source):
            for reader in sorted(drawn.readers):
                make_source_reader(record, self.accounts[reader])
        return store(self.session, record, viewer=self.author(drawn.author))

    def law(self, drawn: Law) -> LegalInstrument:
        source = self.number(self.sources, drawn.source)
        law = make_legal_instrument(visibility=drawn.visibility, source_id=source)
        return store(self.session, law, viewer=self.author(drawn.author))

    def case(self, drawn: Case) -> Incident:
        incident = make_incident(visibility=drawn.visibility)
        for team in sorted(drawn.teams):
            make_incident_team(incident, self.teams[team])
        for reader in sorted(drawn.readers):
            make_incident_reader(incident, self.accounts[reader])
        if drawn.source is not None:
            make_citation(incident, self.sources[drawn.source])
        if drawn.actor is not None:
            make_attribution(incident, self.actors[drawn.actor])
        if drawn.place is not None:
            make_incident_place(incident, self.places[drawn.place])
        make_figure(
            incident,
            stated_by_source_id=self.number(self.sources, drawn.speaking_source),
            stated_by_actor_id=self.number(self.actors, drawn.speaking_actor),
            place_id=self.number(self.places, drawn.counted_place),
        )
        if drawn.instrument is not None:
            make_incident_instrument(incident, self.laws[drawn.instrument])
        if drawn.acted_under is not None:
            make_sheet(incident, "property_act", instrument_id=self.laws[drawn.acted_under].id)
        return store(self.session, incident, viewer=self.author(drawn.author))

    def statement(self, drawn: Counted) -> AggregateStatement:
        source = self.number(self.sources, drawn.source)
        statement = make_aggregate_statement(visibility=drawn.visibility, source_id=source)
        for case in sorted(drawn.cases):
            if case < len(self.incidents):
                make_aggregate_case(statement, self.incidents[case])
        return store(self.session, statement, viewer=self.author(drawn.author))

    @staticmethod
    def number(records: list[Any], which: int | None) -> int | None:
        return None if which is None else records[which].id

    def viewer(self, drawn: tuple[int | None, set[int], Role, bool]) -> Viewer:
        account, teams, role, sees_all = drawn
        number = None if account is None else self.accounts[account].id
        return Viewer(number, "somebody", role, frozenset(self.teams[team].id for team in teams), sees_all)

    def using(self, record: Any) -> Iterator[Incident]:
        """The cases that use a record, as somebody finds them who reads through all of them."""
        for incident in self.incidents:
            used: set[tuple[type, int | None]] = {(Source, part.source_id) for part in incident.citations}
            used |= {(Actor, part.actor_id) for part in incident.attributions}
            used |= {(Place, part.place_id) for part in incident.places}
            used |= {(LegalInstrument, part.instrument_id) for part in incident.instruments}
            acts: Iterable[Any] = incident.property_acts  # type: ignore[attr-defined]
            used |= {(LegalInstrument, act.instrument_id) for act in acts}
            for figure in incident.figures:
                used |= {(Source, figure.stated_by_source_id), (Actor, figure.stated_by_actor_id)}
                used.add((Place, figure.place_id))
            if (type(record), record.id) in used:
                yield incident

    def seen_in_python(self, viewer: Viewer) -> dict[type, set[int]]:
        return {
            Incident: numbers(i for i in self.incidents if can_see(viewer, i)),
            Source: numbers(s for s in self.sources if can_see_source(viewer, s, self.using(s))),
            Actor: numbers(a for a in self.actors if can_see_used(viewer, a, self.using(a))),
            Place: numbers(p for p in self.places if can_see_used(viewer, p, self.using(p))),
            AggregateStatement: numbers(one for one in self.statements if can_see_aggregate(viewer, one)),
            LegalInstrument: numbers(one for one in self.laws if can_see_instrument(viewer, one, self.using(one))),
        }

    def seen_in_sql(self, viewer: Viewer) -> dict[type, set[int]]:
        kinds: tuple[Any, ...] = (Incident, Source, Actor, Place, AggregateStatement, LegalInstrument)
        return {kind: numbers(self.session.scalars(visible(kind, viewer))) for kind in kinds}


def numbers(records: Iterable[Any]) -> set[int]:
    return {record.id for record in records}


@settings(max_examples=examples(60), deadline=None)
@given(drawn=WORLDS, viewers=st.lists(VIEWERS, min_size=1, max_size=4))
def test_python_and_sql_agree(engine: Engine, drawn: Any, viewers: list[Any]) -> None:
    with rolled_back(engine) as session:
        world = World(session, drawn)
        for viewer in map(world.viewer, viewers):
            assert world.seen_in_python(viewer) == world.seen_in_sql(viewer), viewer


@settings(max_examples=examples(30), deadline=None)
@given(drawn=WORLDS, viewer=VIEWERS, more_teams=SOME_TEAMS, more_role=st.sampled_from(Role))
def test_more_rights_never_show_less(
    engine: Engine, drawn: Any, viewer: Any, more_teams: set[int], more_role: Role
) -> None:
    with rolled_back(engine) as session:
        world = World(session, drawn)
        less = world.viewer(viewer)
        teams = less.teams | {world.teams[team].id for team in more_teams}
        more = replace(less, teams=teams, role=max(less.role, more_role))
        seen, seen_with_more = world.seen_in_sql(less), world.seen_in_sql(more)
        everything = world.seen_in_sql(OPERATOR)
        for kind, found in seen.items():
            assert found <= seen_with_more[kind] <= everything[kind]
        assert everything[Incident] == numbers(world.incidents)
        assert everything[Source] == numbers(world.sources)
        assert everything[Actor] == numbers(world.actors)
        assert everything[Place] == numbers(world.places)
        assert everything[AggregateStatement] == numbers(world.statements)
        assert everything[LegalInstrument] == numbers(world.laws)


@settings(max_examples=examples(30), deadline=None)
@given(drawn=WORLDS, role=st.sampled_from(Role))
def test_a_stranger_sees_what_is_public_and_no_case(engine: Engine, drawn: Any, role: Role) -> None:
    with rolled_back(engine) as session:
        world = World(session, drawn)
        stranger = Viewer(store(session, make_account("stranger")).id, "stranger", role)
        public = {
            kind: numbers(record for record in records if record.visibility == "public")
            for kind, records in ((Source, world.sources), (Actor, world.actors), (Place, world.places))
        }
        read_somewhere: tuple[tuple[type, list[Any]], ...]
        read_somewhere = (AggregateStatement, world.statements), (LegalInstrument, world.laws)
        for kind, listed in read_somewhere:
            public[kind] = numbers(
                one
                for one in listed
                if one.visibility == "public" and (one.source is None or one.source.visibility != "confidential")
            )
        assert world.seen_in_sql(stranger) == {Incident: set(), **public}


@settings(max_examples=examples(30), deadline=None)
@given(drawn=WORLDS, viewer=VIEWERS)
def test_a_confidential_record_is_seen_by_its_named_readers_alone(engine: Engine, drawn: Any, viewer: Any) -> None:
    with rolled_back(engine) as session:
        world = World(session, drawn)
        somebody = world.viewer(viewer)
        seen = world.seen_in_sql(somebody)
        for record in [*world.incidents, *world.sources]:
            if record.visibility == "confidential":
                named = somebody.account_id in {reader.account_id for reader in record.readers}
                assert (record.id in seen[type(record)]) is (somebody.sees_all or named)
