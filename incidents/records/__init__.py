"""The records: one file each, columns and relations and one-line properties. Importing this package maps them all."""

import importlib
import pkgutil

from incidents.records.account import Account, Login, SignInLink, Throttle
from incidents.records.actor import Actor, ActorName
from incidents.records.aggregate_statement import AggregateCase, AggregateCount, AggregateStatement
from incidents.records.assessment import Assessment
from incidents.records.attribution import Attribution
from incidents.records.change import Change, LedgerHead
from incidents.records.citation import Citation
from incidents.records.effective_figure import EffectiveFigure
from incidents.records.external_id import ExternalId
from incidents.records.field_note import FieldNote
from incidents.records.figure import Figure
from incidents.records.finding import Finding
from incidents.records.import_run import ImportRow, ImportRun
from incidents.records.incident import Incident, IncidentReader, IncidentTeam
from incidents.records.incident_link import IncidentLink
from incidents.records.incident_place import IncidentPlace
from incidents.records.incident_violation import IncidentViolation
from incidents.records.legal_instrument import IncidentInstrument, InstrumentAmendment, LegalInstrument
from incidents.records.occurred_member import OccurredMember
from incidents.records.place import Place, PlaceName
from incidents.records.quality_issue import QualityIssue
from incidents.records.source import Source, SourceCapture, SourceDerivation, SourceReader
from incidents.records.team import Team, TeamMember
from incidents.records.term import Term

# A sheet is a module of this folder that nothing else names, so that a further one needs no line here.
for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = [
    "Account",
    "Actor",
    "ActorName",
    "AggregateCase",
    "AggregateCount",
    "AggregateStatement",
    "Assessment",
    "Attribution",
    "Change",
    "Citation",
    "EffectiveFigure",
    "ExternalId",
    "FieldNote",
    "Figure",
    "Finding",
    "ImportRow",
    "ImportRun",
    "Incident",
    "IncidentInstrument",
    "IncidentLink",
    "IncidentPlace",
    "IncidentReader",
    "IncidentTeam",
    "IncidentViolation",
    "InstrumentAmendment",
    "LedgerHead",
    "LegalInstrument",
    "Login",
    "OccurredMember",
    "Place",
    "PlaceName",
    "QualityIssue",
    "SignInLink",
    "Source",
    "SourceCapture",
    "SourceDerivation",
    "SourceReader",
    "Team",
    "TeamMember",
    "Term",
    "Throttle",
]
