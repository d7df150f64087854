"""The form of an export: which table, in which words its headings stand, and whether a spreadsheet is to open it."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField

from incidents.base.languages import LANGUAGES, N_, _
from incidents.exports.formats.format import Options
from incidents.exports.tables import TABLES
from incidents.web.forms.declared import TranslatedForm

NAMES = "names"
EVERY = "all"


class ExportForm(TranslatedForm):
    """What can be chosen for a file."""

    table = RadioField(
        N_("Table"), description=N_("One row for each of these."), default="incidents", validate_choice=False
    )
    headings = SelectField(N_("Headings"), default=NAMES, validate_choice=False)
    bom = BooleanField(
        N_("Mark the file as UTF-8 (byte-order mark)"),
        description=N_("Some spreadsheets show Arabic letters only with it. Other programs do not need it."),
        default=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table.choices = [(name, _(table.label)) for name, table in TABLES.items()]
        names = [(NAMES, _("Names, for programs"))]
        self.headings.choices = names + [
            (code, _("Words in %(language)s", language=language.name)) for code, language in LANGUAGES.items()
        ]


def options_of(args: Any) -> Options:
    """How the files of an address should look; the mark is there unless the address says no."""
    headings = args.get("headings", NAMES)
    # A form sends no word for a box without a tick, so the page sends "chosen" to say that it was seen.
    bom = args.get("bom", "no" if "chosen" in args else "yes") not in ("no", "")
    return Options(headings if headings in LANGUAGES else None, bom)
