"""Create the detentions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "detention",
        sa.Column("facility", sa.Text(), nullable=True),
        sa.Column("facility_text", sa.Text(), nullable=True),
        sa.Column("incident_place_id", sa.Integer(), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("authority_text", sa.Text(), nullable=True),
        sa.Column("held_text", sa.Text(), nullable=True),
        sa.Column("held_edtf", sa.Text(), nullable=True),
        sa.Column("held_earliest", sa.Date(), nullable=True),
        sa.Column("held_latest", sa.Date(), nullable=True),
        sa.Column("held_core_from", sa.Date(), nullable=True),
        sa.Column("held_core_to", sa.Date(), nullable=True),
        sa.Column("held_precision", sa.Text(), nullable=True),
        sa.Column("held_nature", sa.Text(), nullable=True),
        sa.Column("held_start_kind", sa.Text(), nullable=True),
        sa.Column("held_end_kind", sa.Text(), nullable=True),
        sa.Column("legal_ground", sa.Text(), nullable=True),
        sa.Column("charge", sa.Text(), nullable=True),
        sa.Column("before_judge", sa.Text(), nullable=True),
        sa.Column("lawyer", sa.Text(), nullable=True),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("acknowledged", sa.Text(), nullable=True),
        sa.Column("treatment", sa.Text(), nullable=True),
        sa.Column("treatment_text", sa.Text(), nullable=True),
        sa.Column("fate", sa.Text(), nullable=True),
        sa.Column("released_text", sa.Text(), nullable=True),
        sa.Column("released_edtf", sa.Text(), nullable=True),
        sa.Column("released_earliest", sa.Date(), nullable=True),
        sa.Column("released_latest", sa.Date(), nullable=True),
        sa.Column("released_core_from", sa.Date(), nullable=True),
        sa.Column("released_core_to", sa.Date(), nullable=True),
        sa.Column("released_precision", sa.Text(), nullable=True),
        sa.Column("released_nature", sa.Text(), nullable=True),
        sa.Column("released_start_kind", sa.Text(), nullable=True),
        sa.Column("released_end_kind", sa.Text(), nullable=True),
        sa.Column("release_text", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("cited", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["authority_id"], ["actor.id"], name=op.f("fk_detention_authority_id_actor")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_detention_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_place_id"], ["incident_place.id"], name=op.f("fk_detention_incident_place_id_incident_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detention")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_detention_authority_id"), "detention", ["authority_id"], unique=False)
    op.create_index(op.f("ix_detention_facility"), "detention", ["facility"], unique=False)
    op.create_index(op.f("ix_detention_incident_id"), "detention", ["incident_id"], unique=False)
    op.create_index(op.f("ix_detention_incident_place_id"), "detention", ["incident_place_id"], unique=False)


def downgrade() -> None:
    for table in ("detention",):
        if op.get_bind().execute(sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)).first():
            raise RuntimeError(
                f"Going back before revision 0009 would delete what {table} holds. "
                "Restore the backup that was made before the upgrade instead."
            )
    op.drop_index(op.f("ix_detention_incident_place_id"), table_name="detention")
    op.drop_index(op.f("ix_detention_incident_id"), table_name="detention")
    op.drop_index(op.f("ix_detention_facility"), table_name="detention")
    op.drop_index(op.f("ix_detention_authority_id"), table_name="detention")
    op.drop_table("detention")
