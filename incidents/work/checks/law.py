"""Whether the provisions of a case fit the class of its conflict; what does not is asked about and never refused.

The class itself may be what is wrong, so the question stays open until one of the two is changed or somebody answers.
"""

from collections.abc import Iterator

from incidents.access.viewer import Viewer
from incidents.base.clock import now
from incidents.base.languages import N_, _
from incidents.records import Incident, QualityIssue
from incidents.vocabularies import label
from incidents.vocabularies.provisions import fits

CODE = "provision_conflict_mismatch"
# Stored as they stand, in English, like every other question that the program asks.
MESSAGE = N_("The provision does not apply in a conflict of this class; one of the two is to be looked at again.")
SETTLED = N_("The provision and the class of conflict have been changed, and no longer stand against one another.")
Misfit = tuple[int, str]
"""The number of a judgment, and its provision with the class of conflict."""


def misfits(incident: Incident) -> Iterator[Misfit]:
    """The team's standing judgments in law whose provision does not fit the class of conflict."""
    for row in incident.assessments:
        standing = row.axis == "legal" and row.state == "current"
        if standing and row.provision and not fits(row.provision, incident.conflict_class):
            yield row.id, f"{row.provision}, {incident.conflict_class}"


def ask_about_law(incident: Incident, viewer: Viewer) -> None:
    """Open a question for each misfit that was never asked about, and settle those that are none any more.

    It is called inside the act that changed the case, so that the question stands in the same entry of the history.
    """
    standing = dict(misfits(incident))
    asked = [issue for issue in incident.quality_issues if issue.code == CODE]
    known = {issue.raw_value for issue in asked}
    for number, value in standing.items():
        if value not in known:
            issue = QualityIssue(
                code=CODE, part="assessment", part_id=number, field="provision", raw_value=value, message=MESSAGE
            )
            incident.quality_issues.append(issue)
    for issue in asked:
        if issue.state == "open" and issue.raw_value not in standing.values():
            issue.state, issue.resolution = "fixed", SETTLED
            issue.resolved_by, issue.resolved_at = viewer.account_id, now()


def warnings_of_law(incident: Incident) -> Iterator[str]:
    """A sentence for each provision that does not fit, for whoever has just saved the case."""
    for _number, value in misfits(incident):
        provision, _comma, conflict = value.partition(", ")
        yield _(
            "“%(provision)s” does not apply in a conflict of this class (%(conflict)s). Saved; look at both again.",
            provision=label("provision", provision),
            conflict=label("conflict_class", conflict),
        )
