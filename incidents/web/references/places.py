"""The pages of places: the tree of the gazetteer, a list to narrow, and each place with what lies in it."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, jsonify, request, url_for
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from incidents.access.permissions import may
from incidents.answers.extents import drawing_of
from incidents.answers.places_list import PlaceList, WantedPlaces, place_list, place_tree
from incidents.answers.places_page import place_page
from incidents.answers.suggestions import SEPARATOR, suggest
from incidents.base.codes import read_code
from incidents.base.languages import LANGUAGES, N_, _
from incidents.records import Place
from incidents.vocabularies import vocabulary
from incidents.web.forms.controls import CleanString, TermSelect
from incidents.web.forms.declared import TranslatedForm
from incidents.web.references.area import ReferencePages, area
from incidents.web.render import render


class NarrowPlaces(TranslatedForm):
    """Which places to list; without anything the tree of units is shown."""

    q = CleanString(N_("Name or code"), description=N_("Words of any name, in any script, or a place code."))
    level = TermSelect(N_("Level"), "place_level", empty=N_("any"))
    inside = CleanString(N_("Lies in"), description=N_("A name or code; with everything below it."))
    outline = SelectField(N_("Outline"), default="")
    open = SelectField(N_("Open questions"), default="")

    def offer(self) -> None:
        """Fill the lists in the reader's language."""
        any_, yes, no = SelectChoice("", _("any")), SelectChoice("yes", _("yes")), SelectChoice("no", _("no"))
        self.outline.choices, self.open.choices = [any_, yes, no], [any_, yes]


@dataclass(frozen=True, slots=True)
class PlacePages(ReferencePages):
    """The pages of places, which stand in a hierarchy as no other kind of record does."""

    def index(self) -> Response:
        """The tree of units, or the places that answer what was asked for."""
        narrow = NarrowPlaces(request.args)
        narrow.offer()
        wanted = _wanted()
        shared: dict[str, Any] = {"narrow": narrow, "wanted": wanted, "may_write": may(g.viewer, "place.record")}
        if not wanted.narrows:
            return render("references/places_tree.html", tree=place_tree(g.session, g.viewer), **shared)
        found = place_list(g.session, g.viewer, wanted)
        previous, following = _around(wanted, found)
        return render("references/places_list.html", found=found, previous=previous, following=following, **shared)

    def suggestions(self) -> Response:
        """The places that somebody who is typing could mean.

        Browsers hide what does not hold the typed letters as they are, so those stand in front of a name that is
        written otherwise.
        """
        typed = request.args.get("q", "").strip()[:200]
        found = suggest(g.session, g.viewer, self.kind, typed)
        return jsonify(
            [
                {
                    "value": one.typed,
                    "label": one.label
                    if typed.casefold() in one.label.casefold()
                    else f"{typed}{SEPARATOR}{one.label}",
                }
                for one in found
            ]
        )

    def page(self, code: str) -> Response:
        """One place with what it lies in, what lies in it and the cases there."""
        found = place_page(g.session, g.viewer, code)
        return render(
            "references/places_page.html",
            found=found,
            place=found.place,
            languages_by_code=LANGUAGES,
            drawing=drawing_of(g.session, g.viewer, found.place),
            may_write=may(g.viewer, "place.record"),
        )


def _wanted() -> WantedPlaces:
    given = {name: request.args.get(name, "").strip()[:200] for name in ("q", "level", "inside", "outline", "page")}
    page = given["page"]
    chosen = read_code(given["inside"].partition(SEPARATOR)[0], Place.code_prefix)  # from the list of suggestions
    return WantedPlaces(
        typed=given["q"],
        level=given["level"] if given["level"] in vocabulary("place_level").codes else "",
        inside=chosen or given["inside"],
        outline=given["outline"] if given["outline"] in ("yes", "no") else "",
        questions=request.args.get("open") == "yes",
        loose=request.args.get("loose") == "yes",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
    )


def _around(wanted: WantedPlaces, found: PlaceList) -> tuple[str | None, str | None]:
    """The addresses of the page before and the page after."""
    kept = {
        "q": wanted.typed,
        "level": wanted.level,
        "inside": wanted.inside,
        "outline": wanted.outline,
        "open": "yes" if wanted.questions else "",
        "loose": "yes" if wanted.loose else "",
    }
    filled: dict[str, Any] = {name: value for name, value in kept.items() if value}
    before = url_for("places.index", **filled, page=found.page - 1) if found.page > 1 else None
    after = url_for("places.index", **filled, page=found.page + 1) if found.last < found.total else None
    return before, after


blueprint = area(PlacePages(Place, "places", "place"))
