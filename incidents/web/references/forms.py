"""The forms of a source, an actor and a place of the gazetteer, made from the declarations of their records."""

from collections.abc import Iterable
from typing import Any, ClassVar

from wtforms import FieldList, Form, FormField, HiddenField

from incidents.answers.suggestions import ReferenceKind
from incidents.base.errors import Problem
from incidents.base.languages import N_, _
from incidents.records import Actor, ActorName, Place, PlaceName, Source, SourceCapture, SourceDerivation
from incidents.records.picture import Picture
from incidents.web.forms.controls import CleanString, KeyField, PicksCheck
from incidents.web.forms.declared import DeclaredForm, declared_form, default_of, form_data

MOST_ROWS = 100
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


CapturePart = declared_form(SourceCapture, "captured", "address", "shows")


class DerivationPart(declared_form(SourceDerivation, "how")):  # type: ignore[misc]
    """Another source that this one repeats."""

    parent = CleanString(N_("Repeats"), description=N_("A few letters of the source it repeats, or its code."))


class ReferenceForm(Form):
    """A record and lists of its parts; ``pick`` names the control of a row that stands for another record."""

    kind: ClassVar[ReferenceKind]
    rows_table: ClassVar[str]
    more: ClassVar[dict[str, str]] = {}
    """Further lists beside the rows: the name of each and its table."""
    pick: ClassVar[tuple[str, str] | None] = None
    version = KeyField()
    reason = CleanString(N_("Why you change it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = _(self.reason.label.text)
        for name in self.lists():
            for row in self.parts(name):
                if row.key.data is None:
                    row.key.data = self._free_key(name)
        for name in ("parent", "readers"):
            if name in self:
                self[name].label.text = _(self[name].label.text)
                self[name].description = _(self[name].description) if self[name].description else ""

    def lists(self) -> dict[str, str]:
        """The lists of parts by name, each with its table."""
        return {"rows": self.rows_table, **self.more}

    def parts(self, name: str = "rows") -> list[DeclaredForm]:
        """The rows of a list as form parts."""
        return [entry.form for entry in self[name].entries]

    def _free_key(self, name: str) -> str:
        taken = {row.key.data for row in self.parts(name)}
        return next(key for n in range(1, 500) if (key := f"new-{n}") not in taken)

    def add(self, name: str = "rows") -> None:
        """One more empty row."""
        if name in self.lists() and len(self[name].entries) < MOST_ROWS:
            entry = self[name].append_entry()
            entry.form.key.data = self._free_key(name)

    def remove(self, index: int, name: str = "rows") -> None:
        """Take a row out."""
        if name in self.lists() and 0 <= index < len(self[name].entries):
            del self[name].entries[index]

    def hide(self, names: Iterable[str]) -> None:
        """Take out the controls of columns that are not for this editor; what is stored in them stays."""
        for name in names:
            if name in self["record"].form:
                del self["record"].form[name]

    def drawing(self, before: Picture) -> tuple[Picture, list[Problem]]:
        """What was entered, and what could not be read; ``before`` is what is stored."""
        table = self.kind.__tablename__
        found: Picture = {table: self["record"].form.values(before.get(table))}
        problems = self["record"].form.problems("", before.get(table))
        for name, part_table in self.lists().items():
            found[part_table] = self._listed(name, part_table, before, problems)
        return found, problems

    def _listed(self, name: str, table: str, before: Picture, problems: list[Problem]) -> list[dict[str, Any]]:
        """The rows of one list that are not empty, as values of a picture."""
        stored_rows = {values["id"]: values for values in before.get(table, [])}
        listed = []
        for row in self.parts(name):
            stored = stored_rows.get(row.key.data, {})
            values = row.values(stored)
            typed = {
                n for n, v in values.items() if n != "id" and v not in (None, False) and v != default_of(row.record, n)
            }
            picked = self.pick is not None and name == "rows" and row[self.pick[0]].data
            if typed or isinstance(row.key.data, int) or picked:
                problems += row.problems(f"{table}.{row.key.data}.", stored)
                listed.append(values)
        return listed


class SourceForm(ReferenceForm):
    """A source with what it repeats, what it showed on which day, and who may read it while it is confidential."""

    kind, rows_table, pick = Source, "source_derivation", ("parent", "parent_id")
    more: ClassVar[dict[str, str]] = {"captures": "source_capture"}
    record = FormField(SourceFields)
    rows = FieldList(FormField(DerivationPart), max_entries=MOST_ROWS)
    captures = FieldList(FormField(CapturePart), max_entries=MOST_ROWS)
    readers = PicksCheck(
        N_("Named readers"), description=N_("They alone read a confidential source; you stay one of them.")
    )
    both = HiddenField()
    """The addresses that were found in another record and are to stand in both."""


class ActorForm(ReferenceForm):
    """An actor with its names."""

    kind, rows_table = Actor, "actor_name"
    parent = CleanString(N_("Belongs to"))
    record = FormField(ActorFields)
    rows = FieldList(FormField(ActorNamePart), max_entries=MOST_ROWS)


class PlaceForm(ReferenceForm):
    """A place with its names."""

    kind, rows_table = Place, "place_name"
    parent = CleanString(N_("Lies in"))
    record = FormField(PlaceFields)
    rows = FieldList(FormField(PlaceNamePart), max_entries=MOST_ROWS)


FORMS: dict[ReferenceKind, type[ReferenceForm]] = {Source: SourceForm, Actor: ActorForm, Place: PlaceForm}
PARTS: dict[ReferenceKind, type[DeclaredForm]] = {Source: DerivationPart, Actor: ActorNamePart, Place: PlaceNamePart}
MORE: dict[str, type[DeclaredForm]] = {"captures": CapturePart}
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
    more = {name: [form_data(MORE[name], row) for row in drawing.get(table, [])] for name, table in form.more.items()}
    return {
        "record": form_data(FIELDS[kind], values),
        "rows": rows,
        "parent": labels.get(values.get("parent_id", 0)),
        "readers": [reader["account_id"] for reader in drawing.get("source_reader", [])],
        **more,
    }
