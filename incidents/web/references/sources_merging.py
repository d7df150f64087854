"""The page on which two records of one source are compared field by field and merged."""

from typing import Any

from flask import Response, flash, g, request
from wtforms.fields.choices import SelectChoice

from incidents.answers.references import find_reference
from incidents.answers.sources_merging import merge_preview
from incidents.answers.suggestions import label_of, offered, resolve, why_not_one
from incidents.base.errors import Conflict, Invalid, NotFound, Refused
from incidents.base.languages import N_, _
from incidents.records import Source
from incidents.web.forms.controls import CleanString, KeyField
from incidents.web.forms.declared import ProseText, TranslatedForm
from incidents.web.gate import policy
from incidents.web.going import go_to
from incidents.web.render import render
from incidents.work.merging_sources import check_merging, fields_to_choose, merge_sources


class MergeForm(TranslatedForm):
    """Which other record goes, and why; the versions are those that were compared."""

    other = CleanString(
        N_("The other record, which goes"), description=N_("A few letters of its title, its code or its address.")
    )
    kept_version = KeyField()
    merged_version = KeyField()
    reason = ProseText(N_("Why they are the same source"))


@policy(permission="source.record")
def merge(code: str) -> Response:
    """Name the other record, and then both beside each other."""
    kept = find_reference(g.session, g.viewer, Source, code)
    form = MergeForm(other=request.args.get("with", "")[:300])
    return _page(form, kept, _other(form))


@policy(permission="source.record")
def merged(code: str) -> Response:
    """Merge them as chosen, or show again what stands in the way."""
    kept = find_reference(g.session, g.viewer, Source, code)
    form = MergeForm(request.form)
    other = _other(form)
    if other is None:
        return _page(form, kept, None)
    choices = {name: request.form.get(f"choice-{name}", "") for name in fields_to_choose()}
    chosen = {name: value for name, value in choices.items() if value in ("kept", "merged")}
    versions = form.kept_version.number, form.merged_version.number
    try:
        merge_sources(
            g.session, g.viewer, (kept.code, versions[0]), (other.code, versions[1]), form.reason.data, chosen
        )
    except Invalid as refusal:
        form.reason.errors = [problem.message for problem in refusal.problems]
        return _page(form, kept, other, chosen, 422)
    except Conflict:
        message = _("Somebody has changed one of the two in the meantime. Compare them again.")
        form.kept_version.raw_data = form.merged_version.raw_data = None
        return _page(form, kept, other, chosen, 409, message)
    except NotFound:
        raise
    except Refused as refusal:
        return _page(form, kept, other, chosen, 422, refusal.message)
    flash(_("The two records are one now: %(code)s.", code=kept.code), "done")
    return go_to("sources.page", code=kept.code)


def _other(form: MergeForm) -> Any:
    """The other record, if what was typed is one that the viewer may see."""
    typed = form.other.data
    if not typed:
        return None
    found = resolve(g.session, g.viewer, Source, typed)
    if found is None:
        form.other.errors = [why_not_one(g.session, g.viewer, Source, typed)]
        return None
    return find_reference(g.session, g.viewer, Source, found.code)


def _page(
    form: MergeForm,
    kept: Source,
    other: Any,
    chosen: dict[str, str] | None = None,
    status: int = 200,
    refusal: str | None = None,
) -> Response:
    preview = None
    if (other is not None and refusal is None) or status == 409:
        try:
            check_merging(g.session, g.viewer, kept, other)
        except Refused as reason:
            refusal, status = reason.message, max(status, 422)
        else:
            preview = merge_preview(g.session, g.viewer, kept, other, fields_to_choose())
            form.kept_version.data, form.merged_version.data = kept.row_version, other.row_version
    options = [SelectChoice(one["value"], one["label"]) for one in offered(g.session, g.viewer, Source, form.other.data)
               ] if form.other.data and other is None else []  # fmt: skip
    return render(
        "references/sources_merge.html",
        422 if form.other.errors else status,
        form=form,
        kept=kept,
        other=other,
        title=label_of(kept),
        preview=preview,
        chosen=chosen or {},
        refusal=refusal,
        options=options,
    )
