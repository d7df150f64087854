"""The one statement that answers a question for a viewer; list, count, totals, exports and pages start from it."""

from sqlalchemy import Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.access.visible import visible_incidents
from incidents.records import Incident
from incidents.search.criteria import All, AnyOf, Criteria, Node, Not, Test, Words, leaves
from incidents.search.filters import FILTERS, Condition
from incidents.search.fulltext import TextMatch, cut


def matching(criteria: Criteria, viewer: Viewer) -> Select[int]:
    """Return the statement for the ids of the cases that answer the question and that the viewer may see."""
    return select(Incident.id).where(*conditions(criteria, viewer))


def conditions(criteria: Criteria, viewer: Viewer) -> list[Condition]:
    """Return the conditions on `Incident` that make up the answer, the viewer's sight first."""
    found = [visible_incidents(viewer)]
    if not asks_for_withdrawn(criteria):
        found.append(Incident.withdrawn_at.is_(None))
    if criteria.where is not None:
        found.append(condition(criteria.where, viewer))
    return found


def count(session: Session, criteria: Criteria, viewer: Viewer) -> int:
    """Return how many cases answer the question."""
    return session.scalar(select(func.count()).select_from(Incident).where(*conditions(criteria, viewer))) or 0


def asks_for_withdrawn(criteria: Criteria) -> bool:
    """Tell whether the question says itself what becomes of withdrawn cases."""
    return any(isinstance(one, Test) and one.key == "withdrawn" for one in leaves(criteria.where))


def condition(node: Node, viewer: Viewer) -> Condition:
    """Return the condition for one node of a question; it is true or false, never NULL, so that "not" is exact."""
    match node:
        case Words():
            return TextMatch(Incident.id, cut(node.text), node.phrase, node.prefix)
        case Test():
            return FILTERS[node.key].condition(node, viewer)
        case Not():
            return ~condition(node.node, viewer)
        case All():
            return and_(true(), *(condition(one, viewer) for one in node.nodes))
        case AnyOf():
            return or_(*(condition(one, viewer) for one in node.nodes))
