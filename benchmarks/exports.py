"""How long a CSV of every case takes and how much memory, beside the database's own dump of the same columns.

    python -m benchmarks.exports                     16,566 made-up events in a new SQLite file
    python -m benchmarks.exports --cases 100000
    python -m benchmarks.exports --database URL      a database of either engine that is there (--fill an empty one)

Goals: 16,566 events in 3 s; at least a third of the speed of the dump; under 120 MB at 100,000 cases.
"""

import argparse
import itertools
import multiprocessing
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from incidents.access.viewer import OPERATOR
from incidents.base.codes import ALPHABET
from incidents.base.dates.edtf import read_edtf
from incidents.db.engine import open_databases
from incidents.db.migrate import upgrade
from incidents.exports.formats import FORMATS
from incidents.exports.order import Order, make
from incidents.exports.placing import Stream
from incidents.exports.snapshot import snapshot
from incidents.exports.tables import TABLES
from incidents.ledger.bulk import insert_in_bulk
from incidents.records import (
    Actor,
    ActorName,
    Attribution,
    Citation,
    ExternalId,
    Figure,
    Incident,
    IncidentPlace,
    IncidentViolation,
    Place,
    PlaceName,
    Source,
)
from incidents.search.criteria import Criteria
from incidents.search.derived import derive_in_bulk
from incidents.settings import Settings

EVENTS = 16_566
AT_ONCE = 2_000
_numbers = itertools.count(1)
GROUPS = ("total", "civilian", "status_unknown", "combatant")

DUMP = """
SELECT i.code, i.title ->> 'en', i.title ->> 'ar', (SELECT {join}(violation, ';') FROM incident_violation v
  WHERE v.incident_id = i.id), i.temporal_type, i.occurred_text, i.occurred_edtf, i.occurred_earliest,
  i.occurred_latest, i.occurred_precision, i.occurred_nature,
  (SELECT text FROM place_name n WHERE n.place_id = p1.id AND lang = 'en' LIMIT 1),
  (SELECT text FROM place_name n WHERE n.place_id = p1.id AND lang = 'ar' LIMIT 1), p1.pcode, p.pcode_edition,
  ip.verbatim, (SELECT text FROM place_name n WHERE n.place_id = p.id AND lang = 'en' LIMIT 1),
  (SELECT text FROM place_name n WHERE n.place_id = p.id AND lang = 'ar' LIMIT 1), ip.lat, ip.lon, ip.precision,
  ip.radius_m, k.low, k.best, k.high, k.open_above, k.value_state, c.low, c.best, c.high, c.value_state, u.best,
  ch.low, ch.high, j.low, j.best, j.high, j.value_state, d.low, d.high,
  (SELECT {join}(a.role || ':' || (SELECT text FROM actor_name n WHERE n.actor_id = a.actor_id LIMIT 1), ';')
    FROM attribution a WHERE a.incident_id = i.id),
  (SELECT mapped_value FROM assessment s WHERE s.incident_id = i.id AND axis = 'occurrence' AND state = 'current'
    LIMIT 1),
  (SELECT mapped_value FROM assessment s WHERE s.incident_id = i.id AND axis = 'attribution' AND state = 'current'
    LIMIT 1),
  i.harm_reported, i.n_sources, i.n_independent, i.n_open_issues, i.public_summary ->> 'en',
  i.public_summary ->> 'ar',
  (SELECT {join}(e.system || ':' || e.value, ';') FROM external_id e WHERE e.incident_id = i.id)
FROM incident i
LEFT JOIN incident_place ip ON ip.incident_id = i.id AND ip.is_primary
LEFT JOIN place p ON p.id = ip.place_id
LEFT JOIN place p1 ON p1.id = p.parent_id
""" + "".join(
    f"LEFT JOIN effective_figure {name} ON {name}.incident_id = i.id AND {name}.outcome = '{outcome}'"
    f" AND {name}.\"group\" = '{group}' AND {name}.unit = 'person'\n"
    for name, outcome, group in (
        ("k", "killed", "total"), ("c", "killed", "civilian"), ("u", "killed", "status_unknown"),
        ("ch", "killed", "children"), ("j", "injured", "total"), ("d", "displaced", "total"),
    )
) + "WHERE i.withdrawn_at IS NULL ORDER BY i.code"  # fmt: skip


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--cases", type=int, default=EVENTS)
    words.add_argument("--database", metavar="URL")
    words.add_argument("--fill", action="store_true", help="fill the database first, which has to be empty")
    words.add_argument("--runs", type=int, default=3)
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = given.database or f"sqlite:///{folder}/incidents.db"
        if given.fill or not given.database:
            alone(fill, address, given.cases)
        for table in ("incidents", "figures"):
            measure(address, Path(folder), table, given.runs)
        dump = best(given.runs, lambda: run_dump(address, Path(folder) / "dump.csv"))
        print(f"the database's own dump of the cases  {dump:6.2f} s")


def measure(address: str, folder: Path, table: str, runs: int) -> None:
    """Export a table, and print what it took."""
    seconds, rows, size, memory = alone(export, address, str(folder / "out.csv"), table, runs)
    file = f"{rows:8,} rows {size / 2**20:7.1f} MB"
    print(f"{table:10} {file} {seconds:7.2f} s {rows / seconds:9,.0f} rows/s {memory:5.0f} MB memory")


def alone(work: Callable[..., Any], *values: Any) -> Any:
    """Do something in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as other:
        return other.submit(work, *values).result()


def export(address: str, path: str, table: str, runs: int) -> tuple[float, int, int, float]:
    """Export all cases; return the best time, rows, bytes and the most memory in MB."""
    databases = open_databases(address)
    settings = Settings(home=Path(path).parent, database_url=address)
    made: list[Any] = []

    def once() -> None:
        with snapshot(databases) as session, Path(path).open("wb") as out:
            order = Order("", Criteria(), OPERATOR, (TABLES[table],), FORMATS["csv"])
            made.append(make(session, settings, order, Stream(out)).files[0])

    seconds = best(runs, once)
    databases.close()
    return seconds, made[-1].rows, made[-1].bytes, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_dump(address: str, path: Path) -> None:
    """Let the database's own client write the same columns."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        client, words = shutil.which("sqlite3"), ["-csv", str(url.database), DUMP.format(join="group_concat")]
    else:
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        query = " ".join(DUMP.format(join="string_agg").split())
        client, words = shutil.which("psql"), [plain, "-c", f"\\copy ({query}) TO STDOUT CSV"]
    if client is None:
        raise SystemExit("The database's own client (sqlite3 or psql) is not installed.")
    with path.open("wb") as out:
        subprocess.run([client, *words], stdout=out, check=True)


def best(runs: int, work: Callable[[], None]) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _run in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def fill(address: str, cases: int) -> None:
    """Store made-up events like those of a published list: four figures, three sources, two sides, one place each."""
    databases = open_databases(address)
    upgrade(databases.writer)
    with databases.write_session() as session:
        shared = [*places(), *actors()]
        insert_in_bulk(session, OPERATOR, shared, "imported")
        towns = [one.id for one in shared if isinstance(one, Place) and one.level == "adm4"]
        sides = [one.id for one in shared if isinstance(one, Actor)]
        for start in range(0, cases, AT_ONCE):
            batch = [event(number, towns, sides) for number in range(start, min(start + AT_ONCE, cases))]
            sources = {citation.source for case in batch for citation in case.citations}
            insert_in_bulk(session, OPERATOR, [*sources, *batch], "imported")
            derive_in_bulk(session, batch, new=True)
            session.expunge_all()
        session.commit()
    databases.close()


def next_code(prefix: str) -> str:
    """A code that no other record has, far from the one before it, as random codes are."""
    number, letters = next(_numbers) * 60_000_011 % len(ALPHABET) ** 6, ""
    for _letter in range(6):
        number, digit = divmod(number, len(ALPHABET))
        letters += ALPHABET[digit]
    return f"{prefix}-{letters}"


def places() -> Iterator[Place]:
    """Twenty provinces with fifty towns each."""
    for province in range(20):
        above = Place(code=next_code("PLC"), level="adm1", pcode=f"XX{province:02}", visibility="public")
        above.names.append(PlaceName(text=f"Province {province}", lang="en"))
        yield above
        for town in range(50):
            place = Place(code=next_code("PLC"), level="adm4", parent=above, visibility="public")
            place.names += [PlaceName(text=f"Town {town}", lang="en"), PlaceName(text=f"بلدة {town}", lang="ar")]
            yield place


def actors() -> Iterator[Actor]:
    """Forty parties."""
    for number in range(40):
        actor = Actor(code=next_code("ACT"), visibility="public")
        actor.names.append(ActorName(text=f"Party {number}", lang="en"))
        yield actor


def event(number: int, towns: list[int], sides: list[int]) -> Incident:
    """One event; the numbers follow from its own, so that every run stores the same."""
    day = date(2012, 1, 1) + timedelta(days=number % 3000)
    title = {"en": f"Town {number % 50}, Province {number % 20}: Party {number % 40} – civilians, {day}"}
    case = Incident(code=next_code("INC"), title=title, occurred=read_edtf(day.isoformat()), harm_reported="yes")
    case.violations.append(IncidentViolation(violation="killing_in_attack", is_primary=True))
    case.places.append(
        IncidentPlace(
            place_id=towns[number % len(towns)], is_primary=True, verbatim=f"Town {number % 50}",
            lat=35 + number % 997 / 1000, lon=36 + number % 983 / 1000, precision="settlement",
        )
    )  # fmt: skip
    for position in range(3 if number % 4 else 1):
        title = {"en": f"Report {number}.{position}"}
        case.citations.append(Citation(source=Source(code=next_code("SRC"), kind="news", title=title)))
    for group in GROUPS:
        low = number % 17
        bounds = {"low": low, "best": low, "high": low + number % 3}
        case.figures.append(Figure(group=group, citation=case.citations[0], value_state="known", **bounds))
    for side in (number, number + 7):
        case.attributions.append(Attribution(actor_id=sides[side % len(sides)], role="belligerent_side"))
    case.external_ids.append(ExternalId(record_type="incident", system="Example list", value=str(number)))
    return case


if __name__ == "__main__":
    main()
