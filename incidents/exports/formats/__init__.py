"""The formats of an export, each in a file of its own; a further one is one file and one line here."""

from incidents.base.errors import NotFound
from incidents.base.languages import _
from incidents.exports.formats import csv
from incidents.exports.formats.format import Format

FORMATS: dict[str, Format] = {one.code: one for one in (csv.FORMAT,)}


def format_called(code: str) -> Format:
    """The format with a code such as ``csv``."""
    if code not in FORMATS:
        known = ", ".join(FORMATS)
        raise NotFound(_("There is no format %(name)s. The formats are: %(known)s.", name=code, known=known))
    return FORMATS[code]


__all__ = ["FORMATS", "Format", "format_called"]
