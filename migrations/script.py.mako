"""${message}.

Rules for a revision: import nothing from `incidents`, since today's records will move on; schema and data
in separate revisions; add a column rather than rebuild a table; name every constraint; a downgrade that
would lose data raises and names the backup; add tests/migrations/data/test_${up_revision}.py.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
