"""Two engines for one database: a reader that cannot write, and a writer that never loses a confirmed save."""

import importlib
import sqlite3
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from incidents.base.errors import BadSetting
from incidents.base.languages import _
from incidents.db.faults import keep_values_out

# SQLite's notes name these releases as free of the race that can damage a WAL database.
WAL_FIXED = (3, 51, 3)
WAL_FIXED_EARLIER: dict[tuple[int, ...], int] = {(3, 50): 7, (3, 44): 6}


@dataclass(frozen=True, slots=True)
class Databases:
    """The reader and the writer of one database."""

    reader: Engine
    writer: Engine

    def read_session(self) -> Session:
        """A session that can only read."""
        return Session(self.reader, autoflush=False)

    def write_session(self) -> Session:
        """A session whose transaction is the only one that writes; the caller commits it."""
        return Session(self.writer, expire_on_commit=False)

    def close(self) -> None:
        """Let go of every connection."""
        self.reader.dispose()
        self.writer.dispose()


def open_databases(url: str, *, seconds_for_a_read: float | None = None) -> Databases:
    """The engines for an address such as ``sqlite:////data/incidents.db`` or ``postgresql://host/name``."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return Databases(_sqlite(address, writer=False), _sqlite(address, writer=True))
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
        return Databases(_postgres(address, False, seconds_for_a_read), _postgres(address, True, None))
    raise BadSetting(_("The database address must begin with sqlite: or postgresql:."))


def sqlite_library() -> ModuleType:
    """The newest SQLite that is installed: the pysqlite3 package's own, else Python's."""
    try:
        return importlib.import_module("pysqlite3")
    except ImportError:
        return sqlite3


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether a release of SQLite is free of the race that can damage a database in WAL mode."""
    backport = WAL_FIXED_EARLIER.get(version[:2])
    return version >= WAL_FIXED or (backport is not None and version[2] >= backport)


def as_json(value: Any) -> str:
    """Write a value of a JSON column; the same value always gives the same text."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def from_json(value: Any) -> Any:
    """Read a value of a JSON column; SQLite hands back one that is a mere number as that number."""
    return orjson.loads(value) if isinstance(value, str | bytes) else value


# An error repeats the statement in the log, and must not repeat what a witness said with it.
OPTIONS: dict[str, Any] = {"json_serializer": as_json, "json_deserializer": from_json, "hide_parameters": True}


def _sqlite(address: URL, *, writer: bool) -> Engine:
    library = sqlite_library()
    engine = create_engine(address, module=library, **OPTIONS)
    # Whoever comes first chooses the journal: once a reader has opened a file in WAL mode, a writer whose SQLite
    # is not safe with it could no longer leave that mode.
    settings = ["busy_timeout=10000", "foreign_keys=ON", "secure_delete=ON"]
    if wal_is_safe(library.sqlite_version_info):
        settings += ["journal_mode=WAL", "synchronous=FULL"]
    else:
        settings += ["journal_mode=TRUNCATE", "synchronous=EXTRA"]
    settings.append(f"query_only={'OFF' if writer else 'ON'}")

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # Python's own implicit transactions lose updates; ours begin below
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A read that turns into a write fails under load, so a writer says at once that it writes.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def _postgres(address: URL, writer: bool, seconds: float | None) -> Engine:
    options = ["-c timezone=UTC"]
    if writer:
        options.append("-c lock_timeout=10s")
    else:
        options.append("-c default_transaction_read_only=on")
        options.append("-c default_transaction_isolation=repeatable\\ read")
    if seconds is not None:
        options.append(f"-c statement_timeout={int(seconds * 1000)}")
    engine = create_engine(address, connect_args={"options": " ".join(options)}, pool_pre_ping=True, **OPTIONS)
    keep_values_out(engine)
    return engine


def durability_fault(writer: Engine) -> str | None:
    """Why this database could lose a confirmed save, or None when it could not."""
    with writer.connect() as connection:
        if writer.dialect.name == "sqlite":
            level = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
            return None if level >= 2 else _("SQLite runs without full synchronisation.")
        for name in ("synchronous_commit", "fsync", "full_page_writes"):
            if connection.exec_driver_sql(f"SHOW {name}").scalar_one() in ("off", "local_off"):
                return _("PostgreSQL runs with %(name)s off; switch it on before real cases are kept here.", name=name)
    return None
