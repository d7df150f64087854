"""The side list of the form: what each section holds so far, what is still empty (that is allowed), what is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from incidents.base.languages import _, ngettext
from incidents.web.incidents.case_form import LISTS, CaseForm
from incidents.web.incidents.sheet_blocks import Block, blocks

WHAT = (
    "title",
    "summary",
    "public_summary",
    "temporal_type",
    "attack_methods",
    "targets",
    "causes",
    "conflict_class",
    "harm_reported",
    "graphic",
    "includes_parts",
    "inclusion_basis",
    "codebook_version",
)
WHEN = ("occurred", "time_text", "time_from", "time_to", "time_word", "tz")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the form."""

    id: str
    title: str
    state: str | None
    wrong: int


def sections_of(form: CaseForm) -> list[Section]:
    """The sections in the order of a news article."""
    case: Any = form.case.form
    rows = {name: form.rows(name) for name in LISTS}

    def listed(section: str, title: str, name: str, word: str) -> Section:
        return Section(section, title, _count(len(_filled(rows[name])), word), _wrong_rows(rows[name]))

    told = _count(len(_filled(rows["violations"])), "violations") or (_("title") if _title(case) else None)
    wrong_in_it = _wrong(case[name] for name in WHAT) + _wrong_rows(rows["violations"])
    judged = rows["held"] + rows["assessments"]
    kept = rows["external_ids"] + rows["field_notes"] + rows["issues"]
    seen_by = _wrong([case.visibility, form.teams, form.readers])
    return [
        Section("what", _("What happened"), told, wrong_in_it),
        Section("when", _("When"), case.occurred.data, _wrong(case[name] for name in WHEN)),
        listed("where", _("Where"), "places", "places"),
        listed("sources", _("Sources"), "citations", "sources"),
        listed("figures", _("What each source says of numbers"), "figures", "numbers"),
        listed("who", _("Who"), "attributions", "actors"),
        *(_sheet(form, block) for block in blocks()),
        listed("laws", _("Laws and orders"), "instruments", "entries"),
        listed("links", _("Linked cases"), "links", "links"),
        listed("bodies", _("What bodies found"), "findings", "findings"),
        Section("view", _("The team's view"), _count(len(judged), "judgments"), _wrong_rows(judged)),
        Section(
            "record",
            _("Who may see it, and the record itself"),
            _count(len(form.teams.data or []), "teams"),
            seen_by + _wrong_rows(kept),
        ),
    ]


def _sheet(form: CaseForm, block: Block) -> Section:
    rows = [row for part in (block, *block.details) for row in form.rows(part.rows)]
    return Section(block.rows, block.titles, _count(len(_filled(rows)), "entries"), _wrong_rows(rows))


def _title(case: Any) -> bool:
    title = case.title.form
    return bool(title.en.data or title.ar.data or title.original.data)


def _count(number: int, of: str) -> str | None:
    if not number:
        return None
    return {
        "violations": ngettext("%(num)s violation", "%(num)s violations", number, num=number),
        "places": ngettext("%(num)s place", "%(num)s places", number, num=number),
        "sources": ngettext("%(num)s source", "%(num)s sources", number, num=number),
        "numbers": ngettext("%(num)s number", "%(num)s numbers", number, num=number),
        "actors": ngettext("%(num)s actor", "%(num)s actors", number, num=number),
        "findings": ngettext("%(num)s finding", "%(num)s findings", number, num=number),
        "judgments": ngettext("%(num)s judgment", "%(num)s judgments", number, num=number),
        "links": ngettext("%(num)s link", "%(num)s links", number, num=number),
        "entries": ngettext("%(num)s entry", "%(num)s entries", number, num=number),
        "teams": ngettext("%(num)s team", "%(num)s teams", number, num=number),
    }[of]


def _filled(rows: list[Any]) -> list[Any]:
    return [row for row in rows if isinstance(row.key.data, int) or any(_typed(field) for field in row)]


def _typed(field: Any) -> bool:
    if field.short_name == "key":
        return False
    if hasattr(field, "form"):
        return any(_typed(inner) for inner in field.form)
    return bool(field.data) and field.data != field.default


def _wrong(fields: Iterable[Any]) -> int:
    return sum(1 for field in _leaves(fields) if field.errors)


def _wrong_rows(rows: list[Any]) -> int:
    return sum(_wrong(row) for row in rows)


def _leaves(fields: Iterable[Any]) -> Iterator[Any]:
    for field in fields:
        if hasattr(field, "form"):
            yield from _leaves(field.form)
        else:
            yield field
