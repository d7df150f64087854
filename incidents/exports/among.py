"""The condition that a number is among many: one value in the statement, however many numbers there are.

A list of a thousand bound values is compiled anew each time, which takes longer than the statement itself,
and both engines have a highest number of values.
"""

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, bindparam, func, select
from sqlalchemy.orm import Session


def among(session: Session, column: Any, numbers: Collection[int]) -> ColumnElement[bool]:
    """Whether the column holds one of the numbers."""
    if session.get_bind().dialect.name == "postgresql":
        given = bindparam(None, list(numbers), type_=ARRAY(BigInteger), unique=True)
        found: ColumnElement[bool] = column == any_(given)
        return found
    listed = func.json_each(orjson.dumps(list(numbers)).decode()).table_valued("value")
    inside: ColumnElement[bool] = column.in_(select(listed.c.value))
    return inside
