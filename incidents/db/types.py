"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

Texts = dict[str, str]
"""One text in any number of languages: language code to text. A language that is absent was not written."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. A time without a zone is refused, since nobody could say which moment it is."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"The moment {value} has no time zone.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Codes(TypeDecorator[list[str]]):
    """A set of vocabulary codes in one column, kept as ``;a;b;`` so that both engines find one by LIKE."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str | None:
        return ";" + ";".join(value) + ";" if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:
        return value.strip(";").split(";") if value else None


class Lines(TypeDecorator[list[str]]):
    """A list of short texts such as addresses, one a line, so that a person can edit it as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str | None:
        return "\n".join(value) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:
        return value.split("\n") if value else None


class Links(TypeDecorator[list[int]]):
    """Ids of sibling parts of the same case, such as the figures that a rule read."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[int] | None, dialect: Dialect) -> str | None:
        return ";" + ";".join(str(number) for number in value) + ";" if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[int] | None:
        return [int(number) for number in value.strip(";").split(";")] if value else None


class Plain(TypeDecorator[Any]):
    """JSON as the engine keeps it best; None is SQL's NULL, never the JSON word null."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(JSON(none_as_null=True))
