"""A small world behind a real application: one account a role, two teams, a case for each, and browsers signed in."""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask, url_for
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from jinja2 import FileSystemBytecodeCache
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from incidents.db.engine import Databases
from incidents.records import Account, Team
from incidents.search.derived import refresh
from incidents.settings import Settings, make_home
from incidents.web.app import create_app
from incidents.web.recognition import SEED_OF, cookie_name
from incidents.work.logins import begin_login
from incidents.work.passwords import Passwords
from tests.support.factories import (
    make_account,
    make_actor,
    make_aggregate_case,
    make_aggregate_statement,
    make_attribution,
    make_citation,
    make_incident,
    make_incident_place,
    make_incident_team,
    make_place,
    make_source,
    make_team,
    store,
)

ROLES = ("reader", "researcher", "reviewer", "administrator")
PASSWORD = "violet anchor seven rivers"
CANARY = "Qanaryword"
# Each test has an application of its own; compiling the same templates for each would take most of the time.
COMPILED = TemporaryDirectory(prefix="incidents-templates-")


class CountedPasswords(Passwords):
    """Hashes at next to no cost, and counts how often: what takes time in earnest is what must not differ."""

    def __init__(self) -> None:
        super().__init__(memory_kib=16, passes=1, lanes=1)
        self.hashed = self.verified = 0

    def hash(self, password: str) -> str:
        self.hashed += 1
        return super().hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        self.verified += 1
        return super().verify(stored, password)


class Browser(FlaskClient):
    """A browser that says where its forms come from, and sends the token that its page would hold."""

    world: "World"

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        given = dict(options.pop("headers", None) or {})
        if options.get("method") == "POST":
            given.setdefault("Origin", "http://localhost")
        return super().open(*arguments, headers=given, **options)

    def token(self) -> str:
        with self.session_transaction() as session:
            seed = session.setdefault("csrf_token", "5eed" * 10)
        return str(URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token").dumps(seed))

    def send(self, address: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with its token."""
        sent: MultiDict[str, Any] = MultiDict(data or {})  # with every one of several boxes that are ticked
        sent.setdefault("csrf_token", self.token())
        return self.post(address, data=sent, **options)

    def sign_in_token(self) -> str | None:
        """The token that the cookie holds, if any."""
        cookie = self.get_cookie(cookie_name(self.world.settings))
        return cookie.value if cookie is not None else None


@dataclass
class World:
    """The application with what it was given."""

    app: Flask
    settings: Settings
    databases: Databases
    passwords: CountedPasswords
    accounts: dict[str, Account] = field(default_factory=dict)
    team: Team = field(default_factory=Team)
    other_team: Team = field(default_factory=Team)
    codes: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)

    def browser(self, role: str | None = None) -> Browser:
        """A browser, signed in as the account of a role; as a stranger without one."""
        client = self.app.test_client()
        assert isinstance(client, Browser)
        client.world = self
        if role is not None:
            account = self.accounts[role]
            with self.databases.write_session() as session:
                token = begin_login(session, account, hours=self.settings.sign_in_hours, device="Firefox/1 Linux")
                session.commit()
            client.set_cookie(cookie_name(self.settings), token)
            with client.session_transaction() as session:
                session[SEED_OF] = account.code
        return client

    def account(self, role: str) -> Account:
        """The account of a role as it is stored now."""
        with self.databases.read_session() as session:
            return session.get_one(Account, self.accounts[role].id)


def make_world(databases: Databases, home: Path, **changed: Any) -> World:
    """Build the application on a migrated database and fill it."""
    values = {"home": home, "database_url": databases.writer.url.render_as_string(hide_password=False)}
    settings = Settings(**{**values, **changed})
    make_home(settings)
    passwords = CountedPasswords()
    app = create_app(settings, databases, passwords=passwords)
    app.test_client_class = Browser
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(COMPILED.name)
    world = World(app, settings, databases, passwords)
    _fill(world)
    return world


def address_of(world: World, rule: Rule, **changed: str) -> str:
    """An address that a rule takes, with codes of the world's own records unless others are given."""
    area = rule.rule.split("/")[2 if rule.rule.startswith("/admin/") else 1]
    values = {"code": world.codes.get(area, "INC-222222"), "account": world.codes["accounts"], "token": "none"}
    values |= {"name": "css/base.css", "number": "999999"} | changed
    with world.app.test_request_context("/"):
        return url_for(rule.endpoint, **{name: values.get(name, "1") for name in rule.arguments})


def rules_of(world: World, method: str) -> list[Rule]:
    """The rules that take a method, in the order of their addresses."""
    found = (rule for rule in world.app.url_map.iter_rules() if method in (rule.methods or ()))
    return sorted(found, key=lambda rule: rule.rule)


def _fill(world: World) -> None:
    with world.databases.write_session() as session:
        for role in ROLES:
            account = make_account(f"{role}.one", role, password_hash=Passwords.hash(world.passwords, PASSWORD))
            world.accounts[role] = store(session, account)
        # An administrator by another name, so that the one above may be closed in a test.
        store(session, make_account("second.administrator", "administrator"))
        target = store(session, make_account("target.account", "reader", display_name="Target"))
        stranger = world.accounts["stranger"] = store(session, make_account("other.team", "reviewer"))
        world.team = store(session, make_team("Northern desk", *(world.accounts[role] for role in ROLES)))
        world.other_team = store(session, make_team("Southern desk", stranger))
        ours, theirs = make_incident("Air strike on a market"), make_incident(f"{CANARY} in a secret case")
        make_incident_team(ours, world.team)
        make_incident_team(theirs, world.other_team)
        source, actor, place = make_source("A report"), make_actor("A force"), make_place("A town")
        make_citation(ours, source)
        make_attribution(ours, actor)
        make_incident_place(ours, place)
        hidden = make_source(f"{CANARY} source"), make_actor(f"{CANARY} actor"), make_place(f"{CANARY} place")
        make_citation(theirs, hidden[0])
        make_attribution(theirs, hidden[1])
        make_incident_place(theirs, hidden[2])
        counted = [make_aggregate_statement(title) for title in ("A count", f"{CANARY} in a secret count")]
        make_aggregate_case(counted[0], ours)
        make_aggregate_case(counted[1], theirs)
        store(session, ours, theirs, *counted)
        refresh(session, [ours, theirs])
        world.codes = {
            "cases": ours.code, "sources": source.code, "actors": actor.code, "places": place.code,
            "accounts": target.code, "teams": world.team.code, "aggregates": counted[0].code,
        }  # fmt: skip
        world.hidden = {
            "cases": theirs.code, "sources": hidden[0].code, "actors": hidden[1].code, "places": hidden[2].code,
            "aggregates": counted[1].code,
        }  # fmt: skip
        session.commit()
    world.passwords.hashed = world.passwords.verified = 0
