"""The settings of an installation: one frozen value, read once from the environment and an optional file.

Every setting has a safe default. What is unknown or unsafe is refused with a sentence, because a
setting that is silently ignored is found out on the day it was needed.
"""

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from incidents.base.errors import BadSetting
from incidents.base.languages import LANGUAGES, _

PREFIX = "INCIDENTS_"
FILE_NAME = "settings.toml"
KEY_NAME = "secret.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this installation runs. Each field is the setting ``INCIDENTS_<NAME>`` or a line of ``settings.toml``."""

    home: Path
    """The data folder: database, evidence and secret key."""
    database_url: str
    """Where the records are; by default an SQLite file in the data folder, or ``postgresql://host/name`` for a team."""
    language: str = "en"
    """The language of pages before somebody has chosen one."""
    code_prefix: str = "INC"
    """What the public code of every case begins with."""
    publisher: str = ""
    """The organisation that exports name as their publisher."""
    licence: str = "All rights reserved"
    """The licence that exports state."""
    address: str = ""
    """Where this installation is found, such as https://cases.example.org, for the links in exported files."""
    idle_minutes: int = 60
    """After how many minutes without a click a sign-in ends."""
    sign_in_hours: int = 12
    """After how many hours every sign-in ends."""
    secure_cookies: bool = False
    """Whether cookies travel over HTTPS only; must be on when the server is reached from other machines."""
    trusted_proxies: int = 0
    """How many proxies of your own stand in front and tell the caller's address."""
    seconds_for_a_read: int = 30
    """How long one reading statement may take on PostgreSQL."""

    @property
    def evidence(self) -> Path:
        """The folder of stored evidence."""
        return self.home / "evidence"

    def secret_key(self) -> bytes:
        """The key that signs cookies; refuses when it is missing or others can read it."""
        path = self.home / KEY_NAME
        if not path.is_file():
            raise BadSetting(_("There is no secret key in %(folder)s. Run: incidents init", folder=self.home))
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise BadSetting(_("Other users can read the secret key. Run: chmod 600 %(path)s", path=path))
        key = path.read_bytes()
        if len(key) < 32:
            raise BadSetting(_("The secret key %(path)s is too short. Delete it and run: incidents init", path=path))
        return key


def make_home(settings: Settings) -> None:
    """Create the data folder and its secret key, both for this user only; what exists stays as it is."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.evidence.mkdir(exist_ok=True, mode=0o700)
    path = settings.home / KEY_NAME
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(secrets.token_hex(32).encode())


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment and the data folder's file give; raises `BadSetting`."""
    environment = os.environ if environment is None else environment
    given: dict[str, Any] = {}
    home = Path(environment.get(PREFIX + "HOME") or Path.home() / ".incidents").expanduser().absolute()
    path = Path(environment.get(PREFIX + "SETTINGS") or home / FILE_NAME)
    if path.is_file():
        given |= _from_file(path)
    elif environment.get(PREFIX + "SETTINGS"):
        raise BadSetting(_("The settings file %(path)s does not exist.", path=path))
    given |= _from_environment(environment)
    given["home"] = home
    known = {field.name: field.type for field in fields(Settings)}
    for name in given:
        if name not in known:
            raise BadSetting(
                _(
                    "There is no setting %(name)s. The settings are: %(known)s.",
                    name=PREFIX + name.upper(),
                    known=", ".join(PREFIX + n.upper() for n in sorted(known)),
                )
            )
    given = {name: _typed(name, known[name], value) for name, value in given.items()}
    given.setdefault("database_url", f"sqlite:///{home / 'incidents.db'}")
    return _checked(Settings(**given))


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """What is set there, but for where things are, which is known by now, and what only the project's tests read."""
    named = {name.removeprefix(PREFIX): value for name, value in environment.items() if name.startswith(PREFIX)}
    passed_over = [name for name in named if name in ("HOME", "SETTINGS") or name.startswith("TEST_")]
    return {name.lower(): value for name, value in named.items() if name not in passed_over}


def _from_file(path: Path) -> dict[str, Any]:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(_("The settings file %(path)s cannot be read: %(error)s", path=path, error=error)) from error
    if "home" in given:
        raise BadSetting(_("The data folder is chosen by %(name)s, not in the settings file.", name=PREFIX + "HOME"))
    return given


def _typed(name: str, type_: Any, value: Any) -> Any:
    if type_ is int:
        if not re.fullmatch(r"\d{1,6}", str(value)):
            raise BadSetting(
                _("%(name)s must be a whole number, not %(value)s.", name=PREFIX + name.upper(), value=value)
            )
        return int(value)
    if type_ is bool:
        word = str(value).lower()
        if word not in ("true", "false", "1", "0", "yes", "no"):
            raise BadSetting(_("%(name)s must be yes or no, not %(value)s.", name=PREFIX + name.upper(), value=value))
        return word in ("true", "1", "yes")
    if type_ is str and not isinstance(value, str):
        raise BadSetting(_("%(name)s must be a text, not %(value)s.", name=PREFIX + name.upper(), value=value))
    return value


def _checked(settings: Settings) -> Settings:
    if settings.language not in LANGUAGES:
        raise BadSetting(_("%(name)s must be one of %(known)s.", name=PREFIX + "LANGUAGE", known=", ".join(LANGUAGES)))
    if not re.fullmatch(r"[A-Z]{2,6}", settings.code_prefix):
        raise BadSetting(_("%(name)s must be two to six capital letters.", name=PREFIX + "CODE_PREFIX"))
    if settings.idle_minutes < 1 or settings.sign_in_hours < 1:
        raise BadSetting(_("A sign-in must last at least a minute."))
    if settings.seconds_for_a_read < 1:
        raise BadSetting(_("%(name)s must be at least 1.", name=PREFIX + "SECONDS_FOR_A_READ"))
    if not settings.database_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise BadSetting(_("%(name)s must begin with sqlite:/// or postgresql://.", name=PREFIX + "DATABASE_URL"))
    if settings.address and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", settings.address):
        raise BadSetting(_("%(name)s must begin with https:// or http://.", name=PREFIX + "ADDRESS"))
    return settings


def refuse_unsafe_address(settings: Settings, host: str) -> None:
    """Refuse to serve other machines with cookies that anybody on the way could read."""
    if not is_loopback(host) and not settings.secure_cookies:
        raise BadSetting(
            _(
                "Serving on %(host)s lets other machines in. Put a proxy with HTTPS in front and set %(name)s=yes.",
                host=host,
                name=PREFIX + "SECURE_COOKIES",
            )
        )


def is_loopback(host: str) -> bool:
    """Whether a host name means this machine only."""
    return host in ("localhost", "::1") or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None
