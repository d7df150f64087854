"""A copy of the database that can be trusted: taken while others write, then opened and checked."""

import os
import shutil
import subprocess
from pathlib import Path

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.db.engine import Databases, sqlite_library


def back_up(databases: Databases, target: Path) -> None:
    """Write a copy to a file that does not exist yet; it appears under its name only when it is whole."""
    if target.exists():
        raise Refused(_("%(file)s exists already. Choose another name.", file=target))
    if not target.absolute().parent.is_dir():
        raise Refused(_("There is no folder %(folder)s.", folder=target.absolute().parent))
    part = target.with_name(f".{target.name}.part")
    # Nobody but this user may read the copy, from its first byte on.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        if databases.reader.dialect.name == "sqlite":
            _copy_sqlite(databases, part)
        else:
            _dump_postgres(databases, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(databases: Databases, part: Path) -> None:
    library = sqlite_library()
    copy = library.connect(part)
    source = databases.reader.raw_connection()
    try:
        source.driver_connection.backup(copy)  # type: ignore[union-attr]
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise Refused(_("The copy is damaged, and so may be the database: %(found)s", found=found))
    finally:
        source.close()
        copy.close()


def _dump_postgres(databases: Databases, part: Path) -> None:
    program, lister = shutil.which("pg_dump"), shutil.which("pg_restore")
    if program is None or lister is None:
        raise Refused(_("pg_dump and pg_restore are needed for this; they come with the PostgreSQL client programs."))
    url = databases.reader.url.set(drivername="postgresql")
    address = url.set(password=None).render_as_string(hide_password=False)
    # The password travels in the environment: a command line can be read by every user of the machine.
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    words = [program, "--format=custom", f"--file={part}", f"--dbname={address}"]
    done = subprocess.run(words, env=os.environ | secret, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Refused(_("pg_dump failed: %(reason)s", reason=done.stderr.strip()[-500:]))
    listed = subprocess.run([lister, "--list", str(part)], capture_output=True, text=True, check=False)  # noqa: S603
    if listed.returncode != 0 or "TABLE DATA public incident " not in listed.stdout:
        raise Refused(_("The copy cannot be read back: %(reason)s", reason=listed.stderr.strip()[-500:]))
