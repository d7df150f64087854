"""A PostgreSQL server for the tests alone: in a temporary folder, on a socket, gone when they end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

ROOM = 4 * 1024**3
MISSING = (
    "PostgreSQL is not installed, and these tests run on it. On Debian: apt-get install postgresql "
    "(`make test` does it where it may). To test on SQLite alone: pytest --db sqlite."
)


def find_programs() -> Path:
    """Return the folder with initdb and pg_ctl, the newest where there are several."""
    asked = shutil.which("pg_config")
    folders = [subprocess.check_output([asked, "--bindir"], text=True).strip()] if asked else []
    beside_initdb = shutil.which("initdb")
    folders += [str(Path(beside_initdb).parent)] if beside_initdb else []
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    folders += [str(path) for path in sorted(versions, key=lambda path: float(path.parent.name), reverse=True)]
    for folder in map(Path, folders):
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder
    raise RuntimeError(MISSING)


def fast_folder() -> str | None:
    """Return a folder in memory where there is one with room, since each test database is some megabytes; else None."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server of its own and yield the address of its first database.

    The server refuses to run as root, so root runs it as the account `postgres` that the package brings.
    """
    programs, root = find_programs(), Path(tempfile.mkdtemp(prefix="incidents-pg-", dir=fast_folder()))
    other_account = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if other_account:
        shutil.chown(root, "postgres")

    def run(*words: str | Path) -> None:
        done = subprocess.run([*other_account, *words], cwd="/", stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            log = root / "log"
            raise RuntimeError(f"{words[0]} failed: {log.read_text() if log.is_file() else 'it left no log'}")

    data = root / "data"
    try:
        words = ("-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync")
        run(programs / "initdb", "-D", data, *words)
        # Speed over durability: what these tests write is thrown away. The crash tests start their own server.
        options = f"-h '' -k {root} -c fsync=off -c max_connections=60"
        run(programs / "pg_ctl", "-w", "-D", data, "-l", root / "log", "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={root}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def create_database(server: str, name: str, template: str = "template1") -> str:
    """Create a database, empty or a copy of another, and return its address."""
    words = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(words)
    return server.replace("/postgres?", f"/{name}?")


def drop_database(server: str, name: str) -> None:
    """Drop a database, sending away whoever is still connected to it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
