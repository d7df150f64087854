"""What the form of a source has beyond those of actors and places: named readers, and a warning of the same address."""

from typing import Any

from flask import g
from wtforms.fields.choices import SelectChoice

from incidents.answers.circle import teams_and_colleagues
from incidents.answers.sources_same import SameAddress, addresses_in, sources_at
from incidents.base.errors import Problem
from incidents.records.picture import Picture
from incidents.web.references.forms import SourceForm
from incidents.work.references import may_name_readers


def offer_readers(form: SourceForm, record: Any) -> None:
    """Give the control of named readers the colleagues there are; who may not name any has no control."""
    if "readers" not in form:
        return
    if record is not None and not may_name_readers(g.viewer, record):
        del form.readers
        return
    named = [{"account_id": reader.account_id} for reader in record.readers] if record is not None else []
    _teams, colleagues = teams_and_colleagues(g.session, g.viewer, {"incident_reader": named})
    form.readers.choices = [SelectChoice(str(number), name) for number, name in colleagues]


def read_readers(form: SourceForm, record: Any, drawing: Picture) -> list[Problem]:
    """Put the chosen readers into what was entered; who may not name any changes none."""
    if record is not None and not may_name_readers(g.viewer, record):
        return []
    stored = {reader.account_id: reader.id for reader in record.readers} if record is not None else {}
    chosen = [int(number) for number in form.readers.data or [] if str(number).isdigit()]
    if chosen and g.viewer.account_id is not None and g.viewer.account_id not in chosen:
        chosen.append(g.viewer.account_id)  # nobody closes a source to themselves by a slip
    drawing["source_reader"] = [
        {"id": stored.get(number, f"new-{number}"), "account_id": number} for number in dict.fromkeys(chosen)
    ]
    return []


def same_addresses(form: SourceForm, drawing: Picture, before: Picture) -> list[SameAddress]:
    """Other sources under an address that is new in this form, unless both are to stay; sending again keeps both."""
    known = set(addresses_in(before))
    entered = [address for address in addresses_in(drawing) if address not in known]
    if not entered or form.both.data == " ".join(entered):
        return []
    found = sources_at(g.session, g.viewer, entered, before.get("source", {}).get("id"))
    form.both.data, form.both.raw_data = " ".join(entered), None
    return found
