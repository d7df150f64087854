"""The parts of the case form: one block or row for each kind of part, in the words of its record's declaration."""

from wtforms import FormField

from incidents.base.languages import N_
from incidents.records import (
    Actor,
    Assessment,
    Attribution,
    Citation,
    ExternalId,
    FieldNote,
    Figure,
    Finding,
    Incident,
    IncidentInstrument,
    IncidentLink,
    IncidentPlace,
    IncidentViolation,
    QualityIssue,
    Source,
)
from incidents.web.forms.controls import CleanString
from incidents.web.forms.declared import declared_form

CaseFields = declared_form(
    Incident,
    "title",
    "summary",
    "public_summary",
    "temporal_type",
    "occurred",
    "time_text",
    "time_from",
    "time_to",
    "time_word",
    "tz",
    "attack_methods",
    "targets",
    "causes",
    "conflict_class",
    "harm_reported",
    "inclusion_basis",
    "codebook_version",
    "includes_parts",
    "visibility",
    "graphic",
)
ViolationPart = declared_form(IncidentViolation, "violation", "is_primary", "status", "note")
NewSource = declared_form(
    Source,
    "title",
    "kind",
    "publisher",
    "author",
    "language",
    "published",
    "url",
    "default_reliability",
    "origin_unknown",
    "visibility",
)
NewActor = declared_form(Actor, "kind")
ExternalIdPart = declared_form(ExternalId, "system", "release", "value", "url", "match")
FieldNotePart = declared_form(FieldNote, "part", "field", "value_state", "note", "credibility", "citation_id")
IssuePart = declared_form(QualityIssue, "state", "resolution")
AssessmentPart = declared_form(
    Assessment,
    "axis",
    "about_attribution_id",
    "about_figure_id",
    "mapped_value",
    "standard_of_proof",
    "verification_level",
    "scheme",
    "native_value",
    "provision",
    "legal_status",
    "contextual_element",
    "reason",
    "cited",
)
FindingPart = declared_form(
    Finding,
    "body",
    "body_text",
    "axis",
    "native_value",
    "standard",
    "attribution_id",
    "provision",
    "text",
    "report_ref",
    "paragraph",
    "citation_id",
    "dated",
)
HeldPart = declared_form(
    Figure,
    "outcome",
    "group",
    "unit",
    "low",
    "best",
    "high",
    "qualifier",
    "value_state",
    "rule",
    "reason",
    "inputs",
)


class PlacePart(
    declared_form(  # type: ignore[misc]
        IncidentPlace,
        "role",
        "is_primary",
        "verbatim",
        "verbatim_lang",
        "lat",
        "lon",
        "precision",
        "radius_m",
        "area",
        "method",
        "note",
    )
):
    """A place of the case, which may be chosen from the gazetteer."""

    place = CleanString(N_("Place in the gazetteer"), description=N_("Type a few letters and choose."))


class CitationPart(
    declared_form(  # type: ignore[misc]
        Citation,
        "locator",
        "excerpt",
        "excerpt_translation",
        "connection",
        "received",
        "reliability_override",
        "reliability_reason",
        "credibility",
        "independent",
        "independent_reason",
        "stance_occurrence",
        "stance_attribution",
        "stance_quantity",
        "stance_legal",
        "stated_date",
        "stated_place_text",
    )
):
    """A source of the case: one that is already recorded, or one that is entered here."""

    source = CleanString(N_("Source"), description=N_("A few letters of a source you have, its code or its address."))
    new = FormField(NewSource)


class FigurePart(
    declared_form(  # type: ignore[misc]
        Figure,
        "citation_id",
        "outcome",
        "group",
        "qualifier",
        "low",
        "best",
        "high",
        "as_stated",
        "value_state",
        "as_of",
        "stated_by_text",
        "speaker_unknown",
        "unit",
        "household_size",
        "calculation",
        "sex",
        "age_group",
        "victim_status",
        "cause_of_death",
        "imputed",
        "imputation_rule",
        "share_num",
        "share_den",
        "share_of_id",
        "record_kind",
        "directness",
        "method",
        "counting_basis",
        "kind",
        "within_figure_id",
        "series_state",
        "supersedes_id",
        "credibility",
        "period",
    )
):
    """A number that one source states, with its speaker."""

    stated_by_actor = CleanString(N_("Speaker, if a recorded actor"))
    stated_by_source = CleanString(N_("Speaker, if a recorded source"))
    place = CleanString(N_("Place it is limited to"))


class InstrumentPart(declared_form(IncidentInstrument, "role", "citation_id", "note")):  # type: ignore[misc]
    """A law or order of the case."""

    instrument = CleanString(
        N_("Law or order"), description=N_("A few letters of its title, its number such as 10/2018, or its code.")
    )


class LinkPart(declared_form(IncidentLink, "kind", "citation_id", "note")):  # type: ignore[misc]
    """A link to another case."""

    other = CleanString(N_("Other case"), description=N_("Its code or a few words of its title; choose one."))


class AttributionPart(
    declared_form(  # type: ignore[misc]
        Attribution,
        "role",
        "known_or_suspected",
        "degree",
        "contested",
        "alleged_by",
        "as_of",
        "position",
        "position_text",
        "position_url",
        "position_date",
        "conceded_figures",
        "note",
    )
):
    """An actor of the case: one that is already recorded, or one that is named here."""

    actor = CleanString(N_("Actor"), description=N_("A few letters of an actor you have, or its code."))
    new = FormField(NewActor)
    new_name_en = CleanString(N_("Name in English"))
    new_name_ar = CleanString(N_("Name in Arabic"))
