"""The form of a whole case, in the order of a news article; its rows can be added and removed without JavaScript."""

from typing import Any

from wtforms import FieldList, Form, FormField, HiddenField
from wtforms.fields.choices import SelectChoice

from incidents.base.errors import Refused
from incidents.base.languages import N_, _
from incidents.records.picture import Picture
from incidents.web.forms.controls import CleanString, KeyField, PicksCheck
from incidents.web.forms.declared import DeclaredForm, form_data
from incidents.web.incidents.parts import (
    AssessmentPart,
    AttributionPart,
    CaseFields,
    CitationPart,
    ExternalIdPart,
    FieldNotePart,
    FigurePart,
    FindingPart,
    HeldPart,
    InstrumentPart,
    IssuePart,
    LinkPart,
    PlacePart,
    ViolationPart,
)
from incidents.web.incidents.sheet_parts import SHEET_LISTS, SHEET_PICKED, TITLES, offer_siblings_of_sheets

MOST_ROWS = 1000
# Each list of the form: the table its rows belong to and the form of one row.
LISTS: dict[str, tuple[str, type[DeclaredForm]]] = {
    "violations": ("incident_violation", ViolationPart),
    "places": ("incident_place", PlacePart),
    "citations": ("citation", CitationPart),
    "figures": ("figure", FigurePart),
    "attributions": ("attribution", AttributionPart),
    "instruments": ("incident_instrument", InstrumentPart),
    "links": ("incident_link", LinkPart),
    "findings": ("finding", FindingPart),
    "held": ("figure", HeldPart),
    "assessments": ("assessment", AssessmentPart),
    "external_ids": ("external_id", ExternalIdPart),
    "field_notes": ("field_note", FieldNotePart),
    "issues": ("quality_issue", IssuePart),
    **SHEET_LISTS,
}
FIRST_ROWS = ("violations", "places", "citations", "figures", "attributions")


class RowList(FieldList):
    """The rows of one list; more than anybody types are refused as a whole, since a part of them would be lost."""

    def _extract_indices(self, prefix: str, formdata: Any) -> list[int]:
        found = sorted(set(super()._extract_indices(prefix, formdata)))
        if len(found) > MOST_ROWS:
            raise Refused(_("A form takes at most %(most)s entries of one kind.", most=MOST_ROWS))
        return found


def _rows(part: type[DeclaredForm], word: str) -> Any:
    return RowList(FormField(part), word)


class CaseForm(Form):
    """Everything that a case holds; what is empty stays unknown."""

    version = KeyField()
    reason = CleanString(N_("Why you change it"), description=N_("One line for the history; it may stay empty."))
    both = HiddenField()
    """The addresses of new sources that other sources have too and that are to stand in both."""
    case = FormField(CaseFields)
    violations = _rows(ViolationPart, N_("Violation"))
    places = _rows(PlacePart, N_("Place"))
    citations = _rows(CitationPart, N_("Source"))
    figures = _rows(FigurePart, N_("Number"))
    attributions = _rows(AttributionPart, N_("Actor"))
    instruments = _rows(InstrumentPart, N_("Law or order"))
    links = _rows(LinkPart, N_("Linked case"))
    findings = _rows(FindingPart, N_("Finding"))
    held = _rows(HeldPart, N_("Number held"))
    assessments = _rows(AssessmentPart, N_("Judgment"))
    external_ids = _rows(ExternalIdPart, N_("In another list"))
    field_notes = _rows(FieldNotePart, N_("Note"))
    issues = _rows(IssuePart, N_("Question"))
    teams = PicksCheck(N_("Teams that may see it"))
    readers = PicksCheck(N_("Named readers"), description=N_("Needed for a confidential case; you stay one of them."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in (self.reason, self.teams, self.readers, *(self[name] for name in LISTS)):
            field.label.text = _(field.label.text)
            field.description = _(field.description) if field.description else ""
        for name in LISTS:
            self._give_keys(name)
        self.offer_siblings()

    def rows(self, name: str) -> list[DeclaredForm]:
        """The rows of one list as form parts."""
        return [entry.form for entry in self[name].entries]

    def _give_keys(self, name: str) -> None:
        for row in self.rows(name):
            if row.key.data is None:
                row.key.data = self._free_key(name)

    def _free_key(self, name: str) -> str:
        taken = {row.key.data for row in self.rows(name)}
        return next(key for n in range(1, MOST_ROWS + 2) if (key := f"new-{name}-{n}") not in taken)

    def add(self, name: str) -> None:
        """One more empty row at the end of a list."""
        if name in LISTS and len(self[name].entries) < MOST_ROWS:
            entry = self[name].append_entry()
            entry.form.key.data = self._free_key(name)
            self.offer_siblings()

    def remove(self, name: str, index: int) -> None:
        """Take one row out of a list."""
        if name in LISTS and 0 <= index < len(self[name].entries):
            del self[name].entries[index]
            self.offer_siblings()

    def offer_circle(self, teams: list[tuple[int, str]], colleagues: list[tuple[int, str]]) -> None:
        """Give the controls for teams and named readers those there are."""
        self.teams.choices = [SelectChoice(str(number), name) for number, name in teams]
        self.readers.choices = [SelectChoice(str(number), name) for number, name in colleagues]

    def offer_siblings(self, unseen: tuple[int, ...] = ()) -> None:
        """Give the controls that refer to another row of this form the rows that there are."""
        sources = [_choice(row, n, row.source.data or _title(row)) for n, row in enumerate(self.rows("citations"), 1)]
        sources += [SelectChoice(str(number), _("A confidential source")) for number in unseen]
        numbers = [_choice(row, n, _number_words(row)) for n, row in enumerate(self.rows("figures"), 1)]
        for n, row in enumerate(self.rows("held"), 1):
            numbers.append(_choice(row, n, _("%(number)s, held by the team", number=_number_words(row))))
        actors = [
            _choice(row, n, row.actor.data or row.new_name_en.data)
            for n, row in enumerate(self.rows("attributions"), 1)
        ]
        nothing = [SelectChoice("", "—")]
        for row in self.rows("figures"):
            row.citation_id.choices = nothing + sources
            for name in ("share_of_id", "within_figure_id", "supersedes_id"):
                row[name].choices = nothing + [choice for choice in numbers if choice.value != str(row.key.data)]
        for row in self.rows("held"):
            row.inputs.choices = [choice for choice in numbers if choice.value != str(row.key.data)]
        for row in self.rows("attributions"):
            row.alleged_by.choices, row.conceded_figures.choices = sources, numbers
        for row in self.rows("findings"):
            row.citation_id.choices, row.attribution_id.choices = nothing + sources, nothing + actors
        for row in self.rows("assessments"):
            row.about_attribution_id.choices, row.about_figure_id.choices = nothing + actors, nothing + numbers
            row.cited.choices = sources
        for row in (*self.rows("field_notes"), *self.rows("instruments"), *self.rows("links")):
            row.citation_id.choices = nothing + sources
        offer_siblings_of_sheets(self, sources, numbers)


for _name, (_table, _part) in SHEET_LISTS.items():
    setattr(CaseForm, _name, _rows(_part, TITLES[_name]))


def _choice(row: DeclaredForm, number: int, words: str | None) -> SelectChoice:
    shown = (words or "").partition(" · ")[2] or words or _("not named yet")
    return SelectChoice(str(row.key.data), f"{number} · {shown[:80]}")


def _title(row: Any) -> str | None:
    title = row.new.form.title.form
    words: str | None = title.en.data or title.ar.data or title.original.data or row.new.form.publisher.data
    return words


def _number_words(row: Any) -> str:
    numbers = "–".join(str(n) for n in (row.low.data, row.best.data, row.high.data) if n is not None)
    choices = {choice.value: choice.label for field in (row.outcome, row.group) for choice in field.choices}
    words = [choices.get(code.data or "", "") for code in (row.outcome, row.group)]
    return " ".join(word for word in (*words, numbers) if word)


def data_of(drawing: Picture, labels: dict[tuple[str, int], str]) -> dict[str, Any]:
    """The data with which the form shows a picture; ``labels`` are the words of records it refers to, by table."""
    data: dict[str, Any] = {"case": form_data(CaseFields, drawing.get("incident", {}))}
    for name, (table, part) in LISTS.items():
        rows = [values for values in drawing.get(table, []) if _belongs(name, values)]
        data[name] = [form_data(part, values) | _picked(name, values, labels) for values in rows]
    data["teams"] = [values["team_id"] for values in drawing.get("incident_team", [])]
    data["readers"] = [values["account_id"] for values in drawing.get("incident_reader", [])]
    return data


def _belongs(name: str, values: dict[str, Any]) -> bool:
    if name in ("figures", "held"):
        return (values.get("role") == "assessed") == (name == "held")
    if name == "assessments":
        return bool(values.get("state", "current") == "current")
    return True


PICKED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "places": (("place", "place_id", "place"),),
    "citations": (("source", "source_id", "source"),),
    "figures": (
        ("stated_by_actor", "stated_by_actor_id", "actor"),
        ("stated_by_source", "stated_by_source_id", "source"),
        ("place", "place_id", "place"),
    ),
    "attributions": (("actor", "actor_id", "actor"),),
    "instruments": (("instrument", "instrument_id", "legal_instrument"),),
    "links": (("other", "other_id", "incident"),),
    **SHEET_PICKED,
}
"""By list: the control that names another record, the column it fills and the table of that record."""


def _picked(name: str, values: dict[str, Any], labels: dict[tuple[str, int], str]) -> dict[str, Any]:
    return {
        control: labels.get((table, values[column]))
        for control, column, table in PICKED.get(name, ())
        if isinstance(values.get(column), int)
    }
