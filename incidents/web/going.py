"""Where a browser goes after something was done: to a page by GET, so that loading it again does nothing twice."""

from typing import Any

from flask import Response, make_response, redirect, url_for


def go_to(endpoint: str, **values: Any) -> Response:
    """Send the browser to one of our pages."""
    return make_response(redirect(url_for(endpoint, **values), 303))
