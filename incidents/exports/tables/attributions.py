"""The table `attributions`: who is named in which case, as what, how surely, and what they say themselves."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.references import KnownActor
from incidents.exports.rows import NOT_ASSESSED
from incidents.exports.tables.table import Table
from incidents.records import Actor, ActorName, Assessment, Attribution


class AttributionLine(NamedTuple):
    """An attribution with its actor and the current grades of the team on it."""

    code: str
    row: AnyRow
    actor: KnownActor
    grades: tuple[str, ...]


COLUMNS: tuple[Column, ...] = (
    of(Attribution, "id", "attribution_id", label=N_("Attribution")),
    made("code", "code", N_("Case")),
    of(Actor, "code", "actor_id", "actor.code", label=N_("Code of the actor")),
    made("actor_name_en", "actor.names.en", N_("Actor in English"), of=[(ActorName, "text")]),
    made("actor_name_ar", "actor.names.ar", N_("Actor in Arabic"), of=[(ActorName, "text")]),
    of(Actor, "kind", "actor_kind", "actor.kind"),
    *(of(Attribution, field) for field in (
        "role", "known_or_suspected", "degree", "position", "position_text", "position_url",
    )),
    of(Attribution, "position_date_edtf", label=N_("When it said so (EDTF)")),
    of(Attribution, "conceded_figures", kind=Kind.LINES),
    of(Attribution, "contested"),
    of(Attribution, "alleged_by", kind=Kind.LINES),
    of(Attribution, "as_of_edtf", label=N_("Alleged as of (EDTF)")),
    of(Attribution, "note"),
    made("grade", "grades", N_("Who did it"), of=[(Assessment, "mapped_value")],
         kind=Kind.CODES, vocabulary="confidence"),
)  # fmt: skip


def _lines(reading: Reading) -> Iterator[AttributionLine]:
    columns = stored(Attribution, COLUMNS, "actor_id")
    for piece in reading.pieces():
        parts = reading.parts(piece, Attribution, columns)
        reading.actors.learn(row.actor_id for row in parts)
        grades = _grades(reading, piece)
        for row in parts:
            graded = grades.get(row.id, NOT_ASSESSED)
            yield AttributionLine(row.incident_code, row, reading.actors.actor(row.actor_id), graded)


def _grades(reading: Reading, piece: list[int]) -> dict[int, tuple[str, ...]]:
    statement = select(Assessment.about_attribution_id, Assessment.mapped_value).order_by(Assessment.id)
    judged = Assessment.mapped_value != NOT_ASSESSED[0]
    current = reading.among(Assessment.incident_id, piece), Assessment.state == "current", judged
    about = Assessment.axis == "attribution", Assessment.about_attribution_id.is_not(None)
    found: dict[int, tuple[str, ...]] = {}
    for number, grade in reading.rows(statement.where(*current, *about)):
        if grade not in found.get(number, ()):
            found[number] = (*found.get(number, ()), grade)
    return found


TABLE = Table("attributions", N_("Attributions"), COLUMNS, _lines)
