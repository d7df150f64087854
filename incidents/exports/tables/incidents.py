"""The table `incidents`: one row a case, flat, in the columns and the order that readers of our files rely on."""

from collections.abc import Iterator

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.fields import Kind
from incidents.exports.columns import Column, made, of
from incidents.exports.reading import Reading, stored
from incidents.exports.rows import Flat, flat_incidents
from incidents.exports.tables.table import Table, in_languages
from incidents.records import (
    ActorName,
    Assessment,
    Attribution,
    EffectiveFigure,
    ExternalId,
    Figure,
    Incident,
    IncidentPlace,
    IncidentViolation,
    Place,
    PlaceName,
)

SEVERAL = N_("Several are joined by semicolons.")
MAIN_PLACE = N_("Of the main place; the table of places has all of them.")
RANGE = N_("The team's figure if there is one, else the range of the current claims. Empty is not 0.")
STATE = N_("Known, or why there is no number: unknown, not_applicable, withheld, not_recorded.")
VIOLATION = [(IncidentViolation, "violation")]


def _place(name: str, path: str, label: str, field: tuple[type[Record], str], kind: Kind = Kind.LINE) -> Column:
    return made(name, f"place.{path}", label, MAIN_PLACE, of=[field], kind=kind)


def _number(name: str, path: str, label: str, help: str = RANGE) -> Column:
    end = path.rpartition(".")[2]
    return made(name, path, label, help, of=[(EffectiveFigure, end)], kind=Kind.WHOLE, unit="person")


def _state(name: str, path: str, label: str) -> Column:
    return made(name, path, label, STATE, of=[(EffectiveFigure, "value_state")], kind=Kind.CODE)


def _grade(name: str, path: str, label: str) -> Column:
    made_of = [(Assessment, "mapped_value")]
    return made(name, path, label, SEVERAL, of=made_of, kind=Kind.CODES, vocabulary="confidence")


COLUMNS: tuple[Column, ...] = (
    of(Incident, "code"),
    *in_languages(Incident, "title", {"en": N_("Title in English"), "ar": N_("Title in Arabic")}),
    made("violation_codes", "violations", N_("Violations"), SEVERAL, of=VIOLATION, kind=Kind.CODES,
         vocabulary="violation_type"),
    made("violation_labels_en", "violation_labels_en", N_("Violations in English"), SEVERAL, of=VIOLATION,
         kind=Kind.LINES),
    made("violation_labels_ar", "violation_labels_ar", N_("Violations in Arabic"), SEVERAL, of=VIOLATION,
         kind=Kind.LINES),
    of(Incident, "temporal_type"),
    *(of(Incident, f"occurred_{part}") for part in ("text", "edtf", "earliest", "latest", "precision", "nature")),
    _place("country_iso3", "known.country", N_("Country"), (Place, "pcode")),
    _place("adm1_name_en", "known.adm1.names.en", N_("Province in English"), (PlaceName, "text")),
    _place("adm1_name_ar", "known.adm1.names.ar", N_("Province in Arabic"), (PlaceName, "text")),
    _place("adm1_pcode", "known.adm1.pcode", N_("P-code of the province"), (Place, "pcode")),
    _place("adm2_pcode", "known.adm2.pcode", N_("P-code of the district"), (Place, "pcode")),
    _place("adm3_pcode", "known.adm3.pcode", N_("P-code of the sub-district"), (Place, "pcode")),
    _place("pcode_edition", "known.edition", N_("Edition of the p-codes"), (Place, "pcode_edition"), Kind.DAY),
    _place("place_verbatim", "verbatim", N_("Place, in the source's words"), (IncidentPlace, "verbatim")),
    _place("place_name_en", "known.names.en", N_("Place in English"), (PlaceName, "text")),
    _place("place_name_ar", "known.names.ar", N_("Place in Arabic"), (PlaceName, "text")),
    _place("lat", "lat", N_("Latitude"), (IncidentPlace, "lat"), Kind.DECIMAL),
    _place("lon", "lon", N_("Longitude"), (IncidentPlace, "lon"), Kind.DECIMAL),
    of(IncidentPlace, "precision", "place_precision", "place.precision"),
    of(IncidentPlace, "radius_m", path="place.radius_m"),
    _number("killed_low", "killed.low", N_("Killed, low")),
    _number("killed_best", "killed.best", N_("Killed, best")),
    _number("killed_high", "killed.high", N_("Killed, high")),
    made("killed_open", "killed.open_above", N_("Killed, or more"), N_("Yes where a claim sets no upper bound."),
         of=[(EffectiveFigure, "open_above")], kind=Kind.FLAG),
    _state("killed_state", "killed.state", N_("Killed, known or not")),
    made("killed_rule", "killed_rule", N_("Rule of the number killed"),
         N_("The rule of the team's figure; reported_range where there is none and the claims' range stands for it."),
         of=[(Figure, "rule")], kind=Kind.CODE, vocabulary="reconciliation_rule"),
    _number("killed_civilian_low", "killed_civilian.low", N_("Civilians killed, low")),
    _number("killed_civilian_best", "killed_civilian.best", N_("Civilians killed, best")),
    _number("killed_civilian_high", "killed_civilian.high", N_("Civilians killed, high")),
    _state("killed_civilian_state", "killed_civilian.state", N_("Civilians killed, known or not")),
    _number("killed_status_unknown_best", "killed_status_unknown.best", N_("Killed of unknown status, best")),
    _number("killed_children_low", "killed_children.low", N_("Children killed, low")),
    _number("killed_children_high", "killed_children.high", N_("Children killed, high")),
    _number("injured_low", "injured.low", N_("Injured, low")),
    _number("injured_best", "injured.best", N_("Injured, best")),
    _number("injured_high", "injured.high", N_("Injured, high")),
    _state("injured_state", "injured.state", N_("Injured, known or not")),
    _number("displaced_persons_low", "displaced.low", N_("Displaced, low")),
    _number("displaced_persons_high", "displaced.high", N_("Displaced, high")),
    made("displaced_kind", "displaced_kind", N_("Displaced, stock or flow"),
         N_("Which of the two the numbers before it are; empty where no source says. A case with both shows the flow "
            "here, and the table of figures has all."),
         of=[(EffectiveFigure, "kind")], kind=Kind.CODE, vocabulary="stock_or_flow"),
    made("actors", "actors", N_("Actors, as role:name"), SEVERAL, of=[(Attribution, "role"), (ActorName, "text")],
         kind=Kind.LINES),
    _grade("occurrence_grade", "occurrence", N_("Did it happen")),
    _grade("attribution_grade", "attribution", N_("Who did it")),
    of(Incident, "harm_reported"),
    of(Incident, "n_sources"),
    of(Incident, "n_independent"),
    of(Incident, "n_open_issues"),
    *in_languages(Incident, "public_summary",
                  {"en": N_("Public summary in English"), "ar": N_("Public summary in Arabic")}),
    made("external_ids", "external_ids", N_("Identifiers elsewhere, as list:identifier"), SEVERAL,
         of=[(ExternalId, "system"), (ExternalId, "value")], kind=Kind.LINES),
    made("url", "url", N_("Address of the case"), of=[(Incident, "code")]),
    made("licence", "licence", N_("Licence")),
    made("release", "release", N_("Release"), N_("Empty outside releases.")),
)  # fmt: skip


def _rows(reading: Reading) -> Iterator[Flat]:
    return flat_incidents(reading, stored(Incident, COLUMNS))


TABLE = Table("incidents", N_("Cases"), COLUMNS, _rows)
