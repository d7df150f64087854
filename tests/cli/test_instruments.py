"""`incidents instruments`: laws and orders, and one of them with its procedure, for people and for programs."""

import json

from incidents.db.engine import open_databases
from tests.support.factories import (
    make_incident,
    make_incident_instrument,
    make_instrument_amendment,
    make_legal_instrument,
    store,
)


def test_laws_are_listed_and_one_is_shown_with_its_versions_and_cases(run, home) -> None:
    run("init")
    databases = open_databases(f"sqlite:///{home / 'incidents.db'}")
    with databases.write_session() as session:
        law = make_legal_instrument("Zones", kind="law", number="10/2018", issued="2018-04-02", deadline_days=30)
        longer = make_legal_instrument("Longer", in_force="2018-11-11", deadline_days=365)
        make_instrument_amendment(longer, law)
        case = make_incident("A street cleared", occurred="2018-07")
        make_incident_instrument(case, law, role="caused")
        store(session, law, longer, case)
        session.commit()
        code, later, cleared = law.code, longer.code, case.code
    databases.close()
    assert run("instruments", "10/2018").stdout == f"{code}  2 April 2018  Law 10/2018: Zones\n"
    shown = run("instruments", code.lower()).stdout
    for line in ("issued 2 April 2018: Law 10/2018: Zones", "Days to claim: 30 days", "from 11 November 2018: Longer"):
        assert line in shown
    assert f"{cleared}  July 2018  A street cleared (Caused it)" in shown
    plain = json.loads(run("instruments", code, "--format", "json").stdout)
    assert [(one["by"], one["steps"]) for one in plain["procedure"]] == [
        (code, {"deadline_days": 30}),
        (later, {"deadline_days": 365}),
    ]
    assert len(json.loads(run("instruments", "--format", "json").stdout)) == 2
    assert run("instruments", "LAW-222222").exit_code == 2
