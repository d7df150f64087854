"""What is hidden turns up nowhere: in no page, suggestion, count, file or error; and who may see it does."""

import io
import json
import re
import zipfile
from collections.abc import Iterator

import pytest
from flask import url_for

from incidents.access.viewer import OPERATOR
from incidents.ledger.trace import act
from incidents.records import Incident, Source
from incidents.search.derived import refresh
from tests.support.factories import (
    make_aggregate_case,
    make_aggregate_statement,
    make_incident_team,
    make_source_reader,
    store,
)
from tests.support.web import ROLES, Browser, World, rules_of
from tests.web.canaries import full_case, full_source, full_statement

THEIRS, CLOSED = "Qtheirs", "Qclosed"
# Columns that no page shows: internal names of parts, and dates of our own housekeeping.
ON_NO_PAGE = re.compile(
    r"incidentwithdrawnreason|aggregatestatementwithdrawnreason|sourcewithdrawnreason|actorwithdrawnreason|placewithdrawnreason"
    r"|fieldnotepart|qualityissueresolution|qualityissuefield|qualityissuerawvalue"
)


@pytest.fixture
def hidden(world: World) -> dict[str, list[str]]:
    """A case of the other team, and a closed source cited in a case of our own team that only the reviewer may read."""
    with world.databases.write_session() as session:
        source, in_source = full_source(THEIRS)
        case, in_case = full_case(THEIRS, source)
        make_incident_team(case, world.other_team)
        statement, in_statement = full_statement(THEIRS, case)
        ours = session.query(Incident).filter_by(code=world.codes["cases"]).one()
        closed, in_closed = full_source(CLOSED, visibility="confidential")
        make_source_reader(closed, world.accounts["reviewer"])
        with act(session, OPERATOR, "revised", None):
            cited = cite(ours, closed)
        # A count that our own team sees may also be tied to their case.
        both = make_aggregate_statement("A count that both teams see")
        make_aggregate_case(both, ours)
        note = make_aggregate_case(both, case, note=f"{THEIRS}note").note
        store(session, case, closed, statement, both)
        with act(session, OPERATOR, "revised", f"{THEIRS}reason"):
            case.codebook_version = f"{THEIRS}changed"
        with act(session, OPERATOR, "revised"):
            ours.citations[-1].excerpt = f"{CLOSED}changed"
        refresh(session, [case, ours])
        session.commit()
        found = {"case": case.code, "source": source.code, "closed": closed.code, "ours": ours.code,
                 "actor": case.attributions[0].actor.code, "place": case.places[0].place.code,
                 "statement": statement.code, "both": both.code}  # fmt: skip
    world.hidden |= found
    return {
        THEIRS: [*in_case, *in_source, *in_statement, note, f"{THEIRS}reason", f"{THEIRS}changed"],
        CLOSED: [*in_closed, *cited, f"{CLOSED}changed"],
    }


def cite(incident: Incident, source: Source) -> list[str]:
    """Cite the closed source, with canaries in what it gives to the case."""
    from tests.support.factories import make_citation
    from tests.web.canaries import mark_all

    return mark_all(CLOSED, make_citation(incident, source))


def addresses(world: World) -> Iterator[str]:
    """Every address that can be read, once with each code that it could take, and with questions for the canaries."""
    keys = ("case", "source", "closed", "ours", "actor", "place", "statement", "both")
    codes = {key: world.hidden[key] for key in keys}
    for rule in rules_of(world, "GET"):
        if rule.rule.startswith("/static"):
            continue
        for code in codes.values() if "code" in rule.arguments else [""]:
            for version in (1, 2) if "version" in rule.arguments else [1]:
                values = {"code": code, "version": version, "account": "ACC-222222", "token": "none", "number": 1,
                          "name": "none"}  # fmt: skip
                with world.app.test_request_context("/"):
                    address = url_for(rule.endpoint, **{name: values.get(name, "1") for name in rule.arguments})
                yield address
                if not rule.arguments:
                    yield f"{address}?q={THEIRS}incidenttitle"
                    yield f"{address}?q={CLOSED}sourcetitle"
                    yield f"{address}?q=Q&page=1"


def texts_in(answer) -> Iterator[str]:
    """The body with what archives in it hold, and the headers."""
    yield json.dumps(list(answer.headers))
    data = answer.data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode("utf-8", "replace")
    else:
        yield data.decode("utf-8", "replace")


def sweep(browser: Browser, world: World, canaries: list[str]) -> dict[str, set[str]]:
    """The addresses at which canaries turned up, beside the words that were asked for."""
    found: dict[str, set[str]] = {}
    pattern = re.compile("|".join(sorted(map(re.escape, canaries), key=len, reverse=True)))
    for address in addresses(world):
        answer = browser.get(address)
        assert answer.status_code < 500, address
        asked = set(pattern.findall(address))
        told = {canary for text in texts_in(answer) for canary in pattern.findall(text)} - asked
        answer.close()
        if told:
            found[address] = told
    return found


def check_sweep(world: World, hidden: dict[str, list[str]], role: str | None) -> None:
    """Nothing of the other team turns up for anybody of ours, and of the closed source only for its reader."""
    found = sweep(world.browser(role), world, hidden[THEIRS] + hidden[CLOSED])
    told = {address: {one for one in words if one.startswith(THEIRS)} for address, words in found.items()}
    assert {address: words for address, words in told.items() if words} == {}
    if role != "reviewer":
        assert found == {}
        return
    # Otherwise the sweeps would pass in an empty house. The page of a source names its entries in other lists and its
    # questions, and leaves the rest of them out.
    left_out = {f"{CLOSED}{name}" for name in ("externalidrelease", "externalidurl", "qualityissuemessage")}
    seen = set().union(*found.values())
    assert {one for one in hidden[CLOSED] if one not in seen and not ON_NO_PAGE.search(one)} <= left_out


def test_no_canary_turns_up_for_a_researcher(world: World, hidden: dict[str, list[str]]) -> None:
    check_sweep(world, hidden, "researcher")


@pytest.mark.one_database
@pytest.mark.parametrize("role", [None, *(role for role in ROLES if role != "researcher")])
def test_no_canary_turns_up_for_any_other_role(world: World, hidden: dict[str, list[str]], role: str | None) -> None:
    check_sweep(world, hidden, role)


@pytest.mark.parametrize("asked", [f"{THEIRS}incidenttitle", f"{CLOSED}sourcetitle", f"{THEIRS}actornametext"])
def test_a_search_for_a_canary_counts_nothing(world: World, hidden: dict[str, list[str]], asked: str) -> None:
    assert hidden
    browser = world.browser("researcher")
    nothing = re.sub("Qnothingatall", "WORD", browser.get("/search?q=Qnothingatall").text)
    page = re.sub(asked, "WORD", browser.get(f"/search?q={asked}").text)
    clean = re.compile(r'(nonce|csrf_token|value|content)="[^"]*"')
    assert clean.sub("", page) == clean.sub("", nothing)


@pytest.mark.one_database
def test_whom_a_canary_is_meant_for_sees_it(world: World, hidden: dict[str, list[str]]) -> None:
    """The closed source and its reader are asked about above; this is the other team with what is its own."""
    seen: set[str] = set()
    for told in sweep(world.browser("stranger"), world, hidden[THEIRS]).values():
        seen |= told
    # What the source repeats is in no case of theirs, and what its speaker agreed to is for its named readers.
    not_theirs = {f"{THEIRS}parent", f"{THEIRS}sourceconsentscope"}
    missing = {canary for canary in hidden[THEIRS] if canary not in seen and not ON_NO_PAGE.search(canary)}
    assert missing == not_theirs


def test_what_only_named_readers_may_see_is_shown_to_them_alone(world: World, hidden: dict[str, list[str]]) -> None:
    """What the speaker agreed to stands in a source that the whole other team may read, and is not for all of it."""
    answers = [world.browser("stranger").get(f"/sources/{world.hidden['source']}{path}") for path in ("", "/edit")]
    assert all(answer.status_code == 200 for answer in answers)
    assert not any(f"{THEIRS}sourceconsentscope" in answer.text for answer in answers)
    assert (
        f"{CLOSED}sourceconsentscope" in world.browser("reviewer").get(f"/sources/{world.hidden['closed']}/edit").text
    )
    assert hidden
