"""From the form to an entry: rows become parts, typed names become records, problems find their field."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.suggestions import NamedKind, labels, offered, resolve, why_not_one
from incidents.base.errors import Problem
from incidents.base.languages import _
from incidents.records import Actor, Incident, LegalInstrument, Place, Source
from incidents.records.picture import Picture
from incidents.web.forms.declared import DeclaredForm, default_of
from incidents.web.incidents.case_form import LISTS, PICKED, CaseForm
from incidents.web.incidents.said_numbers import take_as_said
from incidents.work.checks.sheets import settle_details
from incidents.work.entry import CaseEntry

KINDS: dict[str, NamedKind] = {
    "source": Source,
    "actor": Actor,
    "place": Place,
    "legal_instrument": LegalInstrument,
    "incident": Incident,
}


def read_entry(session: Session, viewer: Viewer, form: CaseForm, before: Picture) -> tuple[CaseEntry, list[Problem]]:
    """What was entered, and what could not be read of it; rows left empty are no parts."""
    stored_case = before.get("incident", {})
    entry = CaseEntry({"incident": form.case.form.values(stored_case)})
    problems = form.case.form.problems("", stored_case)
    reading = Reading(session, viewer, entry, problems)
    for name, (table, part) in LISTS.items():
        stored_rows = {values["id"]: values for values in before.get(table, [])}
        listed = entry.case.setdefault(table, [])
        for row in form.rows(name):
            stored = stored_rows.get(row.key.data, {})
            values = row.values(stored) | reading.picks(name, row, stored)
            if not _is_blank(part, values, row):
                if name in ("figures", "held"):
                    values["role"] = "assessed" if name == "held" else stored.get("role", "reported")
                    problems += take_as_said(values, stored, f"{table}.{row.key.data}.")
                problems += row.problems(f"{table}.{row.key.data}.", stored)
                listed.append(values)
    settle_details(entry.case)
    entry.case["assessment"] += [
        {"id": values["id"]} for values in before.get("assessment", []) if values.get("state", "current") != "current"
    ]
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


@dataclass(slots=True)
class Reading:
    """The reading of one form: what was entered beside the case and what could not be read gather here."""

    session: Session
    viewer: Viewer
    entry: CaseEntry
    problems: list[Problem]

    def picks(self, name: str, row: Any, stored: dict[str, Any]) -> dict[str, Any]:
        """The records that a row names: chosen ones by their numbers, new ones by their keys."""
        found: dict[str, Any] = {}
        for control, column, table in PICKED.get(name, ()):
            typed, path = row[control].data, f"{LISTS[name][0]}.{row.key.data}.{control}"
            new = self._companion(name, row) if control in ("source", "actor") else None
            if typed and new is not None:
                message = _("Choose one that is recorded or enter a new one, and empty the other.")
                self.problems.append(Problem(path, message, "link"))
            if typed:
                found[column] = self._chosen(table, row[control], path)
            elif new is not None:
                found[column] = new
            elif not self._is_unseen(table, stored.get(column)):
                found[column] = None
        return found

    def _chosen(self, table: str, control: Any, path: str) -> int | None:
        suggestion = resolve(self.session, self.viewer, KINDS[table], control.data)
        if suggestion is None:
            message = why_not_one(self.session, self.viewer, KINDS[table], control.data)
            self.problems.append(Problem(path, message, "link"))
            control.offered = offered(self.session, self.viewer, KINDS[table], control.data)
            return None
        control.data = suggestion.typed
        return suggestion.id

    def _is_unseen(self, table: str, number: int | None) -> bool:
        """Whether a row names a record that this editor may not see, so that its control was empty from the start."""
        return number is not None and not labels(self.session, self.viewer, KINDS[table], [number])

    def _companion(self, name: str, row: Any) -> str | None:
        """The key of the source or actor that is entered in a row, if one is."""
        key = str(row.key.data)
        if name == "citations":
            values = row.new.form.values()
            values.pop("id", None)
            if any(v not in (None, False) for n, v in values.items() if n != "visibility"):
                self.entry.sources[key] = {"source": values}
                self.problems += row.new.form.problems(f"sources.{key}.")
                return key
        elif name == "attributions" and (row.new_name_en.data or row.new_name_ar.data):
            names = [
                {"id": f"new-{lang}", "text": text, "lang": lang, "kind": "official"}
                for lang, text in (("en", row.new_name_en.data), ("ar", row.new_name_ar.data))
                if text
            ]
            self.entry.actors[key] = {"actor": {"kind": row.new.form.kind.data}, "actor_name": names}
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
        for number in dict.fromkeys(numbers or [])
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
    if path == "reason":
        return form.reason
    if not rest:
        return _field_of(form.case.form, table)
    key, _dot, name = rest.partition(".")
    if table in ("sources", "actors"):
        row = _row_with(form, "citations" if table == "sources" else "attributions", key)
        if row is None:
            return None
        if table == "sources":
            return _field_of(row.new.form, name)
        return row.new_name_ar if "new-ar" in name else row.new_name_en
    for listed, (of_table, _part) in LISTS.items():
        if of_table == table and (row := _row_with(form, listed, key)) is not None:
            return _field_of(row, name)
    return form.teams if table == "incident_team" else form.readers if table == "incident_reader" else None


def _row_with(form: CaseForm, name: str, key: str) -> Any:
    return next((row for row in form.rows(name) if str(row.key.data) == key), None)


def _field_of(part: Any, name: str) -> Any:
    picks = {"source_id": "source", "actor_id": "actor", "place_id": "place", "instrument_id": "instrument"}
    for candidate in (name, name.removesuffix("_text"), picks.get(name, ""), name.removesuffix("_id")):
        if candidate and candidate in part:
            field = part[candidate]
            return field.form.en if hasattr(field, "form") and "en" in field.form else field
    return None
