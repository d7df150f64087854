"""The filters on the details of a case, and on how it is kept."""

from incidents.base.languages import N_
from incidents.records import Incident
from incidents.search.filters.base import Filter
from incidents.search.filters.codes import OwnTerm, OwnTerms
from incidents.search.filters.dates import MomentFilter
from incidents.search.filters.identity import CodeFilter, ExternalFilter, WithdrawnFilter
from incidents.search.filters.people import AccountFilter, TeamFilter


def _own(key: str, label: str, terms: str, example: str, says: str, *aliases: str, several: bool = False) -> OwnTerm:
    kind, column = (OwnTerms if several else OwnTerm), getattr(Incident, _OWN_COLUMNS[key])
    return kind(
        key=key,
        aliases=aliases,
        label=label,
        help=N_("One of its terms by code or label."),
        example=example,
        vocabulary=terms,
        column=column,
        says=says,
        says_none=N_("where this is not recorded: %(label)s"),
        says_any=N_("where this is recorded: %(label)s"),
    )


_OWN_COLUMNS = {
    "kind": "temporal_type",
    "method": "attack_methods",
    "target": "targets",
    "cause": "causes",
    "conflict": "conflict_class",
    "harm": "harm_reported",
    "time": "time_word",
    "status": "workflow_status",
    "sensitivity": "visibility",
}

DETAILS: tuple[Filter, ...] = (
    _own("kind", N_("Kind of case"), "temporal_type", "kind:continuing", N_("of the kind %(values)s"), "type", "نوع"),
    _own(
        "method", N_("How"), "attack_method", "method:air_strike", N_("by %(values)s"), "weapon", "طريقة", several=True
    ),
    _own(
        "target", N_("What was hit"), "target", "target:medical", N_("with the target %(values)s"), "هدف", several=True
    ),
    _own(
        "cause",
        N_("Causes of death"),
        "cause_of_death",
        "cause:cbrn",
        N_("with the cause of death %(values)s"),
        "سبب",
        several=True,
    ),
    _own(
        "conflict",
        N_("Class of conflict"),
        "conflict_class",
        "conflict:niac",
        N_("in a conflict of the class %(values)s"),
        "نزاع",
    ),
    _own(
        "harm",
        N_("Harm to civilians reported"),
        "yes_no_unknown",
        "harm:yes",
        N_("with harm to civilians reported: %(values)s"),
        "ضرر",
    ),
    _own("time", N_("Part of the day"), "time_word", "time:around_dawn", N_("at the time of day %(values)s"), "وقت"),
)

KEEPING: tuple[Filter, ...] = (
    _own("status", N_("State"), "workflow_status", "-status:draft", N_("in the state %(values)s"), "state", "حالة"),
    TeamFilter(
        key="team",
        aliases=("فريق",),
        label=N_("Team"),
        help=N_("A team that the case was given to, by name or code."),
        example="team:north",
        prefix="TEAM",
        says=N_("given to %(names)s"),
        says_none=N_("given to no team"),
        says_any=N_("given to a team"),
    ),
    _own(
        "sensitivity",
        N_("Sensitivity"),
        "visibility",
        "sensitivity:confidential",
        N_("of the sensitivity %(values)s"),
        "visibility",
        "سرية",
    ),
    CodeFilter(
        key="code",
        aliases=("رمز",),
        label=N_("Code"),
        help=N_("The public code of the case."),
        example="code:INC-K4SH7Q",
    ),
    ExternalFilter(
        key="external",
        aliases=("معرف",),
        label=N_("Identifier elsewhere"),
        help=N_("The identifier in another list, with the list's name or without."),
        example="external:ucdp:242363",
    ),
    MomentFilter(
        key="changed",
        aliases=("تعديل",),
        label=N_("Last changed"),
        help=N_("The day of the last change, in UTC."),
        example="changed:>=2024-01-01",
        column=Incident.updated_at,
        says=N_("last changed in %(dates)s"),
    ),
    MomentFilter(
        key="entered",
        aliases=("إدخال",),
        label=N_("Entered"),
        help=N_("The day on which it was entered, in UTC."),
        example="entered:2024",
        column=Incident.created_at,
        says=N_("entered in %(dates)s"),
    ),
    AccountFilter(
        key="by",
        aliases=("entered_by", "بواسطة"),
        label=N_("Entered by"),
        help=N_("The sign-in name of whoever entered it."),
        example="by:researcher.one",
        column=Incident.created_by,
        says=N_("entered by %(names)s"),
    ),
    AccountFilter(
        key="changed_by",
        label=N_("Last changed by"),
        help=N_("The sign-in name of whoever changed it last."),
        example="changed_by:reviewer.one",
        column=Incident.updated_by,
        says=N_("last changed by %(names)s"),
    ),
    WithdrawnFilter(
        key="withdrawn",
        aliases=("مسحوب",),
        label=N_("Withdrawn"),
        help=N_("yes for withdrawn cases only, any for all. Without it, withdrawn cases are left out."),
        example="withdrawn:yes",
        vocabulary="yes_no_unknown",
    ),
)
