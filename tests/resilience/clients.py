"""Clients over real HTTP: each with its own connection, sign-in and form token, as fifty people have them."""

import re
import socket
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Answer:
    """What came back: the status, the page, and where to go."""

    status: int
    text: str
    location: str | None


@dataclass
class Client:
    """One person's browser."""

    port: int
    cookies: dict[str, str]
    token: str = ""
    connection: HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str) -> Answer:
        """Read a page, and keep the token of its forms."""
        answer = self._ask("GET", path)
        if found := TOKEN.search(answer.text):
            self.token = found[1]
        return answer

    def post(self, path: str, data: MultiDict[str, str]) -> Answer:
        """Send a form."""
        sent = [(name, value) for name, value in data.items(multi=True) if name != "csrf_token"]
        return self._ask("POST", path, urlencode([*sent, ("csrf_token", self.token)]))

    def close(self) -> None:
        """Hang up."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.port}",
            }
        try:
            if self.connection is None:
                self.connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            text = response.read().decode()
        except (OSError, HTTPException):
            self.close()  # whoever was there is gone
            raise
        self._keep_cookies(response)
        return Answer(response.status, text, response.headers.get("Location"))

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _equals, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
