"""An import: which file of which list was read, and each of its rows as it came."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import key, line, link, moment, plain, prose, whole
from incidents.db.fields import Audience

TEAM = Audience.TEAM


class ImportRun(Record):
    """One file that was imported, with its licence and what became of its rows."""

    __tablename__ = "import_run"
    ledgered = False

    id: Mapped[int] = key()
    system: Mapped[str] = line(N_("List"), audience=TEAM, required=True, most=100)
    release: Mapped[str | None] = line(N_("Release"), audience=TEAM, most=100)
    file_name: Mapped[str] = line(N_("File"), audience=TEAM, required=True)
    sha256: Mapped[str] = line(N_("SHA-256 of the file"), audience=TEAM, required=True, most=64)
    licence: Mapped[str | None] = line(N_("Licence"), audience=TEAM)
    attribution: Mapped[str | None] = prose(N_("Attribution"), audience=TEAM)
    began_at: Mapped[datetime] = moment(N_("Begun"), audience=TEAM, required=True)
    account_id: Mapped[int | None] = link("account.id", N_("By"), audience=TEAM)
    counts: Mapped[Any] = plain(N_("What became of the rows"), audience=TEAM)


class ImportRow(Record):
    """One row of an imported file, unaltered, so that a later release can be compared with it."""

    __tablename__ = "import_row"
    __table_args__ = (Index(None, "system", "external_value"), {"sqlite_autoincrement": True})
    ledgered = False

    id: Mapped[int] = key()
    import_run_id: Mapped[int] = link("import_run.id", N_("Import"), audience=TEAM, required=True, owned=True)
    row_line: Mapped[int] = whole(N_("Line of the file"), audience=TEAM, required=True)
    system: Mapped[str] = line(N_("List"), audience=TEAM, required=True, most=100)
    external_value: Mapped[str] = line(N_("Identifier"), audience=TEAM, required=True)
    incident_id: Mapped[int] = link("incident.id", N_("Case"), audience=TEAM, required=True, owned=True)
    part: Mapped[str | None] = line(N_("Kind of part"), audience=TEAM, most=60)
    part_id: Mapped[int | None] = whole(N_("Which part"), audience=TEAM)
    raw: Mapped[str] = prose(N_("The row as it came"), audience=TEAM, required=True)
    fingerprint: Mapped[str] = line(N_("Fingerprint of the row"), audience=TEAM, required=True, most=64)
