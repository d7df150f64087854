"""The gate: every address says who may come, and one that says nothing stops the program from starting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from incidents.access.permissions import PERMISSIONS, require

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may come to an address: everybody, whoever is signed in, or whoever has a permission."""

    open_to_all: bool = False
    permission: str | None = None


class NoPolicy(RuntimeError):
    """An address that does not say who may come; that is a fault of the program."""


class SignInNeeded(Exception):
    """The address is for people who are signed in, and this one is not."""


def policy(
    *, open_to_all: bool = False, signed_in: bool = False, permission: str | None = None
) -> Callable[[View], View]:
    """Say who may come to a view: exactly one of the three.

    A permission is asked for without a record here; a verb or a page about one case asks again for that case.
    """
    if [open_to_all, signed_in, permission is not None].count(True) != 1:
        raise TypeError("A policy is one of open_to_all, signed_in and permission.")
    if permission is not None and permission not in PERMISSIONS:
        raise LookupError(f"There is no permission {permission!r}.")

    def declare(view: View) -> View:
        view.__dict__["policy"] = Policy(open_to_all, permission)
        return view

    return declare


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """What an endpoint declares, or None."""
    found = getattr(app.view_functions[endpoint], "policy", None)
    return found if isinstance(found, Policy) else None


def check_every_endpoint_has_a_policy(app: Flask) -> None:
    """Refuse to start while any address has no policy."""
    for rule in app.url_map.iter_rules():
        if policy_of(app, rule.endpoint) is None:
            raise NoPolicy(f"The endpoint {rule.endpoint} ({rule.rule}) declares no policy; see incidents/web/gate.py.")


def guard() -> None:
    """Let the request through, or raise `SignInNeeded` or `Forbidden`."""
    if request.endpoint is None:
        return  # no such address or method: the answer is the same, whoever asks
    declared = policy_of(current_app, request.endpoint)
    if declared is None:
        raise NoPolicy(request.endpoint)
    if declared.open_to_all:
        return
    if g.signed_in is None:
        raise SignInNeeded()
    if declared.permission is not None:
        require(g.viewer, declared.permission)
