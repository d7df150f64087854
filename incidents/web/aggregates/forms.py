"""The forms of an aggregate statement: narrowing the list, and the statement with its counts and known cases."""

from typing import Any

from wtforms import Form, FormField
from wtforms.fields.choices import SelectChoice

from incidents.base.languages import N_, _
from incidents.records import AggregateCase, AggregateCount, AggregateStatement
from incidents.records.picture import Picture
from incidents.web.forms.controls import CleanString, DateText, KeyField, TermSelect
from incidents.web.forms.declared import DeclaredForm, ProseText, TranslatedForm, declared_form, form_data
from incidents.web.incidents.case_form import RowList

MOST_ROWS = 500
StatementFields = declared_form(
    AggregateStatement,
    "title",
    "body",
    "body_text",
    "subject",
    "violation",
    "unit",
    "period",
    "as_of",
    "locator",
    "excerpt",
    "note",
    "visibility",
)


class CountPart(
    declared_form(  # type: ignore[misc]
        AggregateCount, "label", "qualifier", "low", "best", "high", "as_stated", "value_state", "within_count_id"
    )
):
    """One number of the statement."""

    actor = CleanString(N_("Attributed to"), description=N_("A few letters of an actor you have, or its code."))


class KnownCasePart(declared_form(AggregateCase, "note")):  # type: ignore[misc]
    """A case of ours that may fall inside."""

    incident = CleanString(N_("Case"), description=N_("Its code, such as INC-K4SH7Q, or a few words of it."))


LISTS: dict[str, tuple[str, type[DeclaredForm]]] = {
    "counts": ("aggregate_count", CountPart),
    "cases": ("aggregate_case", KnownCasePart),
}
"""Each list of the form: the table its rows belong to and the form of one row."""
PICKED: dict[str, tuple[str, str, str]] = {
    "source": ("aggregate_statement", "source_id", "source"),
    "place": ("aggregate_statement", "place_id", "place"),
    "actor": ("aggregate_count", "actor_id", "actor"),
    "incident": ("aggregate_case", "incident_id", "incident"),
}
"""By control: the table it stands in, the column it fills and the table of the record that it names."""


class StatementForm(Form):
    """A statement with its counts and known cases; what is empty stays unknown."""

    version = KeyField()
    reason = CleanString(N_("Why you change it"))
    record = FormField(StatementFields)
    source = CleanString(N_("Read in"), description=N_("A few letters of a source you have, its code or its address."))
    place = CleanString(N_("Where"), description=N_("Type a few letters and choose."))
    counts = RowList(FormField(CountPart), N_("Count"))
    cases = RowList(FormField(KnownCasePart), N_("Known case"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in (self.reason, self.source, self.place, self.counts, self.cases):
            field.label.text = _(field.label.text)
            field.description = _(field.description) if field.description else ""
        for name in LISTS:
            for row in self.rows(name):
                if row.key.data is None:
                    row.key.data = self._free_key(name)
        self.offer_siblings()

    def rows(self, name: str) -> list[DeclaredForm]:
        """The rows of one list as form parts."""
        return [entry.form for entry in self[name].entries]

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

    def offer_siblings(self) -> None:
        """Give the control that names the whole of a number the other numbers there are."""
        rows: list[Any] = self.rows("counts")
        choices = [
            SelectChoice(str(row.key.data), f"{n} · {(row['label'].data or _('not named yet'))[:80]}")
            for n, row in enumerate(rows, 1)
        ]
        for row in rows:
            others = [choice for choice in choices if choice.value != str(row.key.data)]
            row.within_count_id.choices = [SelectChoice("", "—"), *others]


class NarrowStatements(TranslatedForm):
    """Which statements to list."""

    q = CleanString(N_("Words"))
    body = TermSelect(N_("Body"), "body", empty=N_("any"))
    violation = TermSelect(N_("Violation counted"), "violation_type", empty=N_("any"))
    place = CleanString(N_("In"), description=N_("A name or code; with everything below it."))
    as_of = DateText(N_("As of"), description=N_("A day, month or year, such as 2017."))


class WithdrawForm(TranslatedForm):
    """Why a statement is withdrawn, and which version of it the person saw."""

    version = KeyField()
    reason = ProseText(
        N_("Reason"), description=N_("It stands in the history for everybody who may see the statement.")
    )


def data_of(drawing: Picture, labels: dict[tuple[str, int], str]) -> dict[str, Any]:
    """The data with which the form shows a picture; ``labels`` are the words of records it refers to."""
    values = drawing.get("aggregate_statement", {})
    data: dict[str, Any] = {"record": form_data(StatementFields, values)}
    for control in ("source", "place"):
        _table, column, kind = PICKED[control]
        data[control] = labels.get((kind, values.get(column, 0)))
    for name, (table, part) in LISTS.items():
        control = "actor" if name == "counts" else "incident"
        _table, column, kind = PICKED[control]
        data[name] = [
            form_data(part, row) | {control: labels.get((kind, row.get(column, 0)))} for row in drawing.get(table, [])
        ]
    return data
