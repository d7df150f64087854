"""What a test of the verbs may ask for."""

import pytest
from sqlalchemy.orm import Session

from tests.support.desk import Desk, make_desk


@pytest.fixture
def desk(session: Session) -> Desk:
    """Two teams with their people, in a session that leaves no trace."""
    return make_desk(session)
