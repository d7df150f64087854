"""Which part of a case each row stands for: the same words first, then the same number, then what it became before."""

from collections.abc import Mapping
from typing import Any

from incidents.base.languages import _
from incidents.imports.formats.tables.cases import Case, row_name
from incidents.imports.formats.tables.columns import NUMBERED, PARTS, taken_columns
from incidents.imports.formats.tables.lines import Line
from incidents.imports.formats.tables.standing import Cells, Standing
from incidents.imports.formats.tables.values import number_of

Key = int | str
CODES = frozenset({"source_id", "place_id", "actor_id", "speaker_source_id", "speaker_actor_id"})
"""Columns with codes of records, which may have other codes here than in the file."""


class Matched:
    """The rows of one case with the parts that they stand for, and the keys that other rows refer to them by."""

    def __init__(self, case: Case, standing: Standing, before: Mapping[str, int], *, named: bool) -> None:
        self.case, self._before, self._named = case, before, named
        self.stands: dict[int, Cells] = {}
        self.keys: dict[int, Key] = {}
        self._by_number: dict[tuple[str, str], Key] = {}
        self._here: dict[str, list[Cells]] = {
            table: standing.parts.get((case.number or 0, table), []) if case.number else [] for table in PARTS
        }
        for table in PARTS:
            self._match(table)

    def _match(self, table: str) -> None:
        column = PARTS[table][1]
        lines = [line for line in self.case.parts.get(table, []) if not line.outcome]
        numbers = {id(line): number_of(line, column) for line in lines}
        lines = [line for line in lines if not self._repeats(line, numbers[id(line)], lines, numbers)]
        read = [line for line in self.case.parts.get(table, []) if line.outcome == "unchanged"]
        free = {self.number_here(table, position): cells for position, cells in enumerate(self._here[table])}
        for line in read:  # what was read before still tells which part its number means
            number = number_of(line, column)
            found = self._became(table, line, number, free)
            if found is not None:
                free.pop(found)
                self.keys[id(line)] = self._by_number[table, number] = found
        for step in (self._same_row, self._same_words, *self._by_numbers()):
            for line in lines:
                if id(line) not in self.stands:
                    found = step(table, line, numbers[id(line)], free)
                    if found is not None:
                        self.stands[id(line)] = free.pop(found)
                        self.keys[id(line)] = found
        for position, line in enumerate(lines):
            key = self.keys.setdefault(id(line), f"new-{table}-{numbers[id(line)] or f'line {position}'}")
            if numbers[id(line)]:
                self._by_number[table, numbers[id(line)]] = key

    def _repeats(self, line: Line, number: str, lines: list[Line], numbers: dict[int, str]) -> bool:
        """Whether a row has the number of one before it; it is skipped if it is the same, and held if not."""
        first = next(one for one in lines if one is line or (number and numbers[id(one)] == number))
        if first is line:
            return False
        line.outcome = "skipped" if dict(first.cells) == dict(line.cells) else "held"
        if line.outcome == "held":
            line.remark(PARTS[line.table][1] or "", _("stands in this file twice with different content"))
        return True

    def _by_numbers(self) -> tuple[Any, ...]:
        # Numbers of another database are no numbers of ours, whatever they look like.
        return (self._became,) if self._named else (self._same_number, self._became)

    def number_here(self, table: str, position: int) -> int:
        """The number of a part that is here; identifiers in other lists have none in an export, and are counted."""
        column = PARTS[table][1]
        return int(self._here[table][position][column]) if column else position

    def _same_row(self, table: str, line: Line, number: str, free: dict[int, Cells]) -> int | None:
        found = int(number) if number.isdecimal() and not self._named else None
        return found if found in free and _says_the_same(line, free[found], number_too=True) else None

    def _same_words(self, table: str, line: Line, _number: str, free: dict[int, Cells]) -> int | None:
        if table == "external_ids":
            pair = line.text("system"), line.text("value")
            return next((key for key, cells in free.items() if (cells["system"], cells["value"]) == pair), None)
        return next((key for key, cells in free.items() if _says_the_same(line, cells)), None)

    def _same_number(self, _table: str, _line: Line, number: str, free: dict[int, Cells]) -> int | None:
        return int(number) if number.isdecimal() and int(number) in free else None

    def _became(self, _table: str, line: Line, _number: str, free: dict[int, Cells]) -> int | None:
        found = self._before.get(row_name(line))
        return found if found in free else None

    def find(self, kind: str, number: str) -> Key | None:
        """The key of the part that a row of the file means by a number."""
        table = NUMBERED.get(kind, "")
        if (table, number) in self._by_number:
            return self._by_number[table, number]
        if self._named or not number.isdecimal() or table not in self._here:
            return None
        known = {self.number_here(table, position) for position in range(len(self._here[table]))}
        return int(number) if int(number) in known else None

    def citation_here(self, source: str, locator: str) -> int | None:
        """The number of the case's citation of a source, rather the one of that page."""
        fitting = [cells for cells in self._here["citations"] if cells["source_id"] == source]
        fitting.sort(key=lambda cells: cells["locator"] != locator)
        return int(fitting[0]["citation_id"]) if fitting else None


def _says_the_same(line: Line, cells: Cells, *, number_too: bool = False) -> bool:
    """Whether every cell that is ours says what stands here; numbers of rows count only where they are ours."""
    loose = {"code"}
    if not number_too:
        loose |= {taken.name for taken in taken_columns(line.table) if taken.how in ("link", "links")}
        loose |= {PARTS[line.table][1] or "", *CODES}
    shared = [name for name in cells if name in line and name not in loose]
    return bool(shared) and all(line.text(name) == cells[name] for name in shared)
