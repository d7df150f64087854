"""`incidents serve`: the web pages, by a server that needs nothing else beside it."""

import logging
import signal
import socket
import sys
from types import FrameType
from typing import Any, NoReturn

import click
import waitress

from incidents.base.errors import Refused
from incidents.base.languages import _
from incidents.cli.opening import changing, opened
from incidents.db.engine import Databases, durability_fault
from incidents.settings import Settings, is_loopback, read_settings, refuse_unsafe_address
from incidents.web.app import LARGEST_REQUEST, Application, create_app
from incidents.work.beginning import local_administrator
from incidents.work.links import make_link

THREADS = 8


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65_535), help="0 takes any free one.")
def command(host: str, port: int) -> None:
    """Serve the pages on this machine.

    Where only this machine can come in, it prints an address that signs the local administrator in once.

    \b
    Example:
      incidents serve --port 8080
    """
    settings = read_settings()
    refuse_unsafe_address(settings, host)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with opened(settings) as databases:
        if fault := durability_fault(databases.writer):
            raise Refused(fault)
        serve(settings, databases, host, port)


def serve(settings: Settings, databases: Databases, host: str, port: int) -> None:
    """Listen until told to stop."""
    app = create_app(settings, databases)
    if is_local_only(settings, host):
        # A page elsewhere that has its own name point here must not get past the name.
        app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost", "[::1]", host]
    server = _listen(app, host, port)
    bound = int(server.effective_port)
    _greet(settings, databases, host, bound)
    signal.signal(signal.SIGTERM, _stop)
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        click.echo("Stopped.")
    finally:
        server.close()


def is_local_only(settings: Settings, host: str) -> bool:
    """Whether nobody but this machine can come in: a loopback address, and no proxy that lets others in."""
    return is_loopback(host) and settings.trusted_proxies == 0 and not settings.secure_cookies


def _listen(app: Application, host: str, port: int) -> Any:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise Refused(
            _(
                "Port %(port)s of %(host)s cannot be used: %(reason)s. Choose another: incidents serve --port %(next)s",
                port=port,
                host=host,
                reason=error.strerror or error,
                next=port + 1 if port < 65_535 else 8000,
            )
        ) from error
    return waitress.create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        # A little more than the pages take, so that the refusal is a page.
        max_request_body_size=LARGEST_REQUEST + 2**20,
        channel_timeout=60,
    )


def _greet(settings: Settings, databases: Databases, host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Serving on http://{shown}:{port}/ (Ctrl+C stops)")
    if not is_local_only(settings, host):
        return
    with changing(databases) as (session, _viewer):
        account = local_administrator(session)
        token = make_link(session, account) if account is not None else None
    if token is not None:
        click.echo(
            f"\nOpen this address to sign in; it works once, for 30 minutes:\n\n    http://{shown}:{port}/enter/{token}\n"
        )
    sys.stdout.flush()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
