"""Create the terms that administrators add to the vocabularies or change in them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "term",
        sa.Column("vocabulary", sa.Text(), nullable=False),
        sa.Column("term_code", sa.Text(), nullable=False),
        sa.Column("labels", JSON, nullable=True),
        sa.Column("definitions", JSON, nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("references", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("needs_note", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_term_created_by_account")),
        sa.ForeignKeyConstraint(["updated_by"], ["account.id"], name=op.f("fk_term_updated_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("code", name=op.f("uq_term_code")),
        sa.UniqueConstraint("vocabulary", "term_code", name=op.f("uq_term_vocabulary_term_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_term_created_by"), "term", ["created_by"], unique=False)
    op.create_index(op.f("ix_term_updated_by"), "term", ["updated_by"], unique=False)


def downgrade() -> None:
    for table in ("term",):
        if op.get_bind().execute(sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)).first():
            raise RuntimeError(
                f"Going back before revision 0005 would delete what {table} holds. "
                "Restore the backup that was made before the upgrade instead."
            )
    op.drop_index(op.f("ix_term_updated_by"), table_name="term")
    op.drop_index(op.f("ix_term_created_by"), table_name="term")
    op.drop_table("term")
