"""The ledger's rows: each act on a record, in the order of commits, chained by hash."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from incidents.base.languages import N_
from incidents.db.base import Record
from incidents.db.columns import line, link, moment, prose, whole
from incidents.db.fields import Audience, Field, Kind

TEAM, NOBODY = Audience.TEAM, Audience.NOBODY


def _sequence(label: str) -> Field:
    return Field(Kind.WHOLE, label, TEAM, required=True, bookkeeping=True)


class Change(Record):
    """One act on one record with all that it changed; written in the same transaction and never altered."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "record_type", "record_id", "seq"),)
    ledgered = False

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        info={"field": _sequence(N_("Number"))},
    )
    at: Mapped[datetime] = moment(N_("When"), audience=TEAM, required=True)
    account_id: Mapped[int | None] = link("account.id", N_("Account"), audience=TEAM, bookkeeping=True)
    account_name: Mapped[str] = line(N_("Who"), audience=TEAM, required=True)
    verb: Mapped[str] = line(N_("What was done"), audience=TEAM, required=True)
    reason: Mapped[str | None] = prose(N_("Reason"), audience=TEAM)
    record_type: Mapped[str] = line(N_("Kind of record"), audience=TEAM, required=True)
    record_id: Mapped[int] = whole(N_("Row"), audience=TEAM, required=True, bookkeeping=True)
    record_code: Mapped[str] = line(N_("Code"), audience=TEAM, required=True)
    record_version: Mapped[int] = whole(N_("Version"), audience=TEAM, required=True)
    differences: Mapped[str] = mapped_column(
        Text, nullable=False, info={"field": Field(Kind.PLAIN, N_("What changed"), TEAM, required=True)}
    )
    previous_hash: Mapped[str] = line(N_("Hash of the change before"), audience=TEAM, required=True)
    hash: Mapped[str] = line(N_("Hash"), audience=TEAM, required=True, unique=True)


class LedgerHead(Record):
    """The last number and hash of the ledger; its one row is locked by whoever writes the next change."""

    __tablename__ = "ledger_head"
    __table_args__ = ()
    ledgered = False

    id: Mapped[int] = whole(N_("Row"), audience=NOBODY, required=True, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger, nullable=False, info={"field": _sequence(N_("Number"))})
    hash: Mapped[str] = line(N_("Hash"), audience=NOBODY, required=True)
