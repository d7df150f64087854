"""`incidents account`: who may sign in, from the command line."""

import click
from sqlalchemy.orm import Session

from incidents.access.viewer import Role
from incidents.base.errors import Invalid, NotFound, Refused
from incidents.base.languages import _
from incidents.cli.opening import changing, opened, reading
from incidents.records import Account, Team
from incidents.settings import read_settings
from incidents.work import accounts as work
from incidents.work.guessable import password_problems
from incidents.work.links import make_link
from incidents.work.password_change import set_password, take_password
from incidents.work.passwords import Passwords
from incidents.work.teams import every_team, team_name

ROLES = [role.code for role in Role]


@click.group("account")
def command() -> None:
    """Let people in: add, list, change, close; passwords and one-time addresses.

    \b
    Examples:
      incidents account add layla --display-name "Layla H." --role researcher
      incidents account link layla
      incidents account role layla reviewer
    """


@command.command("add")
@click.argument("name")
@click.option("--display-name", default=None, help="The name colleagues see; the sign-in name where none is given.")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
@click.option(
    "--team", "wanted", multiple=True, help="A team's name or code; may be repeated. Default: the first team."
)
def add(name: str, display_name: str | None, role: str, wanted: tuple[str, ...]) -> None:
    """Open an account; the person comes in by a one-time address (incidents account link NAME)."""
    with opened() as databases, changing(databases) as (session, viewer):
        teams = every_team(session)
        chosen = [_team(teams, word) for word in wanted] or teams[:1]
        account = work.open_account(
            session, viewer, name=name, display_name=display_name or name, role=role, teams=chosen
        )
        click.echo(f"{account.name} may come in as {role}. Next: incidents account link {account.name}")


@command.command("list")
def list_() -> None:
    """List every account: name, role, state, shown name."""
    with opened() as databases, reading(databases) as (session, viewer):
        for account in work.every_account(session, viewer):
            state = "closed" if account.disabled_at else "open" if account.password_hash else "no password"
            click.echo(f"{account.name}\t{account.role}\t{state}\t{account.display_name}")


@command.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
def role(name: str, role: str) -> None:
    """Give an account another role; it is signed out everywhere."""
    with opened() as databases, changing(databases) as (session, viewer):
        found = _account(session, name)
        work.change_account(session, viewer, found.code, found.row_version, display_name=found.display_name, role=role)
        click.echo(f"{found.name} is now {role}.")


@command.command("password")
@click.argument("name")
@click.option("--take", is_flag=True, help="Take the password away instead of setting one.")
def password(name: str, take: bool) -> None:
    """Set somebody's password, asked for here and not shown; it is signed out everywhere."""
    with opened() as databases:
        with reading(databases) as (session, _viewer):
            found = _account(session, name)
        new_hash = None if take else Passwords().hash(_ask_for_password(found))
        with changing(databases) as (session, viewer):
            if new_hash is None:
                take_password(session, viewer, found.code)
            else:
                set_password(session, viewer, found.code, new_hash)
    click.echo(f"The password of {found.name} is {'taken away' if take else 'set'}.")


@command.command("close")
@click.argument("name")
@click.option("--reason", default=None, help="Why, for the ledger.")
@click.option("--reopen", is_flag=True, help="Let the account in again instead.")
def close(name: str, reason: str | None, reopen: bool) -> None:
    """Keep an account out from this moment; what it did stays under its name."""
    with opened() as databases, changing(databases) as (session, viewer):
        found = _account(session, name)
        verb = work.reopen_account if reopen else work.close_account
        verb(session, viewer, found.code, found.row_version, reason)
        click.echo(f"{found.name} is {'open again' if reopen else 'closed and signed out everywhere'}.")


@command.command("link")
@click.argument("name", default="admin")
@click.option("--address", default=None, help="Where the pages are served, if not where the settings say.")
def link(name: str, address: str | None) -> None:
    """Print an address that signs an account in once, for 30 minutes."""
    settings = read_settings()
    address = address or settings.address or "http://127.0.0.1:8000"
    with opened(settings) as databases, changing(databases) as (session, viewer):
        found = work.find_account(session, viewer, _account(session, name).code)
        if found.disabled_at is not None:
            raise Refused(_("This account is closed. Open it first."))
        click.echo(f"{address.rstrip('/')}/enter/{make_link(session, found)}")


def _account(session: Session, name: str) -> Account:
    found = work.account_named(session, name)
    if found is None:
        raise NotFound(_("There is no account %(name)s.", name=name))
    return found


def _team(teams: list[Team], word: str) -> Team:
    for team in teams:
        if word in (team.code, *team.name.values()):
            return team
    known = ", ".join(team_name(team, "en") for team in teams)
    raise NotFound(_("There is no team %(name)s. The teams are: %(known)s.", name=word, known=known))


def _ask_for_password(account: Account) -> str:
    typed = str(click.prompt("New password", hide_input=True, confirmation_prompt=True))
    if problems := password_problems(typed, names=(account.name, account.display_name)):
        raise Invalid(problems)
    return typed
