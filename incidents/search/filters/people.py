"""The filters on who: actors with those under their command, sources, accounts and teams."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from incidents.access.viewer import Viewer
from incidents.base.codes import read_code
from incidents.base.languages import N_, _
from incidents.base.text import fold
from incidents.records import (
    Account,
    Actor,
    ActorName,
    Attribution,
    Citation,
    Incident,
    IncidentTeam,
    Source,
    SourceReader,
    Team,
)
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, inside, only_equal, say_either
from incidents.search.filters.codes import read_term
from incidents.search.filters.names import has_words, words_of
from incidents.search.fulltext import cut
from incidents.vocabularies import label


@dataclass(frozen=True, kw_only=True)
class NamedFilter(Filter):
    """A filter on records that have names and codes."""

    prefix: str
    says: str
    says_none: str
    says_any: str

    def read_value(self, value: Value) -> Value:
        text = only_equal(value, self.key)
        words_of(text, self.key)
        return Value(read_code(text, self.prefix) or " ".join(text.split()))

    def say(self, test: Test) -> str:
        named = [f"“{value.text}”" for value in test.values if value.operator == "="]
        clauses = [_(self.says, names=say_either(named))] if named else []
        clauses += [_(self.says_none) for value in test.values if value.operator == NONE]
        clauses += [_(self.says_any) for value in test.values if value.operator == ANY]
        return say_either(clauses)


@dataclass(frozen=True, kw_only=True)
class ActorFilter(NamedFilter):
    """Who is named in a case, with everybody that belongs to them; the role follows a dot."""

    def read_part(self, part: str) -> str:
        return read_term(part, "attribution_role", self.key) if part else ""

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        conditions = [Attribution.role == test.part] if test.part else []
        if value.operator not in (NONE, ANY):
            conditions.append(Attribution.actor_id.in_(select(actors_under(value.text).c.id)))
        named = Incident.id.in_(select(Attribution.incident_id).where(*conditions))
        return ~named if value.operator == NONE else named

    def say(self, test: Test) -> str:
        said = NamedFilter.say(self, test)
        role = inside(label("attribution_role", test.part)) if test.part else ""
        return _("%(clause)s (%(role)s)", clause=said, role=role) if role else said


def actors_under(text: str) -> Any:
    """Return the actors of a name or code with all that belong to them, as a table of numbers."""
    named = select(ActorName.actor_id).where(has_words(ActorName.folded, cut(text)))
    chosen = or_(Actor.id.in_(named), Actor.code == text.upper())
    found = select(Actor.id).where(chosen).cte(recursive=True)
    return found.union(select(Actor.id).where(Actor.parent_id == found.c.id))


@dataclass(frozen=True, kw_only=True)
class SourceFilter(NamedFilter):
    """Which source is cited, by title, publisher or code; a confidential one only by its named readers."""

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator in (NONE, ANY):
            cited = Incident.id.in_(select(Citation.incident_id))
            return ~cited if value.operator == NONE else cited
        named = or_(has_words(Source.folded, cut(value.text), apart=True), Source.code == value.text.upper())
        sources = select(Source.id).where(and_(named, readable(viewer)))
        return Incident.id.in_(select(Citation.incident_id).where(Citation.source_id.in_(sources)))


def readable(viewer: Viewer) -> Condition:
    """Hold for the sources of a visible case whose words the viewer may read."""
    if viewer.sees_all:
        return Source.id.is_not(None)
    mine = select(SourceReader.source_id).where(SourceReader.account_id == viewer.account_id)
    return or_(Source.visibility != "confidential", Source.id.in_(mine))


@dataclass(frozen=True, kw_only=True)
class TeamFilter(NamedFilter):
    """Which team the case was given to."""

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        given = select(IncidentTeam.incident_id)
        if value.operator not in (NONE, ANY):
            named = or_(has_words(Team.folded, cut(value.text), apart=True), Team.code == value.text.upper())
            given = given.where(IncidentTeam.team_id.in_(select(Team.id).where(named)))
        found = Incident.id.in_(given)
        return ~found if value.operator == NONE else found


@dataclass(frozen=True, kw_only=True)
class AccountFilter(Filter):
    """Who entered or last changed a case, by the sign-in name."""

    column: Any
    says: str

    def read_value(self, value: Value) -> Value:
        return Value(fold(only_equal(value, self.key)).strip())

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        if value.operator in (NONE, ANY):
            found: Condition = self.column.is_not(None)
            return ~found if value.operator == NONE else found
        named = self.column.in_(select(Account.id).where(Account.name == value.text))
        return and_(self.column.is_not(None), named)

    def say(self, test: Test) -> str:
        words = {NONE: N_("an import or the command line"), ANY: N_("an account")}
        said = [_(words[v.operator]) if v.operator in words else f"“{v.text}”" for v in test.values]
        return _(self.says, names=say_either(said))
