"""The library of sources: a list to narrow, a page for each source and each publisher."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from flask import Response, g, request, url_for
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from incidents.access.permissions import may
from incidents.answers.references import find_reference
from incidents.answers.sources_list import NOT_GRADED, SORTS, SourceList, WantedSources, languages_used, source_list
from incidents.answers.sources_page import merged_away, source_page
from incidents.answers.sources_publishers import publisher_page
from incidents.base.dates import say_date
from incidents.base.dates.typed import read_typed
from incidents.base.dates.uncertain import NotADate
from incidents.base.errors import NotFound
from incidents.base.languages import LANGUAGES, N_, _
from incidents.records import Source
from incidents.vocabularies import vocabulary
from incidents.web.forms.controls import CleanString, DateText, TermSelect
from incidents.web.forms.declared import TranslatedForm
from incidents.web.gate import policy
from incidents.web.references.area import ReferencePages, area
from incidents.web.references.showing import facts_of
from incidents.web.references.sources_merging import merge, merged
from incidents.web.render import render

MOST_HISTORY = 20
YES_NO = ("yes", "no")


class NarrowSources(TranslatedForm):
    """Which sources to list; what is empty does not narrow."""

    q = CleanString(N_("Words, code or address"), description=N_("Words of the title or publisher, in any script."))
    kind = TermSelect(N_("Kind of source"), "source_kind", empty=N_("any"))
    reliability = SelectField(N_("Reliability"), default="")
    publisher = CleanString(N_("Publisher"), description=N_("The name as it is written there."))
    # Not "language", by which every page is told the language to speak itself.
    written = SelectField(N_("Language"), default="")
    visibility = TermSelect(N_("Sensitivity"), "visibility", empty=N_("any"))
    cited = SelectField(N_("Cited in a case"), default="")
    captured = SelectField(N_("A copy is kept"), default="")
    published_from = DateText(N_("Published from"))
    published_to = DateText(N_("Published until"))
    sort = SelectField(N_("Sort by"), default="title")

    def offer(self, languages: list[str]) -> None:
        """Fill the lists in the reader's language."""
        nothing = SelectChoice("", _("any"))
        letters = [
            SelectChoice(term.code, f"{term.code} · {term.label()}") for term in vocabulary("source_reliability")
        ]
        self.reliability.choices = [nothing, *letters, SelectChoice(NOT_GRADED, _("not graded"))]
        self.written.choices = [nothing, *(SelectChoice(code, language_word(code)) for code in languages)]
        for field in (self.cited, self.captured):
            field.choices = [nothing, SelectChoice("yes", _("yes")), SelectChoice("no", _("no"))]
        self.sort.choices = [
            SelectChoice("title", _("title")),
            SelectChoice("publisher", _("publisher")),
            SelectChoice("published", _("latest published")),
            SelectChoice("cases", _("most cited")),
        ]
        for field in (self.published_from, self.published_to):
            field.errors = [field.refusal] if field.refusal else []


def language_word(code: str) -> str:
    """A language in words where the program knows it, else its code."""
    return LANGUAGES[code].name if code in LANGUAGES else code


@dataclass(frozen=True, slots=True)
class SourcePages(ReferencePages):
    """The pages of sources, which are graded, copied, protected and merged as no other kind of record is."""

    def index(self) -> Response:
        """The sources that answer what was asked for, fifty at a time."""
        narrow, wanted = NarrowSources(request.args), _wanted()
        narrow.offer(languages_used(g.session, g.viewer))
        found = source_list(g.session, g.viewer, wanted)
        previous, following = _around(wanted, found)
        return render(
            "references/sources_list.html",
            narrow=narrow,
            wanted=wanted,
            narrows=bool(_kept(wanted).keys() - {"sort"}),
            found=found,
            sorted_by={name: _address(wanted, sort=name, page=1) for name in SORTS},
            previous=previous,
            following=following,
            said=say_date,
            letters=_letters(found.totals.letters),
            language_word=language_word,
            may_write=may(g.viewer, "source.record"),
        )

    def page(self, code: str) -> Response:
        """One source with everything that is known of it; the old address of a merged one leads to what stands."""
        if (merged := merged_away(g.session, g.viewer, code)) is not None:
            return render("references/sources_merged.html", merged=merged, code=merged.code)
        source = find_reference(g.session, g.viewer, self.kind, code)
        found = source_page(g.session, g.viewer, source)
        return render(
            "references/sources_page.html",
            found=found,
            source=source,
            code=source.code,
            facts=facts_of(g.session, g.viewer, source, without=SHOWN_APART),
            history=found.history[:MOST_HISTORY],
            said=say_date,
            may_write=may(g.viewer, "source.record"),
        )


SHOWN_APART = frozenset(
    {"publisher", "default_reliability", "archive_urls", "consent_scope", "consent_expires", "retention_until",
     "visibility", "withdrawn_at", "withdrawn_reason", "merged_into_id", "source_derivation"}
)  # fmt: skip
"""What the page of a source says in a place of its own, not among the other facts."""


def _wanted() -> WantedSources:
    names = ("q", "kind", "reliability", "publisher", "written", "visibility", "cited", "captured", "sort", "page")
    given = {name: request.args.get(name, "").strip()[:300] for name in names}
    letters = {*vocabulary("source_reliability").codes, NOT_GRADED}
    page = given["page"]
    return WantedSources(
        typed=given["q"],
        kind=given["kind"] if given["kind"] in vocabulary("source_kind").codes else "",
        reliability=given["reliability"] if given["reliability"] in letters else "",
        publisher=given["publisher"],
        language=given["written"],
        visibility=given["visibility"] if given["visibility"] in vocabulary("visibility").codes else "",
        cited=given["cited"] if given["cited"] in YES_NO else "",
        captured=given["captured"] if given["captured"] in YES_NO else "",
        published_from=_day("published_from", first=True),
        published_to=_day("published_to", first=False),
        sort=given["sort"] if given["sort"] in SORTS else "title",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
    )


def _day(name: str, *, first: bool) -> date | None:
    """The first or last day of what was typed; words that are no date do not narrow and are marked in the form."""
    try:
        found = read_typed(request.args.get(name, "")[:200])
    except NotADate:
        return None
    return found.earliest if first else found.latest


def _kept(wanted: WantedSources) -> dict[str, Any]:
    """What was asked for as it stands in an address, without what is empty."""
    given: dict[str, Any] = {one.name: getattr(wanted, one.name) for one in fields(wanted)}
    given["q"], given["written"] = given.pop("typed"), given.pop("language")
    given.pop("page")
    for name in ("published_from", "published_to"):
        given[name] = request.args.get(name, "").strip()[:200] if given[name] else ""
    given["sort"] = "" if given["sort"] == "title" else given["sort"]
    return {name: value for name, value in given.items() if value}


def _address(wanted: WantedSources, **changed: Any) -> str:
    values = {**_kept(wanted), **changed}
    if values.get("sort") == "title":
        del values["sort"]
    if values.get("page") == 1:
        del values["page"]
    return url_for("sources.index", **values)


def _around(wanted: WantedSources, found: SourceList) -> tuple[str | None, str | None]:
    """The addresses of the page before and the page after."""
    before = _address(wanted, page=found.page - 1) if found.page > 1 else None
    after = _address(wanted, page=found.page + 1) if found.last < found.total else None
    return before, after


def _letters(counted: dict[str | None, int]) -> list[tuple[str | None, int]]:
    """The letters in their order, and last what nobody graded, which is another answer than F."""
    order = [term.code for term in vocabulary("source_reliability")]
    return sorted(counted.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))


blueprint = area(SourcePages(Source, "sources", "source"))
blueprint.get("/sources/<code:code>/merge")(merge)
blueprint.post("/sources/<code:code>/merge")(merged)


@blueprint.get("/sources/publishers")
@policy(permission="source.see")
def publisher() -> Response:
    """A publisher with its sources, the letters they have had and how often they are cited."""
    name = request.args.get("name", "").strip()
    if not name:
        raise NotFound()
    found = publisher_page(g.session, g.viewer, name)
    return render("references/sources_publisher.html", found=found, letters=_letters, said=say_date)
