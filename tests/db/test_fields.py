"""Every column says what it is and who may see it; secrets are shown nowhere."""

import json
from datetime import date

import pytest
from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.orm import Session

from incidents.access.viewer import OPERATOR
from incidents.db.base import Record
from incidents.db.fields import (
    Audience,
    Field,
    Kind,
    Unclassified,
    check_every_column_is_classified,
    declared,
    field_of,
)
from incidents.db.types import Codes, Lines, Links, Moment, Plain
from incidents.ledger.trace import act
from incidents.records import Account, Change
from incidents.records.picture import HIDDEN, drawn_columns, parts_of, picture
from incidents.records.root import Root
from incidents.vocabularies import names
from tests.support.factories import make_account, make_source, store

COLUMNS = [column for table in Record.metadata.sorted_tables for column in table.columns]
FIELDS = [(column, field_of(column)) for column in COLUMNS]
ROOTS = sorted(
    (mapper.class_ for mapper in Record.registry.mappers if issubclass(mapper.class_, Root)),
    key=lambda root: root.__tablename__,
)


def of(*kinds: Kind) -> list[tuple[Column, Field]]:
    return [(column, field) for column, field in FIELDS if field.kind in kinds]


def called(values: list[Column]) -> list[str]:
    return [str(column) for column in values]


# ---- what every column says


def test_every_column_is_classified() -> None:
    check_every_column_is_classified(Record.metadata)
    assert len(FIELDS) > 300, "the test must look at the records"


@pytest.mark.parametrize("info", [{}, {"field": None}, {"field": "Title"}])
def test_a_column_that_nobody_classified_stops_the_start(info: dict[str, object]) -> None:
    metadata = MetaData()
    Table("extra", metadata, Column("known", Text, info={"field": FIELDS[0][1]}), Column("new", Text, info=info))
    with pytest.raises(Unclassified, match=r"extra\.new"):
        check_every_column_is_classified(metadata)


def test_declared_tells_every_column_of_a_record_in_its_order() -> None:
    told = list(declared(Account))
    assert [name for name, _ in told] == [column.name for column in Account.__table__.columns]
    assert all(isinstance(field, Field) for _, field in told)


def test_labels_are_words_and_helps_are_sentences() -> None:
    assert not called([column for column, field in FIELDS if not field.label.strip()])
    assert not called([column for column, field in FIELDS if field.label != field.label.strip()])
    assert not called([column for column, field in FIELDS if field.help and not field.help.endswith((".", "…", "?"))])


def test_labels_of_a_record_tell_its_fields_apart() -> None:
    for table in Record.metadata.sorted_tables:
        shown = [field_of(column) for column in table.columns]
        labels = [field.label for field in shown if not field.bookkeeping and not field.computed and not field.group]
        assert len(labels) == len(set(labels)), f"{table.name}: {sorted(labels)}"


def test_codes_name_a_vocabulary_that_exists() -> None:
    assert of(Kind.CODE, Kind.CODES)
    wrong = [
        f"{column}: {field.vocabulary}"
        for column, field in of(Kind.CODE, Kind.CODES)
        if field.vocabulary not in names()
    ]
    assert not wrong


def test_links_name_a_table_that_exists() -> None:
    for column, field in of(Kind.LINK):
        assert field.vocabulary == next(iter(column.foreign_keys)).column.table.name, column
    for column, field in of(Kind.LINKS):
        assert field.vocabulary in Record.metadata.tables, column


def test_nothing_else_names_a_vocabulary_and_every_foreign_key_is_a_link() -> None:
    for column, field in FIELDS:
        if field.kind not in (Kind.CODE, Kind.CODES, Kind.LINK, Kind.LINKS):
            assert field.vocabulary is None, column
        assert bool(column.foreign_keys) is (field.kind is Kind.LINK), column


def test_the_kind_of_a_field_is_that_of_its_column() -> None:
    types: dict[Kind, tuple[type, ...]] = {
        Kind.LINE: (Text,), Kind.PROSE: (Text,), Kind.CODE: (Text,), Kind.TEXTS: (Plain,), Kind.PLAIN: (Plain, Text),
        Kind.CODES: (Codes,), Kind.LINES: (Lines,), Kind.LINKS: (Links,), Kind.WHOLE: (Integer,), Kind.LINK: (Integer,),
        Kind.DECIMAL: (Float,), Kind.FLAG: (Boolean,), Kind.MOMENT: (Moment,), Kind.DAY: (Date,),
    }  # fmt: skip
    assert set(types) == set(Kind)
    wrong = [f"{column}: {column.type!r}" for column, field in FIELDS if not isinstance(column.type, types[field.kind])]
    assert not wrong


def test_no_column_holds_a_moment_without_a_zone_or_a_text_that_one_engine_cuts() -> None:
    # Lengths are checked where people type, with a message; SQLite would ignore them here and PostgreSQL would not.
    assert not called([column for column in COLUMNS if isinstance(column.type, DateTime)])
    assert not called([column for column in COLUMNS if getattr(column.type, "length", None)])


def test_what_is_required_may_not_be_empty_and_the_rest_may() -> None:
    assert not called([column for column, field in FIELDS if field.required and column.nullable])
    may_be_empty_only_here = {"throttle.tokens", "throttle.at"}
    strict = {str(column) for column, field in FIELDS if not field.required and not column.nullable}
    assert strict == may_be_empty_only_here


def test_numbers_have_limits_that_both_engines_can_hold() -> None:
    for column, field in of(Kind.WHOLE):
        if column.foreign_keys or column.primary_key or field.bookkeeping:
            continue
        assert field.most is not None, column
        assert field.most <= 2**31 - 1, column
        assert field.least is not None, column
        assert field.least >= 0, column


def test_every_text_that_people_type_has_a_longest_length() -> None:
    open_ended = [
        column for column, field in of(Kind.LINE, Kind.PROSE, Kind.TEXTS, Kind.LINES)
        if field.most is None and not field.computed and not field.bookkeeping
    ]  # fmt: skip
    # The two halves of an uncertain date that people type are bounded by what can be read as a date.
    assert not called([column for column in open_ended if field_of(column).group is None])


# ---- uncertain dates


def test_an_uncertain_date_has_its_ten_columns() -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    for column, field in FIELDS:
        if field.group:
            groups.setdefault((column.table.name, field.group), []).append(column.name.removeprefix(f"{field.group}_"))
    suffixes = ["text", "edtf", "earliest", "latest", "core_from", "core_to"]
    suffixes += ["precision", "nature", "start_kind", "end_kind"]
    assert groups
    for group, found in groups.items():
        assert found == suffixes, group


def test_the_whole_of_a_date_has_one_audience() -> None:
    audiences: dict[tuple[str, str], set[Audience]] = {}
    for column, field in FIELDS:
        if field.group:
            audiences.setdefault((column.table.name, field.group), set()).add(field.audience)
    assert all(len(found) == 1 for found in audiences.values()), audiences


# ---- secrets


def test_secrets_are_for_nobody() -> None:
    secrets = [(str(column), field) for column, field in FIELDS if field.secret]
    assert {name for name, _ in secrets} == {"account.password_hash", "login.token_hash", "sign_in_link.token_hash"}
    assert all(field.audience is Audience.NOBODY for _, field in secrets)


def test_whatever_is_called_like_a_secret_is_one() -> None:
    telling = ("password", "token", "secret", "private_key", "api_key")
    missed = [
        column for column, field in FIELDS
        if any(word in column.name for word in telling) and not field.secret and not isinstance(column.type, Float)
    ]  # fmt: skip
    assert not called(missed)


def test_a_secret_stands_in_no_picture_and_in_no_change(session: Session) -> None:
    canary = "$argon2id$canary"
    account = store(session, make_account(password_hash=canary))
    with act(session, OPERATOR, "account.password"):
        account.password_hash = canary + "2"
    assert picture(account)["account"]["password_hash"] == HIDDEN
    told = json.dumps([picture(account), *(change.differences for change in session.query(Change))])
    assert "canary" not in told
    assert account.password_hash == canary + "2", "but it is there"


# ---- pictures


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.__tablename__)
def test_a_picture_holds_whatever_people_recorded(root: type[Record]) -> None:
    for kind in (root, *(kind for _attribute, kind in parts_of(root).values())):
        drawn = {name for name, _column, _field in drawn_columns(kind)}
        left_out = {name for name, field in declared(kind) if name not in drawn}
        for name in left_out:
            field = field_of(kind.__table__.c[name])
            assert field.bookkeeping or field.computed, f"{kind.__tablename__}.{name} would have no history"


def test_every_part_has_a_root_that_knows_it() -> None:
    for mapper in Record.registry.mappers:
        kind = mapper.class_
        for owner in kind.part_of:
            root = next(root for root in ROOTS if root.__tablename__ == owner)
            assert kind.__tablename__ in parts_of(root), f"a {owner}'s picture would lack its {kind.__tablename__}"
            assert kind.__table__.c[f"{owner}_id"].foreign_keys


def test_every_ledgered_record_is_a_root_or_a_part() -> None:
    for mapper in Record.registry.mappers:
        kind = mapper.class_
        assert not kind.ledgered or issubclass(kind, Root) or kind.part_of, kind


def test_parts_go_with_their_owner_and_nothing_else_does() -> None:
    for table in Record.metadata.sorted_tables:
        kind = next(mapper.class_ for mapper in Record.registry.mappers if mapper.local_table is table)
        owners = {f"{name}_id" for name in kind.part_of}
        for key in table.foreign_keys:
            if key.parent.name in owners:
                assert key.ondelete == "CASCADE", key.parent
            elif kind.ledgered:
                assert key.ondelete is None, f"{key.parent}: removing one record would silently change another"


# ---- names and numbers


def test_every_constraint_has_a_name() -> None:
    for table in Record.metadata.sorted_tables:
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint}"
            assert len(str(constraint.name)) <= 63, f"PostgreSQL would cut {constraint.name}"
        assert all(index.name and len(index.name) <= 63 for index in table.indexes)


def test_numbers_of_rows_are_never_given_twice() -> None:
    for table in Record.metadata.sorted_tables:
        if "id" in table.c and table.c.id.autoincrement and table.name != "ledger_head":
            assert table.dialect_options["sqlite"]["autoincrement"], f"{table.name}: a removed row's number comes back"


def test_every_foreign_key_that_is_followed_has_an_index() -> None:
    for table in Record.metadata.sorted_tables:
        unique = [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
        indexed = {next(iter(index.columns)) for index in (*table.indexes, *unique, table.primary_key)}
        missing = {str(key.parent) for key in table.foreign_keys if key.parent not in indexed}
        # Asked only together with the case, which comes first in their common index.
        assert missing <= {"incident_team.team_id"}


def test_days_are_days(session: Session) -> None:
    source = store(session, make_source(retention_until=date(2030, 1, 31)))
    session.expire(source)
    assert source.retention_until == date(2030, 1, 31)
