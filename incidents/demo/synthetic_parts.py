"""The parts of the invented cases: dates, places, violations, citations, accusations, judgments, open questions."""

from typing import Any

from incidents.demo.files import NORTHMARCH, rows
from incidents.demo.synthetic_words import PLACES, TERMS, WORDS, name_of, pick, town_of
from incidents.vocabularies import vocabulary

Part = dict[str, Any]

SOURCES = [row["key"] for row in rows(NORTHMARCH / "sources.json") if row.get("visibility") != "confidential"]
CONFIDENTIAL_CASE, CONFIDENTIAL_SOURCE = 45, "NS41"
ACTORS = [row["key"] for row in rows(NORTHMARCH / "actors.json")]
LEVELS = ("confirmed", "probable", "possible", "doubtful", "not_assessed", "discounted", "probable")
OUTLINES = {
    "linear": '{"type": "LineString", "coordinates": [[-40.1, 30.5], [-39.7, 30.8], [-39.2, 31.0]]}',
    "water_air": '{"type": "Polygon", "coordinates": [[[-41, 30], [-40.5, 30], [-40.5, 30.4], [-41, 30]]]}',
}
ADMINISTRATIVE = {"adm0": "N", "adm1": "N1", "adm2": "N11", "adm3": "Q4", "neighbourhood": "Q2", "within_100m": "Q3"}


def occurred(number: int, kind: str) -> Part:
    """When it happened, in one of the ways in which a source can know that."""
    text, edtf = pick(WORDS["dates"][kind], number)
    return {"occurred_text": text, "occurred_edtf": edtf}


def places(number: int) -> list[Part]:
    """One place, at each precision in turn; some cases have a second one with another role."""
    precision = pick(vocabulary("place_precision").codes, number)
    town = town_of(number)
    key = ADMINISTRATIVE.get(precision, town)
    first: Part = {"id": "p1", "role": "occurred", "is_primary": True, "precision": precision, "place_id": key}
    first |= {"verbatim": name_of(town, "en"), "verbatim_lang": "en"}
    if precision == "unknown":
        first |= {"place_id": None, "note": "Nobody could say where this is."}
    elif "lat" in PLACES[key] and precision not in OUTLINES:
        first |= {"lat": PLACES[key]["lat"], "lon": PLACES[key]["lon"], "method": "Invented"}
    first["area"] = OUTLINES.get(precision)
    first["radius_m"] = 40_000 if precision == "near_place" else None
    if number % 3:
        return [first]
    role = pick(vocabulary("place_role").codes, number // 3)
    return [first, {"id": "p2", "role": role, "place_id": town_of(number + 1), "precision": "settlement"}]


def violations(number: int) -> list[Part]:
    """The case's own term, and in every second case one more."""
    term = pick(TERMS, number)
    status = pick((None, *vocabulary("violation_status").codes), number)
    note = "What it was fits no other term." if term.needs_note else None
    found: list[Part] = [{"id": "v1", "violation": term.code, "is_primary": True, "status": status, "note": note}]
    second = pick(TERMS, number * 11 + 5)
    if number % 2 and second is not term and not second.needs_note:
        found.append({"id": "v2", "violation": second.code})
    return found


def citations(number: int) -> list[Part]:
    """One to four sources that are cited, with what can be said about each."""
    found: list[Part] = []
    for position in range(1 + number % 4):
        key = pick(SOURCES, number * 5 + position * 13)
        one: Part = {"id": f"c{position + 1}", "source_id": key, "credibility": pick("1234566", number + position)}
        one["connection"] = pick((None, *vocabulary("connection").codes), number + position)
        one["locator"] = f"page {number % 40 + 1}" if position == 0 else None
        one["stance_occurrence"] = pick(("supports", "supports", "mentions", "contradicts"), number + position)
        found.append(one)
    if number == CONFIDENTIAL_CASE:
        found.append({"id": "c9", "source_id": CONFIDENTIAL_SOURCE, "connection": "victim"})
    if number % 10 == 7:
        found[0] |= {"reliability_override": "C", "reliability_reason": "It was far away this time."}
    if number % 10 == 3:
        found[-1] |= {"independent": "yes", "independent_reason": "Its reporter was there and says so."}
    if number % 6 == 5:
        found[0] |= {"stated_date_text": "about that time", "stated_date_edtf": "2019~", "received_edtf": "2019-08"}
        found[0] |= {"excerpt": "نص مختلق بكلمات المصدر", "excerpt_translation": "An invented text in its words"}
    return found


def attributions(number: int, cited: list[Part], kind: str) -> list[Part]:
    """Nobody, one actor, or two of which each source names another."""
    if number % 8 == 7:
        return []
    alleged_by = [one["id"] for one in cited]
    one: Part = {"id": "a1", "actor_id": pick(ACTORS, number), "alleged_by": alleged_by[:1]}
    one["role"] = "issuing_authority" if kind == "instrument" else pick(vocabulary("attribution_role").codes, number)
    one["known_or_suspected"] = pick(vocabulary("known_or_suspected").codes, number)
    one["degree"] = pick(vocabulary("degree").codes, number)
    one["position"] = pick((None, *vocabulary("actor_statement").codes), number)
    if one["position"] not in (None, "silent", "unknown"):
        one |= {"position_text": "An invented statement.", "position_date_edtf": "2019-06"}
    if number % 5 or kind == "instrument":
        return [one]
    rival: Part = {"id": "a2", "actor_id": pick(ACTORS, number + 9), "alleged_by": alleged_by[1:], "contested": True}
    return [one | {"contested": True}, rival | {"known_or_suspected": "suspected"}]


def assessments(number: int, accused: list[Part], figure: str | None) -> list[Part]:
    """What the team holds on each question; some questions are left open."""
    found: list[Part] = []
    for position, axis in enumerate(("occurrence", "attribution", "quantity")):
        if axis == "attribution" and not accused:
            continue
        level = pick(LEVELS, number + position * 3)
        one: Part = {"id": f"j{position + 1}", "axis": axis, "mapped_value": level, "reason": WORDS["reasons"][level]}
        one["about_attribution_id"] = "a1" if axis == "attribution" else None
        one["about_figure_id"] = figure if axis == "quantity" else None
        if axis == "occurrence":
            one["verification_level"] = pick((None, *vocabulary("verification_level").codes), number)
        found.append(one)
    keys = pick(TERMS, number).keys
    if keys and number % 3 == 0:
        law: Part = {"id": "j4", "axis": "legal", "mapped_value": "not_assessed", "provision": keys[0]}
        law["legal_status"] = pick(vocabulary("legal_status").codes, number // 3)
        found.append(law | {"reason": "An invented example of how a provision is noted."})
    return found


def issues_and_notes(number: int) -> tuple[list[Part], list[Part]]:
    """Questions about a case, some open and some settled, and remarks on single fields."""
    issues: list[Part] = []
    if number % 6 == 1:
        state = pick(("open", "open", "accepted", "fixed", "not_an_issue"), number // 6)
        code = pick(vocabulary("quality_issue").codes, number // 6)
        issue: Part = {"id": "q1", "code": code, "raw_value": "as it came", "state": state, "field": "occurred"}
        issues.append(issue | {"resolution": None if state == "open" else "Looked at for the demonstration."})
    notes: list[Part] = []
    if number % 7 == 3:
        known = pick((None, *vocabulary("value_state").codes), number // 7)
        notes.append({"id": "n1", "field": "time_from", "value_state": known, "note": "No source gives a time."})
    return issues, notes
