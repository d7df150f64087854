"""The second look: what was decided is stored, new cases first, each change through the ledger; the caller commits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incidents.base.codes import read_code
from incidents.imports.formats.tables.cases import is_taken, row_name
from incidents.imports.formats.tables.columns import PARTS, taken_columns
from incidents.imports.formats.tables.deciding import TABLES_OF, Decided
from incidents.imports.formats.tables.lines import Line, with_signs
from incidents.imports.formats.tables.linked_cases import links_alone, without_links
from incidents.imports.formats.tables.linking import named_columns
from incidents.imports.formats.tables.numbering import Kept
from incidents.imports.formats.tables.references import References
from incidents.imports.formats.tables.remarks import Remark
from incidents.imports.formats.tables.values import completed_dates
from incidents.ledger.trace import act
from incidents.records import ImportRow, Incident, IncidentReader, IncidentTeam, QualityIssue
from incidents.records.picture import Picture, parts_of, picture
from incidents.search.derived import refresh
from incidents.work.applying import apply_picture
from incidents.work.finding import free_code
from incidents.work.judgments import keep_earlier_assessments, sign_assessed_figures

AT_A_TIME = 100
LINKS = {
    "citations": ("source_id",), "places": ("place_id",), "attributions": ("actor_id",),
    "figures": ("stated_by_source_id", "stated_by_actor_id", "place_id"),
}  # fmt: skip


@dataclass(slots=True)
class Storing:
    """One import while it is being stored."""

    references: References
    run_id: int
    team_id: int
    reason: str
    prefix: str
    kept: Kept
    made: dict[str, int] = field(default_factory=dict)
    """The numbers of the new cases by their codes in the file."""
    cited: dict[str, dict[Any, int]] = field(default_factory=dict)
    """The numbers of their citations by the keys of the rows."""

    def store(self, decided: Sequence[Decided]) -> None:
        """Store new cases and changes, some at a time, each under its verb."""
        for verb, is_new in (("imported", True), ("updated by import", False)):
            listed = [without_links(one) for one in decided if one.is_new == is_new and one.changes]
            listed = [one for one in listed if one.changes]
            for start in range(0, len(listed), AT_A_TIME):
                self._store(verb, listed[start : start + AT_A_TIME])
        # A link may lead to any case of the file, so all of them are stored before.
        found = (links_alone(one, self.made, self.cited, self._number) for one in decided)
        linked = [one for one in found if one is not None]
        for start in range(0, len(linked), AT_A_TIME):
            self._store("updated by import", linked[start : start + AT_A_TIME])

    def _number(self, key: str) -> int:
        code = key.partition(":")[2]
        return self.made[code] if code in self.made else self.references.here["incident", code][0]

    def _store(self, verb: str, decided: list[Decided]) -> None:
        session = self.references.session
        cases: list[Incident] = []
        known = self._cases([one.case.number for one in decided if one.case.number is not None])
        with act(session, self.references.viewer, verb, self.reason):
            for one in decided:
                incident = known[one.case.number] if one.case.number is not None else self._begun(one)
                keys = self._apply(incident, one)
                self.made[one.case.code] = incident.id
                cited = {key: part.id for (table, key), part in keys.items() if table == "citation"}
                self.cited.setdefault(one.case.code, {}).update(cited)
                self._ask(incident, one, keys)
                self._keep_rows(incident, one, keys)
                cases.append(incident)
        refresh(session, cases)
        session.flush()
        session.expunge_all()

    def _cases(self, numbers: list[int]) -> dict[int, Incident]:
        parts = [selectinload(getattr(Incident, attribute)) for attribute, _kind in parts_of(Incident).values()]
        statement = select(Incident).where(Incident.id.in_(numbers)).options(*parts)
        return {incident.id: incident for incident in self.references.session.scalars(statement)} if numbers else {}

    def _begun(self, one: Decided) -> Incident:
        session, viewer = self.references.session, self.references.viewer
        code = one.case.code_here
        incident = Incident(code=code or free_code(session, Incident, self.prefix), workflow_status="submitted")
        incident.teams.append(IncidentTeam(team_id=self.team_id))
        if one.own.get("visibility") == "confidential" and viewer.account_id is not None:
            incident.readers.append(IncidentReader(account_id=viewer.account_id))
        if one.case.code and not code:
            named = {"system": self.references.system, "value": one.case.code[:500]}
            if not is_taken(session, named["system"], named["value"]):
                one.parts.setdefault("external_ids", {})["new-code"] = named
        return incident

    def _apply(self, incident: Incident, one: Decided) -> dict[tuple[str, Any], Any]:
        before = picture(incident) if not one.is_new else {}
        drawing: Picture = {"incident": completed_dates(Incident, one.own, before.get("incident", {}))}
        numbers = {table: self.kept.numbers(table, rows) for table, rows in one.parts.items()}
        renamed = {key: number for table in numbers.values() for key, number in table.items()}
        for table, rows in one.parts.items():
            stays = {part.id: {"id": part.id} for part in getattr(incident, parts_of(Incident)[TABLES_OF[table]][0])}
            listed = list(stays.values()) if not one.is_new else []
            stored = {part["id"]: part for part in before.get(TABLES_OF[table], [])}
            for key, values in rows.items():
                found = self._settled(table, values, renamed)
                found = completed_dates(PARTS[table][0], found, stored.get(key, {}))
                if key in stays:
                    stays[key] |= found
                else:
                    listed.append({"id": renamed.get(key, key), **found})
            drawing[TABLES_OF[table]] = listed
        if not one.is_new:
            keep_earlier_assessments(before, drawing, self.references.viewer)
            sign_assessed_figures(before, drawing, self.references.viewer)
        keys: dict[tuple[str, Any], Any] = apply_picture(self.references.session, incident, drawing)
        return {(table, _former(renamed, key)): part for (table, key), part in keys.items()}

    def _settled(self, table: str, values: dict[str, Any], renamed: Mapping[Any, int]) -> dict[str, Any]:
        """The values with numbers where they have keys of other records and rows."""
        found = dict(values)
        for name in (*LINKS.get(table, ()), *named_columns(table)):
            if isinstance(found.get(name), str):
                found[name] = self.references.number(found[name])
        for name in found.keys() & _between_parts(table):
            value = found[name]
            if isinstance(value, list):
                found[name] = [renamed.get(one, one) for one in value]
            else:
                found[name] = renamed.get(value, value)
        return found

    def _ask(self, incident: Incident, one: Decided, keys: Mapping[tuple[str, Any], Any]) -> None:
        """Open a question for each doubtful cell, unless the same one is open already."""
        known = {(issue.code, issue.raw_value, issue.part, issue.part_id) for issue in incident.quality_issues}
        for line in one.case.lines():
            part = None
            if line.table in PARTS and line.outcome in ("new", "changed"):
                part = keys.get((TABLES_OF[line.table], one.keys.get(id(line))))
            where = (part.__tablename__, part.id) if part is not None else (None, None)
            for remark in line.remarks:
                asked = remark.code, with_signs(remark.value) or None, *where
                if remark.code and asked not in known:
                    known.add(asked)
                    incident.quality_issues.append(self._question(line, remark, *where))
        self.references.session.flush()

    def _question(self, line: Line, remark: Remark, part: str | None, number: int | None) -> QualityIssue:
        return QualityIssue(
            code=remark.code,
            field=line.fields.get(remark.column, remark.column)[:60],
            raw_value=with_signs(remark.value) or None,
            message=f"{remark.column}: {remark.done}",
            import_run_id=self.run_id,
            part=part,
            part_id=number,
            state="open",
        )

    def _keep_rows(self, incident: Incident, one: Decided, keys: Mapping[tuple[str, Any], Any]) -> None:
        for line in one.case.lines():
            if line.outcome not in ("new", "changed"):
                continue
            part = keys.get((TABLES_OF.get(line.table, ""), one.keys.get(id(line))))
            self.keep_row(line, incident.id, part)

    def keep_row(self, line: Line, incident_id: int, part: Any) -> None:
        """Keep a row as it came, with the case and the part that it became."""
        row = ImportRow(
            import_run_id=self.run_id,
            row_line=line.number,
            system=self.references.system,
            external_value=row_name(line)[:500],
            incident_id=incident_id,
            part=part.__tablename__ if part is not None else None,
            part_id=part.id if part is not None else None,
            raw=line.raw,
            fingerprint=line.fingerprint,
        )
        self.references.session.add(row)

    def keep_sources(self, stored: Mapping[int, Any], lines: Iterable[Line], decided: Sequence[Decided]) -> None:
        """Keep the rows of sources, each with the first case of the import that cites it."""
        cited: dict[str, str] = {}
        for one in decided:
            for line in one.case.parts.get("citations", ()):
                cited.setdefault(line.word("source_id"), one.case.code_here or one.case.code)
        for line in lines:
            if id(line) in stored and (case := self._case_called(cited.get(line.word("source_id")))) is not None:
                self.keep_row(line, case, stored[id(line)])

    def _case_called(self, code: str | None) -> int | None:
        if code is None or read_code(code) is None:
            return None
        return self.references.session.scalars(select(Incident.id).where(Incident.code == code)).first()


@cache
def _between_parts(table: str) -> frozenset[str]:
    """The columns that lead from a part to another of the same case."""
    return frozenset(taken.target for taken in taken_columns(table) if taken.how in ("link", "links")) | {"citation_id"}


def _former(renamed: Mapping[Any, int], key: Any) -> Any:
    return next((name for name, number in renamed.items() if number == key), key)
