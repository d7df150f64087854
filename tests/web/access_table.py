"""The table of who may do what over the web: every address, every method, every role, and the status it answers.

``python -m tests.web.access_table`` writes it anew into ``access_table.csv``. Read the difference before it is
committed: each line is a door, and says for whom it opens. A status of 200 or 3xx is an open door; 401 and 303 to
the sign-in page are for strangers; 403 is for a role that is too low; 404, 409 and 422 are answers of the room behind
the door, to a request that names the world's own records and sends an empty form.
"""

import csv
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from incidents.db.engine import open_databases
from tests.support.databases import bring_to_head
from tests.support.web import ROLES, World, address_of, make_world, rules_of

FILE = Path(__file__).with_name("access_table.csv")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
COLUMNS = ("address", "method", "anonymous", *ROLES)


def rows(world: World) -> Iterator[tuple[str, ...]]:
    """Ask every door of the running application, in turn as a stranger and as each role."""
    readers = {role: world.browser(role) for role in (None, *ROLES)}
    for method in METHODS:
        for rule in rules_of(world, method):
            address = address_of(world, rule)
            statuses = []
            for role in (None, *ROLES):
                # What is sent may end a sign-in or give it another token; what is read may not.
                browser = readers[role] if method == "GET" else world.browser(role)
                answer = browser.send(address) if method == "POST" else browser.open(address, method=method)
                statuses.append(str(answer.status_code))
                answer.close()
            yield rule.rule, method, *statuses


def written() -> list[tuple[str, ...]]:
    """The rows as they are checked in."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [tuple(row) for row in csv.reader(lines)][1:]


def main() -> None:
    """Write the table of the application as it is."""
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/incidents.db"
        bring_to_head(address)
        databases = open_databases(address)
        try:
            found = sorted(rows(make_world(databases, Path(folder) / "home")))
        finally:
            databases.close()
    broken = [row for row in found if any(status.startswith("5") for status in row[2:])]
    if broken:
        raise SystemExit(f"Nothing is written while an address fails: {broken}")
    with FILE.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([COLUMNS, *found])


if __name__ == "__main__":
    main()
