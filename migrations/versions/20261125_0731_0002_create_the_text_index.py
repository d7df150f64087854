"""Create the text index: FTS5 on SQLite, a table of tsvectors on PostgreSQL.

Words are cut and folded by the program before they come here, so that both engines find the same cases.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE incident_text USING fts5("
            "words, bare, tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\", prefix='2 3')"
        )
        return
    op.create_table(
        "incident_text",
        sa.Column("incident_id", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("document", postgresql.TSVECTOR, nullable=False),
        sa.PrimaryKeyConstraint("incident_id", "part", name="pk_incident_text"),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], ondelete="CASCADE", name="fk_incident_text_incident_id_incident"
        ),
    )
    op.create_index("ix_incident_text_document", "incident_text", ["document"], postgresql_using="gin")


def downgrade() -> None:
    # The index can be built again from the records, so nothing is lost with it.
    op.execute("DROP TABLE incident_text")
