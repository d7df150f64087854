"""The filters on what is held about a case, on its details, and on how it is kept."""

from incidents.base.languages import N_
from incidents.records import Finding, Incident
from incidents.search.filters.base import Filter
from incidents.search.filters.codes import OwnTerm, OwnTerms, PartTerm
from incidents.search.filters.dates import MomentFilter
from incidents.search.filters.features import FeatureFilter
from incidents.search.filters.findings import FINDING
from incidents.search.filters.grades import GradeFilter
from incidents.search.filters.identity import CodeFilter, ExternalFilter, IssueFilter, WithdrawnFilter
from incidents.search.filters.numbers import CountFilter
from incidents.search.filters.people import AccountFilter, TeamFilter

JUDGED: tuple[Filter, ...] = (
    GradeFilter(
        key="occurrence",
        aliases=("happened", "وقوع"),
        label=N_("Did it happen"),
        help=N_("The team's grade; possible.. is possible or more. Not assessed is an answer of its own."),
        example="occurrence:probable..",
        vocabulary="confidence",
        axis="occurrence",
        says=N_("where it is held %(grades)s that it happened"),
    ),
    GradeFilter(
        key="attribution",
        aliases=("attributed", "مسؤولية", "إسناد"),
        label=N_("Who did it"),
        help=N_("The team's grade of an attribution; also contested."),
        example="attribution:not_assessed,contested",
        vocabulary="confidence",
        axis="attribution",
        says=N_("where who did it is %(grades)s"),
    ),
    FINDING,
    PartTerm(
        key="body",
        aliases=("هيئة",),
        label=N_("Body that found something"),
        help=N_("A commission, mission, court or other body with a finding on the case; or a family such as opcw."),
        example="body:opcw_ffm",
        vocabulary="body",
        through=Finding,
        column=Finding.body,
        says=N_("on which a body found something: %(values)s"),
        says_none=N_("on which no body found anything"),
        says_any=N_("on which a body found something"),
    ),
    PartTerm(
        key="attributed_by",
        aliases=("منسوب",),
        label=N_("Attributed by a body"),
        help=N_("A body whose finding on who did it names an actor; or a family such as un."),
        example="attributed_by:un",
        vocabulary="body",
        through=Finding,
        column=Finding.body,
        where=(Finding.axis == "attribution", Finding.attribution_id.is_not(None)),
        says=N_("attributed to an actor by %(values)s"),
        says_none=N_("attributed to an actor by no body"),
        says_any=N_("attributed to an actor by a body"),
    ),
    CountFilter(
        key="sources",
        aliases=("مصادر",),
        label=N_("Number of sources"),
        help=N_("How many sources the case cites."),
        example="sources:>=2",
        column=Incident.n_sources,
        says=N_("whose number of sources is %(numbers)s"),
    ),
    CountFilter(
        key="independent",
        aliases=("مستقلة",),
        label=N_("Independent sources"),
        help=N_("How many of the sources are independent of one another."),
        example="independent:1",
        column=Incident.n_independent,
        says=N_("whose number of independent sources is %(numbers)s"),
    ),
    FeatureFilter(
        key="has",
        aliases=("with", "لديه", "له"),
        label=N_("Has"),
        help=N_(
            "What is recorded: date, time, place, point, source, claim, figure, actor, finding, violation, assessment, "
            "issue, narrative, summary, team, external, note."
        ),
        example="has:point",
        says=N_("with %(features)s"),
    ),
    FeatureFilter(
        key="missing",
        aliases=("lacks", "without", "ينقصه", "بدون"),
        label=N_("Has not"),
        help=N_("What is not recorded; the same words as for “has”."),
        example="missing:place",
        lacking=True,
        otherwise="missing_persons",
        says=N_("without %(features)s"),
    ),
    IssueFilter(
        key="issues",
        aliases=("issue", "أسئلة"),
        label=N_("Open questions"),
        help=N_("How many open questions, or of which kind."),
        example="issues:low_gt_best",
        vocabulary="quality_issue",
        column=Incident.n_open_issues,
        says=N_("whose number of open questions is %(numbers)s"),
    ),
)


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
