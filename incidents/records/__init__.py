"""The records: one file each, columns and relations and one-line properties. Importing this package maps them all."""

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
from incidents.records.incident_place import IncidentPlace
from incidents.records.incident_violation import IncidentViolation
from incidents.records.occurred_member import OccurredMember
from incidents.records.place import Place, PlaceName
from incidents.records.quality_issue import QualityIssue
from incidents.records.source import Source, SourceCapture, SourceDerivation, SourceReader
from incidents.records.team import Team, TeamMember

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
    "IncidentPlace",
    "IncidentReader",
    "IncidentTeam",
    "IncidentViolation",
    "LedgerHead",
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
    "Throttle",
]
