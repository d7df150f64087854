"""The filters on what bodies found: by the body, by what it found in its own terms, on one question or on any."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import and_, func, or_, select

from incidents.access.viewer import Viewer
from incidents.base.languages import LANGUAGES, N_, _
from incidents.records import Citation, Finding, Incident, Source
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, inside, nearest, only_equal, say_either
from incidents.search.filters.codes import families, meant, read_term, say_term, spellings
from incidents.search.filters.people import readable
from incidents.vocabularies import label, vocabulary

BODY, FOUND = "body", "body_finding"


@dataclass(frozen=True, kw_only=True)
class FindingFilter(Filter):
    """A finding by the body that made it or by what it found; the question that it answers may follow a dot."""

    def read_part(self, part: str) -> str:
        return read_term(part, "axis", self.key) if part else ""

    def read_value(self, value: Value) -> Value:
        text = only_equal(value, self.key)
        for terms in (BODY, FOUND):
            try:
                return Value(read_term(text, terms, self.key))
            except NotUnderstood:
                continue
        known = {**spellings(FOUND), **spellings(BODY), **{family: family for family in families(BODY)}}
        near = nearest(text, known)
        raise NotUnderstood(
            _("“%(text)s” is not a value of “%(key)s”.", text=text, key=self.key),
            suggestion=known[near] if near else None,
        )

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        conditions = [Finding.axis == test.part] if test.part else []
        if value.operator not in (NONE, ANY):
            conditions.append(_by(value.text) if is_body(value.text) else and_(found_as(value.text), _told(viewer)))
        found = Incident.id.in_(select(Finding.incident_id).where(*conditions))
        return ~found if value.operator == NONE else found

    def say(self, test: Test) -> str:
        said = [say_value(value.text) for value in test.values if value.operator == "="]
        clauses = [_("with a finding: %(values)s", values=say_either(said))] if said else []
        clauses += [_("without a finding of a body") for value in test.values if value.operator == NONE]
        clauses += [_("with a finding of a body") for value in test.values if value.operator == ANY]
        question = inside(label("axis", test.part)) if test.part else ""
        clause = say_either(clauses)
        return _("%(clause)s (on %(question)s)", clause=clause, question=question) if question else clause


def is_body(code: str) -> bool:
    """Tell whether a value means a body or a family of bodies; what is left is what bodies find."""
    return code in vocabulary(BODY) or code in families(BODY)


def say_value(code: str) -> str:
    """Say a body, a family of bodies or what a body found."""
    return say_term(code, vocabulary(BODY)) if is_body(code) else f"“{label(FOUND, code)}”"


def _by(code: str) -> Condition:
    return Finding.body.in_(meant(code, vocabulary(BODY)))


def found_as(code: str) -> Condition:
    """Hold for findings whose own terms are this one, written as a code or in words of either language."""
    return and_(Finding.native_value.is_not(None), func.lower(Finding.native_value).in_(ways_to_write(code)))


@cache
def ways_to_write(code: str) -> tuple[str, ...]:
    """Return the small-lettered spellings under which a term is recorded."""
    term = vocabulary(FOUND).term(code)
    words = (code, code.replace("_", " "), *(term.label(language) for language in LANGUAGES))
    return tuple(dict.fromkeys(word.lower() for word in words))


def _told(viewer: Viewer) -> Condition:
    """Hold for findings whose words the viewer may read: those read in a closed source are kept with it."""
    open_ones = select(Citation.id).join(Source, Source.id == Citation.source_id).where(readable(viewer))
    return or_(Finding.citation_id.is_(None), Finding.citation_id.in_(open_ones))


FINDING = FindingFilter(
    key="finding",
    aliases=("findings", "found", "نتيجة"),
    label=N_("Finding of a body"),
    help=N_(
        "A body, a family such as un, or what it found. After a dot the question: occurrence, attribution, "
        "quantity or legal."
    ),
    example="finding.attribution:un",
)
