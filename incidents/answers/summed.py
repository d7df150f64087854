"""The totals of an answer as plain values, for manifests and other machines."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from incidents.access.viewer import Viewer
from incidents.answers.totals import OutcomeTotal, totals
from incidents.search.criteria import Criteria


def summed(session: Session, criteria: Criteria, viewer: Viewer) -> Mapping[str, Any]:
    """The numbers of killed and injured and the grades, without a moment: the same answer gives the same values."""
    found = totals(session, criteria, viewer)
    outcomes = {one.outcome: _outcome(one) for one in (found.killed, found.injured)}
    return {"incidents": found.incidents, **outcomes, "occurrence_grades": found.grades, "parts": asdict(found.parts)}


def _outcome(total: OutcomeTotal) -> dict[str, Any]:
    plain = asdict(total)
    del plain["outcome"]
    return {**plain, "n_not_assessed": total.n_not_assessed, "n_not_recorded": total.n_not_recorded}
