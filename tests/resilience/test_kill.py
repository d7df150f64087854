"""The server is killed twenty times under eight writers: nothing acknowledged is lost, nothing stands half-written."""

import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incidents.ledger.chain import verify
from incidents.ledger.replay import picture_at
from incidents.records import Change, EffectiveFigure, Incident, Source
from incidents.records.picture import picture
from tests.resilience.clients import Client
from tests.resilience.conftest import Installation
from tests.support.pages import Form

WRITERS, KILLS = 8, 20
SAVES_BETWEEN = 4


@dataclass
class Writer:
    """Records one case after the other, and remembers which the server said were saved."""

    client: Client
    form: Form
    name: str
    saved: dict[str, str] = field(default_factory=dict)
    sent: int = 0
    cut_off: int = 0

    def write(self, until: threading.Event) -> None:
        while not until.is_set():
            self.sent += 1
            title = f"{self.name} {self.sent}"
            self.form.put({"case-title-en": title, "citations-0-new-title-en": f"Source of {title}"})
            try:
                answer = self.client.post("/cases/new", self.form.sent())
            except (OSError, HTTPException):
                self.cut_off += 1
                time.sleep(0.01)
                continue
            assert answer.status == 303, answer.text
            self.saved[str(answer.location).rpartition("/")[2]] = title


def wait_for_saves(writers: list[Writer], wanted: int) -> None:
    """Wait until the server has acknowledged some more saves, so that it is killed at work and not at its start."""
    before, deadline = sum(len(writer.saved) for writer in writers), time.monotonic() + 30
    while sum(len(writer.saved) for writer in writers) < before + wanted:
        assert time.monotonic() < deadline, "nothing was saved for half a minute"
        time.sleep(0.01)


def filled(page: str) -> Form:
    """A case with a source entered in place, a number that it states, and a place."""
    form = Form(page)
    form.put({
        "case-occurred": "4 April 2017", "places-0-verbatim": "A town", "violations-0-violation": "chemical_attack"
        if "chemical_attack" in form.options["violations-0-violation"] else form.options["violations-0-violation"][1],
        "citations-0-new-publisher": "A newspaper", "figures-0-citation_id": form["citations-0-key"],
        "figures-0-low": "83", "figures-0-best": "83", "figures-0-high": "83",
    })  # fmt: skip
    return form


def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(installation: Installation) -> None:
    clients = installation.sign_in([f"writer.{number}" for number in range(WRITERS)])
    installation.server.start()
    writers = [Writer(client, filled(client.get("/cases/new").text), f"Writer {n}") for n, client in enumerate(clients)]
    for round_number in range(KILLS):
        if round_number:
            installation.server.start()
        killed = threading.Event()
        threads = [threading.Thread(target=writer.write, args=[killed]) for writer in writers]
        for thread in threads:
            thread.start()
        wait_for_saves(writers, SAVES_BETWEEN)
        time.sleep(0.013 * round_number)  # never at the same moment of a save
        installation.server.kill()
        killed.set()
        for thread in threads:
            thread.join()

    saved = {code: title for writer in writers for code, title in writer.saved.items()}
    assert len(saved) == sum(len(writer.saved) for writer in writers) >= KILLS * SAVES_BETWEEN
    assert sum(writer.cut_off for writer in writers) >= KILLS, "no writer was in the middle of anything"
    with installation.databases.write_session() as session:
        whole = {incident.code: incident for incident in session.scalars(select(Incident))}
        assert set(saved) <= set(whole)
        assert {code: whole[code].title["en"] for code in saved} == saved
        for incident in whole.values():
            check_whole(session, incident)
        assert session.scalar(select(func.count()).select_from(Source)) == len(whole)
        rows = session.execute(select(Change.record_code, Change.verb).where(Change.record_type == "incident"))
        assert sorted(rows.all()) == sorted((code, "recorded") for code in whole)
        verdict = verify(session)
        assert verdict.whole, verdict
    check_database(installation)


def check_whole(session: Session, incident: Incident) -> None:
    """The case has all that was entered with it, what is derived from it, and a ledger that tells just that."""
    (citation,), (figure,), (place,) = incident.citations, incident.figures, incident.places
    assert citation.source.title == {"en": f"Source of {incident.title['en']}"}
    assert (figure.low, figure.citation_id, place.verbatim) == (83, citation.id, "A town")
    assert len(incident.violations) == len(incident.teams) == incident.n_sources == 1
    effective = session.scalars(select(EffectiveFigure).where(EffectiveFigure.incident_id == incident.id)).one()
    assert (effective.low, effective.best, effective.high) == (83, 83, 83)
    assert picture_at(session, "incident", incident.id, version=1) == picture(incident)


def check_database(installation: Installation) -> None:
    """The database itself finds nothing wrong."""
    if installation.databases.writer.dialect.name == "sqlite":
        with installation.databases.writer.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
