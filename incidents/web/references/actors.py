"""The pages of actors: a list to search, and each actor with the cases that name it."""

from dataclasses import dataclass

from flask import Response, g, request, url_for

from incidents.access.permissions import may
from incidents.answers.history import history_of
from incidents.answers.references import actor_list, cases_of, find_reference
from incidents.answers.suggestions import label_of
from incidents.records import Actor
from incidents.web.references.area import ReferencePages, area
from incidents.web.references.showing import facts_of
from incidents.web.render import render

MOST_HISTORY = 20


@dataclass(frozen=True, slots=True)
class ActorPages(ReferencePages):
    """The pages of actors."""

    def index(self) -> Response:
        """The actors that hold the typed words, fifty at a time."""
        typed, page = request.args.get("q", "")[:200], request.args.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1
        found = actor_list(g.session, g.viewer, typed, number)
        return render(
            "references/actors_list.html",
            found=found,
            typed=typed,
            previous=url_for("actors.index", q=typed or None, page=found.page - 1) if found.page > 1 else None,
            following=url_for("actors.index", q=typed or None, page=found.page + 1)
            if found.last < found.total
            else None,
            may_write=may(g.viewer, "actor.record"),
        )

    def page(self, code: str) -> Response:
        """One actor with the cases that name it."""
        actor = find_reference(g.session, g.viewer, Actor, code)
        return render(
            "references/actors_page.html",
            record=actor,
            title=label_of(actor),
            code=code,
            facts=facts_of(g.session, g.viewer, actor),
            cases=cases_of(g.session, g.viewer, Actor, actor.id),
            entries=history_of(g.session, g.viewer, "actor", actor.id)[:MOST_HISTORY],
            may_write=may(g.viewer, "actor.record"),
        )


blueprint = area(ActorPages(Actor, "actors", "actor"))
