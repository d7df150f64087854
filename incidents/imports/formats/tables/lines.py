"""One row of one of the tables, as it came, and what is to be said about its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidents.base.languages import _
from incidents.base.text import forbidden_character
from incidents.exports.text import CLEAR, WITHHELD, guard_words, settled
from incidents.imports.formats.tables.remarks import Remark
from incidents.imports.plan import fingerprint_of, raw_text


@dataclass(slots=True)
class Line:
    """A row; ``called`` names the columns of the file that its cells came from, where those have other names.

    ``is_made`` marks a row that stands in no file, but was made of the flat cells of another.
    """

    table: str
    file: str
    number: int
    cells: Mapping[str, str]
    called: Mapping[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    is_made: bool = False

    def __contains__(self, column: str) -> bool:
        return column in self.cells

    def text(self, column: str) -> str:
        """The text of a cell as it was before an export guarded it; empty for a blank cell and an absent column."""
        cell = self.cells.get(column, "")
        return settled(unguarded(cell)) if cell.strip() else ""

    def word(self, column: str) -> str:
        """The text of a cell without blanks around it, for codes and identifiers."""
        return self.text(column).strip()

    def is_cleared(self, column: str) -> bool:
        """Whether the cell asks for its value to be emptied; with an apostrophe before it, it is a text."""
        return self.cells.get(column, "").strip() == CLEAR

    def is_withheld(self, column: str) -> bool:
        """Whether an export left out what stands in the cell."""
        return self.cells.get(column, "").strip() == WITHHELD

    def remark(self, column: str, done: str, code: str = "", *, field: str = "", value: str | None = None) -> None:
        """Say that a cell was not simply taken; with a code, a question about it is opened in the case."""
        name = self.called.get(column, column)
        raw = self.cells.get(column, "") if value is None else value
        self.remarks.append(Remark(self.file, self.number, self.identifier, name, raw, done, code))
        if code:
            self.fields[name] = field or column

    @property
    def identifier(self) -> str:
        """What the row is about, for people: the code of its case or its source."""
        return self.word("code") or self.word("source_id")

    @property
    def raw(self) -> str:
        """The row as it is kept, with every column it has, known or not."""
        return raw_text(self.cells)

    @property
    def fingerprint(self) -> str:
        """What tells whether the same row was read before."""
        return fingerprint_of(self.raw)


def unguarded(cell: str) -> str:
    """Take off the apostrophe that an export put before a text that a spreadsheet would run, and no other."""
    return cell[1:] if cell.startswith("'") and guard_words(cell[1:]) == cell else cell


def storable(line: Line, column: str, text: str) -> str:
    """The text with signs in place of control characters, which no database keeps."""
    if forbidden_character(text) is None:
        return text
    line.remark(column, _("control characters were replaced by signs"), "encoding")
    return with_signs(text)


def with_signs(text: str) -> str:
    """A text with signs in place of what no database keeps."""
    return "".join(_sign(letter) if forbidden_character(letter) else letter for letter in text)


def _sign(letter: str) -> str:
    return chr(0x2400 + ord(letter)) if ord(letter) < 0x20 else "\ufffd"
