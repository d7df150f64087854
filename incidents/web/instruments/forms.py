"""The forms of a law or order: narrowing the list, asking for a day, and the text with what it amends."""

from typing import Any

from wtforms import Form, FormField, HiddenField

from incidents.base.languages import N_, _
from incidents.records import InstrumentAmendment, LegalInstrument
from incidents.records.picture import Picture
from incidents.web.forms.controls import CleanString, DateText, KeyField, TermSelect
from incidents.web.forms.declared import DeclaredForm, ProseText, TranslatedForm, declared_form, form_data
from incidents.web.incidents.case_form import RowList

MOST_ROWS = 200
InstrumentFields = declared_form(
    LegalInstrument,
    "title",
    "kind",
    "number",
    "issuer_text",
    "issued",
    "in_force",
    "repealed",
    "area_text",
    "summary",
    "deadline_days",
    "clock_starts",
    "in_person",
    "proxy_degree",
    "proxy_text",
    "security_clearance",
    "fee",
    "notice_method",
    "objection_body",
    "objection_days",
    "appeal",
    "locator",
    "note",
    "visibility",
)


class AmendmentPart(declared_form(InstrumentAmendment, "how", "note")):  # type: ignore[misc]
    """An earlier text that this one touches."""

    earlier = CleanString(N_("Earlier law or order"), description=N_("A few letters of its title, its number or code."))


ROWS, ROWS_TABLE = "amendments", "instrument_amendment"
PICKED: dict[str, tuple[str, str]] = {
    "issuer": ("issuer_id", "actor"),
    "place": ("place_id", "place"),
    "source": ("source_id", "source"),
}
"""By control: the column it fills and the table of the record that it names."""


class InstrumentForm(Form):
    """A law or order with what it amends; what is empty stays unknown."""

    version = KeyField()
    reason = CleanString(N_("Why you change it"))
    both = HiddenField()
    """The kind and number that were found in another record and are to stand in both."""
    record = FormField(InstrumentFields)
    issuer = CleanString(N_("Issued by"), description=N_("A few letters of an actor you have, or its code."))
    place = CleanString(N_("Area it covers"), description=N_("Type a few letters and choose."))
    source = CleanString(
        N_("Text of the instrument"), description=N_("A few letters of a source you have, its code or its address.")
    )
    amendments = RowList(FormField(AmendmentPart), N_("Earlier text"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in (self.reason, self.issuer, self.place, self.source, self.amendments):
            field.label.text = _(field.label.text)
            field.description = _(field.description) if field.description else ""
        for row in self.rows():
            if row.key.data is None:
                row.key.data = self._free_key()

    def rows(self) -> list[DeclaredForm]:
        """The earlier texts as form parts."""
        return [entry.form for entry in self.amendments.entries]

    def _free_key(self) -> str:
        taken = {row.key.data for row in self.rows()}
        return next(key for n in range(1, MOST_ROWS + 2) if (key := f"new-{n}") not in taken)

    def add(self, name: str) -> None:
        """One more empty row at the end of the list."""
        if name == ROWS and len(self.amendments.entries) < MOST_ROWS:
            entry = self.amendments.append_entry()
            entry.form.key.data = self._free_key()

    def remove(self, name: str, index: int) -> None:
        """Take one row out of the list."""
        if name == ROWS and 0 <= index < len(self.amendments.entries):
            del self.amendments.entries[index]


class NarrowInstruments(TranslatedForm):
    """Which laws and orders to list."""

    q = CleanString(N_("Words"), description=N_("Of the title, the number or the issuer, in either script."))
    number = CleanString(N_("Number"), description=N_("Such as 10/2018."))
    kind = TermSelect(N_("Kind of instrument"), "instrument_kind", empty=N_("any"))
    issuer = CleanString(N_("Issued by"))


class AskedDay(TranslatedForm):
    """For which day the procedure is asked."""

    day = DateText(N_("Which procedure applied on a day"), description=N_("A day, such as 2018-07-01."))


class WithdrawForm(TranslatedForm):
    """Why a law or order is withdrawn, and which version of it the person saw."""

    version = KeyField()
    reason = ProseText(N_("Reason"), description=N_("It stands in the history for everybody who may see the record."))


def data_of(drawing: Picture, labels: dict[tuple[str, int], str]) -> dict[str, Any]:
    """The data with which the form shows a picture; ``labels`` are the words of records it refers to."""
    values = drawing.get("legal_instrument", {})
    data: dict[str, Any] = {"record": form_data(InstrumentFields, values)}
    for control, (column, kind) in PICKED.items():
        data[control] = labels.get((kind, values.get(column, 0)))
    data[ROWS] = [
        form_data(AmendmentPart, row) | {"earlier": labels.get(("legal_instrument", row.get("earlier_id", 0)))}
        for row in drawing.get(ROWS_TABLE, [])
    ]
    return data
