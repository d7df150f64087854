"""A date as a source gives it: its words, its written form, and what is certain about it."""

from dataclasses import dataclass
from datetime import date

from incidents.base.errors import Refused
from incidents.base.languages import _

NATURES = ("instant", "duration", "set")


class NotADate(Refused):
    """The text cannot be read as a date; the message says why, and what to write instead."""


@dataclass(frozen=True)
class UncertainDate:
    """What is known of when something happened; every part is None when it is not known.

    ``text`` is what the source or the researcher wrote, in any language; ``edtf`` its form in ISO 8601-2. No moment
    lies before ``earliest`` or after ``latest``; a bound is None where the time is open or unknown on that side, as
    ``start_kind`` and ``end_kind`` tell (known, unknown, open). ``nature`` says what lies between the bounds: an
    instant is one moment somewhere, a duration begins and ends there, a set is several separate moments.

    ``core_from`` to ``core_to`` is the time during which a duration certainly ran; both are None when there is no
    such time. ``core_to`` alone is None when the duration is still going on.

    ``precision`` is a code of the vocabulary ``date_precision``: time, day, days_2_6, week, month, season, year,
    interval. A decade is an interval: the vocabulary has no coarser unit than the year.
    """

    text: str | None = None
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    core_from: date | None = None
    core_to: date | None = None
    precision: str | None = None
    nature: str | None = None
    start_kind: str | None = None
    end_kind: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all was recorded, not even words."""
        return self == UncertainDate()

    @property
    def is_dated(self) -> bool:
        """Tell whether there is a bound to search by; words that could not be read have none."""
        return self.earliest is not None or self.latest is not None


def cannot_read(text: str) -> NotADate:
    """Return the refusal of a text that has no form we know."""
    shown = text if len(text) <= 64 else text[:63] + "…"
    return NotADate(
        _(
            "“%(text)s” cannot be read as a date. Write it like 2017-04-04, 4 April 2017, April 2017, 2017, "
            "“between 3 and 5 April 2017” or “since December 2015”.",
            text=shown,
        )
    )
