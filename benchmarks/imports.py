"""How long an import of UCDP GED takes into an empty database, how much memory, and how long the same file again takes.

    python -m benchmarks.imports ged_syria.csv.gz    a file of your own, into a new SQLite file
    python -m benchmarks.imports                     16,566 events made of the rows that the tests use
    python -m benchmarks.imports FILE --database URL a database of either engine that is there and empty

Goal: 16,566 events in 20 s on two cores, with the ledger and all that searches read; a second run changes nothing.
"""

import argparse
import csv
import itertools
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from incidents.access.viewer import OPERATOR
from incidents.db.engine import Databases, open_databases
from incidents.db.migrate import upgrade
from incidents.imports.run import import_ucdp
from incidents.records import Team
from incidents.work.teams import make_team

EVENTS = 16_566
ROWS = Path(__file__).resolve().parents[1] / "tests" / "imports" / "fixtures" / "ged_41_columns.csv"


def made_up_file(folder: Path) -> Path:
    """Write a file of as many events as the Syria release has: the rows of the tests, each with an id of its own."""
    path = folder / "made_up.csv"
    with ROWS.open(encoding="utf-8", newline="") as source, path.open("w", encoding="utf-8", newline="") as target:
        rows = list(csv.DictReader(source))
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        for number, row in zip(range(1, EVENTS + 1), itertools.cycle(rows), strict=False):
            headline = row["source_article"].replace(",20", f", no. {number // 2},20", 1)
            writer.writerow(row | {"id": f"{number}.0", "source_article": headline})
    return path


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long the block took, by the clock and on the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    print(f"{what:<28}{time.perf_counter() - clock:7.1f} s   {time.process_time() - processor:7.1f} s on the processor")


def bring(databases: Databases, path: Path) -> dict[str, int]:
    """Import a file and commit, as the command does."""
    with databases.write_session() as session:
        if session.scalars(select(Team).limit(1)).first() is None:
            make_team(session, OPERATOR, name={"en": "Everyone"})
        report = import_ucdp(session, OPERATOR, path)
        session.commit()
    return dict(report.outcomes)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--database", metavar="URL")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = asked.file or made_up_file(folder)
        databases = open_databases(asked.database or f"sqlite:///{folder / 'incidents.db'}")
        upgrade(databases.writer)
        with timed("import into nothing"):
            print(bring(databases, path))
        print(f"{'memory at most':<28}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")
        with timed("the same file again"):
            print(bring(databases, path))
        databases.close()
        if not asked.database:
            print(f"{'database':<28}{(folder / 'incidents.db').stat().st_size / 1e6:7.0f} MB")


if __name__ == "__main__":
    main()
