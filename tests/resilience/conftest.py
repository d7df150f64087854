"""An installation with people signed in, behind a server that can be killed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from incidents.db.engine import Databases
from incidents.settings import Settings, make_home
from incidents.web.recognition import cookie_name
from incidents.work.logins import begin_login
from tests.resilience.clients import Client, free_port
from tests.resilience.server import Server, killable_server
from tests.support.factories import make_account, make_team, store


@dataclass
class Installation:
    """A data folder and its database."""

    settings: Settings
    databases: Databases
    server: Server
    clients: list[Client] = field(default_factory=list)

    def sign_in(self, names: list[str]) -> list[Client]:
        """Open accounts in one team, and sign each in from a browser of its own."""
        clients = []
        with self.databases.write_session() as session:
            accounts = [store(session, make_account(name, "researcher")) for name in names]
            store(session, make_team("Northern desk", *accounts))
            for account in accounts:
                token = begin_login(session, account, hours=12, device="a test")
                clients.append(Client(self.server.port, {cookie_name(self.settings): token}))
            session.commit()
        self.clients += clients
        return clients


@pytest.fixture
def installation(own_databases: Databases, tmp_path: Path) -> Iterator[Installation]:
    """An installation whose server has not been started yet."""
    address = own_databases.writer.url.render_as_string(hide_password=False)
    settings = Settings(home=tmp_path / "home", database_url=address)
    make_home(settings)
    own_databases.close()
    with killable_server(settings.home, address, free_port()) as server:
        made = Installation(settings, own_databases, server)
        yield made
        for client in made.clients:
            client.close()
