"""The base of every record, and the names that constraints get."""

from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

# A migration can only drop a constraint that has a name, and both engines must give it the same one.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(DeclarativeBase):
    """A row that the program keeps.

    ``part_of`` names the attributes that may lead to the record this row is a part of (a figure is
    part of an incident); empty for a record of its own. ``ledgered`` is False for working tables
    (sign-ins, throttles, indexes) whose changes are no part of what happened to a case.
    """

    metadata = MetaData(naming_convention=NAMES)
    part_of: ClassVar[tuple[str, ...]] = ()
    ledgered: ClassVar[bool] = True
    __table_args__: Any = {"sqlite_autoincrement": True}
    if TYPE_CHECKING:  # nearly every record has one; those that have none are never asked
        id: Any
