"""The filters on what is held about a case: judgments, findings, native grades, sources, what there is and is not."""

from incidents.base.languages import N_
from incidents.records import Assessment, Finding, Incident
from incidents.search.filters.base import Filter
from incidents.search.filters.codes import PartTerm
from incidents.search.filters.features import FeatureFilter
from incidents.search.filters.findings import FINDING
from incidents.search.filters.grades import GradeFilter, NativeFilter
from incidents.search.filters.identity import IssueFilter
from incidents.search.filters.law import LAW
from incidents.search.filters.numbers import CountFilter

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
    GradeFilter(
        key="quantity",
        aliases=("how_many", "كمية"),
        label=N_("How many, how sure"),
        help=N_("The team's grade of a number that it holds."),
        example="quantity:probable..",
        vocabulary="confidence",
        axis="quantity",
        says=N_("where how many is %(grades)s"),
    ),
    GradeFilter(
        key="legal",
        aliases=("in_law",),
        label=N_("In law"),
        help=N_("The team's grade of what the act may amount to."),
        example="legal:not_assessed",
        vocabulary="confidence",
        axis="legal",
        says=N_("where what it is in law is %(grades)s"),
    ),
    LAW,
    PartTerm(
        key="scheme",
        aliases=("نظام",),
        label=N_("Scheme of a native grade"),
        help=N_("Whose grade is kept beside the team's, as it came."),
        example="scheme:airwars",
        vocabulary="scheme",
        column=Assessment.scheme,
        through=Assessment,
        where=(Assessment.state == "current",),
        says=N_("with a grade by %(values)s"),
        says_none=N_("without a grade by another scheme"),
        says_any=N_("with a grade by another scheme"),
    ),
    NativeFilter(
        key="native",
        aliases=("أصلية",),
        label=N_("Native grade"),
        help=N_("The grade in another scheme as it stands there, with the code of the scheme or without."),
        example="native:ucdp_clarity:1",
        says=N_("with the native grade %(values)s"),
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
