"""The program as people run it: the demonstration world, served on a free port by a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.cli.opening import changing, opened
from incidents.records import Account
from incidents.settings import Settings, read_settings
from incidents.web.recognition import cookie_name
from incidents.work.accounts import account_named
from incidents.work.logins import begin_login, end_logins
from incidents.work.password_change import set_password
from incidents.work.passwords import Passwords

PROGRAM = Path(sys.executable).with_name("incidents")
ONE_TIME_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/enter/\S+")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Served:
    """A running program: where it answers, the address that signs the administrator in once, and its data folder."""

    address: str
    one_time_address: str
    home: Path
    log: Path

    @property
    def settings(self) -> Settings:
        """The settings it runs with."""
        return read_settings({"INCIDENTS_HOME": str(self.home)})

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds a sign-in."""
        return cookie_name(self.settings)

    def sign_in(self, name: str) -> str:
        """Sign an account in, and return what its browser would be given to keep."""
        return self._of_account(name, lambda session, _viewer, account: begin_login(session, account, hours=12))

    def end_sign_ins(self, name: str) -> None:
        """Sign an account out everywhere, as an expiry or an administrator does."""
        self._of_account(name, lambda session, _viewer, account: end_logins(session, account.id))

    def give_password(self, name: str, password: str) -> None:
        """Give an account a password; those of the demonstration have none."""
        hashed = Passwords().hash(password)
        self._of_account(name, lambda session, viewer, account: set_password(session, viewer, account.code, hashed))

    def troubles(self) -> str:
        """What the server has written of things that went wrong."""
        return self.log.read_text("utf-8")

    def _of_account(self, name: str, do: Callable[[Session, Viewer, Account], Result]) -> Result:
        with opened(self.settings) as databases, changing(databases) as (session, viewer):
            account = account_named(session, name)
            assert account is not None, f"the demonstration has no account {name}"
            return do(session, viewer, account)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Load the demonstration into a folder and serve it until the end."""
    home, log = folder / "data", folder / "server.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INCIDENTS_")}
    environment |= {"INCIDENTS_HOME": str(home)}
    loaded = subprocess.run([PROGRAM, "demo"], env=environment, capture_output=True, text=True, check=False)
    assert loaded.returncode == 0, loaded.stderr
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    try:
        assert process.stdout is not None
        found = next((match for line in process.stdout if (match := ONE_TIME_ADDRESS.search(line))), None)
        assert found is not None, f"the server did not say where it is: {log.read_text('utf-8')}"
        yield Served(found[1], found[0], home, log)
    finally:
        process.terminate()
        process.communicate(timeout=20)
