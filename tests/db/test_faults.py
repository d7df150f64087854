"""An error of the database says which rule was broken, and never what a witness said."""

import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from incidents.db.engine import Databases

SAID = "what a witness said"
BROKEN = {
    "a row that lacks something": "INSERT INTO throttle (key) VALUES (:said)",
    "a value of the wrong kind": "SELECT CAST(:said AS INTEGER) FROM throttle UNION SELECT no_such FROM throttle",
}


@pytest.mark.parametrize("statement", BROKEN.values(), ids=BROKEN)
def test_the_values_of_a_statement_are_not_repeated(own_databases: Databases, statement: str) -> None:
    with pytest.raises(DBAPIError) as raised, own_databases.writer.begin() as connection:
        connection.execute(text(statement), {"said": SAID})
    said = "".join(traceback.format_exception(raised.value))
    assert "throttle" in said
    assert SAID not in said


def test_the_rule_is_said_and_where(own_databases: Databases) -> None:
    with pytest.raises(DBAPIError) as raised, own_databases.writer.begin() as connection:
        connection.execute(text(BROKEN["a row that lacks something"]), {"said": SAID})
    known = ("SQLSTATE 23502, table throttle, column", "NOT NULL constraint failed: throttle.")
    assert any(words in str(raised.value) for words in known)
