"""The rows and totals of the search page in words, with their strips and addresses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from incidents.answers.listing import Row
from incidents.answers.row_parts import ShownAttribution
from incidents.answers.suggestions import in_language
from incidents.answers.totals import OutcomeTotal, Totals
from incidents.base.dates import say_date
from incidents.base.languages import _, ngettext
from incidents.search.effective import Effective
from incidents.vocabularies import label
from incidents.web import strip
from incidents.web.incidents.showing import COARSE, bounds

SHOWN_VIOLATIONS = 2
SHOWN_ATTRIBUTIONS = 2


@dataclass(slots=True)
class Graded:
    """The actors for whom the team holds one grade."""

    grade: str
    contested: bool
    actors: list[str]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One case of the table, ready to be read."""

    code: str
    address: str
    title: str
    when: str | None
    when_beneath: str | None
    edtf: str | None
    violations: str
    status: str
    place: str | None
    place_beneath: str | None
    pcode: str | None
    killed: Effective | None
    strip: strip.Strip | None
    n_sources: int
    n_independent: int
    occurrence: str
    attributions: list[Graded]


def shown_row(row: Row) -> ShownRow:
    """A row of the listing in words."""
    place = row.place
    return ShownRow(
        row.code, url_for("incidents.page", code=row.code), in_language(row.title),
        None if row.occurred.is_empty else say_date(row.occurred), _beneath(row), row.occurred.edtf,
        _few([label("violation_type", code) for code in row.violations]), _states(row),
        (place.name or place.verbatim or _("a point without a name")) if place else None, _precision(row),
        place.pcode if place else None, row.killed, _strip(row), row.n_sources, row.n_independent, row.occurrence,
        _by_grade(row.attributions),
    )  # fmt: skip


def _by_grade(attributions: tuple[ShownAttribution, ...]) -> list[Graded]:
    found: dict[str, Graded] = {}
    for one in attributions:
        graded = found.setdefault(one.grade, Graded(one.grade, False, []))
        graded.contested = graded.contested or one.contested
        if one.actor and len(graded.actors) < SHOWN_ATTRIBUTIONS:
            graded.actors.append(one.actor)
    return list(found.values())


def _beneath(row: Row) -> str | None:
    clock = "–".join(one for one in (row.time_from, row.time_to) if one)
    time = row.time_text or clock or (label("time_word", row.time_word) if row.time_word else None)
    return time or bounds(row.occurred)


def _few(words: list[str]) -> str:
    shown = _(", ").join(words[:SHOWN_VIOLATIONS])
    rest = len(words) - SHOWN_VIOLATIONS
    return shown if rest <= 0 else f"{shown} {ngettext('and %(num)s more', 'and %(num)s more', rest, num=rest)}"


def _states(row: Row) -> str:
    words = [] if row.status == "approved" else [label("workflow_status", row.status)]
    if row.visibility == "confidential":
        words.append(label("visibility", "confidential"))
    return _(", ").join(words)


def _precision(row: Row) -> str | None:
    place = row.place
    if place is None:
        return None
    words = label("place_precision", place.precision) if place.precision else None
    if words and place.precision in COARSE:
        words = _("somewhere in it: %(level)s", level=words)
    more = ngettext("and %(num)s more place", "and %(num)s more places", row.n_places - 1, num=row.n_places - 1)
    return _(", ").join(one for one in (words, more if row.n_places > 1 else None) if one) or None


def _strip(row: Row) -> strip.Strip | None:
    claims = [
        strip.Claim(one.speaker or _("a confidential source"), one.low, one.best, one.high, one.open_above, one.current)
        for one in row.claims
        if one.count.is_known
    ]
    if len(claims) < 2 or row.killed is None:
        return None
    return strip.small(claims, row.killed.count if row.killed.assessed and row.killed.count.is_known else None)


def shown_totals(found: Totals, made_of: Mapping[str, str]) -> list[dict[str, Any]]:
    """The totals as the bar shows them; each leads to the cases that it is made of, those with most first."""
    killed, injured = _total(_("killed"), found.killed), _total(_("injured"), found.injured)
    return [killed | {"address": made_of["killed"]}, injured | {"address": made_of["injured"]}]


def _total(word: str, total: OutcomeTotal) -> dict[str, Any]:
    return {
        "word": word, "low": total.low, "best": total.best, "high": total.high, "open_above": total.n_open > 0,
        "counted": total.n_figure, "not_known": total.n_without, "note": _(", ").join(_notes(total)) or None,
    }  # fmt: skip


def _notes(total: OutcomeTotal) -> Iterator[str]:
    if total.n_zero:
        yield ngettext("%(num)s with none", "%(num)s with none", total.n_zero, num=total.n_zero)
    if total.n_figure and total.n_best < total.n_figure:
        yield _("%(best)s of %(all)s have a best figure", best=total.n_best, all=total.n_figure)
    if total.n_not_assessed:
        yield ngettext("%(num)s not assessed", "%(num)s not assessed", total.n_not_assessed, num=total.n_not_assessed)
