"""What no browser sends by itself: refused at the door, before it reaches a database that would choke on it."""

from flask import Flask, abort, request

MOST_IN_AN_ADDRESS = 8_000


def install(app: Flask) -> None:
    """Refuse what cannot be meant."""
    app.before_request(_refuse)


def _refuse() -> None:
    """PostgreSQL cannot keep a NUL, and nobody types one; an endless address is no question."""
    if len(request.query_string) > MOST_IN_AN_ADDRESS:
        abort(414)
    texts = [request.path, *(text for pair in request.args.items(multi=True) for text in pair)]
    if request.method not in ("GET", "HEAD"):
        texts += (text for pair in request.form.items(multi=True) for text in pair)
    if any("\0" in text for text in texts):
        abort(400)
