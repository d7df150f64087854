"""From the form to an entry: rows become parts, typed names become records, problems find their field."""

from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.suggestions import ReferenceKind, resolve
from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Actor, Place, Source
from incidents.records.picture import Picture
from incidents.web.forms.declared import DeclaredForm, default_of
from incidents.web.incidents.case_form import LISTS, PICKED, CaseForm
from incidents.work.entry import CaseEntry

KINDS: dict[str, ReferenceKind] = {"source": Source, "actor": Actor, "place": Place}


def read_entry(session: Session, viewer: Viewer, form: CaseForm, before: Picture) -> tuple[CaseEntry, list[Problem]]:
    """What was entered, and what could not be read of it; rows left empty are no parts."""
    entry = CaseEntry({"incident": form.case.form.values()})
    problems = form.case.form.problems("")
    before_assessments = [v for v in before.get("assessment", []) if v.get("state", "current") != "current"]
    for name, (table, part) in LISTS.items():
        listed = entry.case.setdefault(table, [])
        for row in form.rows(name):
            values = row.values() | _picks(session, viewer, name, row, entry, problems)
            if _is_blank(part, values, row):
                continue
            if name in ("figures", "held"):
                values["role"] = "assessed" if name == "held" else "reported"
            problems += row.problems(f"{table}.{row.key.data}.")
            listed.append(values)
    entry.case["assessment"] += [{"id": values["id"]} for values in before_assessments]
    entry.case["quality_issue"] = _settled(entry.case["quality_issue"], before)
    entry.case["incident_team"] = _chosen("team_id", form.teams.data, before.get("incident_team", []))
    entry.case["incident_reader"] = _readers(viewer, form, before)
    return entry, problems


def _is_blank(part: type[DeclaredForm], values: dict[str, Any], row: DeclaredForm) -> bool:
    if isinstance(row.key.data, int):
        return False
    typed = {
        n: v for n, v in values.items() if n != "id" and v not in (None, False) and v != default_of(part.record, n)
    }
    return not typed and not any(row.problems(""))


def _picks(
    session: Session, viewer: Viewer, name: str, row: Any, entry: CaseEntry, problems: list[Problem]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for control, column, table in PICKED.get(name, ()):
        typed = row[control].data
        if not typed:
            found[column] = _new_companion(name, row, entry, problems) if control in ("source", "actor") else None
            continue
        suggestion = resolve(session, viewer, KINDS[table], typed)
        if suggestion is None:
            path = f"{LISTS[name][0]}.{row.key.data}.{control}"
            problems.append(
                Problem(path, _("“%(typed)s” is not one record; choose from the list.", typed=typed[:80]), "link")
            )
        else:
            row[control].data = suggestion.typed
            found[column] = suggestion.id
    return {
        column: value for column, value in found.items() if value is not None or column not in ("source_id", "actor_id")
    }


def _new_companion(name: str, row: Any, entry: CaseEntry, problems: list[Problem]) -> str | None:
    key = str(row.key.data)
    if name == "citations":
        values = row.new.form.values()
        values.pop("id", None)
        if any(v not in (None, False) for n, v in values.items() if n != "visibility"):
            entry.sources[key] = {"source": values}
            problems += row.new.form.problems(f"sources.{key}.")
            return key
    elif name == "attributions" and (row.new_name_en.data or row.new_name_ar.data):
        names = [
            {"id": f"new-{lang}", "text": text, "lang": lang, "kind": "official"}
            for lang, text in (("en", row.new_name_en.data), ("ar", row.new_name_ar.data))
            if text
        ]
        entry.actors[key] = {"actor": {"kind": row.new.form.kind.data}, "actor_name": names}
        return key
    return None


def _settled(listed: list[dict[str, Any]], before: Picture) -> list[dict[str, Any]]:
    # Issues are opened by imports and rules; the form can only settle those that are there.
    stored = {values["id"] for values in before.get("quality_issue", [])}
    found = [values for values in listed if values.get("id") in stored]
    return found + [{"id": number} for number in sorted(stored - {values["id"] for values in found})]


def _chosen(column: str, numbers: list[Any] | None, stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {values[column]: values["id"] for values in stored}
    return [
        {"id": known.get(number, f"new-{column}-{number}"), column: number}
        for number in numbers or []
        if isinstance(number, int)
    ]


def _readers(viewer: Viewer, form: CaseForm, before: Picture) -> list[dict[str, Any]]:
    numbers = list(form.readers.data or [])
    if (
        form.case.form.visibility.data == "confidential"
        and viewer.account_id is not None
        and viewer.account_id not in numbers
    ):
        numbers.append(viewer.account_id)  # whoever closes a case must not close it to themselves
    return _chosen("account_id", numbers, before.get("incident_reader", []))


def show_problems(form: CaseForm, problems: list[Problem]) -> list[str]:
    """Put each problem at its field; what belongs to no field is returned for the summary."""
    homeless = []
    for problem in problems:
        field = _field_at(form, problem.path)
        if field is None:
            homeless.append(problem.message)
        elif problem.message not in field.errors:
            field.errors = [*field.errors, problem.message]
    return homeless


def _field_at(form: CaseForm, path: str) -> Any:
    table, _dot, rest = path.partition(".")
    if not rest:
        return _field_of(form.case.form, table)
    key, _dot, name = rest.partition(".")
    if table in ("sources", "actors"):
        row = _row_with(form, "citations" if table == "sources" else "attributions", key)
        if row is None:
            return None
        return _field_of(row.new.form, name) if table == "sources" else row.new_name_en
    for listed, (of_table, _part) in LISTS.items():
        if of_table == table and (row := _row_with(form, listed, key)) is not None:
            return _field_of(row, name)
    return form.teams if table == "incident_team" else form.readers if table == "incident_reader" else None


def _row_with(form: CaseForm, name: str, key: str) -> Any:
    return next((row for row in form.rows(name) if str(row.key.data) == key), None)


def _field_of(part: Any, name: str) -> Any:
    picks = {"source_id": "source", "actor_id": "actor", "place_id": "place"}
    for candidate in (name, name.removesuffix("_text"), picks.get(name, ""), name.removesuffix("_id")):
        if candidate and candidate in part:
            field = part[candidate]
            return field.form.en if hasattr(field, "form") and "en" in field.form else field
    return None
