"""The vocabulary a record is written in: each column with its label, its help and its audience.

Every function takes the label and the help first and insists on an audience, so a record reads
like the form that will be made of it and no column can be forgotten.
"""

from typing import Any

from sqlalchemy import Boolean, Date, Float, ForeignKey, Integer, Text
from sqlalchemy.orm import Composite, MappedColumn, composite, mapped_column

from incidents.base.dates.uncertain import UncertainDate
from incidents.base.languages import N_
from incidents.db.fields import Audience, Field, Kind
from incidents.db.types import Codes, Lines, Links, Moment, Plain

MOST_IN_A_LINE = 500
MOST_IN_PROSE = 100_000
MOST_PEOPLE = 2_000_000_000  # what an integer column of PostgreSQL can hold, rounded down


def _column(type_: Any, field: Field, *parts: Any, **options: Any) -> MappedColumn[Any]:
    options.setdefault("nullable", not field.required)
    # Active history: what a value was before must be known even when the row is set before it is read again.
    return mapped_column(type_, *parts, info={"field": field}, active_history=True, **options)


def key() -> MappedColumn[Any]:
    """The number of a row inside this database; never shown as a name and never used again."""
    field = Field(Kind.WHOLE, N_("Row"), Audience.TEAM, bookkeeping=True, required=True)
    return _column(Integer, field, primary_key=True)


def line(
    label: str,
    help: str = "",
    *,
    audience: Audience,
    required: bool = False,
    most: int = MOST_IN_A_LINE,
    computed: bool = False,
    secret: bool = False,
    bookkeeping: bool = False,
    **options: Any,
) -> MappedColumn[Any]:
    """A short text without line breaks."""
    field = Field(
        Kind.LINE,
        label,
        audience,
        help,
        required=required,
        most=most,
        computed=computed,
        secret=secret,
        bookkeeping=bookkeeping,
    )
    return _column(Text, field, **options)


def prose(
    label: str, help: str = "", *, audience: Audience, required: bool = False, **options: Any
) -> MappedColumn[Any]:
    """A text of any number of lines."""
    field = Field(Kind.PROSE, label, audience, help, required=required, most=MOST_IN_PROSE)
    return _column(Text, field, **options)


def texts(
    label: str,
    help: str = "",
    *,
    audience: Audience,
    required: bool = False,
    most: int = MOST_IN_A_LINE,
) -> MappedColumn[Any]:
    """One text in any number of languages; never filled by copying one into another."""
    field = Field(Kind.TEXTS, label, audience, help, required=required, most=most)
    return _column(Plain, field)


def code_of(
    vocabulary: str,
    label: str,
    help: str = "",
    *,
    audience: Audience,
    required: bool = False,
    bookkeeping: bool = False,
    **options: Any,
) -> MappedColumn[Any]:
    """One term of a vocabulary, by its code; empty means that nobody has looked yet."""
    field = Field(Kind.CODE, label, audience, help, vocabulary, required=required, bookkeeping=bookkeeping)
    return _column(Text, field, **options)


def codes_of(vocabulary: str, label: str, help: str = "", *, audience: Audience) -> MappedColumn[Any]:
    """Several terms of a vocabulary; empty means that nobody has looked yet."""
    return _column(Codes, Field(Kind.CODES, label, audience, help, vocabulary))


def whole(
    label: str,
    help: str = "",
    *,
    audience: Audience,
    unit: str | None = None,
    required: bool = False,
    least: int = 0,
    most: int = MOST_PEOPLE,
    computed: bool = False,
    bookkeeping: bool = False,
    **options: Any,
) -> MappedColumn[Any]:
    """A whole number; empty is not 0."""
    field = Field(
        Kind.WHOLE,
        label,
        audience,
        help,
        unit=unit,
        required=required,
        least=least,
        most=most,
        computed=computed,
        bookkeeping=bookkeeping,
    )
    return _column(Integer, field, **options)


def decimal(
    label: str,
    help: str = "",
    *,
    audience: Audience,
    unit: str | None = None,
    least: float | None = None,
    most: float | None = None,
    **options: Any,
) -> MappedColumn[Any]:
    """A measured number, such as a degree of latitude."""
    return _column(Float(53), Field(Kind.DECIMAL, label, audience, help, unit=unit, least=least, most=most), **options)


def flag(label: str, help: str = "", *, audience: Audience, computed: bool = False) -> MappedColumn[Any]:
    """Yes or no, where no is a safe thing to say before anybody has looked."""
    field = Field(Kind.FLAG, label, audience, help, required=True, computed=computed)
    return _column(Boolean(name=None), field, default=False)


def moment(
    label: str, help: str = "", *, audience: Audience, required: bool = False, bookkeeping: bool = True, **options: Any
) -> MappedColumn[Any]:
    """A moment in UTC, set by the program."""
    return _column(
        Moment, Field(Kind.MOMENT, label, audience, help, required=required, bookkeeping=bookkeeping), **options
    )


def day(label: str, help: str = "", *, audience: Audience, **options: Any) -> MappedColumn[Any]:
    """A certain calendar day, for matters of our own such as the end of a consent."""
    return _column(Date, Field(Kind.DAY, label, audience, help), **options)


def lines(label: str, help: str = "", *, audience: Audience) -> MappedColumn[Any]:
    """Several short texts, one a line."""
    return _column(Lines, Field(Kind.LINES, label, audience, help, most=MOST_IN_PROSE))


def links(target: str, label: str, help: str = "", *, audience: Audience) -> MappedColumn[Any]:
    """Several sibling parts of the same case, by table name of the target."""
    return _column(Links, Field(Kind.LINKS, label, audience, help, vocabulary=target))


def plain(label: str, help: str = "", *, audience: Audience, bookkeeping: bool = False) -> MappedColumn[Any]:
    """A small JSON value whose shape its own rule defines."""
    return _column(Plain, Field(Kind.PLAIN, label, audience, help, bookkeeping=bookkeeping))


def link(
    target: str,
    label: str,
    help: str = "",
    *,
    audience: Audience,
    required: bool = False,
    owned: bool = False,
    bookkeeping: bool = False,
    index: bool = True,
    **options: Any,
) -> MappedColumn[Any]:
    """A reference to one row of another table; ``owned`` parts go when their owner goes."""
    table = target.partition(".")[0]
    field = Field(Kind.LINK, label, audience, help, vocabulary=table, required=required, bookkeeping=bookkeeping)
    # Only expunging removes a whole record, and then its parts must not survive it as orphans.
    foreign_key = ForeignKey(target, ondelete="CASCADE" if owned else None)
    return _column(Integer, field, foreign_key, index=index, **options)


def uncertain_date(
    name: str,
    label: str,
    help: str = "",
    *,
    audience: Audience,
    indexed: bool = False,
) -> Composite[Any]:
    """The ten columns of one uncertain date, read and written as a single `UncertainDate`.

    ``name_text`` is what the source says, ``name_edtf`` what that means; the rest is derived from
    those two and kept so that searches need not read dates.
    """

    def of(
        suffix: str, kind: Kind, part_label: str, vocabulary: str | None = None, index: bool = False
    ) -> MappedColumn[Any]:
        derived = suffix not in ("text", "edtf", "nature")
        field = Field(
            kind,
            part_label,
            audience,
            help if suffix == "text" else "",
            vocabulary,
            group=name,
            computed=derived,
            required=False,
            most=200 if kind is Kind.LINE else None,
        )
        type_ = Date if kind is Kind.DAY else Text
        options: dict[str, Any] = {"index": index, "nullable": True, "active_history": True}
        return mapped_column(f"{name}_{suffix}", type_, info={"field": field}, **options)

    return composite(
        UncertainDate,
        of("text", Kind.LINE, label),
        of("edtf", Kind.LINE, N_("Date as EDTF")),
        of("earliest", Kind.DAY, N_("Earliest day"), index=indexed),
        of("latest", Kind.DAY, N_("Latest day"), index=indexed),
        of("core_from", Kind.DAY, N_("Certainly from")),
        of("core_to", Kind.DAY, N_("Certainly until")),
        of("precision", Kind.CODE, N_("Precision"), "date_precision"),
        of("nature", Kind.CODE, N_("One moment or a duration"), "date_nature"),
        of("start_kind", Kind.CODE, N_("Beginning"), "end_kind"),
        of("end_kind", Kind.CODE, N_("End"), "end_kind"),
    )
