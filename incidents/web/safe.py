"""What may be followed: only addresses of our own, however hostile the spelling."""

import re

from flask import request

# One slash, then printable ASCII without a backslash: browsers take "//", "/\" and control signs for another host.
_OWN = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
MOST_LETTERS = 2_000


def is_own_address(address: str) -> bool:
    """Whether an address leads to a page of ours."""
    return len(address) <= MOST_LETTERS and _OWN.fullmatch(address) is not None


def own_address(address: str | None, otherwise: str = "/") -> str:
    """The address if it is one of ours, else another."""
    return address if address and is_own_address(address) else otherwise


def comes_from_our_pages() -> bool:
    """Whether the browser says that a page of ours sent this form; silence is not enough."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == f"{request.scheme}://{request.host}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def is_from_script() -> bool:
    """Whether a script on a page asks, which could not show a whole page."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        or headers.get("X-Requested-With") == "XMLHttpRequest"
        or headers.get("Sec-Fetch-Dest") == "empty"
    )
