"""The filters on what happened, when, where, to whom, by whom and how many."""

from incidents.base.languages import N_
from incidents.records import Attribution, Citation, IncidentPlace, IncidentViolation, Source
from incidents.search.filters.base import Filter
from incidents.search.filters.codes import PartTerm
from incidents.search.filters.dates import DateFilter, WithinFilter
from incidents.search.filters.numbers import FigureFilter
from incidents.search.filters.people import ActorFilter, SourceFilter
from incidents.search.filters.places import PlaceFilter
from incidents.vocabularies import vocabulary

WHAT_WHEN_WHERE: tuple[Filter, ...] = (
    PartTerm(
        key="what",
        aliases=("violation", "violations", "ماذا", "انتهاك"),
        label=N_("Violation"),
        help=N_("A violation by its term, with all narrower ones; or a family such as chemical."),
        example="what:chemical",
        vocabulary="violation_type",
        through=IncidentViolation,
        column=IncidentViolation.violation,
        says=N_("of %(values)s"),
        says_none=N_("without a violation"),
        says_any=N_("with a violation"),
    ),
    DateFilter(
        key="date",
        aliases=("when", "تاريخ", "متى"),
        label=N_("When"),
        help=N_("Possibly in a day, month, year or range; date!: for certainly."),
        example="date:2017-04",
        marks=("!", "?"),
        usual="?",
    ),
    WithinFilter(
        key="within",
        aliases=("ضمن",),
        label=N_("Entirely within"),
        help=N_("With every day that it may be inside the window."),
        example="within:2017-04..2017-06",
    ),
    PlaceFilter(
        key="place",
        aliases=("where", "in", "مكان", "في"),
        label=N_("Place"),
        help=N_(
            "Any name of a place, its code, or the source's words; with all places inside. A role may follow a dot."
        ),
        example="place:Idleb",
    ),
    PartTerm(
        key="precision",
        aliases=("دقة",),
        label=N_("How exactly the place is known"),
        help=N_("The precision of one of its places."),
        example="precision:adm1,adm2",
        vocabulary="place_precision",
        through=IncidentPlace,
        column=IncidentPlace.precision,
        says=N_("with a place known as %(values)s"),
        says_none=N_("without a precision of the place"),
        says_any=N_("with a precision of the place"),
    ),
)

WHO: tuple[Filter, ...] = (
    ActorFilter(
        key="actor",
        aliases=("who", "by_actor", "جهة", "فاعل"),
        label=N_("Actor"),
        help=N_("Any name of an actor or its code, with all that belong to it. A role may follow a dot."),
        example='actor:"Government of Syria"',
        prefix="ACT",
        says=N_("naming %(names)s"),
        says_none=N_("naming no actor"),
        says_any=N_("naming an actor"),
    ),
    PartTerm(
        key="position",
        aliases=("says", "موقف"),
        label=N_("What an actor says"),
        help=N_("Whether a named actor denies, accepts or explains."),
        example="position:denies_act,denies_responsibility",
        vocabulary="actor_statement",
        through=Attribution,
        column=Attribution.position,
        says=N_("where an actor’s position is: %(values)s"),
        says_none=N_("where no actor’s position is recorded"),
        says_any=N_("where an actor’s position is recorded"),
    ),
    SourceFilter(
        key="source",
        aliases=("sources_named", "مصدر"),
        label=N_("Source"),
        help=N_("Words of a source's title or publisher, or its code."),
        example='source:"Human Rights Watch"',
        prefix="SRC",
        says=N_("citing %(names)s"),
        says_none=N_("citing no source"),
        says_any=N_("citing a source"),
    ),
    PartTerm(
        key="source_kind",
        aliases=("نوع_المصدر",),
        label=N_("Kind of source"),
        help=N_("The kind of one of its sources; confidential ones are left aside."),
        example="source_kind:video",
        vocabulary="source_kind",
        through=Citation,
        column=Source.kind,
        where=(Citation.source_id == Source.id, Source.visibility != "confidential"),
        says=N_("citing a source of the kind %(values)s"),
        says_none=N_("citing no source of a known kind"),
        says_any=N_("citing a source of a known kind"),
    ),
)


def _outcome(code: str, example: str, *aliases: str) -> FigureFilter:
    key = "missing_persons" if code == "missing" else code
    return FigureFilter(
        key=key,
        aliases=aliases,
        label=vocabulary("outcome").term(code).labels["en"],
        help=N_("Surely so many by the effective figure; with ?: possibly so many. A group or unit may follow a dot."),
        example=example,
        marks=("!", "?"),
        usual="!",
        outcome=code,
    )


HOW_MANY: tuple[Filter, ...] = (
    _outcome("killed", "killed:>=50", "dead", "قتلى", "قتيل"),
    _outcome("injured", "injured?:>=200", "wounded", "جرحى"),
    _outcome("exposed", "exposed:any", "متعرضون"),
    _outcome("treated", "treated:>=10"),
    _outcome("missing", "missing_persons:>=1", "مفقودون"),
    _outcome("detained", "detained:1..5", "محتجزون"),
    _outcome("abducted", "abducted:any", "مخطوفون"),
    _outcome("disappeared", "disappeared:any", "مختفون"),
    _outcome("displaced", "displaced.household:>=100", "نازحون", "مهجرون"),
    _outcome("returned", "returned:any", "عائدون"),
    _outcome("sexual_violence", "sexual_violence:any"),
    _outcome("affected", "affected.property:>=10", "متضررون"),
    _outcome("survived", "survived:any", "ناجون"),
)
