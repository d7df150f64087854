"""The table `details`: what a case says beside its row among the cases, with the internal narrative."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from incidents.base.languages import LANGUAGES, N_
from incidents.exports.columns import Column, of
from incidents.exports.reading import AnyRow, Reading, stored, text_in
from incidents.exports.tables.table import Table, in_languages
from incidents.records import Incident


class DetailLine(NamedTuple):
    """One case; of texts that it has in neither of our languages the first one is given with its language."""

    row: AnyRow

    @property
    def title_orig_lang(self) -> str | None:
        """The first language of the title that is neither English nor Arabic."""
        return next((language for language in self.row.title if language not in LANGUAGES), None)

    @property
    def title_orig(self) -> str | None:
        """The title in that language."""
        return text_in(self.row.title, self.title_orig_lang or "")

    @property
    def summary_en(self) -> str | None:
        """The narrative in English."""
        return text_in(self.row.summary, "en")

    @property
    def summary_ar(self) -> str | None:
        """The narrative in Arabic."""
        return text_in(self.row.summary, "ar")


COLUMNS: tuple[Column, ...] = (
    of(Incident, "code"),
    *in_languages(Incident, "title", {
        "orig": N_("Title in another language"),
        "orig_lang": N_("Which language that is"),
    }),
    *in_languages(Incident, "summary", {"en": N_("Narrative in English"), "ar": N_("Narrative in Arabic")}),
    *(of(Incident, field) for field in (
        "time_text", "time_from", "time_to", "time_word", "tz", "attack_methods", "targets", "causes",
        "conflict_class", "inclusion_basis", "codebook_version", "includes_parts", "graphic", "visibility",
        "workflow_status",
    )),
)  # fmt: skip


def _lines(reading: Reading) -> Iterator[DetailLine]:
    columns = stored(Incident, COLUMNS)
    for piece in reading.pieces():
        rows = reading.rows(select(Incident.id, *columns).where(reading.among(Incident.id, piece)))
        known = {row.id: DetailLine(row) for row in rows}
        yield from (known[number] for number in piece)


TABLE = Table("details", N_("Details of the cases"), COLUMNS, _lines)
