"""Which columns a UCDP GED file must have, which it may have, and what their codes mean with us.

Releases differ: 23.1 has 49 columns, regional releases 41 to 43, and copies that people pass on often keep only the
fourteen of ``CORE``. The few without which a row could not become a case are ``REQUIRED``; any other may be absent,
and an absent column says nothing: it is never read as empty.
"""

from incidents.vocabularies import vocabulary

SYSTEM = "ucdp_ged"
NAME = "UCDP GED"
PUBLISHER = "Uppsala Conflict Data Program"
ADDRESS = "https://ucdp.uu.se/"
LICENCE = "CC BY 4.0"
ATTRIBUTION = (
    "UCDP Georeferenced Event Dataset, Uppsala Conflict Data Program; Sundberg, Ralph, and Erik Melander (2013), "
    "Introducing the UCDP Georeferenced Event Dataset, Journal of Peace Research 50(4)."
)

CORE = (
    "id",
    "year",
    "type_of_violence",
    "conflict_name",
    "side_a",
    "side_b",
    "where_coordinates",
    "latitude",
    "longitude",
    "date_start",
    "date_end",
    "best",
    "high",
    "low",
)
REQUIRED = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best")

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
# Some releases write the type in words.
TYPES_IN_WORDS = {
    "state-based": STATE_BASED,
    "state-based conflict": STATE_BASED,
    "state-based violence": STATE_BASED,
    "state-based armed conflict": STATE_BASED,
    "non-state": NON_STATE,
    "non-state conflict": NON_STATE,
    "non-state violence": NON_STATE,
    "one-sided": ONE_SIDED,
    "one-sided violence": ONE_SIDED,
}

# What UCDP says of an event and we have no field for: kept in its own words beside the citation of the data set.
NATIVE = (
    "relid",
    "type_of_violence",
    "conflict_name",
    "dyad_name",
    "event_clarity",
    "number_of_sources",
    "source_original",
    "where_prec",
    "date_prec",
)
NOT_RECORDED = "-1"


def precision_of_place(where_prec: str) -> str | None:
    """Our precision for UCDP's; where several would fit, the coarsest that UCDP's own words allow."""
    return _PLACES.get(where_prec)


# UCDP's 1 cannot tell a building from a town, so it is never taken for more than the town.
_AMBIGUOUS = {"1": "settlement"}


def _equivalents(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for term in vocabulary(name).terms:
        equivalents = term.extra.get("equivalents")
        native = equivalents.get("ucdp", ()) if hasattr(equivalents, "get") else ()
        for value in native:
            found.setdefault(value, term.code)
    return found


_PLACES = _equivalents("place_precision") | _AMBIGUOUS
