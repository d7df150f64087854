"""A sheet: a part of a case with fields of its own for one kind of violation, such as a chemical attack.

A sheet is one module of this folder. It declares its columns and a `Declared` sheet beside them; the form, the
page, the history, the search keys, the exported table and the import of that table follow from the two.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped, backref, declared_attr, relationship

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import key, link, links, prose
from incidents.db.fields import Audience, Kind
from incidents.records.picture import drawn_columns, is_sibling_link

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A search key for a column of a sheet that holds terms.

    ``narrowed_by`` are other columns of the sheet whose terms may follow the key after a dot, to ask for both in
    one row: ``agent.identified:sarin``.
    """

    key: str
    column: str
    example: str
    aliases: tuple[str, ...] = ()
    narrowed_by: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a sheet is called and where it goes.

    ``rows`` is the attribute of a case that holds them, and the name of their table in exports. ``feature`` is the
    word of ``has:``. ``title``, ``titles`` and ``another`` are message ids: one row, all of them, the button that
    adds one. ``telling`` are the columns that name a row in one line. ``within`` is the column that leads to the
    sheet whose detail a row is, such as a sample of a chemical attack.
    """

    rows: str
    order: int
    title: str
    titles: str
    another: str
    telling: tuple[str, ...]
    feature: str = ""
    synonyms: tuple[str, ...] = ()
    help: str = ""
    within: str = ""
    sought: tuple[Sought, ...] = ()


class Sheet:
    """The columns that every sheet has: its case, the numbers that are about it, and the sources it was read in."""

    part_of: ClassVar[tuple[str, ...]] = ("incident",)
    declared: ClassVar[Declared]

    id: Mapped[int] = key()
    incident_id: Mapped[int] = link(
        "incident.id", N_("Case"), audience=TEAM, required=True, owned=True, bookkeeping=True
    )
    figures: Mapped[list[int] | None] = links(
        "figure", N_("Numbers about it"), N_("Those of the case's numbers that count this and nothing else."),
        audience=PUBLIC,
    )  # fmt: skip
    cited: Mapped[list[int] | None] = links("citation", N_("Read in"), audience=PUBLIC)
    note: Mapped[str | None] = prose(N_("Note"), audience=TEAM)

    @declared_attr
    def incident(self) -> Mapped[Any]:
        """The case; the case holds the rows under the name that the sheet declares."""
        # Called on the class of the sheet, whatever its parameter is called.
        kind: Any = self
        held = backref(kind.declared.rows, cascade="all, delete-orphan", order_by=lambda: kind.id)
        return relationship("Incident", backref=held)


SheetRecord = Any
"""The class of a sheet: a `Record` that is a `Sheet` too."""


def sheets() -> tuple[SheetRecord, ...]:
    """Every sheet in the order in which people meet them, its details right behind it."""
    found = [m.class_ for m in Record.registry.mappers if issubclass(m.class_, Sheet)]
    return tuple(sorted(found, key=lambda kind: (kind.declared.order, kind.__tablename__)))


def own_columns(kind: SheetRecord) -> tuple[str, ...]:
    """The columns of a sheet that people fill in, an uncertain date by the name of its group.

    Those that every sheet has come last, since they are asked for last.
    """
    names: dict[str, None] = {}
    for name, _column, field in drawn_columns(kind):
        names[field.group or name] = None
    shared = ("figures", "cited", "note")
    return (*(name for name in names if name not in shared), *shared)


def links_of(kind: SheetRecord) -> dict[str, str]:
    """The columns of a sheet that lead to a record of its own, such as an actor, with the table of that record."""
    linked = {name: field for name, _column, field in drawn_columns(kind) if field.kind is Kind.LINK}
    return {name: field.vocabulary or "" for name, field in linked.items() if not is_sibling_link(kind, field)}


def telling_words(kind: SheetRecord) -> tuple[str, ...]:
    """The columns whose words could tell which source they come from: all that is not a number, a date or a term."""
    worded = (Kind.LINE, Kind.PROSE, Kind.LINES, Kind.TEXTS)
    return tuple(n for n, _column, field in drawn_columns(kind) if field.kind in worded and field.group is None)
