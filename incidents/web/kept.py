"""What somebody had typed when the sign-in turned out to be over: carried through the sign-in, and offered back.

The fields travel in the page itself, under a prefix. Nothing is stored for somebody who is not signed
in, and only a form that one of our own pages sent is carried, so that no other site can put words
into anybody's hands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from flask import request
from werkzeug.datastructures import MultiDict

from incidents.web.safe import comes_from_our_pages, own_address

PREFIX = "kept:"
LEFT_OUT = ("csrf_token", "password")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the person was going and the fields that were on the way there."""

    address: str = "/"
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def filled(self) -> int:
        """How many fields have something in them."""
        return sum(1 for _name, value in self.fields if value.strip())


def of_this_request() -> Kept:
    """Where this request was going, with the fields it brought if a page of ours sent them."""
    query = request.query_string.decode("ascii", "ignore")
    address = own_address(quote(request.path) + (f"?{query}" if query else ""))
    if request.method != "POST" or not comes_from_our_pages():
        return Kept(address if request.method in ("GET", "HEAD") else "/")
    return Kept(address, list(_worth_keeping(request.form.items(multi=True))))


def carried(form: MultiDict[str, str]) -> Kept:
    """The fields that a sign-in form carries for later."""
    fields = [(name.removeprefix(PREFIX), value) for name, value in form.items(multi=True) if name.startswith(PREFIX)]
    return Kept(own_address(form.get("next")), list(_worth_keeping(fields)))


def _worth_keeping(fields: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, value in fields:
        if not any(secret in name for secret in LEFT_OUT):
            yield name, value
