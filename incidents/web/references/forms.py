"""The forms of a source, an actor and a place of the gazetteer, made from the declarations of their records."""

from collections.abc import Iterable
from typing import Any, ClassVar

from wtforms import FieldList, Form, FormField

from incidents.answers.suggestions import ReferenceKind
from incidents.base.errors import Problem
from incidents.base.languages import N_, _
from incidents.records import Actor, ActorName, Place, PlaceName, Source, SourceDerivation
from incidents.records.picture import Picture
from incidents.web.forms.controls import CleanString, KeyField
from incidents.web.forms.declared import DeclaredForm, declared_form, default_of, form_data

SourceFields = declared_form(
    Source,
    "title",
    "kind",
    "publisher",
    "author",
    "language",
    "published",
    "url",
    "archive_urls",
    "version_note",
    "default_reliability",
    "affiliation",
    "proximity",
    "origin_unknown",
    "visibility",
    "consent_scope",
    "consent_expires",
    "retention_until",
    "rights",
)
ActorFields = declared_form(Actor, "kind", "active", "note", "visibility")
PlaceFields = declared_form(
    Place, "level", "pcode", "pcode_edition", "previous_pcode", "lat", "lon", "geometry", "note", "visibility"
)
ActorNamePart = declared_form(ActorName, "text", "lang", "kind", "used")
PlaceNamePart = declared_form(PlaceName, "text", "lang", "kind")


class DerivationPart(declared_form(SourceDerivation, "how")):  # type: ignore[misc]
    """Another source that this one repeats."""

    parent = CleanString(N_("Repeats"), description=N_("A few letters of the source it repeats, or its code."))


class ReferenceForm(Form):
    """A record and one list of its parts; ``pick`` names the control that stands for another record."""

    kind: ClassVar[ReferenceKind]
    rows_table: ClassVar[str]
    pick: ClassVar[tuple[str, str] | None] = None
    version = KeyField()
    reason = CleanString(N_("Why you change it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = _(self.reason.label.text)
        for row in self.parts():
            if row.key.data is None:
                row.key.data = self._free_key()
        if "parent" in self:
            self["parent"].label.text = _(self["parent"].label.text)

    def parts(self) -> list[DeclaredForm]:
        """The rows as form parts."""
        return [entry.form for entry in self["rows"].entries]

    def _free_key(self) -> str:
        taken = {row.key.data for row in self.parts()}
        return next(key for n in range(1, 500) if (key := f"new-{n}") not in taken)

    def add(self) -> None:
        """One more empty row."""
        entry = self["rows"].append_entry()
        entry.form.key.data = self._free_key()

    def remove(self, index: int) -> None:
        """Take a row out."""
        if 0 <= index < len(self["rows"].entries):
            del self["rows"].entries[index]

    def hide(self, names: Iterable[str]) -> None:
        """Take out the controls of columns that are not for this editor; what is stored in them stays."""
        for name in names:
            if name in self["record"].form:
                del self["record"].form[name]

    def drawing(self, before: Picture) -> tuple[Picture, list[Problem]]:
        """What was entered, and what could not be read; ``before`` is what is stored."""
        table = self.kind.__tablename__
        stored_rows = {values["id"]: values for values in before.get(self.rows_table, [])}
        found: Picture = {table: self["record"].form.values(before.get(table)), self.rows_table: []}
        problems = self["record"].form.problems("", before.get(table))
        for row in self.parts():
            stored = stored_rows.get(row.key.data, {})
            values = row.values(stored)
            typed = {
                n for n, v in values.items() if n != "id" and v not in (None, False) and v != default_of(row.record, n)
            }
            if typed or isinstance(row.key.data, int) or (self.pick and row[self.pick[0]].data):
                problems += row.problems(f"{self.rows_table}.{row.key.data}.", stored)
                found[self.rows_table].append(values)
        return found, problems


class SourceForm(ReferenceForm):
    """A source with what it repeats."""

    kind, rows_table, pick = Source, "source_derivation", ("parent", "parent_id")
    record = FormField(SourceFields)
    rows = FieldList(FormField(DerivationPart), max_entries=100)


class ActorForm(ReferenceForm):
    """An actor with its names."""

    kind, rows_table = Actor, "actor_name"
    parent = CleanString(N_("Belongs to"))
    record = FormField(ActorFields)
    rows = FieldList(FormField(ActorNamePart), max_entries=100)


class PlaceForm(ReferenceForm):
    """A place with its names."""

    kind, rows_table = Place, "place_name"
    parent = CleanString(N_("Lies in"))
    record = FormField(PlaceFields)
    rows = FieldList(FormField(PlaceNamePart), max_entries=100)


FORMS: dict[ReferenceKind, type[ReferenceForm]] = {Source: SourceForm, Actor: ActorForm, Place: PlaceForm}
PARTS: dict[ReferenceKind, type[DeclaredForm]] = {Source: DerivationPart, Actor: ActorNamePart, Place: PlaceNamePart}
FIELDS: dict[ReferenceKind, type[DeclaredForm]] = {Source: SourceFields, Actor: ActorFields, Place: PlaceFields}


def data_of(kind: ReferenceKind, drawing: Picture, labels: dict[int, str]) -> dict[str, Any]:
    """The data with which a form shows a picture; ``labels`` are the words of the records it refers to."""
    values = drawing.get(kind.__tablename__, {})
    form = FORMS[kind]
    rows = []
    for row in drawing.get(form.rows_table, []):
        shown = form_data(PARTS[kind], row)
        if form.pick is not None:
            shown[form.pick[0]] = labels.get(row[form.pick[1]])
        rows.append(shown)
    return {"record": form_data(FIELDS[kind], values), "rows": rows, "parent": labels.get(values.get("parent_id", 0))}
