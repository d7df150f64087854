"""A server that can be killed: `incidents serve` in a child of a process that has imported everything already.

What a start costs is importing; so one parent imports once and forks a child for each start. The child is
`incidents serve` as the command line runs it, in a process of its own that dies of SIGKILL like any other.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """The parent process and the port on which its children serve."""

    parent: subprocess.Popen[str]
    port: int

    def start(self) -> None:
        """Start a child and wait until it listens."""
        self._tell("start")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("the server did not come up")

    def kill(self) -> None:
        """Kill the child with SIGKILL, and return when it is gone."""
        self._tell("kill")

    def _tell(self, word: str) -> None:
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.write(f"{word}\n")
        self.parent.stdin.flush()
        answer = self.parent.stdout.readline().strip()
        assert answer == word, answer


@contextmanager
def killable_server(home: Path, address: str, port: int) -> Iterator[Server]:
    """A parent with the settings of an installation; its child is gone when the block ends."""
    environment = os.environ | {"INCIDENTS_HOME": str(home), "INCIDENTS_DATABASE_URL": address}
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.resilience.server", str(port)],
        cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with parent:  # whose input ends with the block, upon which it kills what still runs
        yield Server(parent, port)


def main() -> None:
    """Serve and kill on command, one line each, until the input ends."""
    from sqlalchemy.orm import configure_mappers

    import incidents.cli.serve as serving
    from incidents.cli import main as incidents

    configure_mappers()
    # The server of the tests runs without fsync, which is nothing that killing a process could tell.
    serving.durability_fault = lambda _engine: None
    child = 0
    for line in sys.stdin:
        if line.strip() == "start":
            child = os.fork()
            if not child:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                incidents(["serve", "--port", sys.argv[1]])
                os._exit(0)
        else:
            _kill(child)
            child = 0
        sys.stdout.write(line)
        sys.stdout.flush()
    _kill(child)


def _kill(child: int) -> None:
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
