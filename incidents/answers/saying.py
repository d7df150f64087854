"""A stored value in words: the label of a term, the name of a source, yes or no, a date as it was put."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible
from incidents.answers.rule_parameters import links_in_decisions, parameters_in_words
from incidents.answers.suggestions import NamedKind, in_language, labels
from incidents.base.languages import _, say_number
from incidents.db.fields import Field, Kind
from incidents.records import Account, Actor, Incident, LegalInstrument, Place, Source, Team
from incidents.vocabularies import vocabulary

KINDS: dict[str, NamedKind] = {
    "source": Source,
    "actor": Actor,
    "place": Place,
    "legal_instrument": LegalInstrument,
}
Names = dict[tuple[str, int], str]


def names_of(session: Session, viewer: Viewer, wanted: Iterable[tuple[str, int]]) -> Names:
    """The words for records by table and number; what the viewer may not see stays unnamed."""
    by_table: dict[str, set[int]] = {}
    for table, number in wanted:
        by_table.setdefault(table, set()).add(number)
    found: Names = {}
    for table, kind in KINDS.items():
        named = labels(session, viewer, kind, by_table.get(table, ()))
        found |= {(table, number): suggestion.label for number, suggestion in named.items()}
    if by_table.get("incident"):
        cases = visible(Incident, viewer).where(Incident.id.in_(by_table["incident"]))
        found |= {("incident", case.id): in_language(case.title) for case in session.scalars(cases)}
    if by_table.get("account"):
        accounts = session.execute(select(Account.id, Account.display_name).where(Account.id.in_(by_table["account"])))
        found |= {("account", number): name for number, name in accounts}
    if by_table.get("team"):
        teams = session.execute(select(Team.id, Team.name).where(Team.id.in_(by_table["team"])))
        found |= {("team", number): in_language(name) for number, name in teams}
    return found


def unnamed(table: str) -> str:
    """What stands for a record that this reader may not see or that is no longer there."""
    return {
        "source": _("a confidential source"),
        "citation": _("a confidential source"),
        "incident": _("another case"),
    }.get(table, _("a record that is not shown"))


def say_value(field: Field, value: Any, names: Names) -> str | None:
    """One value in words; None for an empty one."""
    if value is None or value in ("", [], {}):
        return None
    if field.kind is Kind.CODE:
        return _term(field.vocabulary, value)
    if field.kind is Kind.CODES:
        return _("; ").join(_term(field.vocabulary, code) for code in value)
    if field.kind is Kind.TEXTS:
        return "\n".join(str(text) for _language, text in sorted(value.items()))
    if field.kind is Kind.FLAG:
        return _("yes") if value else _("no")
    if field.kind is Kind.LINK:
        return names.get((field.vocabulary or "", value)) or unnamed(field.vocabulary or "")
    if field.kind is Kind.LINKS:
        table = field.vocabulary or ""
        return _("; ").join(names.get((table, number)) or unnamed(table) for number in value)
    if field.kind is Kind.WHOLE:
        return say_number(value)
    if isinstance(value, dict):
        return parameters_in_words(value, names)
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return str(value)


def _term(name: str | None, code: str) -> str:
    terms = vocabulary(name or "")
    return terms.term(code).label() if code in terms.codes else code


def links_in(field: Field, value: Any) -> list[tuple[str, int]]:
    """The records that a value refers to, for `names_of`."""
    if field.kind is Kind.PLAIN:
        return list(links_in_decisions(value))
    table = field.vocabulary or ""
    if field.kind is Kind.LINK and isinstance(value, int):
        return [(table, value)]
    if field.kind is Kind.LINKS and isinstance(value, list):
        return [(table, number) for number in value if isinstance(number, int)]
    return []
