"""The list of open questions: what looks wrong, in which record; settled one by one or alike together."""

from typing import Any

from flask import Blueprint, Response, flash, g, request, url_for
from werkzeug.datastructures import MultiDict

from incidents.access.permissions import may
from incidents.answers.questions import KINDS, QuestionList, Wanted, questions
from incidents.base.errors import Forbidden, Invalid, NotFound, Refused
from incidents.base.languages import _, ngettext
from incidents.records import Incident
from incidents.search.arguments import from_args
from incidents.search.query import matching
from incidents.vocabularies import label, vocabulary
from incidents.web import transaction
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.questions.forms import ANY, NarrowQuestions, SettleForm
from incidents.web.render import render
from incidents.work.looking import look_at_cases
from incidents.work.questions import settle_questions

blueprint = Blueprint("questions", __name__)
MOST_CASES = 300
PAGE_OF = {"incident": "incidents.page", "source": "sources.page", "place": "places.page", "actor": "actors.page"}


@blueprint.get("/questions")
@policy(permission="case.see")
def index() -> Response:
    """The questions about what the reader may see, the open ones first of all."""
    return _page(request.args, SettleForm())


@blueprint.post("/questions")
@policy(permission="case.revise")
def settle() -> Response:
    """Give the ticked questions one answer with one reason, or say what is missing."""
    form = SettleForm(request.form)
    answer = str(form.answer.data or "")
    try:
        settle_questions(g.session, g.viewer, form.numbers, answer, form.reason.data or "")
    except Invalid as refused:
        form.reason.errors = [problem.message for problem in refused.problems]
    except (Forbidden, NotFound):
        raise
    except Refused as refused:
        form.form_errors.append(refused.message)
    else:
        count = len(set(form.numbers))
        flash(ngettext("%(num)s question is answered.", "%(num)s questions are answered.", count, num=count), "done")
        return go_to("questions.index", **_carried(request.args))
    transaction.abandon()
    return _page(request.args, form, status=422)


@blueprint.post("/questions/look")
@policy(permission="case.revise")
def look() -> Response:
    """Let the rules look at the cases that answer a question, a few hundred at a time."""
    criteria = from_args({"q": [str(request.form.get("q", ""))[:2000]]}).criteria
    numbers = g.session.scalars(matching(criteria, g.viewer).order_by(Incident.id).limit(MOST_CASES + 1)).all()
    looked = look_at_cases(g.session, g.viewer, numbers[:MOST_CASES])
    flash(looked.said, "done")
    if len(numbers) > MOST_CASES:
        flash(_("Only the first %(most)s cases: narrow the question, or run: incidents questions --look",
                most=MOST_CASES), "care")  # fmt: skip
    return go_to("questions.index", **_carried(request.form))


def _page(args: MultiDict[str, str], settling: SettleForm, status: int = 200) -> Response:
    narrow = NarrowQuestions(args)
    narrow.offer()
    wanted, problems = _wanted(narrow)
    typed = args.get("page", "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 1
    found = questions(g.session, g.viewer, wanted, number)
    settling.offer(tuple(code for code in vocabulary("issue_state").codes if code != wanted.state))
    carried = _carried(args)
    return render(
        "questions/index.html", status, narrow=narrow, found=found, settling=settling, problems=problems,
        ticked=set(settling.numbers), may_settle=may(g.viewer, "case.revise"),
        action=url_for("questions.settle", **carried), addresses_of=_addresses(found.rows),
        kinds=_kinds(found, wanted, carried),
        previous=url_for("questions.index", **carried, page=found.page - 1) if found.page > 1 else None,
        following=url_for("questions.index", **carried, page=found.page + 1) if found.last < found.total else None,
    )  # fmt: skip


def _kinds(found: QuestionList, wanted: Wanted, carried: dict[str, Any]) -> list[dict[str, Any]]:
    """A tab for all questions and one for each way to look wrong, with how many there are."""
    others = {name: value for name, value in carried.items() if name != "code"}
    every = {"label": _("all"), "address": url_for("questions.index", **others), "current": wanted.code is None}
    return [every | {"number": sum(found.by_code.values())}] + [
        {
            "label": label("quality_issue", code),
            "address": url_for("questions.index", **others, code=code),
            "current": wanted.code == code,
            "number": count,
        }
        for code, count in found.by_code.items()
    ]


def _wanted(narrow: NarrowQuestions) -> tuple[Wanted, tuple[Any, ...]]:
    state, code, kind = (str(one.data or "") for one in (narrow.state, narrow.code, narrow.kind))
    typed = str(narrow.q.data or "")
    parsed = from_args({"q": [typed]}) if typed else None
    return Wanted(
        state=None if state == ANY else state if state in vocabulary("issue_state").codes else "open",
        code=code if code in vocabulary("quality_issue").codes else None,
        kind=kind if kind in KINDS else None,
        criteria=parsed.criteria if parsed is not None else None,
    ), tuple(parsed.problems) if parsed is not None else ()


def _carried(args: MultiDict[str, str]) -> dict[str, Any]:
    return {name: args[name][:2000] for name in ("state", "code", "kind", "q") if args.get(name)}


def _addresses(rows: list[Any]) -> dict[int, str]:
    return {row.id: url_for(PAGE_OF[row.kind], code=row.record_code) for row in rows}
