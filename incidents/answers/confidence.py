"""How sure the team is: the four questions of a case, each with its judgment, its past and what is proposed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from incidents.access.permissions import may
from incidents.access.viewer import Viewer
from incidents.answers.case import load_case
from incidents.answers.law import FOUND, Characterisation, Suggested, characterised, law_of
from incidents.answers.proposals import findings_on, held_numbers, proposals_of
from incidents.answers.proposed import ShownFinding, ShownProposal, Words, shown_findings, shown_proposal
from incidents.answers.saying import Names, names_of, unnamed
from incidents.answers.suggestions import labels
from incidents.base.languages import _, say_day
from incidents.base.ranges import Count, say_count
from incidents.confidence.evidence import Proposal
from incidents.confidence.native import NativeGrade, is_native_only, read_native
from incidents.records import Assessment, Figure, Incident, Source
from incidents.search.effective import is_open_above
from incidents.vocabularies import label

TITLES = ("occurrence", "attribution", "quantity", "legal")


@dataclass(frozen=True, slots=True)
class Judgment:
    """One judgment in words: with its native grade, the sources it rests on, who made it and when."""

    row: Assessment
    native: NativeGrade | None
    rests_on: list[str]
    n_unseen: int
    author: str | None
    dated: str | None
    second_reader: str | None
    law: str | None
    cautions: list[str]


@dataclass(slots=True)
class Question:
    """One of the questions, about one actor, number or provision where it is about one.

    ``differs`` tells that the standing judgment is another than the proposal; it is never changed for that.
    """

    key: str
    axis: str
    about: str | None
    about_id: int | None = None
    contested: bool = False
    current: Judgment | None = None
    natives: list[Judgment] = field(default_factory=list)
    earlier: list[Judgment] = field(default_factory=list)
    proposal: ShownProposal | None = None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ConfidencePage:
    """The page for one viewer."""

    incident: Incident
    questions: list[Question]
    law: ShownProposal
    findings: list[ShownFinding]
    earlier_in_law: list[Judgment]
    suggested: list[Suggested]
    choices: list[tuple[int, str]]
    may_decide: bool

    def of(self, axis: str) -> list[Question]:
        """The questions on one axis, in their order."""
        return [question for question in self.questions if question.axis == axis]

    def question(self, key: str) -> Question | None:
        """The question of a key."""
        return next((question for question in self.questions if question.key == key), None)


def confidence_page(session: Session, viewer: Viewer, code: str) -> ConfidencePage:
    """Read the four questions of a case for one viewer; raises `NotFound` for a case that the viewer may not see."""
    return _Reading(session, viewer, load_case(session, viewer, code)).page()


class _Reading:
    """Reads one page: the words for everything are found once."""

    def __init__(self, session: Session, viewer: Viewer, incident: Incident) -> None:
        self.viewer, self.incident = viewer, incident
        self.proposals = proposals_of(session, incident)
        seen = labels(session, viewer, Source, (citation.source_id for citation in incident.citations))
        self.citations = {c.id: seen[c.source_id].label for c in incident.citations if c.source_id in seen}
        self.names: Names = names_of(session, viewer, self._referred())
        self.words = Words(self.citations, {f.id: f.citation_id for f in incident.figures})

    def _referred(self) -> Iterator[tuple[str, int]]:
        for attribution in self.incident.attributions:
            yield "actor", attribution.actor_id
        for row in self.incident.assessments:
            yield from (("account", number) for number in (row.author_id, row.second_reader_id) if number is not None)

    def page(self) -> ConfidencePage:
        """All questions with what stands on each."""
        questions = [self._occurrence(), *self._attributions(), *self._numbers(), *self._provisions()]
        asked = {id(one.row) for q in questions for one in (q.current, *q.natives, *q.earlier) if one is not None}
        return ConfidencePage(
            self.incident,
            questions,
            shown_proposal(self.proposals.on_law(), self.words),
            shown_findings(findings_on(self.incident, "legal"), self.words),
            [self._judgment(row) for row in self._rows("legal") if id(row) not in asked],
            law_of(self.incident, self.citations).suggested,
            [(c.id, self.citations.get(c.id) or _("A confidential source")) for c in self.incident.citations],
            may(self.viewer, "case.revise", self.incident),
        )

    def _rows(self, axis: str) -> list[Assessment]:
        return [row for row in self.incident.assessments if row.axis == axis]

    def _occurrence(self) -> Question:
        question = Question("occurrence", "occurrence", None)
        return self._filled(question, self._rows("occurrence"), self.proposals.on_occurrence())

    def _attributions(self) -> Iterator[Question]:
        rows = self._rows("attribution")
        known = {attribution.id for attribution in self.incident.attributions}
        for attribution in self.incident.attributions:
            about = self.names.get(("actor", attribution.actor_id)) or unnamed("actor")
            role = label("attribution_role", attribution.role)
            key, number = f"attribution-{attribution.id}", attribution.id
            question = Question(key, "attribution", f"{about} · {role}", number, attribution.contested)
            mine = [row for row in rows if row.about_attribution_id == number]
            yield self._filled(question, mine, self.proposals.on_attribution(attribution))
        loose = [row for row in rows if row.about_attribution_id not in known]
        if loose or not known:
            yield self._filled(Question("attribution", "attribution", _("about no one actor")), loose, None)

    def _numbers(self) -> Iterator[Question]:
        rows, held = self._rows("quantity"), held_numbers(self.incident.figures)
        numbers = {figure.id for figure in held}
        for figure in held:
            question = Question(f"quantity-{figure.id}", "quantity", say_figure(figure), figure.id)
            mine = [row for row in rows if row.about_figure_id == figure.id]
            yield self._filled(question, mine, self.proposals.on_number(figure))
        loose = [row for row in rows if row.about_figure_id not in numbers]
        if loose or not held:
            proposal = None if held else self.proposals.on_number(None)
            yield self._filled(Question("quantity", "quantity", _("about no one number")), loose, proposal)

    def _provisions(self) -> Iterator[Question]:
        for row in self._rows("legal"):
            if row.state == "current":
                about = self._judgment(row).law
                yield self._filled(Question(f"legal-{row.id}", "legal", about, row.id), [row], None)
        yield Question("legal", "legal", None)

    def _filled(self, question: Question, rows: list[Assessment], proposal: Proposal | None) -> Question:
        standing = [row for row in rows if row.state == "current"]
        natives = [row for row in standing if is_native_only(row.scheme, row.native_value, row.mapped_value)]
        own = [row for row in standing if row not in natives]
        question.current = self._judgment(own[-1]) if own else None
        question.natives = [self._judgment(row) for row in natives]
        question.earlier = [self._judgment(row) for row in reversed(rows) if row.state != "current" or row in own[:-1]]
        if proposal is not None:
            about = next((a for a in self.incident.attributions if a.id == question.about_id), None)
            findings = findings_on(self.incident, question.axis, about if question.axis == "attribution" else None)
            question.proposal = shown_proposal(proposal, self.words, findings)
            question.differs = _differ(question.current, question.proposal)
        return question

    def _judgment(self, row: Assessment) -> Judgment:
        cited = row.cited or []
        named = [self.citations[number] for number in cited if number in self.citations]
        author = row.author_text or (self.names.get(("account", row.author_id)) if row.author_id else None)
        second = self.names.get(("account", row.second_reader_id)) if row.second_reader_id else None
        native = read_native(row.scheme, row.native_value, row.axis) if row.scheme and row.native_value else None
        dated = say_day(row.dated) if row.dated else None
        law = characterised(self.incident, row, self.citations)
        cautions = list(self._cautions(row, law))
        said = law.said if law is not None else None
        return Judgment(row, native, named, len(cited) - len(named), author, dated, second, said, cautions)

    def _cautions(self, row: Assessment, law: Characterisation | None) -> Iterator[str]:
        """What a reader should know before relying on a judgment; nothing of it stops anybody."""
        if row.state != "current" or is_native_only(row.scheme, row.native_value, row.mapped_value):
            return
        if not row.cited and row.mapped_value != "not_assessed":
            yield _("It names no source that it rests on.")
        if row.axis != "legal":
            return
        if law is not None and law.is_misfit:
            yield _("This provision does not fit the class of conflict that is recorded.")
        if row.legal_status in FOUND and (law is None or law.is_unfounded):
            yield _("It is said to be found by a body, but no finding of a body on this provision is recorded.")


def say_figure(figure: Figure) -> str:
    """A number that the team holds, in words."""
    count = Count(figure.low, figure.best, figure.high, is_open_above(figure))
    words = label("outcome", figure.outcome)
    if figure.group != "total":
        words = _("%(outcome)s: %(group)s", outcome=words, group=label("group", figure.group))
    return _("%(what)s: %(count)s", what=words, count=say_count(count))


def _differ(current: Judgment | None, proposal: ShownProposal) -> bool:
    """Whether both judge, and differently: that somebody or something has not judged is no difference."""
    unjudged = (None, "not_assessed")
    held = current.row.mapped_value if current is not None else None
    return held not in unjudged and proposal.level not in unjudged and held != proposal.level
