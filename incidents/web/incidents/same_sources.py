"""A source that is entered beside a case although it is here already: a warning, and the one that is here instead."""

from dataclasses import dataclass

from flask import g

from incidents.answers.sources_same import SameAddress, addresses_in, sources_at
from incidents.answers.suggestions import resolve
from incidents.base.languages import _
from incidents.records import Source
from incidents.web.incidents.case_form import CaseForm
from incidents.work.entry import CaseEntry


@dataclass(frozen=True, slots=True)
class SameSource:
    """A row of the form whose new source is here already; ``number`` is what the row is called on the page."""

    index: int
    number: int
    known: SameAddress


def same_sources(form: CaseForm, entry: CaseEntry) -> list[SameSource]:
    """The new sources whose address another source has that the editor may see; sending again keeps both."""
    found: list[SameSource] = []
    entered: list[str] = []
    for index, row in enumerate(form.rows("citations")):
        addresses = addresses_in(entry.sources.get(str(row.key.data), {}))
        entered += addresses
        found += [SameSource(index, index + 1, one) for one in sources_at(g.session, g.viewer, addresses)]
    both = " ".join(entered)
    if form.both.data == both:
        return []
    form.both.data, form.both.raw_data = both, None
    return found


def use_source(form: CaseForm, index: str, code: str) -> None:
    """Let a row cite the source that is here instead of the one that was entered in it; the rest of the row stays."""
    rows = form.rows("citations")
    if not index.isascii() or not index.isdigit() or len(index) > 4 or int(index) >= len(rows):
        return
    known = resolve(g.session, g.viewer, Source, code[:40])
    if known is None:
        return
    row = rows[int(index)]
    row.source.data, row.source.raw_data = known.typed, None
    row.new.process(None)
    row.source.description = _("Chosen instead of what was entered here.")
