"""Fifty people save one form: one is saved, forty-nine see both texts, and nobody's words are lost."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from incidents.ledger.chain import verify
from incidents.ledger.replay import history
from incidents.records import Incident
from tests.resilience.clients import Answer
from tests.resilience.conftest import Installation
from tests.support.pages import Form, words_of

EDITORS = 50


def test_one_is_saved_and_forty_nine_see_both_texts(installation: Installation) -> None:
    editors = installation.sign_in([f"editor.{number}" for number in range(EDITORS)])
    installation.server.start()
    form = Form(editors[0].get("/cases/new").text)
    form.put({"case-title-en": "One case for all", "case-summary-en": "As it began."})
    address = str(editors[0].post("/cases/new", form.sent()).location)
    page = editors[0].get(f"{address}/edit").text
    for editor in editors[1:]:
        editor.get("/sources")  # any page gives the token
    together = threading.Barrier(EDITORS)

    def save(number: int) -> Answer:
        typed = Form(page, "/edit").put(
            {"case-summary-en": f"Written by number {number}.", "case-tz": f"zone {number}"}
        )
        together.wait()
        answer = editors[number].post(f"{address}/edit", typed.sent())
        for _again in range(20):
            if answer.status != 503:
                break
            time.sleep(1)  # a slow machine says that it is busy and asks to send it again, as a person would
            answer = editors[number].post(f"{address}/edit", typed.sent())
        return answer

    with ThreadPoolExecutor(EDITORS) as pool:
        answers = list(pool.map(save, range(EDITORS)))
    statuses = [answer.status for answer in answers]
    assert (statuses.count(303), statuses.count(409)) == (1, EDITORS - 1), sorted(set(statuses))

    winner = statuses.index(303)
    with installation.databases.read_session() as session:
        incident = session.scalars(select(Incident)).one()
        assert (incident.summary, incident.tz) == ({"en": f"Written by number {winner}."}, f"zone {winner}")
        assert incident.row_version == 2
        assert len(history(session, "incident", incident.id)) == 2
        assert verify(session).whole
    for number, answer in enumerate(answers):
        if number != winner:
            words = words_of(answer.text)
            assert f"editor.{winner} saved this case while you were writing" in words
            for text in (
                f"Written by number {winner}.",
                f"zone {winner}",
                f"Written by number {number}.",
                f"zone {number}",
            ):
                assert text in words, (number, text)
            kept = Form(answer.text, "/edit")
            assert (kept["case-summary-en"], kept["case-tz"], kept["version"]) == (
                f"Written by number {number}.", f"zone {number}", "2",
            )  # fmt: skip

    loser = (winner + 1) % EDITORS
    again = Form(answers[loser].text, "/edit").put({"choice.incident..tz": "theirs"})
    assert editors[loser].post(f"{address}/edit", again.sent()).status == 303
    with installation.databases.read_session() as session:
        incident = session.scalars(select(Incident)).one()
        assert (incident.summary, incident.tz) == ({"en": f"Written by number {loser}."}, f"zone {winner}")
