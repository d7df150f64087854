"""The table `figures`: every claim and every figure of the team, with who says it where and as of when."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.base.languages import N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.gazetteer import UNKNOWN, KnownPlace
from incidents.exports.reading import AnyRow, Reading, stored
from incidents.exports.rows import NOT_RECORDED
from incidents.exports.tables.table import Table
from incidents.exports.text import WITHHELD
from incidents.records import Actor, Citation, Figure, Place, PlaceName, Source


class FigureLine(NamedTuple):
    """A figure with its speaker and its source; of a source that is hidden from the viewer only the number stays."""

    code: str
    row: AnyRow
    source_code: str | None
    speaker: str | None
    actor_code: str | None = None
    spoken_code: str | None = None
    place: KnownPlace = UNKNOWN

    @property
    def state(self) -> str:
        """Whether the number is known, or why there is none."""
        stated = any(number is not None for number in (self.row.low, self.row.best, self.row.high))
        return self.row.value_state or ("known" if stated else NOT_RECORDED)


COLUMNS: tuple[Column, ...] = (
    of(Figure, "id", "figure_id", label=N_("Figure")),
    made("code", "code", N_("Case")),
    of(Figure, "role"),
    of(Figure, "outcome"),
    of(Figure, "group"),
    of(Figure, "sex"),
    of(Figure, "age_group"),
    of(Figure, "victim_status"),
    of(Figure, "cause_of_death"),
    of(Figure, "unit"),
    of(Figure, "low"),
    of(Figure, "best"),
    of(Figure, "high"),
    of(Figure, "qualifier"),
    of(Figure, "as_stated"),
    of(Figure, "value_state", path="state"),
    of(Figure, "imputed"),
    of(Figure, "record_kind"),
    of(Figure, "directness"),
    of(Figure, "counting_basis"),
    of(Figure, "within_figure_id", "within_figure", kind=Kind.WHOLE),
    made("stated_by", "speaker", N_("Speaker"), of=[(Figure, "stated_by_text")]),
    made("source_id", "source_code", N_("Code of the source"),
         of=[(Source, "code")]),
    of(Citation, "locator"),
    of(Figure, "as_of_edtf", label=N_("As of (EDTF)")),
    of(Figure, "series_state"),
    of(Figure, "credibility"),
    of(Figure, "rule"),
    of(Figure, "rule_version"),
    of(Figure, "inputs", kind=Kind.LINES),
    of(Figure, "reason"),
    # What follows was added later, so that a file that comes back says all that it said here.
    made("speaker_actor_id", "actor_code", N_("Code of the speaker, if an actor"), of=[(Actor, "code")]),
    made("speaker_source_id", "spoken_code", N_("Code of the speaker, if a source"), of=[(Source, "code")]),
    of(Figure, "citation_id", kind=Kind.WHOLE),
    of(Place, "code", "limited_to_place_id", "place.code", label=N_("Code of the place it is limited to")),
    made("limited_to_place", "place.names.any", N_("Place it is limited to"), of=[(PlaceName, "text")]),
    *(of(Figure, field) for field in ("kind", "method", "household_size", "calculation", "imputation_rule",
                                      "share_num", "share_den")),
    of(Figure, "share_of_id", "share_of", kind=Kind.WHOLE),
    of(Figure, "supersedes_id", "supersedes", kind=Kind.WHOLE),
    of(Figure, "as_of_text"),
    of(Figure, "as_of_nature", label=N_("As of, one moment or a duration")),
    of(Figure, "period_text"),
    of(Figure, "period_edtf", label=N_("Period it is limited to (EDTF)")),
    of(Figure, "period_nature", label=N_("Period, one moment or a duration")),
    of(Figure, "decided_at"),
)  # fmt: skip

_LINKS = ("place_id", "stated_by_text", "stated_by_actor_id", "stated_by_source_id")


def _lines(reading: Reading) -> Iterator[FigureLine]:
    columns = [*stored(Figure, COLUMNS, *_LINKS), Citation.source_id, Citation.locator]
    for piece in reading.pieces():
        parts = reading.parts(piece, Figure, columns, beside=(Citation, Figure.citation_id == Citation.id))
        reading.sources.learn(number for row in parts for number in (row.source_id, row.stated_by_source_id))
        reading.actors.learn(row.stated_by_actor_id for row in parts)
        reading.gazetteer.learn(row.place_id for row in parts)
        for row in parts:
            if reading.sources.is_hidden(row.source_id) or reading.sources.is_hidden(row.stated_by_source_id):
                bare = row._replace(as_stated=WITHHELD, locator=WITHHELD, calculation=WITHHELD, citation_id=None)
                hidden = (WITHHELD,) * 4
                yield FigureLine(row.incident_code, bare, *hidden, reading.gazetteer.place(row.place_id))
            else:
                source = reading.sources.source(row.source_id)
                said = source and source.code, _speaker(reading, row), *_codes(reading, row)
                yield FigureLine(row.incident_code, row, *said, reading.gazetteer.place(row.place_id))


def _speaker(reading: Reading, row: AnyRow) -> str | None:
    if row.stated_by_text is not None:
        return str(row.stated_by_text)
    if row.stated_by_actor_id is not None:
        return reading.actors.actor(row.stated_by_actor_id).called
    source = reading.sources.source(row.stated_by_source_id)
    return source.called if source else None


def _codes(reading: Reading, row: AnyRow) -> tuple[str | None, str | None]:
    source = reading.sources.source(row.stated_by_source_id)
    actor = None if row.stated_by_actor_id is None else reading.actors.actor(row.stated_by_actor_id).code
    return actor, source.code if source else None


TABLE = Table("figures", N_("Figures"), COLUMNS, _lines)
