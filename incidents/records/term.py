"""A term that administrators added to a vocabulary, or what they changed about one that the program brought along."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import flag, line, texts, whole
from incidents.db.fields import Audience
from incidents.db.types import Texts
from incidents.records.root import Root

PUBLIC, TEAM = Audience.PUBLIC, Audience.TEAM


class Term(Root, Record):
    """Laid over the data files: a new code is a term more, a known code has its words from here.

    A term is never removed, since records hold its code; it is retired, and may say which one replaces it.
    """

    __tablename__ = "term"
    code_prefix = "TRM"
    __table_args__ = (UniqueConstraint("vocabulary", "term_code"), {"sqlite_autoincrement": True})

    vocabulary: Mapped[str] = line(N_("Vocabulary"), audience=PUBLIC, required=True, most=60)
    term_code: Mapped[str] = line(
        N_("Code of the term"),
        N_("Small letters, digits and underscores. It stands in exports and is never used again for anything else."),
        audience=PUBLIC,
        required=True,
        most=60,
    )
    labels: Mapped[Texts | None] = texts(N_("What it is called"), audience=PUBLIC, most=200)
    definitions: Mapped[Texts | None] = texts(N_("What it means"), audience=PUBLIC, most=2000)
    parent: Mapped[str | None] = line(N_("Broader term"), audience=PUBLIC, most=60)
    references: Mapped[str | None] = line(N_("Stands for, elsewhere"), audience=PUBLIC)
    position: Mapped[int | None] = whole(N_("Place in the list"), audience=PUBLIC)
    needs_note: Mapped[bool] = flag(N_("Needs a note"), audience=PUBLIC)
    retired: Mapped[bool] = flag(
        N_("Retired"), N_("No new record may use it; those that have it keep it."), audience=PUBLIC
    )
    replaced_by: Mapped[str | None] = line(N_("Replaced by"), audience=PUBLIC, most=60)
