"""The table `sources`: every source that the cases cite or that speaks in their figures, and what these repeat."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import or_, select

from incidents.access.visible import visible_sources
from incidents.base.languages import LANGUAGES, N_
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import AnyRow, Reading, by_code, stored, text_in
from incidents.exports.tables.table import Table, in_languages
from incidents.exports.text import WITHHELD
from incidents.records import Citation, Figure, Source, SourceDerivation


class SourceLine(NamedTuple):
    """A source, and the codes of what it repeats."""

    row: AnyRow
    derived_from: tuple[str, ...]

    @property
    def title_en(self) -> str | None:
        """The title in English."""
        return text_in(self.row.title, "en")

    @property
    def title_ar(self) -> str | None:
        """The title in Arabic."""
        return text_in(self.row.title, "ar")

    @property
    def title_orig_lang(self) -> str | None:
        """The first language of the title that is neither."""
        return next((language for language in self.row.title if language not in LANGUAGES), None)

    @property
    def title_orig(self) -> str | None:
        """The title in that language."""
        language = self.title_orig_lang
        return text_in(self.row.title, language) if language else None


COLUMNS: tuple[Column, ...] = (
    of(Source, "code", "source_id"),
    of(Source, "kind"),
    *in_languages(Source, "title", {
        "en": N_("Title in English"),
        "ar": N_("Title in Arabic"),
        "orig": N_("Title in another language"),
        "orig_lang": N_("Which language that is"),
    }),
    *(of(Source, field) for field in (
        "publisher", "author", "language", "published_text", "published_edtf", "published_earliest",
        "published_latest", "url", "canonical_url", "archive_urls", "version_note", "default_reliability",
        "affiliation", "proximity",
    )),
    made("derived_from", "derived_from", N_("Repeats these sources"),
         of=[(SourceDerivation, "parent_id")], kind=Kind.LINES),
    of(Source, "origin_unknown"),
    of(Source, "visibility"),
    of(Source, "retention_until"),
    of(Source, "consent_scope"),
    of(Source, "consent_expires"),
    of(Source, "rights"),
)  # fmt: skip


def _lines(reading: Reading) -> Iterator[SourceLine]:
    yield from lines_of(reading, _numbers(reading))


def lines_of(reading: Reading, numbers: Sequence[int]) -> Iterator[SourceLine]:
    """The lines of these sources, which the viewer may see, in the order of their numbers here."""
    columns = stored(Source, COLUMNS)
    for start in range(0, len(numbers), reading.at_a_time):
        piece = list(numbers[start : start + reading.at_a_time])
        statement = select(Source.id, *columns).where(reading.among(Source.id, piece))
        rows = {row.id: row for row in reading.rows(statement)}
        repeats = _repeats(reading, piece)
        yield from (SourceLine(rows[number], tuple(repeats[number])) for number in piece)


def _numbers(reading: Reading) -> Sequence[int]:
    """The numbers of the sources in the order of their codes; those hidden from the viewer are left out."""
    asked = reading.matching.order_by(None)
    cited = select(Citation.source_id).where(Citation.incident_id.in_(asked))
    speaking = select(Figure.stated_by_source_id).where(
        Figure.incident_id.in_(asked), Figure.stated_by_source_id.is_not(None)
    )
    # What a source repeats decides whether it is independent, so a file without it would not say the same.
    named = select(Source.id).where(or_(Source.id.in_(cited), Source.id.in_(speaking))).cte(recursive=True)
    repeated = select(SourceDerivation.parent_id).where(SourceDerivation.source_id == named.c.id)
    named = named.union(repeated)
    statement = select(Source.id).where(Source.id.in_(select(named.c.id)), visible_sources(reading.viewer))
    ordered = statement.order_by(by_code(reading.session, Source.code))
    return array("q", reading.session.scalars(ordered.execution_options(yield_per=10_000)))


def _repeats(reading: Reading, piece: list[int]) -> dict[int, list[str]]:
    statement = select(SourceDerivation.source_id, SourceDerivation.parent_id)
    statement = statement.where(reading.among(SourceDerivation.source_id, piece)).order_by(SourceDerivation.id)
    pairs = reading.rows(statement)
    reading.sources.learn(parent for _source, parent in pairs)
    found: dict[int, list[str]] = defaultdict(list)
    for source, parent in pairs:
        known = reading.sources.source(parent)
        found[source].append(known.code if known else WITHHELD)
    return found


TABLE = Table("sources", N_("Sources"), COLUMNS, _lines)
