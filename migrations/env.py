"""Run migrations on the connection that `incidents.db.migrate` hands over, all in one transaction."""

from typing import Any

from alembic import context
from sqlalchemy import text

import incidents.records  # noqa: F401  (maps every record, so that the metadata is whole)
from incidents.db.base import Record

ADVISORY_LOCK = 4_837_201  # any number of ours; two processes that migrate at once must meet on it


def _is_ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Leave the full-text table and the shadow tables that SQLite keeps for it to their own migration."""
    return not (kind == "table" and (name or "").startswith("incident_text"))


def run() -> None:
    """Upgrade or downgrade; foreign keys are off while SQLite rebuilds tables and checked before the commit."""
    connection = context.config.attributes["connection"]
    raw = connection.connection.driver_connection
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        raw.execute("PRAGMA foreign_keys = OFF")
    context.configure(
        connection=connection,
        target_metadata=Record.metadata,
        include_object=_is_ours,
        render_as_batch=True,
        transaction_per_migration=False,
        transactional_ddl=True,
        compare_type=True,
    )
    try:
        with context.begin_transaction():
            if not sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise RuntimeError(f"The migration leaves rows that point nowhere: {broken}")
    finally:
        if sqlite:
            raw.execute("PRAGMA foreign_keys = ON")


run()
