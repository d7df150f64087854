"""How long the pages of a served database take, and how much memory the server needs.

    python -m benchmarks.pages FILE.csv.gz           import a UCDP GED file into a new SQLite folder, and serve it
    python -m benchmarks.pages --home FOLDER         serve a data folder that is there already

Goals on 16,566 events: the import in 20 s, the search page at p95 of the mix within 60 ms, the CSV of all within 3 s,
the first page within 1.5 s of the start, and a server of at most 160 MB.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from incidents.search.filters import FILTERS

# Shown one by one: all, some, few, a place with dates, a word, and a source that nine cases in ten cite.
QUESTIONS = ("", "date:2017", "killed:>=50", "place:Idlib date:2016..2017", "airstrikes", "source:SOHR -killed:0")
# The mix whose slow end is the goal: these, and what the help of every key gives as its example.
EXAMPLES = tuple(dict.fromkeys(one.example for one in FILTERS.values()))
ROUNDS = 15
PROGRAM = (sys.executable, "-m", "incidents")


class Visitor:
    """Somebody signed in, who counts how long each page takes."""

    def __init__(self, link: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.home = re.match(r"https?://[^/]+", link)[0]  # type: ignore[index]
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.read(link)[1])
        fields = urllib.parse.urlencode({"csrf_token": token[1] if token else ""}).encode()
        self.opener.open(link, fields).read()

    def read(self, address: str) -> tuple[float, str]:
        """Read one page: the seconds it took, and its text."""
        began = time.perf_counter()
        with self.opener.open(address) as answer:
            text = answer.read().decode("utf-8", "replace")
        return time.perf_counter() - began, text


def show(name: str, seconds: list[float]) -> None:
    """Print the middle and the slow end of some measurements."""
    slow = sorted(seconds)[max(0, round(0.95 * len(seconds)) - 1)]
    print(f"{name:44} median {statistics.median(seconds) * 1000:7.1f} ms   p95 {slow * 1000:7.1f} ms")


def resident(process: subprocess.Popen[str]) -> float:
    """The memory of a process in MB, as the operating system counts it."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else float("nan")


def serve(environment: dict[str, str]) -> tuple[subprocess.Popen[str], str, float]:
    """Start the server on a free port: the process, the address that signs in, and the seconds until it was there."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"https?://\S+/enter/\S+", line):
            return process, found[0], time.perf_counter() - began
    raise SystemExit("The server did not start.")


def ask(visitor: Visitor, question: str) -> list[float]:
    """The seconds that the search page takes for one question, the first time left out."""
    address = f"{visitor.home}/search?" + urllib.parse.urlencode({"q": question})
    visitor.read(address)
    return [visitor.read(address)[0] for _round in range(ROUNDS)]


def measure(environment: dict[str, str]) -> None:
    """Visit the pages and print what they took."""
    process, link, started = serve(environment)
    try:
        visitor = Visitor(link)
        print(f"{'from the start to the address':44} {started:.2f} s")
        asked = {question: ask(visitor, question) for question in dict.fromkeys(QUESTIONS + EXAMPLES)}
        for question in QUESTIONS:
            show(f"search {question or '(all)'}", asked[question])
        slowest = max(EXAMPLES, key=lambda question: statistics.median(asked[question]))
        show(f"search {slowest}, the slowest example", asked[slowest])
        show(f"search page, mix of {len(asked)} questions", [one for seconds in asked.values() for one in seconds])
        _seconds, text = visitor.read(f"{visitor.home}/search")
        case = re.search(r'href="(/cases/[A-Z]+-[A-Z0-9]+)"', text)
        if case:
            for name in ("", "/edit", "/history"):
                show(f"case{name}", [visitor.read(visitor.home + case[1] + name)[0] for _round in range(ROUNDS)])
        show("start", [visitor.read(f"{visitor.home}/")[0] for _round in range(ROUNDS)])
        show("sources", [visitor.read(f"{visitor.home}/sources")[0] for _round in range(ROUNDS)])
        seconds, text = visitor.read(f"{visitor.home}/export.csv")
        print(f"{'CSV of all through the server':44} {seconds:.2f} s, {len(text) / 1e6:.1f} MB")
        print(f"{'memory of the server':44} {resident(process):.0f} MB")
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Make or open a data folder and measure it."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("file", nargs="?", help="a UCDP GED file to import first")
    reader.add_argument("--home", help="a data folder that is there already")
    given = reader.parse_args()
    if given.home:
        measure(os.environ | {"INCIDENTS_HOME": given.home})
        return
    if not given.file:
        reader.error("name a UCDP GED file, or a data folder with --home")
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"INCIDENTS_HOME": folder}
        subprocess.run([*PROGRAM, "init"], env=environment, check=True, stdout=subprocess.DEVNULL)
        began = time.perf_counter()
        imported = [*PROGRAM, "import", "ucdp", given.file]
        subprocess.run(imported, env=environment, check=True, stdout=subprocess.DEVNULL)
        print(f"{'import':44} {time.perf_counter() - began:.1f} s")
        measure(environment)


if __name__ == "__main__":
    main()
