"""Create the links between cases."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incident_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("citation_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["citation_id"], ["citation.id"], name=op.f("fk_incident_link_citation_id_citation")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_link_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["other_id"], ["incident.id"], name=op.f("fk_incident_link_other_id_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_link")),
        sa.UniqueConstraint("incident_id", "other_id", "kind", name=op.f("uq_incident_link_incident_id_other_id_kind")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incident_link_citation_id"), "incident_link", ["citation_id"], unique=False)
    op.create_index(op.f("ix_incident_link_other_id"), "incident_link", ["other_id"], unique=False)


def downgrade() -> None:
    for table in ("incident_link",):
        if op.get_bind().execute(sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)).first():
            raise RuntimeError(
                f"Going back before revision 0004 would delete what {table} holds. "
                "Restore the backup that was made before the upgrade instead."
            )
    op.drop_index(op.f("ix_incident_link_other_id"), table_name="incident_link")
    op.drop_index(op.f("ix_incident_link_citation_id"), table_name="incident_link")
    op.drop_table("incident_link")
