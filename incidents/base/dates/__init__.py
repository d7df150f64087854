"""Dates as sources give them: kept in their words, with bounds that can be searched and nothing invented.

``read_typed`` reads what people type, ``read_edtf`` the written form of ISO 8601-2 (EDTF), ``say_date`` says a date
back in words, and ``window`` answers whether a date may lie, or certainly lies, between two days.
"""

from incidents.base.dates.edtf import members, read_edtf
from incidents.base.dates.typed import read_typed
from incidents.base.dates.uncertain import NotADate, UncertainDate
from incidents.base.dates.words import say_date

__all__ = ["NotADate", "UncertainDate", "members", "read_edtf", "read_typed", "say_date"]
