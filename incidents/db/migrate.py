"""The only way a schema comes to be: the migrations, run in one transaction that a kill undoes."""

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from incidents.paths import MIGRATIONS


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _run(engine: Engine, step: Callable[[Config, str], None], revision: str) -> None:
    config = _config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        step(config, revision)


def upgrade(writer: Engine, revision: str = "head") -> None:
    """Bring the schema up to a revision; all of it or, if anything fails or is killed, none of it."""
    _run(writer, command.upgrade, revision)


def downgrade(writer: Engine, revision: str) -> None:
    """Take the schema back to an earlier revision; a step that would lose data refuses and names the backup."""
    _run(writer, command.downgrade, revision)


def current_revision(engine: Engine) -> str | None:
    """The revision that a database has, or None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str:
    """The newest revision that this release knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def revisions() -> list[str]:
    """Every revision, the oldest first."""
    return [script.revision for script in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))]
