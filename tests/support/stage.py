"""One application and one filled database for many tests: what a test changed is put back, not built anew."""

import pickle
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from incidents.db.engine import open_databases
from tests.support import postgres
from tests.support.databases import DatabaseMaker
from tests.support.web import World, make_world

CHANGED = "This test changes the application itself: let it ask for `own_world`, for others use this application too."
# What stands in a world beside its application, and is each test's own.
KEPT = ("accounts", "team", "other_team", "codes", "hidden")


@dataclass
class Stage:
    """A world, and how it was when it was made: building another takes a quarter of a second, going back a tenth."""

    made: World
    before: bytes
    copies: Path
    application: tuple[Any, ...]

    def world(self) -> World:
        """The world as it was made."""
        world = self.made
        world.app._got_first_request = False
        world.passwords.hashed = world.passwords.verified = 0
        return World(world.app, world.settings, world.databases, world.passwords, **pickle.loads(self.before))

    def go_back(self) -> None:
        """Put the database and the folder of the installation back, for the next test."""
        databases, home = self.made.databases, Path(self.made.settings.home)
        busy = any(one.pool.checkedout() for one in (databases.reader, databases.writer))  # type: ignore[attr-defined]
        databases.close()
        shutil.rmtree(home)
        shutil.copytree(self.copies / "home", home)
        _restore(databases.writer.url.render_as_string(hide_password=False), self.copies)
        assert not busy, "This test leaves a connection open."
        was, self.application = self.application, _application(self.made)
        assert self.application == was, CHANGED


def set_stage(maker: DatabaseMaker, folder: Path) -> Stage:
    """Make a world in a folder, and keep a copy of it."""
    databases = open_databases(maker.migrated())
    made = make_world(databases, folder / "home")
    databases.close()
    copies = folder / "copies"
    shutil.copytree(folder / "home", copies / "home")
    _keep(databases.writer.url.render_as_string(hide_password=False), copies)
    return Stage(made, pickle.dumps({name: getattr(made, name) for name in KEPT}), copies, _application(made))


def _keep(address: str, copies: Path) -> None:
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        # Nobody has the database open, so its one file is all of it.
        shutil.copyfile(str(url.database), copies / "database")
    else:
        postgres.create_database(_server(address), f"{url.database}_kept", str(url.database))


def _restore(address: str, copies: Path) -> None:
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        for suffix in ("-wal", "-shm", "-journal"):
            Path(f"{url.database}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(copies / "database", str(url.database))
    else:
        postgres.drop_database(_server(address), str(url.database))
        postgres.create_database(_server(address), str(url.database), f"{url.database}_kept")


def _server(address: str) -> str:
    """The address of the first database on the server of a test's database."""
    url = make_url(address).set(drivername="postgresql", database="postgres")
    return url.render_as_string(hide_password=False)


def _application(world: World) -> tuple[Any, ...]:
    app = world.app
    steps = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    counted = tuple(len(functions) for step in (*steps, app.template_context_processors) for functions in step.values())
    return dict(app.config), dict(app.view_functions), dict(app.extensions), dict(app.jinja_env.globals), counted
