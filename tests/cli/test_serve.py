"""The served program: it prints a way in for this machine only, says when a port is taken, and stops when told."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from incidents.base.errors import BadSetting
from incidents.cli.serve import is_local_only
from incidents.settings import Settings, refuse_unsafe_address


@contextmanager
def served(home: Path, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the program on a free port until the block ends; gives what it printed first."""
    words = [sys.executable, "-c", "from incidents.cli import main; main()", "serve", "--port", "0"]
    settings = {"INCIDENTS_HOME": str(home), "PYTHONUNBUFFERED": "1", **environment}
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    process: subprocess.Popen[str] = subprocess.Popen(words, env=os.environ | settings, **output)  # type: ignore[call-overload]
    try:
        assert process.stdout is not None
        printed = ""
        while "Serving on" not in printed or ("/enter/" not in printed and not environment):
            line = process.stdout.readline()
            assert line, printed
            printed += line
        yield printed, process
    finally:
        process.kill()
        process.communicate()


def ask(port: int, method: str, address: str, body: str = "", **headers: str) -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, address, body, headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response, text


def cookies(response: http.client.HTTPResponse) -> str:
    return "; ".join(value.split(";")[0] for name, value in response.getheaders() if name == "Set-Cookie")


def test_the_printed_address_signs_in_once(run, home: Path) -> None:
    run("init")
    with served(home) as (printed, process):
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/ ", printed)[1])  # type: ignore[index]
        address = re.search(r"(/enter/\S+)", printed)[1]  # type: ignore[index]
        page, text = ask(port, "GET", address)
        assert page.status == 200
        assert "Local administrator" in text
        assert "enter.js" in text
        assert page.getheader("Server") is None
        token = re.search(r'name="csrf_token" value="([^"]+)"', text)[1]  # type: ignore[index]
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies(page)}
        entered, _ = ask(port, "POST", address, f"csrf_token={token}", **form)
        assert (entered.status, entered.getheader("Location")) == (303, "/")
        start, text = ask(port, "GET", "/", Cookie=cookies(entered))
        assert start.status == 200
        assert "Welcome, Local administrator" in text
        again, _ = ask(port, "GET", address)
        assert again.status == 410
        other_name, _ = ask(port, "GET", "/sign-in", Host="evil.example")
        assert other_name.status == 400
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_the_first_page_comes(run, home: Path) -> None:
    run("init")
    with served(home) as (printed, _process):
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/ ", printed)[1])  # type: ignore[index]
        assert ask(port, "GET", "/sign-in")[0].status == 200


def test_a_taken_port_is_said_in_a_sentence(run, home: Path) -> None:
    run("init")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 2
    assert f"Port {port} of 127.0.0.1 cannot be used" in result.stderr
    assert f"incidents serve --port {port + 1}" in result.stderr


def test_no_way_in_is_printed_where_cookies_are_for_https(run, home: Path) -> None:
    run("init")
    with served(home, INCIDENTS_SECURE_COOKIES="yes") as (printed, _process):
        assert "/enter/" not in printed


@pytest.mark.parametrize(
    ("host", "changed", "local"),
    [
        ("127.0.0.1", {}, True), ("localhost", {}, True), ("::1", {}, True), ("127.3.2.1", {}, True),
        ("0.0.0.0", {}, False), ("::", {}, False), ("192.0.2.7", {}, False), ("127.0.0.1.evil.example", {}, False),
        ("127.0.0.1", {"trusted_proxies": 1}, False), ("127.0.0.1", {"secure_cookies": True}, False), ("", {}, False),
    ],
)  # fmt: skip
def test_only_a_loopback_address_is_this_machine(tmp_path: Path, host: str, changed: dict, local: bool) -> None:
    settings = Settings(home=tmp_path, database_url="sqlite:///x", **changed)
    assert is_local_only(settings, host) is local
    if not local and not changed:
        with pytest.raises(BadSetting):
            refuse_unsafe_address(settings, host)


def test_it_serves_no_other_machine_without_https(run) -> None:
    run("init")
    result = run("serve", "--host", "0.0.0.0", "--port", "0")
    assert result.exit_code == 2
    assert "INCIDENTS_SECURE_COOKIES" in result.stderr
