"""The filters on links between cases: how a case is tied to another, and all that hang together in one chain."""

from dataclasses import dataclass

from incidents.access.viewer import Viewer
from incidents.base.codes import read_code
from incidents.base.languages import N_, _
from incidents.records import Incident
from incidents.search.criteria import ANY, NONE, Test, Value
from incidents.search.filters.base import Condition, Filter, NotUnderstood, inside, only_equal, say_either
from incidents.search.filters.codes import read_term
from incidents.search.linked import chain_ids, is_linked
from incidents.vocabularies import label


def _code(value: Value, key: str) -> Value:
    text = only_equal(value, key).strip()
    return Value(read_code(text, "INC") or text.upper())


@dataclass(frozen=True, kw_only=True)
class LinkFilter(Filter):
    """A link to the case of a code, or to any; how it is tied to that case may follow a dot."""

    def read_part(self, part: str) -> str:
        return read_term(part, "link_kind", self.key) if part else ""

    def read_value(self, value: Value) -> Value:
        return _code(value, self.key)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        found = is_linked(viewer, test.part, value.text if value.operator == "=" else "")
        return ~found if value.operator == NONE else found

    def say(self, test: Test) -> str:
        codes = [value.text for value in test.values if value.operator == "="]
        clauses = [_("linked to %(codes)s", codes=say_either(codes))] if codes else []
        clauses += [_("linked to no other case") for value in test.values if value.operator == NONE]
        clauses += [_("linked to another case") for value in test.values if value.operator == ANY]
        clause = say_either(clauses)
        if not test.part:
            return clause
        return _("%(clause)s (as %(kind)s)", clause=clause, kind=inside(label("link_kind", test.part)))


@dataclass(frozen=True, kw_only=True)
class ChainFilter(Filter):
    """The chain of a case: what it is part of, what came before and after, and what came of it."""

    def read(self, value: Value) -> Value:
        if value.operator in (NONE, ANY):
            raise NotUnderstood(_("Write the code of a case whose chain is meant, like chain:INC-K4SH7Q."))
        return super().read(value)

    def read_value(self, value: Value) -> Value:
        return _code(value, self.key)

    def one(self, value: Value, test: Test, viewer: Viewer) -> Condition:
        return Incident.id.in_(chain_ids(value.text, viewer))

    def say(self, test: Test) -> str:
        return _("in the chain of %(codes)s", codes=say_either(value.text for value in test.values))


LINKS: tuple[Filter, ...] = (
    LinkFilter(
        key="link",
        aliases=("linked", "صلة"),
        label=N_("Link to another case"),
        help=N_("The code of the other case, or any, or none. How this case is tied to it may follow a dot."),
        example="link.part_of:any",
        vocabulary="link_kind",
    ),
    ChainFilter(
        key="chain",
        aliases=("سلسلة",),
        label=N_("Chain of cases"),
        help=N_(
            "Every case that hangs together with the one of this code through parts, causes and what came before, "
            "up to four links away."
        ),
        example="chain:INC-K4SH7Q",
    ),
)
